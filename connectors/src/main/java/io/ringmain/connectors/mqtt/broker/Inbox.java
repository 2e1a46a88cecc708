package io.ringmain.connectors.mqtt.broker;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What came and waits for the link's thread. Messages are bounded in number and bytes: when there is no room the oldest goes,
 * counted, because the newest is what is true now. Events of the connection are few and are kept apart.
 *
 * <p>Thread: the library's adds, the link's takes.
 */
final class Inbox {
    private static final int MOST_MESSAGES = 16_384;
    private static final long MOST_BYTES = 64L * 1_024 * 1_024;

    /** A message with the number of the connection it came by. */
    record Arrival(long session, Message message) {
        int bytes() {
            return message.payload() == null ? 0 : message.payload().length;
        }
    }

    sealed interface Event {
        long session();
    }

    record Connected(long session) implements Event {}

    record Ended(long session, String reason) implements Event {}

    record Subscribed(long session, List<Subscription> subscriptions, int[] statusCodes) implements Event {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(MOST_MESSAGES);
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final BrokerCounters counters;

    Inbox(BrokerCounters counters) {
        this.counters = counters;
    }

    void add(Event event) {
        events.add(event);
    }

    void add(long session, Message message) {
        Arrival arrival = new Arrival(session, message);
        bytes.addAndGet(arrival.bytes());
        while (bytes.get() > MOST_BYTES && dropOldest()) {
            // until there is room, or nothing is left but the new one
        }
        while (!arrivals.offer(arrival)) {
            dropOldest();
        }
    }

    private boolean dropOldest() {
        if (poll() == null) {
            return false;
        }
        counters.dropped.increment();
        return true;
    }

    Event event() {
        return events.poll();
    }

    /** The next message, null when there is none. */
    Arrival poll() {
        return free(arrivals.poll());
    }

    /** The next message, null when none comes in time. */
    Arrival take(long timeoutMs) throws InterruptedException {
        return free(arrivals.poll(timeoutMs, TimeUnit.MILLISECONDS));
    }

    private Arrival free(Arrival taken) {
        if (taken != null) {
            bytes.addAndGet(-taken.bytes());
        }
        return taken;
    }
}
