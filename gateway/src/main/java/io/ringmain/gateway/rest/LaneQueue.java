package io.ringmain.gateway.rest;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue whose {@link #offer} takes no lock: I/O threads hand over here, and must not wait even for each other.
 *
 * <p>Thread: any.
 */
final class LaneQueue extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    private final int capacity;
    private final AtomicInteger count = new AtomicInteger();

    LaneQueue(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean offer(Runnable task) {
        if (count.incrementAndGet() > capacity) {
            count.decrementAndGet();
            return false;
        }
        return super.offer(task);
    }

    @Override
    public Runnable take() throws InterruptedException {
        return taken(super.take());
    }

    @Override
    public Runnable poll() {
        return taken(super.poll());
    }

    @Override
    public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        return taken(super.poll(timeout, unit));
    }

    @Override
    public boolean remove(Object task) {
        boolean isRemoved = super.remove(task);
        if (isRemoved) {
            count.decrementAndGet();
        }
        return isRemoved;
    }

    private Runnable taken(Runnable task) {
        if (task != null) {
            count.decrementAndGet();
        }
        return task;
    }
}
