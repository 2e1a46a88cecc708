package io.ringmain.gateway.cli;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.gateway.view.Times;
import io.ringmain.historian.report.AlarmReport;
import io.ringmain.historian.report.AlarmReport.Frequent;
import io.ringmain.historian.report.AlarmReport.Target;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A report for a terminal. */
final class AlarmReportText {
    private static final double NS_PER_SECOND = 1e9;
    private static final int PERCENT = 100;

    private final AlarmReport report;
    private final PrintWriter out;

    AlarmReportText(AlarmReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void print() {
        out.println("Alarms of " + report.site() + ", " + Times.rfc3339(report.fromNs()) + " to "
                + Times.rfc3339(report.toNs()));
        report.notes().forEach(note -> out.println("note: " + note));
        for (Target target : report.targets()) {
            String unit = target.unit().isEmpty() ? "" : " " + target.unit();
            String value = Double.isNaN(target.value())
                    ? "-"
                    : String.format(Locale.ROOT, "%.2f", target.value()).replaceAll("\\.?0+$", "") + unit;
            line(
                    target.figure(),
                    value + " (" + target.target() + "): " + target.verdict().text());
        }
        AlarmFigures figures = report.figures();
        line("annunciations", Long.toString(figures.annunciations));
        line("floods", figures.floods + ", " + seconds(figures.floodNs) + " in all");
        AlarmReport.Times times = report.times();
        line(
                "time to acknowledge",
                percentiles(
                        times.acknowledged(),
                        times.acknowledgedMedianNs(),
                        times.acknowledged90Ns(),
                        times.acknowledged99Ns()));
        line(
                "time to return",
                percentiles(times.returned(), times.returnedMedianNs(), times.returned90Ns(), times.returned99Ns()));
        line("standing at the end", Long.toString(figures.standing()));
        frequent("most frequent", report.mostFrequent());
        frequent("chattering", report.chattering());
        frequent("fleeting", report.fleeting());
    }

    private static String percentiles(long count, long median, long ninety, long ninetyNine) {
        return count == 0
                ? "-"
                : "half within " + seconds(median) + ", 90 % " + seconds(ninety) + ", 99 % " + seconds(ninetyNine)
                        + " (" + count + ")";
    }

    private static String seconds(long ns) {
        return String.format(Locale.ROOT, "%.1f s", ns / NS_PER_SECOND);
    }

    private void frequent(String what, List<Frequent> alarms) {
        for (Frequent alarm : alarms) {
            line(
                    what,
                    alarm.name() + " " + alarm.count()
                            + String.format(Locale.ROOT, " (%.1f %%)", alarm.share() * PERCENT));
        }
    }

    private void line(String name, String value) {
        out.printf("%-34s %s%n", name, value);
    }
}
