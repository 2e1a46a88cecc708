package io.ringmain.core.pipeline;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a stage has done: events and in how many batches, errors, longest cycle, latencies.
 *
 * <p>Thread: written by the stage, read by any. Allocates: at start.
 */
public final class StageCounters {
    private static final int EVENTS = 0;
    private static final int ERRORS = 8;
    private static final int LONGEST_CYCLE = 16;
    private static final int BATCHES = 24;
    private static final int BUSY = 32;

    private final UnsafeBuffer counts = new UnsafeBuffer(BufferUtil.allocateDirectAligned(128, 128));

    private final StageLatency latency = new StageLatency();

    void count(long events, long cycleNs) {
        counts.putLongRelease(EVENTS, counts.getLong(EVENTS) + events);
        counts.putLongRelease(BATCHES, counts.getLong(BATCHES) + 1);
        counts.putLongRelease(BUSY, counts.getLong(BUSY) + cycleNs);
        if (cycleNs > counts.getLong(LONGEST_CYCLE)) {
            counts.putLongRelease(LONGEST_CYCLE, cycleNs);
        }
    }

    void countError() {
        counts.putLongRelease(ERRORS, counts.getLong(ERRORS) + 1);
    }

    public long events() {
        return counts.getLongVolatile(EVENTS);
    }

    /** Times that the stage has taken up work; events were done together in each. */
    public long batches() {
        return counts.getLongVolatile(BATCHES);
    }

    public long errors() {
        return counts.getLongVolatile(ERRORS);
    }

    /** Time spent with work, ns: all cycles together. */
    public long busyNs() {
        return counts.getLongVolatile(BUSY);
    }

    /** Longest time between taking up work and being done with it, ns. */
    public long longestCycleNs() {
        return counts.getLongVolatile(LONGEST_CYCLE);
    }

    /** From publishing an event to the end of its stage. */
    public StageLatency latency() {
        return latency;
    }
}
