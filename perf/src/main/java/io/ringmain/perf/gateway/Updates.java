package io.ringmain.perf.gateway;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Updates of all tags in turn at a rate, from a thread of its own: an open loop, what is late is made up for. The value is the
 * monotonic time (ns) at which it was to be sent, which another process of the machine can read, too.
 */
final class Updates implements AutoCloseable {
    private final Plant plant;
    private final SourcePublisher publisher;
    private final int[] tagIds;
    private final int[] chosen;
    private final double[] values;
    private final int[] statusCodes;
    private final long intervalNs;
    private final Thread thread = new Thread(this::run, "updates");
    private volatile boolean isOver;
    private volatile long sent;

    /** @param batch updates that are handed over at once */
    Updates(ServedPlant served, long perSecond, int batch) {
        plant = served.plant();
        publisher = plant.publisher("updates", Backpressure.WAIT);
        tagIds = served.tagIds();
        chosen = new int[batch];
        values = new double[batch];
        statusCodes = new int[batch];
        intervalNs = TimeUnit.SECONDS.toNanos(1) * batch / perSecond;
        thread.start();
    }

    private void run() {
        long due = System.nanoTime();
        int next = 0;
        while (!isOver) {
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = tagIds[next];
                values[i] = due;
                next = next + 1 == tagIds.length ? 0 : next + 1;
            }
            publisher.scan(chosen, values, statusCodes, chosen.length, plant.nowNs());
            sent += chosen.length;
            due += intervalNs;
            for (long now = System.nanoTime(); now < due && !isOver; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
        }
    }

    /** Updates that were handed over. */
    long sent() {
        return sent;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
