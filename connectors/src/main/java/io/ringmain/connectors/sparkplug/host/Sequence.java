package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.Payload;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts messages of one edge node into their order. One that comes early waits for those before it, for a while.
 *
 * <p>Thread: the link's.
 */
final class Sequence {
    private static final int NUMBERS = 256;
    /** Further ahead it is not early, it is of before. */
    private static final int FURTHEST = 128;

    /** A message that waits. */
    record Early(SparkplugTopic topic, Payload payload) {}

    /** What a message is. */
    enum Order {
        NEXT,
        EARLY,
        /** Of before, or twice. */
        OLD
    }

    private final Map<Long, Early> early = new HashMap<>();
    private long next;
    private long waitingSinceNs;

    /** After a birth with that number. */
    void begin(long seq) {
        early.clear();
        next = (seq + 1) % NUMBERS;
    }

    Order add(SparkplugTopic topic, Payload payload, long nowNs) {
        long ahead = Math.floorMod(payload.seq() - next, (long) NUMBERS);
        if (ahead == 0) {
            next = (next + 1) % NUMBERS;
            return Order.NEXT;
        }
        if (ahead > FURTHEST) {
            return Order.OLD;
        }
        if (early.isEmpty()) {
            waitingSinceNs = nowNs;
        }
        early.put(payload.seq(), new Early(topic, payload));
        return Order.EARLY;
    }

    /** The next one that has waited, null when it has not come yet. */
    Early poll(long nowNs) {
        Early found = early.remove(next);
        if (found != null) {
            next = (next + 1) % NUMBERS;
            waitingSinceNs = nowNs;
        }
        return found;
    }

    /** Whether one has been waited for too long. */
    boolean isLost(long nowNs, long timeoutNs) {
        return !early.isEmpty() && nowNs - waitingSinceNs >= timeoutNs;
    }

    void clear() {
        early.clear();
    }
}
