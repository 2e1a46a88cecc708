package io.ringmain.gateway.prom;

import io.ringmain.gateway.metrics.FigureHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the process counts, as far back as it is kept in memory; with the samples of a moment as Prometheus takes them. */
final class FigureSeries implements SeriesSource {
    /** A figure that has not been taken for so long is gone. */
    private static final long STALE_NS = 60_000_000_000L;

    private static final double NS_PER_SECOND = 1e9;

    private final FigureHistory figures;

    FigureSeries(FigureHistory figures) {
        this.figures = figures;
    }

    private List<FigureHistory.Series> found(List<Matcher> matchers) {
        return figures.series(labels -> SeriesData.isSelected(labels, matchers));
    }

    @Override
    public void find(List<Matcher> matchers, Consumer<Map<String, String>> each) {
        found(matchers).forEach(series -> each.accept(series.labels()));
    }

    @Override
    public Map<String, Metadata> metadata() {
        Map<String, Metadata> all = new LinkedHashMap<>();
        figures.families().forEach((name, family) -> all.put(name, new Metadata(family.type(), family.help())));
        return all;
    }

    @Override
    public CompletableFuture<List<SeriesData>> instant(List<Matcher> matchers, Grid grid) {
        List<SeriesData> all = new ArrayList<>();
        for (FigureHistory.Series series : found(matchers)) {
            FigureHistory.Samples samples = series.samples();
            double[] values = new double[grid.count()];
            for (int i = 0; i < values.length; i++) {
                int at = samples.last(grid.time(i));
                values[i] = at < 0 || grid.time(i) - samples.timeNs(at) > STALE_NS ? Double.NaN : samples.value(at);
            }
            all.add(new SeriesData(series.labels(), values));
        }
        return CompletableFuture.completedFuture(all);
    }

    @Override
    public CompletableFuture<List<SeriesData>> overTime(
            String function, List<Matcher> matchers, long rangeNs, Grid grid) {
        List<SeriesData> all = new ArrayList<>();
        for (FigureHistory.Series series : found(matchers)) {
            FigureHistory.Samples samples = series.samples();
            double[] values = new double[grid.count()];
            for (int i = 0; i < values.length; i++) {
                int to = samples.last(grid.time(i));
                int from = samples.last(grid.time(i) - rangeNs) + 1;
                values[i] = of(function, samples, from, to, rangeNs);
            }
            Map<String, String> labels = new LinkedHashMap<>(series.labels());
            labels.remove(SeriesData.NAME);
            all.add(new SeriesData(labels, values));
        }
        return CompletableFuture.completedFuture(all);
    }

    private static double of(String function, FigureHistory.Samples samples, int from, int to, long rangeNs) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double gained = 0;
        int count = 0;
        int first = -1;
        int last = -1;
        for (int i = from; i <= to; i++) {
            double value = samples.value(i);
            if (Double.isNaN(value)) {
                continue;
            }
            if (last >= 0) {
                double before = samples.value(last);
                gained += value >= before ? value - before : value;
            }
            first = first < 0 ? i : first;
            last = i;
            sum += value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            count++;
        }
        if (count == 0) {
            return Double.NaN;
        }
        double seconds = (samples.timeNs(last) - samples.timeNs(first)) / NS_PER_SECOND;
        return switch (function) {
            case "avg_over_time" -> sum / count;
            case "min_over_time" -> least;
            case "max_over_time" -> greatest;
            case "sum_over_time" -> sum;
            case "count_over_time" -> count;
            case "last_over_time" -> samples.value(last);
            case "delta" -> count < 2 ? Double.NaN : samples.value(last) - samples.value(first);
            case "rate" -> count < 2 ? Double.NaN : gained / seconds;
            default -> count < 2 ? Double.NaN : gained / seconds * (rangeNs / NS_PER_SECOND);
        };
    }
}
