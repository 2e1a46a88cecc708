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
     * @param items in the order of source time, sequence
     * @param isTruncated true when there were more than the limit
     */
    record Samples(List<Sample> items, boolean isTruncated) {}

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
