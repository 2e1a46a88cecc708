package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many passwords one source has checked at the same time: the queue is everybody's, and one who tries passwords must
 * not fill it. Thread: any.
 */
final class PendingPasswords {
    static final int MOST_PER_SOURCE = 8;

    private final ConcurrentHashMap<String, Integer> bySource = new ConcurrentHashMap<>();

    /**
     * To be followed by {@link #end}.
     *
     * @param source empty for what has no source of its own, which is not counted
     * @throws Problem 429 when there are too many already; then there is nothing to end
     */
    void begin(String source) {
        if (!source.isEmpty() && bySource.merge(source, 1, Integer::sum) > MOST_PER_SOURCE) {
            end(source);
            throw new Problem(
                    429,
                    "login-busy",
                    MOST_PER_SOURCE + " logins of this address are being looked at; try again in 1 s.",
                    Map.of("Retry-After", "1"));
        }
    }

    void end(String source) {
        bySource.computeIfPresent(source, (same, count) -> count == 1 ? null : count - 1);
    }
}
