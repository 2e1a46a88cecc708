package io.ringmain.perf.report;

import io.ringmain.perf.plot.BarPlot;
import io.ringmain.perf.plot.PercentilePlot;
import io.ringmain.perf.plot.ScalePlot;
import io.ringmain.perf.plot.Series;
import io.ringmain.perf.plot.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be drawn of the figures of a suite, seen from their names: distributions end in percentiles, series differ in
 * one number, and rates of one unit stand beside each other.
 */
final class SuitePlots {
    private static final Pattern NUMBER = Pattern.compile("\\.(\\d+)(?=\\.|$)");
    private static final int MAX_SERIES = 6;
    private static final int MAX_BARS = 14;

    private final SuiteRun suite;
    private final List<Figure> figures;
    private final References references;
    private final Map<String, Svg> plots = new LinkedHashMap<>();

    private SuitePlots(Report report, SuiteRun suite) {
        this.suite = suite;
        this.figures = report.of(suite);
        this.references = new References(report.figures());
    }

    /** Plots by their file names without an end. */
    static Map<String, Svg> of(Report report, SuiteRun suite) {
        SuitePlots all = new SuitePlots(report, suite);
        all.distributions();
        all.series();
        all.bars();
        return all.plots;
    }

    private void distributions() {
        Map<String, List<Series>> groups = new LinkedHashMap<>();
        Distributions.of(figures).forEach((name, byEnd) -> {
            int dot = name.lastIndexOf('.');
            String last = name.substring(dot + 1);
            List<Series.Point> points = new ArrayList<>();
            for (int i = 0; i < ReportTable.PERCENTILES.size(); i++) {
                Figure figure = byEnd.get(ReportTable.PERCENTILES.get(i));
                if (figure != null && figure.value() > 0) {
                    points.add(point(i, figure));
                }
            }
            if (points.size() > 1) {
                groups.computeIfAbsent(dot < 0 ? name : name.substring(0, dot), ignored -> new ArrayList<>())
                        .add(new Series(last, points, references.has(name)));
            }
        });
        List<String> labels =
                ReportTable.PERCENTILES.stream().map(end -> end.substring(1)).toList();
        groups.forEach((name, series) -> plots.put(file(name), PercentilePlot.draw(name, series, labels)));
    }

    private void series() {
        Map<String, Map<String, List<Series.Point>>> byUnit = new LinkedHashMap<>();
        for (Figure figure : Distributions.others(figures)) {
            Matcher number = NUMBER.matcher(figure.name());
            if (number.find() && figure.value() > 0 && !figure.name().endsWith(".alloc")) {
                String key = number.replaceFirst(".*");
                double x = Double.parseDouble(number.group(1));
                if (x > 0) {
                    byUnit.computeIfAbsent(figure.unit(), ignored -> new LinkedHashMap<>())
                            .computeIfAbsent(key, ignored -> new ArrayList<>())
                            .add(point(x, figure));
                }
            }
        }
        byUnit.forEach((unit, lines) -> {
            List<Series> series = new ArrayList<>();
            lines.forEach((name, points) -> {
                points.sort(Comparator.comparingDouble(Series.Point::x));
                if (points.size() > 1
                        && points.get(points.size() - 1).x()
                                >= 10 * points.get(0).x()) {
                    series.add(new Series(name, points, references.has(name)));
                }
            });
            if (series.stream().noneMatch(line -> line.points().size() > 2)) {
                return; // two points are read faster in the table
            }
            for (int from = 0; from < series.size(); from += MAX_SERIES) {
                List<Series> part = series.subList(from, Math.min(series.size(), from + MAX_SERIES));
                String name = suite.name() + ", " + unit;
                plots.put(file(name + "-" + (plots.size() + 1)), ScalePlot.draw(name, "the number at *", part));
            }
        });
    }

    private void bars() {
        Map<String, List<BarPlot.Bar>> byUnit = new LinkedHashMap<>();
        for (Figure figure : Distributions.others(figures)) {
            if (figure.unit().endsWith("/s")) {
                byUnit.computeIfAbsent(figure.unit(), ignored -> new ArrayList<>())
                        .add(new BarPlot.Bar(
                                figure.name(),
                                figure.value(),
                                figure.min(),
                                figure.max(),
                                !references.has(figure.name())));
            }
        }
        byUnit.forEach((unit, bars) -> {
            if (bars.size() > 1) {
                String name = suite.name() + ", " + unit;
                List<BarPlot.Bar> shown = bars.subList(0, Math.min(bars.size(), MAX_BARS));
                plots.put(file(name + "-bars"), BarPlot.draw(name, unit, shown));
            }
        });
    }

    private static Series.Point point(double x, Figure figure) {
        return new Series.Point(x, figure.value(), Math.max(figure.min(), 0), figure.max());
    }

    private static String file(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]+", "-");
    }
}
