package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmTransitions;

/**
 * Lets a condition through to an alarm when it has held, or has been gone, for long enough.
 *
 * <p>Thread: LOGIC. Owns: flags and deadlines in the {@link AlarmTable}. Allocates: nothing.
 */
final class AlarmDelays {
    private static final int MARKS = AlarmTable.QUALITY_BAD | AlarmTable.REDEFINED;

    private final AlarmTable alarms;
    private final TimerQueue timers;
    private final AlarmRegions regions;

    AlarmDelays(AlarmTable alarms, TimerQueue timers, AlarmRegions regions) {
        this.alarms = alarms;
        this.timers = timers;
        this.regions = regions;
    }

    boolean isActive(int id) {
        return AlarmTransitions.isActive(alarms.regions(id));
    }

    /**
     * The condition is known.
     *
     * @param mark {@link AlarmTable#QUALITY_BAD} or 0
     */
    void settle(
            int id,
            int mark,
            boolean holds,
            long onDelayNs,
            long offDelayNs,
            long bits,
            long ringTimeNs,
            long sequence) {
        boolean isActive = isActive(id);
        int flags = alarms.flags(id);
        if ((flags & MARKS) != mark) {
            // A delay that ran beside another mark begins again.
            flags = mark;
            alarms.putFlags(id, flags, 0);
            timers.cancel(TimerQueue.ALARM, id);
        }
        if (holds && !isActive) {
            if (onDelayNs == 0) {
                raise(id, mark, bits, ringTimeNs, ringTimeNs, sequence);
            } else if ((flags & AlarmTable.PENDING_ON) == 0) {
                start(id, mark | AlarmTable.PENDING_ON, ringTimeNs + onDelayNs);
            }
        } else if (!holds && isActive) {
            if (offDelayNs == 0) {
                clear(id, mark, ringTimeNs, sequence);
            } else if ((flags & AlarmTable.PENDING_OFF) == 0) {
                start(id, mark | AlarmTable.PENDING_OFF, ringTimeNs + offDelayNs);
            }
        } else if (flags != mark) {
            // Back again: the delay begins again when the condition shows again.
            alarms.putFlags(id, mark, 0);
            timers.cancel(TimerQueue.ALARM, id);
        }
    }

    /** Nothing can be said of the condition: the state stays, and a delay begins again when there is something to say. */
    void keep(int id, int mark) {
        if (alarms.flags(id) != mark) {
            alarms.putFlags(id, mark, 0);
            timers.cancel(TimerQueue.ALARM, id);
        }
    }

    /** Takes away a mark that no longer holds. */
    void unmark(int id) {
        if ((alarms.flags(id) & MARKS) != 0) {
            keep(id, 0);
        }
    }

    private void raise(int id, int mark, long bits, long conditionNs, long ringTimeNs, long sequence) {
        regions.raise(id, bits, conditionNs, ringTimeNs, sequence);
        keep(id, mark);
    }

    private void clear(int id, int mark, long ringTimeNs, long sequence) {
        regions.input(id, AlarmInput.RETURN, ringTimeNs, sequence);
        keep(id, mark);
    }

    private void start(int id, int flags, long deadlineNs) {
        alarms.putFlags(id, flags, deadlineNs);
        timers.schedule(TimerQueue.ALARM, id, deadlineNs);
    }

    /** The delay has run out. */
    void onOver(int id, long onDelayNs, long bits, long ringTimeNs, long sequence) {
        int flags = alarms.flags(id);
        long conditionNs = alarms.deadlineNs(id) - onDelayNs;
        int mark = flags & AlarmTable.QUALITY_BAD;
        timers.cancel(TimerQueue.ALARM, id);
        if ((flags & AlarmTable.PENDING_ON) != 0) {
            raise(id, mark, bits, conditionNs, ringTimeNs, sequence);
        } else if ((flags & AlarmTable.PENDING_OFF) != 0) {
            clear(id, mark, ringTimeNs, sequence);
        }
    }

    /** An epoch begins: a delay that was running begins again, because nobody watched meanwhile. */
    void restart(int id, long onDelayNs, long offDelayNs, long ringTimeNs) {
        int flags = alarms.flags(id);
        if ((flags & AlarmTable.PENDING_ON) != 0) {
            start(id, flags, ringTimeNs + onDelayNs);
        } else if ((flags & AlarmTable.PENDING_OFF) != 0) {
            start(id, flags, ringTimeNs + offDelayNs);
        }
    }
}
