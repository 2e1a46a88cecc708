package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Doorbell;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a stage's thread does when there is nothing to do. */
public enum Idle {
    /** Sleeps until there is work, unless it comes so often that sleeping would not pay: under 5 % of a core when idle. */
    PARK,
    /** Gives its time slice away: a whole core that others can use, a few microseconds of latency. */
    YIELD,
    /** Never lets go of its core: only where every stage has one of its own. */
    SPIN;

    /**
     * @param bell rung when there is work for the thread
     * @param threads how many do the same, with one producer
     */
    IdleStrategy strategy(Doorbell bell, int threads) {
        return switch (this) {
            case PARK ->
                new SleepingIdle(bell, System::nanoTime, Runtime.getRuntime().availableProcessors() < threads);
            case YIELD -> YieldingIdleStrategy.INSTANCE;
            case SPIN -> BusySpinIdleStrategy.INSTANCE;
        };
    }
}
