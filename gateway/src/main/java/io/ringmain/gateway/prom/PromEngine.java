package io.ringmain.gateway.prom;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.History;
import io.ringmain.gateway.metrics.FigureHistory;
import io.ringmain.gateway.view.JournalGate;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Answers queries as Prometheus' HTTP interface does. What is wrong with a query is a {@link PromException}, thrown or
 * promised.
 *
 * <p>Thread: any.
 */
public final class PromEngine {
    private static final double NS_PER_SECOND = 1e9;
    private static final double MOST_EXACT = 1e15;
    private static final int MOST_LISTED = 10_000;

    private final TagSeries tags;
    private final FigureSeries figures;

    /**
     * @param history null when there is none; then there are present values only
     * @param figures what the process counts
     */
    public PromEngine(Plant plant, History history, JournalGate gate, FigureHistory figures) {
        this.tags = new TagSeries(plant, history, gate);
        this.figures = new FigureSeries(figures);
    }

    /** @param isSystemSeen whether the figures of the process are shown, too */
    private List<SeriesSource> sources(boolean isSystemSeen) {
        return isSystemSeen ? List.of(tags, figures) : List.of(tags);
    }

    /**
     * The value at a moment.
     *
     * @param time as the client wrote it, empty for now
     * @param lane where it is put together
     */
    public CompletableFuture<byte[]> instant(
            String query, String time, long nowNs, boolean isSystemSeen, Executor lane) {
        Grid grid = Grid.moment(time.isEmpty() ? nowNs : Durations.time("time", time));
        Expr expr = parse(query);
        if (expr instanceof Expr.Selector range && range.rangeNs() > 0) {
            throw PromException.badData("a range is answered by query_range, or inside a function");
        }
        return evaluated(expr, grid, isSystemSeen, lane)
                .thenApply(result -> document(out -> {
                    out.writeStringField("resultType", result.isScalar() ? "scalar" : "vector");
                    if (result.isScalar()) {
                        out.writeArrayFieldStart("result");
                        writePoint(out, grid.startNs(), result.scalar()[0]);
                        out.writeEndArray();
                        return;
                    }
                    out.writeArrayFieldStart("result");
                    for (SeriesData series : result.series()) {
                        if (!Double.isNaN(series.values()[0])) {
                            out.writeStartObject();
                            writeLabels(out, series.labels());
                            out.writeArrayFieldStart("value");
                            writePoint(out, grid.startNs(), series.values()[0]);
                            out.writeEndArray();
                            out.writeEndObject();
                        }
                    }
                    out.writeEndArray();
                }));
    }

    /** Values between two moments; all as the client wrote them. */
    public CompletableFuture<byte[]> range(
            String query, String start, String end, String step, boolean isSystemSeen, Executor lane) {
        for (String[] needed : new String[][] {{"start", start}, {"end", end}, {"step", step}}) {
            if (needed[1].isEmpty()) {
                throw PromException.badData(needed[0] + ": is missing");
            }
        }
        Grid grid = Grid.of(Durations.time("start", start), Durations.time("end", end), Durations.ns(step));
        Expr expr = parse(query);
        if (expr instanceof Expr.Selector range && range.rangeNs() > 0) {
            throw PromException.badData("a range stands where a value is expected");
        }
        return evaluated(expr, grid, isSystemSeen, lane)
                .thenApply(result -> document(out -> {
                    out.writeStringField("resultType", "matrix");
                    out.writeArrayFieldStart("result");
                    List<SeriesData> all =
                            result.isScalar() ? List.of(new SeriesData(Map.of(), result.scalar())) : result.series();
                    for (SeriesData series : all) {
                        writeMatrix(out, grid, series);
                    }
                    out.writeEndArray();
                }));
    }

    private static Expr parse(String query) {
        if (query.isBlank()) {
            throw PromException.badData("query: is missing");
        }
        return Parser.parse(query);
    }

    private CompletableFuture<Evaluation.Result> evaluated(Expr expr, Grid grid, boolean isSystemSeen, Executor lane) {
        IdentityHashMap<Expr, CompletableFuture<List<SeriesData>>> asked = new IdentityHashMap<>();
        leaves(expr, leaf -> asked.put(leaf, read(leaf, grid, isSystemSeen)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        done -> {
                            IdentityHashMap<Expr, List<SeriesData>> read = new IdentityHashMap<>();
                            asked.forEach((leaf, series) -> read.put(leaf, series.join()));
                            return new Evaluation(grid, read).evaluate(expr);
                        },
                        lane);
    }

    private static void leaves(Expr expr, Consumer<Expr> each) {
        if (expr instanceof Expr.Selector || expr instanceof Expr.OverTime) {
            each.accept(expr);
        } else if (expr instanceof Expr.Call call) {
            call.arguments().forEach(argument -> leaves(argument, each));
        } else if (expr instanceof Expr.Aggregation aggregation) {
            leaves(aggregation.of(), each);
        } else if (expr instanceof Expr.Binary binary) {
            leaves(binary.left(), each);
            leaves(binary.right(), each);
        }
    }

    private CompletableFuture<List<SeriesData>> read(Expr leaf, Grid grid, boolean isSystemSeen) {
        Expr.Selector selector = leaf instanceof Expr.OverTime over ? over.range() : (Expr.Selector) leaf;
        Grid shifted = grid.earlier(selector.offsetNs());
        CompletableFuture<List<SeriesData>> all = CompletableFuture.completedFuture(List.of());
        for (SeriesSource source : sources(isSystemSeen)) {
            CompletableFuture<List<SeriesData>> part = leaf instanceof Expr.OverTime over
                    ? source.overTime(over.function(), selector.matchers(), selector.rangeNs(), shifted)
                    : source.instant(selector.matchers(), shifted);
            all = all.thenCombine(part, (some, more) -> {
                List<SeriesData> both = new ArrayList<>(some);
                both.addAll(more);
                return both;
            });
        }
        return all;
    }

    // ---- what there is

    private void each(List<String> selectors, boolean isSystemSeen, Consumer<Map<String, String>> each) {
        List<List<Matcher>> alternatives = new ArrayList<>();
        selectors.forEach(selector -> alternatives.add(Parser.matchers(selector)));
        if (alternatives.isEmpty()) {
            alternatives.add(List.of());
        }
        for (SeriesSource source : sources(isSystemSeen)) {
            for (List<Matcher> matchers : alternatives) {
                source.find(matchers, each);
            }
        }
    }

    /** Labels of the series that fit one of the selectors. */
    public byte[] series(List<String> selectors, boolean isSystemSeen) {
        if (selectors.isEmpty()) {
            throw PromException.badData("match[]: at least one selector is needed");
        }
        Map<Map<String, String>, Boolean> found = new LinkedHashMap<>();
        each(selectors, isSystemSeen, labels -> {
            if (found.size() < MOST_LISTED) {
                found.put(labels, true);
            }
        });
        return list(out -> {
            for (Map<String, String> labels : found.keySet()) {
                out.writeStartObject();
                for (Map.Entry<String, String> label : labels.entrySet()) {
                    out.writeStringField(label.getKey(), label.getValue());
                }
                out.writeEndObject();
            }
        });
    }

    /** Names of labels, of all series or of those that fit. */
    public byte[] labels(List<String> selectors, boolean isSystemSeen) {
        TreeSet<String> names = new TreeSet<>();
        each(selectors, isSystemSeen, labels -> names.addAll(labels.keySet()));
        return texts(names);
    }

    /** Values of a label, of all series or of those that fit; at most 10,000. */
    public byte[] values(String label, List<String> selectors, boolean isSystemSeen) {
        TreeSet<String> values = new TreeSet<>();
        each(selectors, isSystemSeen, labels -> {
            String value = labels.get(label);
            if (value != null && values.size() < MOST_LISTED) {
                values.add(value);
            }
        });
        return texts(values);
    }

    private static byte[] texts(Iterable<String> texts) {
        return list(out -> {
            for (String text : texts) {
                out.writeString(text);
            }
        });
    }

    /** @param name of one metric, empty for all */
    public byte[] metadata(String name, boolean isSystemSeen) {
        return document(out -> {
            for (SeriesSource source : sources(isSystemSeen)) {
                for (Map.Entry<String, SeriesSource.Metadata> entry :
                        source.metadata().entrySet()) {
                    if (name.isEmpty() || name.equals(entry.getKey())) {
                        out.writeArrayFieldStart(entry.getKey());
                        out.writeStartObject();
                        out.writeStringField("type", entry.getValue().type());
                        out.writeStringField("help", entry.getValue().help());
                        out.writeStringField("unit", "");
                        out.writeEndObject();
                        out.writeEndArray();
                    }
                }
            }
        });
    }

    /** What Grafana looks at to know what it may ask; the version is that of the interface which this resembles. */
    public static byte[] buildInfo(String version) {
        return document(out -> {
            out.writeStringField("version", "2.42.0");
            out.writeStringField("revision", "ringmain " + version);
            out.writeStringField("branch", "");
            out.writeStringField("buildUser", "");
            out.writeStringField("buildDate", "");
            out.writeStringField("goVersion", "");
        });
    }

    /** The answer to a query that can not be answered. */
    public static byte[] error(PromException failure) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "error");
            out.writeStringField("errorType", failure.type());
            out.writeStringField("error", failure.getMessage());
            out.writeEndObject();
        });
    }

    // ---- writing

    private static byte[] document(Json.Writing fields) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeObjectFieldStart("data");
            fields.to(out);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static byte[] list(Json.Writing items) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeArrayFieldStart("data");
            items.to(out);
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void writeMatrix(JsonGenerator out, Grid grid, SeriesData series) throws IOException {
        boolean isOpen = false;
        for (int i = 0; i < grid.count(); i++) {
            double value = series.values()[i];
            if (Double.isNaN(value)) {
                continue;
            }
            if (!isOpen) {
                isOpen = true;
                out.writeStartObject();
                writeLabels(out, series.labels());
                out.writeArrayFieldStart("values");
            }
            out.writeStartArray();
            writePoint(out, grid.time(i), value);
            out.writeEndArray();
        }
        if (isOpen) {
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static void writeLabels(JsonGenerator out, Map<String, String> labels) throws IOException {
        out.writeObjectFieldStart("metric");
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.writeStringField(label.getKey(), label.getValue());
        }
        out.writeEndObject();
    }

    private static void writePoint(JsonGenerator out, long timeNs, double value) throws IOException {
        out.writeNumber(Math.floorDiv(timeNs, 1_000_000) / (NS_PER_SECOND / 1e6));
        out.writeString(text(value));
    }

    private static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < MOST_EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
