package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.LinkState;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * The bounded queue from Milo's threads and the link's to the publishing thread. A callback that finds it full waits,
 * counted: Milo then asks the server for no more, and the server's own queues say by their overflow bit what is lost.
 *
 * <p>Thread: any puts, the publishing thread takes.
 */
final class Handover {
    private static final int CAPACITY = 1024;

    /** Something for the publishing thread; {@code session} is the number of the connection it came from. */
    sealed interface Delivery {
        long session();
    }

    /** Values of tags, in the order in which the server sent them. */
    record Values(long session, TagItem[] tags, DataValue[] values) implements Delivery {}

    record LinkChange(long session, LinkState state) implements Delivery {}

    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final OpcUaCounters counters;

    Handover(OpcUaCounters counters) {
        this.counters = counters;
    }

    /** Puts a delivery; waits while the queue is full, and gives up when interrupted. */
    void put(Delivery delivery) {
        if (queue.offer(delivery)) {
            return;
        }
        counters.waits.increment();
        try {
            queue.put(delivery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next delivery, or null after the time. */
    Delivery take(long timeoutMs) throws InterruptedException {
        return queue.poll(timeoutMs, TimeUnit.MILLISECONDS);
    }
}
