package io.ringmain.historian.report;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.historian.report.AlarmReport.Frequent;
import io.ringmain.historian.report.AlarmReport.Listed;
import io.ringmain.historian.report.AlarmReport.Target;
import java.util.List;
import java.util.Locale;

/** A report as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
public final class AlarmReportHtml {
    private static final int PERCENT = 100;

    private final HtmlText html = new HtmlText();
    private final AlarmReport report;

    private AlarmReportHtml(AlarmReport report) {
        this.report = report;
    }

    public static String of(AlarmReport report) {
        AlarmReportHtml page = new AlarmReportHtml(report);
        page.write();
        return page.html.page("Alarms of " + report.site());
    }

    private void write() {
        html.element("h1", "Alarms of " + report.site());
        html.element(
                "p",
                HtmlText.time(report.fromNs()) + " to " + HtmlText.time(report.toNs()) + ", "
                        + HtmlText.duration(report.lengthNs()) + ", for " + report.positions()
                        + (report.positions() == 1 ? " operator position" : " operator positions")
                        + "; journal up to sequence " + report.lastSequence());
        for (String note : report.notes()) {
            html.element("p", "note", note);
        }
        targets();
        bars();
        figures();
        frequent("Most frequent", report.mostFrequent());
        frequent("Chattering", report.chattering());
        frequent("Fleeting", report.fleeting());
        listed(
                "Standing at the end",
                AlarmState.UNACK,
                AlarmState.ACKED,
                AlarmState.RTNUN,
                AlarmState.LTUNK,
                AlarmState.LTACK);
        listed("Shelved at the end", AlarmState.SHLVD);
        listed("Suppressed by design at the end", AlarmState.DSUPR);
        listed("Out of service at the end", AlarmState.OOSRV);
    }

    private void targets() {
        html.table("Against the recommendations of EEMUA 191 and ISA-18.2", "Figure", "Value", "Target", "Verdict");
        for (Target target : report.targets()) {
            html.row(
                    target.verdict().name().toLowerCase(Locale.ROOT),
                    target.figure(),
                    Double.isNaN(target.value()) ? "-" : HtmlText.number(target.value()) + unit(target.unit()),
                    target.target(),
                    target.verdict().text());
        }
        html.endTable();
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private void bars() {
        List<AlarmReport.Bar> bars = report.bars();
        long most =
                bars.stream().mapToLong(AlarmReport.Bar::annunciations).max().orElse(0);
        if (most == 0 || bars.size() < 2) {
            return;
        }
        String each = HtmlText.duration(bars.get(0).lengthNs());
        html.bars(
                "Annunciations per " + each + ", at most " + most,
                bars.stream().mapToLong(AlarmReport.Bar::annunciations).toArray(),
                bars.stream().map(bar -> HtmlText.time(bar.fromNs())).toList());
    }

    private void figures() {
        AlarmFigures figures = report.figures();
        html.table("Figures", "Figure", "Value");
        figure("annunciations", figures.annunciations);
        for (int priority = 1; priority < figures.byPriority.length; priority++) {
            figure("of priority " + priority, figures.byPriority[priority]);
        }
        figure("most in an hour of the clock", report.mostInAnHour());
        figure("10-min intervals with more than 10, of " + figures.intervals, figures.intervalsAboveTen);
        figure("floods", figures.floods);
        html.row("", "time in floods", HtmlText.duration(figures.floodNs));
        AlarmReport.Times times = report.times();
        figure("acknowledgements", times.acknowledged());
        html.row(
                "",
                "time to acknowledge: half, 90 %, 99 % within",
                three(times.acknowledgedMedianNs(), times.acknowledged90Ns(), times.acknowledged99Ns()));
        figure("returns to normal", times.returned());
        html.row(
                "",
                "time to return: half, 90 %, 99 % within",
                three(times.returnedMedianNs(), times.returned90Ns(), times.returned99Ns()));
        figure("shelved", report.count(AlarmInput.SHELVE_TIMED, AlarmInput.SHELVE_ONE_SHOT, AlarmInput.SHELF_BEGIN));
        figure("suppressed by an operator", report.count(AlarmInput.SUPPRESS));
        figure("suppressed by design", report.count(AlarmInput.EXPRESSION_SUPPRESS, AlarmInput.GROUP_SUPPRESS));
        figure("taken out of service", report.count(AlarmInput.REMOVE_FROM_SERVICE));
        figure("disabled", report.count(AlarmInput.DISABLE));
        figure("changes of the configuration", report.configurations());
        figure("standing at the end", figures.standing());
        figure("stale at the end", figures.stale);
        html.endTable();
    }

    private static String three(long median, long ninety, long ninetyNine) {
        return median == 0
                ? "-"
                : HtmlText.duration(median) + ", " + HtmlText.duration(ninety) + ", " + HtmlText.duration(ninetyNine);
    }

    private void figure(String name, long value) {
        html.row("", name, Long.toString(value));
    }

    private void frequent(String caption, List<Frequent> alarms) {
        if (alarms.isEmpty()) {
            return;
        }
        html.table(caption, "Alarm", "Priority", "Times", "Share");
        for (Frequent alarm : alarms) {
            html.row(
                    "",
                    alarm.name(),
                    alarm.priority() == 0 ? "-" : Integer.toString(alarm.priority()),
                    Long.toString(alarm.count()),
                    HtmlText.number(alarm.share() * PERCENT) + " %");
        }
        html.endTable();
    }

    private void listed(String caption, AlarmState... states) {
        List<Listed> alarms = report.listed().stream()
                .filter(alarm -> List.of(states).contains(alarm.state()))
                .toList();
        if (alarms.isEmpty()) {
            return;
        }
        html.table(caption, "Alarm", "State", "Priority", "Active for", "In this state for", "Until");
        for (Listed alarm : alarms) {
            html.row(
                    "",
                    alarm.name(),
                    alarm.state().name(),
                    Integer.toString(alarm.priority()),
                    alarm.activeSinceNs() == 0 ? "-" : HtmlText.duration(report.toNs() - alarm.activeSinceNs()),
                    HtmlText.duration(report.toNs() - alarm.changedNs()),
                    alarm.untilNs() == 0 ? "-" : HtmlText.time(alarm.untilNs()));
        }
        html.endTable();
    }
}
