package io.ringmain.gateway.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringmain.core.pipeline.StageLatency;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures as they are collected, one after the other; those of one name are put together. Thread: one. */
final class Families {
    /** Upper ends of the buckets of latencies, ns: powers of four from 256 ns to 17 s. */
    static final long[] BOUNDS_NS = bounds();

    private static final int BUCKETS = 14;
    private static final long FIRST_BOUND_NS = 256;
    private static final double NS_PER_SECOND = 1e9;

    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, HistogramSnapshot.Builder> histograms = new LinkedHashMap<>();

    private static long[] bounds() {
        long[] bounds = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            bounds[i] = FIRST_BOUND_NS << 2 * i;
        }
        return bounds;
    }

    /** @param labels names and values in turn */
    void gauge(String name, String help, double value, String... labels) {
        gauges.computeIfAbsent(name, n -> GaugeSnapshot.builder().name(n).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
    }

    /** @param name without {@code _total}, which the format adds */
    void counter(String name, String help, double value, String... labels) {
        counters.computeIfAbsent(name, n -> CounterSnapshot.builder().name(n).help(help))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
    }

    /** In seconds. */
    void latency(String name, String help, StageLatency.Reading reading, String... labels) {
        long[] counts = new long[BOUNDS_NS.length + 1];
        for (StageLatency.Bucket bucket : reading.buckets()) {
            int at = 0;
            while (at < BOUNDS_NS.length && bucket.upToNs() > BOUNDS_NS[at]) {
                at++;
            }
            counts[at] += bucket.count();
        }
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < counts.length; i++) {
            double bound = i == BOUNDS_NS.length ? Double.POSITIVE_INFINITY : BOUNDS_NS[i] / NS_PER_SECOND;
            buckets.bucket(bound, counts[i]);
        }
        histograms
                .computeIfAbsent(name, n -> HistogramSnapshot.builder().name(n).help(help))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(reading.count() == 0 ? 0 : reading.meanNs() * reading.count() / NS_PER_SECOND)
                        .labels(Labels.of(labels))
                        .build());
    }

    MetricSnapshots collected() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.values().forEach(builder -> all.metricSnapshot(built(builder)));
        counters.values().forEach(builder -> all.metricSnapshot(built(builder)));
        histograms.values().forEach(builder -> all.metricSnapshot(built(builder)));
        return all.build();
    }

    private static MetricSnapshot built(MetricSnapshot.Builder<?> builder) {
        return builder.build();
    }
}
