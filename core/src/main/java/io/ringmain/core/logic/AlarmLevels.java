package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;

/**
 * Alarms with several levels, of which one is present. Each level has its own delays; the alarm is at the most severe level
 * that has held for its on-delay and has not been gone for its off-delay. A more severe level and the other side announce an
 * active alarm again, a less severe one is told and keeps the occurrence.
 *
 * <pre>
 *   word 0             1             2 ... 5
 *   | timer's deadline | held levels | deadline of each level's delay, 0 for none
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: these words in the alarms' blocks. Allocates: nothing.
 */
final class AlarmLevels {
    static final int WORDS = 6;

    private static final int HELD = 1;
    private static final int DEADLINES = 2;

    private final StateCells cells;
    private final AlarmTable alarms;
    private final TimerQueue timers;
    private final AlarmRegions regions;
    private final AlarmDelays delays;
    private AlarmPlan plan;

    AlarmLevels(StateCells cells, AlarmTable alarms, TimerQueue timers, AlarmRegions regions, AlarmDelays delays) {
        this.cells = cells;
        this.alarms = alarms;
        this.timers = timers;
        this.regions = regions;
        this.delays = delays;
    }

    void use(AlarmPlan next) {
        plan = next;
    }

    /**
     * The value that is compared is known.
     *
     * @param whole the value for limits that are whole
     * @param value the value for all others
     * @param bits what to remember of the tag if the alarm goes active
     */
    void settle(int id, long whole, double value, long bits, long ringTimeNs, long sequence) {
        AlarmBound[] levels = plan.levels(id);
        seed(id, levels);
        cells.open(id);
        for (int i = 0; i < levels.length; i++) {
            AlarmBound level = levels[i];
            boolean isHeld = isHeld(id, i);
            boolean holds = level.isWhole ? level.holds(whole, isHeld) : level.holds(value, isHeld);
            long delayNs = holds ? level.onDelayNs() : level.offDelayNs();
            if (holds == isHeld) {
                cells.putWord(id, DEADLINES + i, 0);
            } else if (delayNs == 0) {
                flip(id, i);
            } else if (cells.word(id, DEADLINES + i) == 0) {
                cells.putWord(id, DEADLINES + i, ringTimeNs + delayNs);
            }
        }
        cells.close();
        drive(id, 0, false, bits, ringTimeNs, ringTimeNs, sequence);
    }

    /** An active alarm whose levels were changed, or that was disabled meanwhile, is held at the level at which it is. */
    private void seed(int id, AlarmBound[] levels) {
        if (cells.word(id, HELD) != 0 || !delays.isActive(id)) {
            return;
        }
        for (int i = 0; i < levels.length; i++) {
            if (levels[i].kind().code() == alarms.level(id)) {
                cells.open(id);
                flip(id, i);
                cells.close();
            }
        }
    }

    /** Nothing can be said of the value; bad quality itself may be what raises the alarm. */
    void keep(int id, int mark, boolean isForced, long bits, long ringTimeNs, long sequence) {
        boolean isDelayed = false;
        for (int i = 0; i < plan.levels(id).length; i++) {
            isDelayed |= cells.word(id, DEADLINES + i) != 0;
        }
        if (isDelayed) {
            cells.open(id);
            for (int i = 0; i < plan.levels(id).length; i++) {
                cells.putWord(id, DEADLINES + i, 0);
            }
            cells.close();
        }
        if (isForced) {
            drive(id, mark, true, bits, ringTimeNs, ringTimeNs, sequence);
        } else {
            delays.keep(id, mark);
        }
    }

    /** At least one level's delay has run out. */
    void onOver(int id, long bits, long ringTimeNs, long sequence) {
        timers.cancel(TimerQueue.ALARM, id);
        // Those that ran out later come behind what this one does, however late the event is that carries time past
        // both.
        long dueNs = alarms.deadlineNs(id);
        long conditionNs = ringTimeNs;
        cells.open(id);
        for (int i = 0; i < plan.levels(id).length; i++) {
            long deadlineNs = cells.word(id, DEADLINES + i);
            if (deadlineNs != 0 && deadlineNs <= dueNs) {
                if (!isHeld(id, i)) {
                    conditionNs = StrictMath.min(conditionNs, deadlineNs - plan.levels(id)[i].onDelayNs());
                }
                cells.putWord(id, DEADLINES + i, 0);
                flip(id, i);
            }
        }
        cells.close();
        drive(id, 0, false, bits, conditionNs, ringTimeNs, sequence);
    }

    /** An epoch begins: delays that were running begin again. */
    void restart(int id, long ringTimeNs) {
        if ((alarms.flags(id) & AlarmTable.PENDING_ON) == 0) {
            return;
        }
        AlarmBound[] levels = plan.levels(id);
        cells.open(id);
        for (int i = 0; i < levels.length; i++) {
            if (cells.word(id, DEADLINES + i) != 0) {
                long delayNs = isHeld(id, i) ? levels[i].offDelayNs() : levels[i].onDelayNs();
                cells.putWord(id, DEADLINES + i, ringTimeNs + delayNs);
            }
        }
        cells.close();
        await(id, 0);
    }

    boolean isAnyHeld(int id) {
        return cells.word(id, HELD) != 0;
    }

    boolean isHeld(int id, int level) {
        return (cells.word(id, HELD) >>> level & 1) != 0;
    }

    private void flip(int id, int level) {
        cells.putWord(id, HELD, cells.word(id, HELD) ^ (1L << level));
        cells.putWord(id, DEADLINES + level, 0);
    }

    /** Brings the alarm to where its levels are. */
    private void drive(
            int id, int mark, boolean isForced, long bits, long conditionNs, long ringTimeNs, long sequence) {
        int before = alarms.level(id);
        int present = present(id);
        boolean isActive = delays.isActive(id);
        if ((isForced || present != 0) && !isActive) {
            alarms.putLevel(id, present);
            regions.raise(id, bits, conditionNs, ringTimeNs, sequence);
        } else if (!isForced && present == 0 && isActive) {
            regions.input(id, AlarmInput.RETURN, ringTimeNs, sequence);
        } else if (isActive && present != 0 && present != before) {
            alarms.putLevel(id, present);
            if (isWorse(before, present)) {
                regions.input(id, AlarmInput.REALARM, ringTimeNs, sequence);
            } else {
                regions.tellLevel(id, ringTimeNs);
            }
        }
        await(id, mark);
    }

    /** Waits for the earliest delay. */
    private void await(int id, int mark) {
        long earliest = 0;
        for (int i = 0; i < plan.levels(id).length; i++) {
            long deadlineNs = cells.word(id, DEADLINES + i);
            earliest = deadlineNs != 0 && (earliest == 0 || deadlineNs < earliest) ? deadlineNs : earliest;
        }
        if (earliest == 0) {
            delays.keep(id, mark);
        } else if (alarms.deadlineNs(id) != earliest || alarms.flags(id) != (mark | AlarmTable.PENDING_ON)) {
            alarms.putFlags(id, mark | AlarmTable.PENDING_ON, earliest);
            timers.schedule(TimerQueue.ALARM, id, earliest);
        }
    }

    /** Code of the most severe level that is held, 0 for none: HIHI and LOLO before HI and LO. */
    private int present(int id) {
        AlarmBound[] levels = plan.levels(id);
        int found = 0;
        for (int i = 0; i < levels.length; i++) {
            int code = levels[i].kind().code();
            if (isHeld(id, i) && (found == 0 || isOuter(code) && !isOuter(found))) {
                found = code;
            }
        }
        return found;
    }

    private static boolean isOuter(int code) {
        return code == AlarmKind.HIHI.code() || code == AlarmKind.LOLO.code();
    }

    private static boolean isWorse(int before, int present) {
        boolean isSameSide = (before <= AlarmKind.HI.code()) == (present <= AlarmKind.HI.code());
        return before == 0 || !isSameSide || isOuter(present);
    }
}
