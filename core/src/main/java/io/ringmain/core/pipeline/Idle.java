package io.ringmain.core.pipeline;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a stage's thread does when there is nothing to do. */
public enum Idle {
    /** Sleeps for up to 2 ms at a time: under 5 % of a core when idle. */
    PARK,
    /** Gives its time slice away: a whole core that others can use, a few microseconds of latency. */
    YIELD,
    /** Never lets go of its core: only where every stage has one of its own. */
    SPIN;

    /** Shorter parks wake an idle process so often that it costs more than 5 % of a core in DEDICATED. */
    private static final long MIN_PARK_NS = 100_000;

    private static final long MAX_PARK_NS = 2_000_000;
    private static final int MAX_SPINS = 50;
    private static final int MAX_YIELDS = 50;

    IdleStrategy strategy() {
        return switch (this) {
            case PARK -> new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
            case YIELD -> YieldingIdleStrategy.INSTANCE;
            case SPIN -> BusySpinIdleStrategy.INSTANCE;
        };
    }
}
