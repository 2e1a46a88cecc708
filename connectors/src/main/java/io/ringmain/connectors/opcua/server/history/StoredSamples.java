package io.ringmain.connectors.opcua.server.history;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.tag.Quality;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** A tag's samples in the historian. Thread: one that may wait for it, at most half a minute. */
final class StoredSamples {
    private static final long PATIENCE_S = 30;

    private final History history;
    private final String tag;
    private final boolean isSloped;

    StoredSamples(History history, String tag, boolean isSloped) {
        this.history = history;
        this.tag = tag;
        this.isSloped = isSloped;
    }

    String tag() {
        return tag;
    }

    boolean isSloped() {
        return isSloped;
    }

    History.Samples raw(long fromNs, long toNs, int limit) {
        return joined(history.raw(tag, fromNs, toNs, limit));
    }

    /** The last sample before a time, null when there is none. */
    History.Sample before(long timeNs) {
        return joined(history.before(tag, timeNs));
    }

    /** The first sample at or after a time, null when there is none. */
    History.Sample from(long timeNs) {
        List<History.Sample> found = raw(timeNs, Long.MAX_VALUE, 1).items();
        return found.isEmpty() ? null : found.get(0);
    }

    List<AggregateValue> aggregate(AggregateQuery query) {
        return joined(history.aggregate(query)).items();
    }

    private static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new HistoryUnavailableException("no answer within " + PATIENCE_S + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("interrupted", e);
        }
    }

    static DataValue value(History.Sample sample) {
        return value(sample.sourceTimeNs(), sample.value(), sample.statusCode());
    }

    /** A stored value has one time, which stands for both. */
    static DataValue value(long timeNs, Object value, int statusCode) {
        DateTime time = DataValues.time(timeNs);
        boolean isBare = value == null || Quality.isBad(statusCode);
        return new DataValue(
                isBare ? Variant.NULL_VALUE : new Variant(DataValues.plain(value)),
                DataValues.status(statusCode),
                time,
                time);
    }
}
