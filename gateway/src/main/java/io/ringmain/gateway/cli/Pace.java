package io.ringmain.gateway.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets events come as fast as ring time went, times a factor. The time between the end of a run and its next start is left out. */
final class Pace {
    private static final long LONGEST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final double factor;
    private final BooleanSupplier isStopped;
    private boolean isRunning;
    private long ringBaseNs;
    private long baseNs;

    /** @param factor how many times faster than it was; 0 for as fast as possible */
    Pace(double factor, BooleanSupplier isStopped) {
        this.factor = factor;
        this.isStopped = isStopped;
    }

    /**
     * Waits until an event of that ring time is due.
     *
     * @param isStart whether a run begins with it
     */
    void await(long ringTimeNs, boolean isStart) {
        if (factor == 0) {
            return;
        }
        if (!isRunning || isStart) {
            isRunning = true;
            ringBaseNs = ringTimeNs;
            baseNs = System.nanoTime();
            return;
        }
        double dueNs = (ringTimeNs - ringBaseNs) / factor;
        double leftNs = dueNs - (System.nanoTime() - baseNs);
        while (leftNs > 0 && !isStopped.getAsBoolean()) {
            LockSupport.parkNanos((long) Math.min(leftNs, LONGEST_WAIT_NS));
            leftNs = dueNs - (System.nanoTime() - baseNs);
        }
    }
}
