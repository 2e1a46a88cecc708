package io.ringmain.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long after it was published an event is through a stage: the first event of every cycle and every 64th, so that a
 * quiet plant is seen and a busy one is not slowed down.
 *
 * <p>Thread: recorded by the stage, read by any. Owns: the histogram. Allocates: at start; a copy a reading.
 */
public final class StageLatency {
    /** Sequences that are multiples of this are sampled. */
    static final int EVERY = 64;

    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 2;
    private static final long FIRST_BUCKET_NS = 256;

    private final AtomicHistogram histogram = new AtomicHistogram(HIGHEST_NS, DIGITS);

    /**
     * Latencies since the start, in ns.
     *
     * @param count events sampled
     * @param meanNs mean of them
     * @param buckets counts between powers of two
     */
    public record Reading(
            long count,
            double meanNs,
            long p50Ns,
            long p90Ns,
            long p99Ns,
            long p999Ns,
            long maxNs,
            List<Bucket> buckets) {}

    /**
     * @param upToNs upper end, ns
     * @param count samples above the bucket before and up to this end
     */
    public record Bucket(long upToNs, long count) {}

    static boolean isSampled(long sequence, int doneInCycle) {
        return doneInCycle == 0 || sequence % EVERY == 0;
    }

    /** Counts one event; what is out of range counts at its end. */
    void record(long ns) {
        histogram.recordValue(ns < 0 ? 0 : ns > HIGHEST_NS ? HIGHEST_NS : ns);
    }

    /** What was recorded so far. Thread: any; the stage goes on meanwhile. */
    public Reading read() {
        Histogram copy = histogram.copy();
        List<Bucket> buckets = new ArrayList<>();
        for (HistogramIterationValue value : copy.logarithmicBucketValues(FIRST_BUCKET_NS, 2)) {
            buckets.add(new Bucket(value.getValueIteratedTo(), value.getCountAddedInThisIterationStep()));
        }
        return new Reading(
                copy.getTotalCount(),
                copy.getMean(),
                copy.getValueAtPercentile(50),
                copy.getValueAtPercentile(90),
                copy.getValueAtPercentile(99),
                copy.getValueAtPercentile(99.9),
                copy.getMaxValue(),
                List.copyOf(buckets));
    }
}
