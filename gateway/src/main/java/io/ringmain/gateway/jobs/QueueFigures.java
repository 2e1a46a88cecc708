package io.ringmain.gateway.jobs;

import java.util.List;

/** Figures of the queue, a lane each, highest first. */
public record QueueFigures(List<Lane> lanes) {

    public QueueFigures {
        lanes = List.copyOf(lanes);
    }

    /**
     * A lane. Those that have ended are counted for as long as they are kept.
     *
     * @param delayed of the waiting ones, those that wait for their next attempt's time
     * @param oldestWaitMs of those that are due; 0 when none is
     * @param runMs of the succeeded ones, from begin to end of the last attempt, all together
     * @param longestRunMs of the succeeded ones
     */
    public record Lane(
            Priority priority,
            long waiting,
            long delayed,
            long running,
            long oldestWaitMs,
            long succeeded,
            long failed,
            long cancelled,
            long dead,
            long runMs,
            long longestRunMs) {}
}
