package io.ringmain.gateway.ws;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's thread and its inbox. Handing over takes no lock and never waits: I/O threads and OUTCOMES do it.
 *
 * <p>Thread: {@link #execute} any; tasks and the time keeper this one.
 */
final class HubThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubThread.class);
    private static final long END_MS = 1_000;

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final LongUnaryOperator timeKeeper;
    private final Thread thread = new Thread(this::run, "ws-hub");
    private volatile boolean isParked;
    private volatile boolean isClosed;

    /**
     * @param timeKeeper does what is due at that time (ns, monotonic), and says after how many ns it wants to be called
     *     again at the latest
     */
    HubThread(LongUnaryOperator timeKeeper) {
        this.timeKeeper = timeKeeper;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Hands a task over; it is dropped when the hub is closed, and with it all connections. */
    void execute(Runnable task) {
        if (isClosed) {
            return;
        }
        inbox.add(task);
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!isClosed) {
            for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
                guarded(task);
            }
            long restNs = keepTime();
            isParked = true;
            if (inbox.isEmpty() && !isClosed) {
                LockSupport.parkNanos(this, restNs);
            }
            isParked = false;
        }
    }

    private long keepTime() {
        try {
            return timeKeeper.applyAsLong(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.error("The WebSocket hub failed on its beat", e);
            return TimeUnit.MILLISECONDS.toNanos(Limits.TICK_MS);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("The WebSocket hub failed on a task", e);
        }
    }

    /** Ends the thread; what is still in the inbox is dropped. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
