package io.ringmain.gateway.testing;

import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Samples in memory, for one tag. */
public final class FakeHistory implements History {
    private final List<Sample> samples = new ArrayList<>();
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
                new Samples(isTruncated ? found.subList(0, limit) : found, isTruncated));
    }

    @Override
    public CompletableFuture<List<Bucket>> buckets(String tag, long fromNs, long toNs, int buckets) {
        return CompletableFuture.completedFuture(List.of(new Bucket(fromNs, 1, 3, 2, Double.NaN, 4, 1)));
    }

    @Override
    public Status status() {
        return new Status("memory", !isDown, 0, "");
    }

    @Override
    public void close() {}
}
