package io.ringmain.perf.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows a report to people: one line a figure, and one line a distribution with its percentiles side by side. */
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
                "%s, %d cores, %.0f GiB, %s%n%s, commit %s, load before %.2f%n",
                host.cpu(),
                host.cores(),
                host.memoryBytes() / (double) (1L << 30),
                host.kernel(),
                host.jvm(),
                host.commit(),
                host.loadBefore());
        out.println("flags: " + String.join(" ", host.flags()));
        List<Figure> single = new ArrayList<>();
        Map<String, Map<String, Figure>> distributions = new LinkedHashMap<>();
        for (Figure figure : report.figures()) {
            String end = percentileOf(figure.name());
            if (end == null) {
                single.add(figure);
            } else {
                String name = figure.name().substring(0, figure.name().length() - end.length());
                distributions
                        .computeIfAbsent(name, ignored -> new LinkedHashMap<>())
                        .put(end, figure);
            }
        }
        if (!single.isEmpty()) {
            printFigures(single);
        }
        if (!distributions.isEmpty()) {
            printDistributions(distributions);
        }
    }

    private static String percentileOf(String name) {
        String longest = null;
        for (String end : PERCENTILES) {
            if (name.endsWith(end) && (longest == null || end.length() > longest.length())) {
                longest = end;
            }
        }
        return longest;
    }

    private void printFigures(List<Figure> figures) {
        out.printf("%n%-44s %12s %-12s %25s  %s%n", "figure", "value", "unit", "min - max of runs", "target");
        for (Figure figure : figures) {
            String target = figure.target() == null
                    ? ""
                    : ("min".equals(figure.bound()) ? ">= " : "<= ") + number(figure.target()) + judged(figure);
            if (figure.share() != null) {
                target += String.format(Locale.ROOT, "  %.0f %% of the limit %s", 100 * figure.share(), figure.limit());
            }
            if (figure.note() != null) {
                target += "  (" + figure.note() + ")";
            }
            String range = number(figure.min()) + " - " + number(figure.max()) + " ("
                    + figure.runs().size() + ")";
            out.printf(
                    "%-44s %12s %-12s %25s  %s%n", figure.name(), number(figure.value()), figure.unit(), range, target);
        }
    }

    private static String judged(Figure figure) {
        return figure.met() == null ? "  does not apply" : figure.met() ? "  met" : "  NOT MET";
    }

    private void printDistributions(Map<String, Map<String, Figure>> distributions) {
        out.printf("%n%-32s", "us: median [min - max] of windows");
        PERCENTILES.forEach(end -> out.printf(" %22s", end.substring(1)));
        out.println();
        distributions.forEach((name, byEnd) -> {
            out.printf("%-32s", name);
            for (String end : PERCENTILES) {
                Figure figure = byEnd.get(end);
                out.printf(
                        " %22s",
                        figure == null
                                ? "-"
                                : number(figure.value()) + " [" + number(figure.min()) + " - " + number(figure.max())
                                        + "]");
            }
            out.println();
        });
    }

    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
