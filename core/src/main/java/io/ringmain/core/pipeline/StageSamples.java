package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;

/**
 * Sampled events of the present cycle of a stage whose events are all done at its end.
 *
 * <p>Thread: the stage. Allocates: at start.
 */
final class StageSamples {
    private final StageLatency latency;
    private final long[] ingressTimesNs;
    private int size;

    /** @param maxEvents most events of a cycle */
    StageSamples(StageLatency latency, int maxEvents) {
        this.latency = latency;
        this.ingressTimesNs = new long[maxEvents / StageLatency.EVERY + 2];
    }

    void onEvent(Event event, int doneInCycle) {
        if (StageLatency.isSampled(event.sequence, doneInCycle)) {
            ingressTimesNs[size++] = event.ingressTimeNs;
        }
    }

    void onCycleEnd(long nowNs) {
        for (int i = 0; i < size; i++) {
            latency.record(nowNs - ingressTimesNs[i]);
        }
        size = 0;
    }
}
