package io.ringmain.connectors.mqtt.broker;

import io.ringmain.core.tag.Quality;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages whose answer is awaited, with the time until which. Each is answered exactly once.
 *
 * <p>Thread: any; {@link #expire} by the link's.
 */
final class Pending {
    private static final long CHECK_NS = 50_000_000;

    private final Map<CompletableFuture<Integer>, Long> deadlines = new ConcurrentHashMap<>();
    private final BrokerCounters counters;
    private long checkedNs;

    Pending(BrokerCounters counters) {
        this.counters = counters;
    }

    int count() {
        return deadlines.size();
    }

    /** @param deadlineNs as of {@link System#nanoTime} */
    CompletableFuture<Integer> add(long deadlineNs) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        deadlines.put(answer, deadlineNs);
        answer.thenAccept(status -> {
            deadlines.remove(answer);
            (Quality.isGood(status) ? counters.published : counters.unpublished).increment();
        });
        return answer;
    }

    void expire(long nowNs) {
        if (nowNs - checkedNs < CHECK_NS) {
            return;
        }
        checkedNs = nowNs;
        deadlines.forEach((answer, deadlineNs) -> {
            if (nowNs - deadlineNs >= 0) {
                answer.complete(Quality.BAD_TIMEOUT);
            }
        });
    }

    /** The connection is gone: nobody knows whether the broker has got them. */
    void end() {
        deadlines.keySet().forEach(answer -> answer.complete(Quality.BAD_NO_COMMUNICATION));
    }
}
