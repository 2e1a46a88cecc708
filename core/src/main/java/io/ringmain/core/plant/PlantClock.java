package io.ringmain.core.plant;

import io.ringmain.core.ring.ControlPublisher;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Publishes ticks, asks for snapshots when they are due, and sends answers that found no room.
 *
 * <p>Thread: its own, or the caller of {@link #beat} in mode INVOKER. Allocates: nothing.
 */
final class PlantClock implements AutoCloseable {
    private static final long COARSEST_NS = 10_000_000L;

    private final ControlPublisher publisher;
    private final Answers answers;
    private final LongSupplier monotonicNs;
    private final LongSupplier neededNs;
    private final long snapshotIntervalNs;
    private long nextSnapshotNs;
    private volatile boolean isClosed;
    private Thread thread;

    /** @param neededNs smallest interval that anyone needs, asked before every beat */
    PlantClock(
            ControlPublisher publisher,
            Answers answers,
            LongSupplier monotonicNs,
            LongSupplier neededNs,
            long snapshotIntervalNs) {
        this.publisher = publisher;
        this.answers = answers;
        this.monotonicNs = monotonicNs;
        this.neededNs = neededNs;
        this.snapshotIntervalNs = snapshotIntervalNs;
        this.nextSnapshotNs = monotonicNs.getAsLong() + snapshotIntervalNs;
    }

    /** No finer than the smallest interval anyone needs. */
    long tickIntervalNs() {
        return Math.min(COARSEST_NS, neededNs.getAsLong());
    }

    void start() {
        thread = new Thread(this::run, "ringmain-clock");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isClosed) {
            LockSupport.parkNanos(tickIntervalNs());
            beat();
        }
    }

    void beat() {
        answers.drain();
        publisher.tryTick();
        if (snapshotIntervalNs > 0 && monotonicNs.getAsLong() - nextSnapshotNs >= 0 && publisher.trySnapshot()) {
            nextSnapshotNs = monotonicNs.getAsLong() + snapshotIntervalNs;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
