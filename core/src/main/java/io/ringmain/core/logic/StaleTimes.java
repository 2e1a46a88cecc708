package io.ringmain.core.logic;

/**
 * Alarms of tags that have had no update for a time. An update only writes down when it came; the timer that is under way
 * looks at that when it is due, so that a busy tag costs no timer an update.
 *
 * <pre>
 *   word 0            1
 *   | timer's deadline | ring time of the last update |
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: these words in the alarms' blocks. Allocates: nothing.
 */
final class StaleTimes {
    static final int WORDS = 2;
    /** Where a block of an alarm with a timer of its own keeps the timer's deadline, 0 for none. */
    static final int DEADLINE = 0;

    private static final int UPDATED = 1;

    private final StateCells cells;
    private final TimerQueue timers;
    private AlarmPlan plan;

    StaleTimes(StateCells cells, TimerQueue timers) {
        this.cells = cells;
        this.timers = timers;
    }

    void use(AlarmPlan next) {
        plan = next;
    }

    /** Waiting begins, unless the tag has been waited for since it was configured. */
    void begin(int id, long ringTimeNs) {
        if (cells.word(id, UPDATED) == 0) {
            onUpdate(id, ringTimeNs);
        }
    }

    void onUpdate(int id, long ringTimeNs) {
        cells.open(id);
        cells.putWord(id, UPDATED, ringTimeNs);
        if (cells.word(id, DEADLINE) == 0) {
            schedule(id, ringTimeNs + plan.timeNs(id));
        }
        cells.close();
    }

    private boolean isStale(int id, long ringTimeNs) {
        return cells.word(id, UPDATED) != 0 && ringTimeNs - cells.word(id, UPDATED) >= plan.timeNs(id);
    }

    /** The timer is due: true when the tag is stale now, otherwise the timer goes on. */
    boolean onTimer(int id, long ringTimeNs) {
        // By when the timer was due, not by how late the event comes: what else was due before that is done before.
        boolean isStale = isStale(id, StrictMath.min(cells.word(id, DEADLINE), ringTimeNs));
        cells.open(id);
        if (isStale) {
            cells.putWord(id, DEADLINE, 0);
            timers.cancel(TimerQueue.CONDITION, id);
        } else {
            schedule(id, cells.word(id, UPDATED) + plan.timeNs(id));
        }
        cells.close();
        return isStale;
    }

    /** An epoch begins: nobody could have had updates meanwhile. A tag that is stale already stays it. */
    void restart(int id, long ringTimeNs) {
        if (cells.word(id, DEADLINE) != 0) {
            cells.open(id);
            cells.putWord(id, UPDATED, ringTimeNs);
            schedule(id, ringTimeNs + plan.timeNs(id));
            cells.close();
        }
    }

    private void schedule(int id, long deadlineNs) {
        cells.putWord(id, DEADLINE, deadlineNs);
        timers.schedule(TimerQueue.CONDITION, id, deadlineNs);
    }
}
