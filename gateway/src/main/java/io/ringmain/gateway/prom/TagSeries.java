package io.ringmain.gateway.prom;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.view.JournalGate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The tags with numbers as series {@code ringmain_value{tag,area,unit}}. A value stands until the next one, and none is
 * while the quality is bad, whatever Prometheus' five minutes would say. Past values come from the aggregates of the
 * historian.
 *
 * <p>Thread: any.
 */
final class TagSeries implements SeriesSource {
    static final String METRIC = "ringmain_value";
    /** Questions that are put to the historian for one selector. */
    private static final int MOST_TAGS = 200;

    /** Of a window that stands alone. */
    private static final int PARTS = 60;

    private static final int MOST_INTERVALS = 50_000;
    private static final long PRESENT_NS = 5_000_000_000L;

    private final Plant plant;
    private final History history;
    private final JournalGate gate;

    /** @param history null when there is none */
    TagSeries(Plant plant, History history, JournalGate gate) {
        this.plant = plant;
        this.history = history;
        this.gate = gate;
    }

    private record Found(int id, TagDefinition tag, Map<String, String> labels) {}

    private List<Found> found(List<Matcher> matchers) {
        List<Found> found = new ArrayList<>();
        if (matchers.stream().anyMatch(m -> m.label().equals(SeriesData.NAME) && !m.accepts(METRIC))) {
            return found;
        }
        SitePlan site = plant.site();
        for (int id = 0; id < site.tagCount(); id++) {
            TagDefinition tag = site.tag(id);
            if (tag != null && isNumber(tag.type())) {
                Map<String, String> labels = labels(tag);
                if (SeriesData.isSelected(labels, matchers)) {
                    found.add(new Found(id, tag, labels));
                }
            }
        }
        return found;
    }

    private static boolean isNumber(TagType type) {
        return type == TagType.FLOAT64 || type == TagType.INT64 || type == TagType.BOOL;
    }

    private static Map<String, String> labels(TagDefinition tag) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(SeriesData.NAME, METRIC);
        if (!tag.area().isEmpty()) {
            labels.put("area", tag.area());
        }
        labels.put("tag", tag.name());
        if (!tag.unit().isEmpty()) {
            labels.put("unit", tag.unit());
        }
        return labels;
    }

    @Override
    public void find(List<Matcher> matchers, Consumer<Map<String, String>> each) {
        found(matchers).forEach(found -> each.accept(found.labels()));
    }

    @Override
    public Map<String, Metadata> metadata() {
        return Map.of(METRIC, new Metadata("gauge", "Value of a tag in its engineering unit"));
    }

    @Override
    public CompletableFuture<List<SeriesData>> instant(List<Matcher> matchers, Grid grid) {
        List<Found> found = found(matchers);
        if (grid.count() == 1 && Math.abs(grid.startNs() - plant.nowNs()) < PRESENT_NS) {
            return present(found);
        }
        return each(found, tag -> values(tag, grid).thenApply(values -> new SeriesData(tag.labels(), values)));
    }

    /** Without the historian, which may be behind or absent; held back until the journal has it. */
    private CompletableFuture<List<SeriesData>> present(List<Found> found) {
        List<SeriesData> series = new ArrayList<>();
        TagValue value = new TagValue();
        long greatest = 0;
        for (Found tag : found) {
            if (plant.values().read(tag.id(), value) && !Quality.isBad(value.statusCode) && value.sourceTimeNs != 0) {
                series.add(new SeriesData(tag.labels(), new double[] {value.asDouble()}));
                greatest = Math.max(greatest, value.sequence);
            }
        }
        return gate.await(greatest).thenApply(released -> series);
    }

    private interface Question {
        CompletableFuture<SeriesData> ask(Found tag);
    }

    private CompletableFuture<List<SeriesData>> each(List<Found> found, Question question) {
        if (history == null && !found.isEmpty()) {
            throw PromException.unavailable("this site keeps no history; only present values are answered");
        }
        if (found.size() > MOST_TAGS) {
            throw PromException.tooMuch("the selector fits " + found.size() + " tags, of at most " + MOST_TAGS
                    + " past values are read at once; say more in it");
        }
        List<CompletableFuture<SeriesData>> asked = new ArrayList<>();
        found.forEach(tag -> asked.add(question.ask(tag)));
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

    /** What stood at each moment. */
    private CompletableFuture<double[]> values(Found tag, Grid grid) {
        return standing(tag, grid.startNs(), grid.stepNs(), grid.count());
    }

    /** A bound lies between two samples; behind the last one it is that which stands. */
    private CompletableFuture<double[]> standing(Found tag, long fromNs, long widthNs, int count) {
        return aggregate(tag, Aggregate.START_BOUND, fromNs, widthNs, count)
                .thenCombine(history.before(tag.tag().name(), fromNs + widthNs * count), (values, last) -> {
                    for (int i = 0; i < count && last != null && !Quality.isBad(last.statusCode()); i++) {
                        if (Double.isNaN(values[i]) && last.sourceTimeNs() <= fromNs + widthNs * i) {
                            values[i] = number(last.value());
                        }
                    }
                    return values;
                });
    }

    private CompletableFuture<double[]> aggregate(
            Found tag, Aggregate aggregate, long fromNs, long widthNs, int count) {
        return history.aggregate(AggregateQuery.of(
                        tag.tag().name(), aggregate, fromNs, fromNs + widthNs * count, widthNs, false))
                .thenApply(answer -> {
                    double[] values = new double[count];
                    Arrays.fill(values, Double.NaN);
                    for (int i = 0; i < count && i < answer.items().size(); i++) {
                        AggregateValue item = answer.items().get(i);
                        values[i] = Quality.isBad(item.statusCode()) ? Double.NaN : number(item.value());
                    }
                    return values;
                });
    }

    private static double number(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public CompletableFuture<List<SeriesData>> overTime(
            String function, List<Matcher> matchers, long rangeNs, Grid grid) {
        // windows are made of parts that both the range and the step are multiples of
        long part = grid.count() > 1 ? gcd(rangeNs, grid.stepNs()) : rangeNs % PARTS == 0 ? rangeNs / PARTS : rangeNs;
        long parts = rangeNs / part;
        long stride = grid.count() == 1 ? 1 : grid.stepNs() / part;
        long all = parts + stride * (grid.count() - 1);
        if (all > MOST_INTERVALS) {
            throw PromException.tooMuch("step and range have few common parts: " + all + " intervals, at most "
                    + MOST_INTERVALS + " are read; use a range that is a multiple of the step");
        }
        Windows windows = new Windows(grid.count(), (int) parts, (int) stride);
        long from = grid.startNs() - rangeNs;
        return each(
                found(matchers),
                tag -> over(function, tag, from, part, (int) all, windows, rangeNs)
                        .thenApply(values -> {
                            Map<String, String> labels = new LinkedHashMap<>(tag.labels());
                            labels.remove(SeriesData.NAME);
                            return new SeriesData(labels, values);
                        }));
    }

    private CompletableFuture<double[]> over(
            String function, Found tag, long from, long part, int all, Windows windows, long rangeNs) {
        return switch (function) {
            case "min_over_time" ->
                aggregate(tag, Aggregate.MINIMUM2, from, part, all).thenApply(windows::least);
            case "max_over_time" ->
                aggregate(tag, Aggregate.MAXIMUM2, from, part, all).thenApply(windows::greatest);
            case "avg_over_time" ->
                aggregate(tag, Aggregate.TIME_AVERAGE, from, part, all).thenApply(windows::mean);
            case "count_over_time" ->
                aggregate(tag, Aggregate.COUNT, from, part, all).thenApply(windows::sum);
            case "sum_over_time" ->
                aggregate(tag, Aggregate.AVERAGE, from, part, all)
                        .thenCombine(
                                aggregate(tag, Aggregate.COUNT, from, part, all),
                                (average, count) -> windows.sum(Windows.product(average, count)));
            default ->
                // at both ends of every part
                standing(tag, from, part, all + 1).thenApply(ends -> windows.change(function, ends, rangeNs));
        };
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
