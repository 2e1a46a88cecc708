package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.LinkState;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * The bounded queue from Milo's threads and the link's to the publishing thread: bounded in deliveries and in their values,
 * so that a server that sends a million of them fills no memory. A callback that finds it full waits, counted: Milo then asks
 * the server for no more, and the server's own queues say by their overflow bit what is lost.
 *
 * <p>Thread: any puts, the publishing thread takes.
 */
final class Handover {
    private static final int CAPACITY = 1024;
    private static final int MOST_VALUES = 100_000;

    /** Something for the publishing thread; {@code session} is the number of the connection it came from. */
    sealed interface Delivery {
        long session();

        /** How much room it takes. */
        default int weight() {
            return 0;
        }
    }

    /**
     * Values of sources, in the order in which the server sent them.
     *
     * @param cycle how many values the publish or poll brought that ends with them, else NO_CYCLE, FAILED or STATUS
     * @param lateNs how late that publish or poll was
     */
    record Values(long session, SourceGroup group, ReadSource[] sources, DataValue[] values, int cycle, long lateNs)
            implements Delivery {
        static final int NO_CYCLE = -1;
        static final int FAILED = -2;
        /** Not of the server: what the connector says of the tags itself. */
        static final int STATUS = -3;

        @Override
        public int weight() {
            return Math.min(MOST_VALUES, values.length);
        }
    }

    record LinkChange(long session, LinkState state) implements Delivery {}

    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Semaphore room = new Semaphore(MOST_VALUES, true);
    private final OpcUaCounters counters;

    Handover(OpcUaCounters counters) {
        this.counters = counters;
    }

    /** Puts a delivery; waits while the queue is full, and gives up when interrupted. */
    void put(Delivery delivery) {
        boolean hasRoom = room.tryAcquire(delivery.weight());
        if (hasRoom && queue.offer(delivery)) {
            return;
        }
        counters.waits.increment();
        try {
            if (!hasRoom) {
                room.acquire(delivery.weight());
            }
            queue.put(delivery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next delivery, or null after the time. */
    Delivery take(long timeoutMs) throws InterruptedException {
        Delivery delivery = queue.poll(timeoutMs, TimeUnit.MILLISECONDS);
        if (delivery != null) {
            room.release(delivery.weight());
        }
        return delivery;
    }
}
