package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Doorbell;
import java.util.function.LongSupplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sleeps until the bell is rung. Being woken takes some 50 us, so it first looks on for a while, and for longer where work
 * has been coming at short intervals: a source of 10,000 updates a second is not slept through, one of 1,000 is.
 *
 * <pre>
 *   work -> looks on (20 us, or 300 us where work is frequent) -> lies down, looks once more -> sleeps -> looks ...
 * </pre>
 *
 * <p>Thread: the stage's. Allocates: nothing.
 */
final class SleepingIdle implements IdleStrategy {
    /** Work that comes at shorter intervals on average is frequent. */
    static final long FREQUENT_NS = 150_000;

    static final long LOOKS_ON_NS = 20_000;
    static final long LOOKS_ON_FREQUENT_NS = 2 * FREQUENT_NS;

    /** What a ring that was missed costs at most. */
    static final long LONGEST_SLEEP_NS = 4_000_000;

    /** Rounds without work between two looks at the clock, a power of two. */
    static final int CLOCK_EVERY = 64;

    /** Rounds without work after which others may have the core, a power of two, where they wait for it. */
    private static final int YIELD_EVERY = 4;

    /** The average goes over some eight intervals. */
    private static final int AVERAGE_SHIFT = 3;

    /** A long pause does not count for ever. */
    private static final long LONGEST_INTERVAL_NS = 64 * FREQUENT_NS;

    private final Doorbell bell;
    private final LongSupplier monotonicNs;
    private final boolean isCrowded;
    private long averageNs = LONGEST_INTERVAL_NS;
    private long idleSinceNs;
    private int rounds;
    private boolean isLyingDown;

    /** @param isCrowded whether there are fewer cores than threads that look on */
    SleepingIdle(Doorbell bell, LongSupplier monotonicNs, boolean isCrowded) {
        this.bell = bell;
        this.monotonicNs = monotonicNs;
        this.isCrowded = isCrowded;
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (isLyingDown) {
            bell.sleep(LONGEST_SLEEP_NS);
            if (bell.hasRung()) {
                bell.lieDown();
            }
            return;
        }
        rounds++;
        if ((rounds & (CLOCK_EVERY - 1)) == 0) {
            long now = monotonicNs.getAsLong();
            if (rounds == CLOCK_EVERY) {
                idleSinceNs = now;
            } else if (now - idleSinceNs > (averageNs < FREQUENT_NS ? LOOKS_ON_FREQUENT_NS : LOOKS_ON_NS)) {
                bell.lieDown();
                isLyingDown = true;
                return;
            }
        }
        if (isCrowded && (rounds & (YIELD_EVERY - 1)) == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    /** There was work: how long ago was the last? */
    @Override
    public void reset() {
        long intervalNs = 0;
        if (rounds >= CLOCK_EVERY) {
            intervalNs = Math.min(LONGEST_INTERVAL_NS, monotonicNs.getAsLong() - idleSinceNs);
        }
        averageNs += (intervalNs - averageNs) >> AVERAGE_SHIFT;
        rounds = 0;
        if (isLyingDown) {
            bell.getUp();
            isLyingDown = false;
        }
    }
}
