package io.ringmain.gateway.testing;

import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Samples in memory, for one tag. */
public final class FakeHistory implements History {
    private final List<Sample> samples = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private volatile boolean isDown;

    public void add(Sample sample) {
        samples.add(sample);
    }

    public void fail() {
        isDown = true;
    }

    @Override
    public CompletableFuture<Samples> raw(String tag, long fromNs, long toNs, int limit) {
        if (isDown) {
            return CompletableFuture.failedFuture(new HistoryUnavailableException("down", null));
        }
        List<Sample> found = samples.stream()
                .filter(s -> s.sourceTimeNs() >= fromNs && s.sourceTimeNs() < toNs)
                .toList();
        boolean isTruncated = found.size() > limit;
        return CompletableFuture.completedFuture(
                new Samples(isTruncated ? found.subList(0, limit) : found, isTruncated, List.copyOf(gaps)));
    }

    @Override
    public CompletableFuture<List<Bucket>> buckets(String tag, long fromNs, long toNs, int buckets) {
        return CompletableFuture.completedFuture(List.of(new Bucket(fromNs, 1, 3, 2, Double.NaN, 4, 1)));
    }

    @Override
    public CompletableFuture<Sample> before(String tag, long timeNs) {
        return CompletableFuture.completedFuture(samples.stream()
                .filter(s -> s.sourceTimeNs() < timeNs)
                .reduce((first, second) -> second)
                .orElse(null));
    }

    @Override
    public CompletableFuture<Aggregates> aggregate(AggregateQuery query) {
        if (isDown) {
            return CompletableFuture.failedFuture(new HistoryUnavailableException("down", null));
        }
        Aggregation aggregation = new Aggregation(query);
        samples.forEach(s -> aggregation.add(new DataPoint(
                s.sourceTimeNs(),
                s.value() instanceof Number number ? number.doubleValue() : Double.NaN,
                s.value(),
                s.statusCode())));
        return CompletableFuture.completedFuture(new Aggregates(aggregation.finish(Long.MIN_VALUE), gaps));
    }

    /** Says that samples may be missing. */
    public void miss(Gap gap) {
        gaps.add(gap);
    }

    @Override
    public Status status() {
        return new Status("memory", !isDown, 0, "");
    }

    @Override
    public void close() {}
}
