package io.ringmain.connectors.opcua.server;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Samples of one tag in memory, with two aggregates. Thread: any, filled before. */
final class StoredHistory implements History {
    private static final int INTERPOLATED = 0x00000402;

    private final List<Sample> samples = new ArrayList<>();
    private volatile boolean isDown;

    StoredHistory add(long timeNs, double value) {
        samples.add(new Sample(timeNs, value, Quality.GOOD, samples.size() + 1L));
        return this;
    }

    void goDown() {
        isDown = true;
    }

    private <T> CompletableFuture<T> answer(T value) {
        return isDown
                ? CompletableFuture.failedFuture(new HistoryUnavailableException("down", null))
                : CompletableFuture.completedFuture(value);
    }

    @Override
    public CompletableFuture<Samples> raw(String tag, long fromNs, long toNs, int limit) {
        List<Sample> found = samples.stream()
                .filter(s -> s.sourceTimeNs() >= fromNs && s.sourceTimeNs() < toNs)
                .toList();
        return answer(new Samples(found.subList(0, Math.min(limit, found.size())), found.size() > limit));
    }

    @Override
    public CompletableFuture<Sample> before(String tag, long timeNs) {
        return answer(samples.stream()
                .filter(s -> s.sourceTimeNs() < timeNs)
                .reduce((a, b) -> b)
                .orElse(null));
    }

    @Override
    public CompletableFuture<Aggregates> aggregate(AggregateQuery query) {
        List<AggregateValue> values = new ArrayList<>();
        for (int i = 0; i < query.count(); i++) {
            values.add(query.aggregate() == Aggregate.COUNT ? count(query, i) : interpolated(query.start(i)));
        }
        return answer(new Aggregates(values, List.of()));
    }

    private AggregateValue count(AggregateQuery query, int index) {
        double count = samples.stream()
                .filter(s -> s.sourceTimeNs() >= query.start(index) && s.sourceTimeNs() < query.end(index))
                .count();
        return new AggregateValue(query.start(index), count, Quality.GOOD);
    }

    private AggregateValue interpolated(long timeNs) {
        Sample before = before("", timeNs).join();
        Sample after = raw("", timeNs, Long.MAX_VALUE, 1).join().items().get(0);
        double share = (double) (timeNs - before.sourceTimeNs()) / (after.sourceTimeNs() - before.sourceTimeNs());
        double value = (Double) before.value() + share * ((Double) after.value() - (Double) before.value());
        return new AggregateValue(timeNs, value, INTERPOLATED);
    }

    @Override
    public CompletableFuture<List<Bucket>> buckets(String tag, long fromNs, long toNs, int buckets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Status status() {
        return new Status("test", !isDown, 0, "");
    }

    @Override
    public void close() {}
}
