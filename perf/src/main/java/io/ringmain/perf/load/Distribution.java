package io.ringmain.perf.load;

import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Latencies by name, a histogram a window, and the figures that they come to: a percentile's value is its windows' median. */
final class Distribution {
    /** Longest that is told apart. */
    static final long HIGHEST_NS = 60_000_000_000L;

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    private final Map<String, List<Histogram>> windows = new LinkedHashMap<>();

    static Histogram histogram() {
        return new Histogram(HIGHEST_NS, 3);
    }

    void add(String name, Histogram window) {
        windows.computeIfAbsent(name, ignored -> new ArrayList<>()).add(window);
    }

    /** In us. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        windows.forEach((name, histograms) -> {
            for (int i = 0; i < PERCENTILES.length; i++) {
                double percentile = PERCENTILES[i];
                figures.add(Figure.ofRuns(
                        name + ReportTable.PERCENTILES.get(i),
                        "us",
                        histograms.stream()
                                .map(histogram -> histogram.getValueAtPercentile(percentile) / 1000.0)
                                .toList()));
            }
        });
        return figures;
    }
}
