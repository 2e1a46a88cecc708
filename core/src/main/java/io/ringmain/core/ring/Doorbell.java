package io.ringmain.core.ring;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the sleep of a stage's thread when there is something for it. While nobody sleeps, ringing reads a line that does
 * not change.
 *
 * <p>A ring that comes at the very moment at which the thread lies down may be missed, since neither side pays a fence for
 * it: so nobody sleeps without a limit.
 *
 * <p>Thread: {@link #ring} by any; all else by the one that sleeps. Allocates: at start.
 */
public final class Doorbell {
    /** The sleeper stands alone on its line, in the middle. */
    private static final int SLEEPER = 32;

    private final AtomicReferenceArray<Thread> line = new AtomicReferenceArray<>(2 * SLEEPER);

    /** Wakes the thread that sleeps, or is about to, if there is one. Call it when what it waits for can be seen. */
    public void ring() {
        Thread sleeper = line.get(SLEEPER);
        if (sleeper != null) {
            line.set(SLEEPER, null); // woken once is enough
            LockSupport.unpark(sleeper);
        }
    }

    /** From now on it is rung for the caller, who looks once more for work before it {@link #sleep sleeps}. */
    public void lieDown() {
        line.set(SLEEPER, Thread.currentThread());
    }

    /** Whether it has been rung since {@link #lieDown}. */
    public boolean hasRung() {
        return line.get(SLEEPER) == null;
    }

    /** Returns when it is rung, or when the time is over, or sooner. */
    public void sleep(long ns) {
        LockSupport.parkNanos(this, ns);
    }

    /** It is rung for nobody any more. */
    public void getUp() {
        line.set(SLEEPER, null);
    }
}
