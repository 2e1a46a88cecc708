package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many requests a second each user, or each address without a login, may send: so many on the average, and twice as many
 * at once.
 *
 * <p>Thread: any; takes no lock. Owns: a number for each of those that were here in the last seconds.
 */
final class RequestRate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRate.class);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long QUIET_NS = 10 * SECOND_NS;
    private static final int MOST = 10_000;

    private final long costNs;
    private final LongSupplier clockNs;
    /** When the last request of each would have been due, had they come evenly. */
    private final ConcurrentHashMap<String, AtomicLong> due = new ConcurrentHashMap<>();

    private final LongAdder refused = new LongAdder();
    private final Occasionally telling = new Occasionally(QUIET_NS);

    /**
     * @param perSecond 0 for no limit
     * @param clockNs as {@link System#nanoTime}
     */
    RequestRate(int perSecond, LongSupplier clockNs) {
        costNs = perSecond == 0 ? 0 : SECOND_NS / perSecond;
        this.clockNs = clockNs;
    }

    long refused() {
        return refused.sum();
    }

    /** @throws Problem 429 when there were too many, with the time after which there is room again */
    void admit(String who) {
        if (costNs == 0) {
            return;
        }
        long now = clockNs.getAsLong();
        if (due.size() >= MOST && !due.containsKey(who)) {
            forget(now);
        }
        AtomicLong mark = due.computeIfAbsent(who, key -> new AtomicLong(now));
        while (true) {
            long last = mark.get();
            long next = Math.max(last, now) + costNs;
            if (next - now > 2 * SECOND_NS) {
                throw refuse(who, now);
            }
            if (mark.compareAndSet(last, next)) {
                return;
            }
        }
    }

    private Problem refuse(String who, long now) {
        refused.increment();
        telling.tell(
                now, times -> LOG.warn("{} sends more requests than http.limits allows; {} were refused", who, times));
        return new Problem(
                429,
                "too-many-requests",
                "More than " + SECOND_NS / costNs + " requests a second.",
                Map.of("Retry-After", "1"));
    }

    /** Those whose requests are all paid for are as new ones; were there none, all would begin anew. */
    private void forget(long now) {
        for (Iterator<AtomicLong> marks = due.values().iterator(); marks.hasNext(); ) {
            if (marks.next().get() - now <= 0) {
                marks.remove();
            }
        }
        if (due.size() >= MOST) {
            due.clear();
        }
    }
}
