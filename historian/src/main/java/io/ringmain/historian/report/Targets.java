package io.ringmain.historian.report;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.historian.report.AlarmReport.Target;
import io.ringmain.historian.report.AlarmReport.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The recommendations of EEMUA 191 and ISA-18.2 (table of performance metrics) for one operator position. A figure at or
 * below its target is met, up to the limit it is acceptable.
 */
final class Targets {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long TEN_MINUTES_NS = 10 * MINUTE_NS;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final int PERCENT = 100;
    private static final int ENOUGH = 100;
    private static final double CLOSE = 5;
    private static final double FAR = 15;

    private final List<Target> targets = new ArrayList<>();
    private final AlarmReport report;

    private Targets(AlarmReport report) {
        this.report = report;
    }

    static List<Target> of(AlarmReport report) {
        Targets targets = new Targets(report);
        targets.rates();
        targets.floods();
        targets.nuisance();
        targets.priorities();
        return List.copyOf(targets.targets);
    }

    private void rates() {
        atMost(
                "perTenMinutes",
                "average in 10 min per position",
                report.average(TEN_MINUTES_NS),
                "",
                1,
                2,
                TEN_MINUTES_NS);
        atMost("perHour", "average in an hour per position", report.average(HOUR_NS), "", 6, 12, HOUR_NS);
        atMost("perDay", "average in a day per position", report.average(DAY_NS), "", 150, 300, DAY_NS);
        double most = (double) report.figures().mostInTenMinutes / report.positions();
        atMost("mostInTenMinutes", "most in any 10 min per position", most, "", 10, 10, 0);
    }

    private void floods() {
        double above = report.shareAboveTen() * PERCENT;
        atMost("intervalsAboveTen", "10-min intervals with more than 10", above, "%", 1, 5, TEN_MINUTES_NS);
        atMost("flood", "time in a flood", report.floodShare() * PERCENT, "%", 1, 1, TEN_MINUTES_NS);
    }

    private void nuisance() {
        AlarmFigures figures = report.figures();
        double share = figures.annunciations > 0 ? figures.shareOfMostFrequent() * PERCENT : Double.NaN;
        add(
                "mostFrequent",
                "share of the ten most frequent",
                share,
                "%",
                "at most 5 %, better 1 %",
                ofEnough(verdict(share, 5, 5)));
        atMost("chattering", "annunciations of chattering alarms", figures.chatteringAnnunciations, "", 0, 0, 0);
        atMost("fleeting", "fleeting alarms", figures.fleeting, "", 0, 0, 0);
        int stale = report.mostStaleOnADay();
        add("stale", "most stale alarms on one day", stale, "", "fewer than 5", verdict(stale, 4, 4));
    }

    /** The highest of four priorities counts with the high ones: the recommendation is for three. */
    private void priorities() {
        long[] by = report.figures().byPriority;
        priority("priorityLow", "low priority", by[1], 80);
        priority("priorityMedium", "medium priority", by[2], 15);
        priority("priorityHigh", "high and critical priority", by[3] + by[4], 5);
    }

    private void priority(String id, String figure, long count, int target) {
        long all = report.figures().annunciations;
        double share = all == 0 ? Double.NaN : (double) count * PERCENT / all;
        double off = Math.abs(share - target);
        add(id, figure, share, "%", "about " + target + " %", ofEnough(verdict(off, CLOSE, FAR)));
    }

    private void atMost(
            String id, String figure, double value, String unit, double target, double limit, long leastNs) {
        String text = (target == limit ? "" : "about ")
                + number(target)
                + (target == limit ? target == 0 ? "" : " at most" : ", at most " + number(limit));
        add(
                id,
                figure,
                value,
                unit,
                text,
                report.lengthNs() < leastNs ? Verdict.NOT_JUDGED : verdict(value, target, limit));
    }

    /** Shares of a few annunciations say nothing. */
    private Verdict ofEnough(Verdict verdict) {
        return report.figures().annunciations < ENOUGH ? Verdict.NOT_JUDGED : verdict;
    }

    private void add(String id, String figure, double value, String unit, String target, Verdict verdict) {
        targets.add(new Target(id, figure, value, unit, target, verdict));
    }

    private static Verdict verdict(double value, double target, double limit) {
        if (Double.isNaN(value)) {
            return Verdict.NOT_JUDGED;
        }
        return value <= target ? Verdict.MET : value <= limit ? Verdict.ACCEPTABLE : Verdict.NOT_MET;
    }

    private static String number(double value) {
        return Long.toString(Math.round(value));
    }
}
