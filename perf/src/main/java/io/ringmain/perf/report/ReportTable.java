package io.ringmain.perf.report;

import io.ringmain.perf.plot.Numbers;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows a report on a terminal: one line a figure, and one line a distribution with its percentiles side by side. */
public final class ReportTable {
    /** Ends of the names of figures that belong to one distribution. */
    public static final List<String> PERCENTILES = List.of(".p50", ".p90", ".p99", ".p99.9", ".p99.99", ".max");

    private final PrintStream out;

    public ReportTable(PrintStream out) {
        this.out = out;
    }

    public void print(Report report) {
        Host host = report.host();
        out.printf(
                Locale.ROOT,
                "%s, %d cores, %s, %.0f GiB, %s%n%s, commit %s%s, load before %.2f%n",
                host.cpu(),
                host.cores(),
                host.caches(),
                host.memoryBytes() / (double) (1L << 30),
                host.kernel(),
                host.jvm(),
                host.commit(),
                host.isDirty() ? " (files were changed)" : "",
                host.loadBefore());
        out.println("flags: " + String.join(" ", host.flags()));
        List<Figure> single = Distributions.others(report.figures());
        if (!single.isEmpty()) {
            printFigures(single);
        }
        Map<String, Map<String, Figure>> distributions = Distributions.of(report.figures());
        if (!distributions.isEmpty()) {
            printDistributions(distributions);
        }
        for (SuiteRun suite : report.suites()) {
            if (suite.failure() != null) {
                out.printf("%nNOT MEASURED: %s: %s%n", suite.name(), suite.failure());
            }
        }
    }

    private void printFigures(List<Figure> figures) {
        out.printf("%n%-44s %12s %-12s %25s  %s%n", "figure", "value", "unit", "min - max of runs", "target");
        for (Figure figure : figures) {
            String range = Numbers.of(figure.min()) + " - " + Numbers.of(figure.max()) + " ("
                    + figure.runs().size() + ")";
            String more = Targets.wanted(figure) + "  " + Targets.judged(figure) + "  " + Targets.share(figure)
                    + (figure.note() == null ? "" : "  (" + figure.note() + ")");
            String line = String.format(
                    "%-44s %12s %-12s %25s  %s",
                    figure.name(), Numbers.of(figure.value()), figure.unit(), range, more.trim());
            out.println(line.stripTrailing());
        }
    }

    private void printDistributions(Map<String, Map<String, Figure>> distributions) {
        out.printf("%n%-32s", "us: median [min - max] of windows");
        PERCENTILES.forEach(end -> out.printf(" %22s", end.substring(1)));
        out.println();
        distributions.forEach((name, byEnd) -> {
            out.printf("%-32s", name);
            PERCENTILES.forEach(end -> out.printf(" %22s", range(byEnd.get(end))));
            out.println();
        });
    }

    private static String range(Figure figure) {
        return figure == null
                ? "-"
                : Numbers.of(figure.value()) + " [" + Numbers.of(figure.min()) + " - " + Numbers.of(figure.max()) + "]";
    }
}
