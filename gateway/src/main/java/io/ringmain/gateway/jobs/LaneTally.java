package io.ringmain.gateway.jobs;

import java.util.ArrayList;
import java.util.List;

/** Adds figures up by lane and state. Thread: one. */
public final class LaneTally {
    private static final int STATES = JobState.values().length;

    private final long nowMs;
    private final long[][] counts = new long[Priority.values().length][STATES];
    private final long[] delayed = new long[Priority.values().length];
    private final long[] oldestMs = new long[Priority.values().length];
    private final long[] runMs = new long[Priority.values().length];
    private final long[] longestMs = new long[Priority.values().length];

    public LaneTally(long nowMs) {
        this.nowMs = nowMs;
    }

    /**
     * Jobs of one lane and state.
     *
     * @param later how many of them are not due yet
     * @param oldestDueMs since when the first of the due ones is, 0 when none is
     * @param run of all together
     */
    public void add(Priority lane, JobState state, long jobs, long later, long oldestDueMs, long run, long longest) {
        int at = lane.ordinal();
        counts[at][state.ordinal()] += jobs;
        if (state == JobState.QUEUED) {
            delayed[at] += later;
            oldestMs[at] = oldestDueMs == 0 ? oldestMs[at] : Math.max(oldestMs[at], nowMs - oldestDueMs);
        } else if (state == JobState.SUCCEEDED) {
            runMs[at] += run;
            longestMs[at] = Math.max(longestMs[at], longest);
        }
    }

    public QueueFigures figures() {
        List<QueueFigures.Lane> lanes = new ArrayList<>();
        for (Priority lane : Priority.values()) {
            int at = lane.ordinal();
            lanes.add(new QueueFigures.Lane(
                    lane,
                    counts[at][JobState.QUEUED.ordinal()],
                    delayed[at],
                    counts[at][JobState.RUNNING.ordinal()],
                    oldestMs[at],
                    counts[at][JobState.SUCCEEDED.ordinal()],
                    counts[at][JobState.FAILED.ordinal()],
                    counts[at][JobState.CANCELLED.ordinal()],
                    counts[at][JobState.DEAD.ordinal()],
                    runMs[at],
                    longestMs[at]));
        }
        return new QueueFigures(lanes);
    }
}
