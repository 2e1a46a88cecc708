package io.ringmain.historian.report;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.whatif.WhatIfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One alarm figure as it was and as it would have been.
 *
 * @param key name for programs
 * @param name name for people
 * @param unit s, %, or empty for a number of something
 */
public record FigureRow(String key, String name, String unit, double before, double after) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_HOUR = 3600e9;
    private static final double PERCENT = 100;

    /** All figures of a report, in the order in which they are shown. */
    public static List<FigureRow> of(WhatIfReport report) {
        Rows rows = new Rows(report);
        double hours = (report.untilNs() - report.fromNs()) / NS_PER_HOUR;
        rows.add("annunciations", "annunciations", "", f -> f.annunciations);
        if (hours > 0) {
            rows.add("averagePerTenMinutes", "average in 10 min", "", f -> f.annunciations / (hours * 6));
            rows.add("averagePerHour", "average in an hour", "", f -> f.annunciations / hours);
        }
        rows.add("mostInTenMinutes", "most in any 10 min", "", f -> f.mostInTenMinutes);
        rows.add("intervalsAboveTen", "10-min intervals with more than 10", "", f -> f.intervalsAboveTen);
        rows.add("floods", "floods", "", f -> f.floods);
        rows.add("floodSeconds", "time in floods", "s", f -> f.floodNs / NS_PER_SECOND);
        rows.add("chatteringAnnunciations", "chattering annunciations", "", f -> f.chatteringAnnunciations);
        rows.add("fleeting", "fleeting alarms", "", f -> f.fleeting);
        for (int priority = 1; priority <= 4; priority++) {
            int index = priority;
            rows.add("priority" + priority, "of priority " + priority, "", f -> f.byPriority[index]);
        }
        rows.add("shareOfMostFrequent", "share of the ten most frequent", "%", f -> PERCENT * f.shareOfMostFrequent());
        rows.add("acknowledgements", "acknowledgements", "", f -> f.acknowledgements);
        rows.add(
                "acknowledgedSecondsMedian",
                "half acknowledged within",
                "s",
                f -> f.acknowledgedMedianNs / NS_PER_SECOND);
        rows.add("acknowledgedSeconds90", "90 % acknowledged within", "s", f -> f.acknowledged90Ns / NS_PER_SECOND);
        rows.add("acknowledgedSeconds99", "99 % acknowledged within", "s", f -> f.acknowledged99Ns / NS_PER_SECOND);
        rows.add("standing", "standing at the end", "", f -> f.standing());
        rows.add("stale", "active for over 24 h at the end", "", f -> f.stale);
        return rows.all;
    }

    private record Rows(WhatIfReport report, List<FigureRow> all) {
        Rows(WhatIfReport report) {
            this(report, new ArrayList<>());
        }

        void add(String key, String name, String unit, ToDoubleFunction<AlarmFigures> figure) {
            all.add(new FigureRow(
                    key,
                    name,
                    unit,
                    figure.applyAsDouble(report.before().figures()),
                    figure.applyAsDouble(report.after().figures())));
        }
    }

    /** Without decimals that say nothing, with the unit. */
    public String text(double value) {
        return HtmlText.number(value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
