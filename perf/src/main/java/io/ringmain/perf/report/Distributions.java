package io.ringmain.perf.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures whose names end in a percentile, put together again. */
final class Distributions {
    private Distributions() {}

    /** By name without its end, each by the end; in the order of the figures. */
    static Map<String, Map<String, Figure>> of(List<Figure> figures) {
        Map<String, Map<String, Figure>> distributions = new LinkedHashMap<>();
        for (Figure figure : figures) {
            String end = percentileOf(figure.name());
            if (end != null) {
                String name = figure.name().substring(0, figure.name().length() - end.length());
                distributions
                        .computeIfAbsent(name, ignored -> new LinkedHashMap<>())
                        .put(end, figure);
            }
        }
        distributions.values().removeIf(byEnd -> byEnd.size() < 2);
        return distributions;
    }

    /** Those that belong to none. */
    static List<Figure> others(List<Figure> figures) {
        Map<String, Map<String, Figure>> distributions = of(figures);
        List<Figure> others = new ArrayList<>(figures);
        distributions.values().forEach(byEnd -> others.removeAll(byEnd.values()));
        return others;
    }

    private static String percentileOf(String name) {
        String longest = null;
        for (String end : ReportTable.PERCENTILES) {
            if (name.endsWith(end) && (longest == null || end.length() > longest.length())) {
                longest = end;
            }
        }
        return longest;
    }
}
