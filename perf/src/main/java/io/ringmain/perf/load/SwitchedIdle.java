package io.ringmain.perf.load;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * An idle strategy that can be turned off, so that a thread that never lets go of its core lets go of it while the other
 * side of a pair is measured.
 *
 * <p>Thread: {@link #isOn} any, the rest the consumer.
 */
final class SwitchedIdle implements IdleStrategy {
    private static final long OFF_NS = 500_000;

    private final IdleStrategy inner;
    private volatile boolean isOn;

    SwitchedIdle(IdleStrategy inner) {
        this.inner = inner;
    }

    void isOn(boolean on) {
        isOn = on;
    }

    @Override
    public void idle(int workCount) {
        if (isOn || workCount > 0) {
            inner.idle(workCount);
        } else {
            LockSupport.parkNanos(OFF_NS);
        }
    }

    @Override
    public void idle() {
        idle(0);
    }

    @Override
    public void reset() {
        inner.reset();
    }
}
