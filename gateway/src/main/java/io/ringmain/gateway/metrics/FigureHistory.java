package io.ringmain.gateway.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of the last three hours, one sample every 15 s, for dashboards without a Prometheus of their own. Kept in
 * memory, some megabytes, and gone with the process.
 *
 * <p>Thread: sampled by one of its own, read by any.
 */
public final class FigureHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FigureHistory.class);
    private static final long EVERY_S = 15;
    private static final int KEPT = 720;
    private static final long LONG_BACK_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int MOST_SERIES = 4_000;
    private static final String NAME = "__name__";

    /** What a name is. */
    public record Family(String type, String help) {}

    /** @param labels the name is one of them */
    public record Series(Map<String, String> labels, Samples samples) {}

    /** The samples of a series as they were when they were asked for. */
    public record Samples(long[] timesNs, double[] values) {
        public long timeNs(int index) {
            return timesNs[index];
        }

        public double value(int index) {
            return values[index];
        }

        /** The last sample at a time or before; -1 when there is none. */
        public int last(long timeNs) {
            int at = Arrays.binarySearch(timesNs, timeNs);
            return at >= 0 ? at : -at - 2;
        }
    }

    private final PrometheusRegistry registry;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final long[] times = new long[KEPT];
    private final Map<Map<String, String>, double[]> series = new LinkedHashMap<>();
    private final ConcurrentSkipListMap<String, Family> families = new ConcurrentSkipListMap<>();
    /** Samples ever taken. */
    private long taken;

    FigureHistory(PrometheusRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "figures");
            made.setDaemon(true);
            return made;
        });
    }

    /** Samples from now on: when all there is to sample is there. */
    void start() {
        thread.scheduleWithFixedDelay(this::sampleOrTell, 1, EVERY_S, TimeUnit.SECONDS);
    }

    private void sampleOrTell() {
        try {
            sample();
        } catch (RuntimeException e) {
            LOG.error("The figures could not be taken", e);
        }
    }

    /** Takes a sample now. */
    public void sample() {
        Instant now = clock.instant();
        long timeNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        List<MetricSnapshot> snapshots = registry.scrape().stream().toList();
        lock.lock();
        try {
            if (taken > 0 && timeNs <= times[slot(taken - 1)]) {
                if (times[slot(taken - 1)] - timeNs < LONG_BACK_NS) {
                    return; // a clock that was set back a little: until it has caught up there is nothing new
                }
                taken = 0; // what was taken by a clock that was far ahead is nowhere to be shown
            }
            int slot = slot(taken++);
            times[slot] = timeNs;
            series.values().forEach(values -> values[slot] = Double.NaN);
            snapshots.forEach(snapshot -> take(snapshot, slot));
        } finally {
            lock.unlock();
        }
    }

    private static int slot(long number) {
        return (int) (number % KEPT);
    }

    private void take(MetricSnapshot snapshot, int slot) {
        String name = snapshot.getMetadata().getPrometheusName();
        String help = snapshot.getMetadata().getHelp();
        if (snapshot instanceof GaugeSnapshot gauge) {
            families.putIfAbsent(name, new Family("gauge", text(help)));
            gauge.getDataPoints().forEach(point -> put(name, point.getLabels(), point.getValue(), slot));
        } else if (snapshot instanceof CounterSnapshot counter) {
            String total = name + "_total";
            families.putIfAbsent(total, new Family("counter", text(help)));
            counter.getDataPoints().forEach(point -> put(total, point.getLabels(), point.getValue(), slot));
        } else if (snapshot instanceof HistogramSnapshot histogram) {
            families.putIfAbsent(name, new Family("histogram", text(help)));
            histogram.getDataPoints().forEach(point -> histogram(name, point, slot));
        } else if (snapshot instanceof SummarySnapshot summary) {
            families.putIfAbsent(name, new Family("summary", text(help)));
            summary.getDataPoints().forEach(point -> {
                put(name + "_count", point.getLabels(), point.getCount(), slot);
                put(name + "_sum", point.getLabels(), point.getSum(), slot);
                for (Quantile quantile : point.getQuantiles()) {
                    Labels labels = point.getLabels().add("quantile", Double.toString(quantile.getQuantile()));
                    put(name, labels, quantile.getValue(), slot);
                }
            });
        }
    }

    private static String text(String help) {
        return help == null ? "" : help;
    }

    private void histogram(String name, HistogramSnapshot.HistogramDataPointSnapshot point, int slot) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        long below = 0;
        for (int i = 0; i < buckets.size(); i++) {
            below += buckets.getCount(i);
            double bound = buckets.getUpperBound(i);
            String text = bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
            put(name + "_bucket", point.getLabels().add("le", text), below, slot);
        }
        put(name + "_count", point.getLabels(), below, slot);
        if (point.hasSum()) {
            put(name + "_sum", point.getLabels(), point.getSum(), slot);
        }
    }

    private void put(String name, Labels labels, double value, int slot) {
        Map<String, String> named = new TreeMap<>();
        for (Label label : labels) {
            named.put(label.getName(), label.getValue());
        }
        named.put(NAME, name);
        double[] values = series.get(named);
        if (values == null) {
            if (series.size() >= MOST_SERIES) {
                return;
            }
            values = new double[KEPT];
            Arrays.fill(values, Double.NaN);
            series.put(named, values);
        }
        values[slot] = value;
    }

    /** Series with what is kept of them. */
    public List<Series> series(Predicate<Map<String, String>> isWanted) {
        lock.lock();
        try {
            int count = (int) Math.min(taken, KEPT);
            long[] at = new long[count];
            for (int i = 0; i < count; i++) {
                at[i] = times[slot(taken - count + i)];
            }
            return series.entrySet().stream()
                    .filter(entry -> isWanted.test(entry.getKey()))
                    .map(entry -> new Series(entry.getKey(), new Samples(at, ordered(entry.getValue(), count))))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private double[] ordered(double[] values, int count) {
        double[] ordered = new double[count];
        for (int i = 0; i < count; i++) {
            ordered[i] = values[slot(taken - count + i)];
        }
        return ordered;
    }

    /** By name. */
    public Map<String, Family> families() {
        return families;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
