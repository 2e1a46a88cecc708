package io.ringmain.gateway.process;

import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Stored samples from the moment on at which their store has been started; until then they are unavailable. */
final class LateHistory implements History {
    private final String name;
    private volatile History started;
    private volatile String detail = "starting";

    LateHistory(String name) {
        this.name = name;
    }

    void start(History history) {
        started = history;
    }

    /** The store will not come; says why. */
    void fail(String reason) {
        detail = reason;
    }

    @Override
    public CompletableFuture<Samples> raw(String tag, long fromNs, long toNs, int limit) {
        return ask(history -> history.raw(tag, fromNs, toNs, limit));
    }

    @Override
    public CompletableFuture<List<Bucket>> buckets(String tag, long fromNs, long toNs, int buckets) {
        return ask(history -> history.buckets(tag, fromNs, toNs, buckets));
    }

    @Override
    public CompletableFuture<Sample> before(String tag, long timeNs) {
        return ask(history -> history.before(tag, timeNs));
    }

    @Override
    public CompletableFuture<Aggregates> aggregate(AggregateQuery query) {
        return ask(history -> history.aggregate(query));
    }

    private <T> CompletableFuture<T> ask(Function<History, CompletableFuture<T>> question) {
        History history = started;
        return history == null
                ? CompletableFuture.failedFuture(new HistoryUnavailableException(name + ": " + detail, null))
                : question.apply(history);
    }

    @Override
    public Status status() {
        History history = started;
        return history == null ? new Status(name, false, 0, detail) : history.status();
    }

    /** Its store is closed by whoever started it. */
    @Override
    public void close() {}
}
