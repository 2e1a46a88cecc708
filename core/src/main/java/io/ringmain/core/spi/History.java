package io.ringmain.core.spi;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stored samples, for trends and reports. */
public interface History extends AutoCloseable {

    /**
     * A stored update.
     *
     * @param sourceTimeNs nanoseconds since the epoch
     * @param value number, Boolean or String
     * @param statusCode OPC UA status code
     * @param sequence event that it came from
     */
    record Sample(long sourceTimeNs, Object value, int statusCode, long sequence) {}

    /**
     * A span of time of which samples may be missing in an answer.
     *
     * @param fromNs begin, ns since the epoch
     * @param toNs end, exclusive
     * @param reason why
     */
    record Gap(long fromNs, long toNs, String reason) {}

    /**
     * @param items in the order of source time, sequence
     * @param isTruncated true when there were more than the limit
     * @param gaps where samples may be missing because the store does not answer or is far behind
     */
    record Samples(List<Sample> items, boolean isTruncated, List<Gap> gaps) {
        /** An answer that misses nothing. */
        public Samples(List<Sample> items, boolean isTruncated) {
            this(items, isTruncated, List.of());
        }
    }

    /**
     * @param items one for each interval, in the order of time
     * @param gaps where samples may be missing because the store does not answer or is far behind
     */
    record Aggregates(List<AggregateValue> items, List<Gap> gaps) {}

    /**
     * How far the projection is.
     *
     * @param name of the store
     * @param isUp whether the store answers
     * @param sequence last sequence that the store has
     * @param detail last error, may be empty
     */
    record Status(String name, boolean isUp, long sequence, String detail) {}

    /**
     * Raw samples with {@code fromNs <= source time < toNs}. Fails with {@link HistoryUnavailableException} when the
     * store is down. Never blocks the caller.
     */
    CompletableFuture<Samples> raw(String tag, long fromNs, long toNs, int limit);

    /**
     * The last sample before a time, null when there is none: what stands at the begin of a span in which nothing changed.
     */
    CompletableFuture<Sample> before(String tag, long timeNs);

    /**
     * An aggregate of each interval as OPC UA Part 13 defines it. Fails with {@link HistoryUnavailableException} when the
     * store is down and nothing else has samples of the span, and with {@link IllegalArgumentException} when there are more
     * samples than can be read for it. Never blocks the caller.
     */
    CompletableFuture<Aggregates> aggregate(AggregateQuery query);

    /**
     * At most {@code buckets} intervals of equal width with minimum, maximum, first and last of the numeric samples of
     * each, so that a chart keeps its peaks; empty intervals are left out.
     */
    CompletableFuture<List<Bucket>> buckets(String tag, long fromNs, long toNs, int buckets);

    /**
     * @param startNs begin of the interval, nanoseconds since the epoch
     * @param bad how many samples had a bad status
     */
    record Bucket(long startNs, double minimum, double maximum, double average, double last, long count, long bad) {}

    Status status();

    @Override
    void close();
}
