package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;

/**
 * Drives alarms through the transition table, runs shelves and re-alarm times, and reports what alarms do.
 *
 * <p>Thread: LOGIC. Owns: regions, occurrences, shelves and re-alarm times in the {@link AlarmTable}. Allocates: nothing.
 */
final class AlarmRegions {
    /** How far ahead a shelf may be planned: 366 days. */
    static final long MAX_PLAN_NS = 366L * 24 * 3600 * 1_000_000_000L;

    private final AlarmTable alarms;
    private final AlarmFigureTable figures;
    private final TimerQueue timers;
    private final Outbox outbox;
    private final FirstOutGroups firstOut;
    private LogicPlan plan = LogicPlan.EMPTY;

    AlarmRegions(AlarmTable alarms, StateCells groups, AlarmFigureTable figures, TimerQueue timers, Outbox outbox) {
        this.alarms = alarms;
        this.figures = figures;
        this.timers = timers;
        this.outbox = outbox;
        firstOut = new FirstOutGroups(alarms, groups);
    }

    void use(LogicPlan next) {
        plan = next;
        firstOut.use(next);
    }

    /**
     * The condition has held for the on-delay.
     *
     * @param conditionNs since when it has held
     */
    void raise(int id, long bits, long conditionNs, long ringTimeNs, long sequence) {
        int before = alarms.regions(id);
        int next = AlarmTransitions.apply(before, AlarmInput.ACTIVATE, plan.alarmPolicy(id));
        if (next < 0) {
            return;
        }
        timers.cancel(TimerQueue.ALARM, id);
        if (AlarmTransitions.isUnfinished(before) && alarms.occurrence(id) != 0) {
            report(id, before, before, AlarmInput.SUPERSEDED, ringTimeNs);
        }
        int after = firstOut.step(id, before, next, conditionNs, sequence);
        alarms.putOccurrence(id, after, 0, ringTimeNs, sequence, bits);
        settle(id, before, after, AlarmInput.ACTIVATE, ringTimeNs, sequence);
    }

    /**
     * Gives an alarm an input.
     *
     * @return {@link Quality#GOOD}, or the code with which the table refuses it
     */
    int input(int id, AlarmInput input, long ringTimeNs, long sequence) {
        int before = alarms.regions(id);
        int next = AlarmTransitions.apply(before, input, plan.alarmPolicy(id));
        if (next < 0) {
            return next;
        }
        if (next == before && input == AlarmInput.SILENCE) {
            return Quality.GOOD;
        }
        int flags = alarms.flags(id);
        long deadlineNs = alarms.deadlineNs(id);
        if (input == AlarmInput.RETURN || input == AlarmInput.DISABLE) {
            timers.cancel(TimerQueue.ALARM, id);
            flags = input == AlarmInput.RETURN ? 0 : flags & AlarmTable.QUALITY_BAD;
            deadlineNs = 0;
        }
        int after = firstOut.step(id, before, next, ringTimeNs, sequence);
        alarms.putTransition(id, after, flags, deadlineNs, ringTimeNs, sequence);
        if (input == AlarmInput.ACKNOWLEDGE) {
            alarms.putAcknowledged(id, ringTimeNs, sequence);
        } else if (input == AlarmInput.COMMENT) {
            alarms.putComment(id, sequence);
        }
        settle(id, before, after, input, ringTimeNs, sequence);
        return Quality.GOOD;
    }

    /**
     * Shelves an alarm or plans to.
     *
     * @param input SHELVE_TIMED, SHELVE_ONE_SHOT or PLAN_SHELF
     * @return {@link Quality#GOOD}, or the code with which the table refuses it
     */
    int shelve(int id, AlarmInput input, long beginNs, long untilNs, long ringTimeNs, long sequence) {
        if (AlarmTransitions.apply(alarms.regions(id), input, plan.alarmPolicy(id)) >= 0) {
            alarms.putShelf(id, input == AlarmInput.PLAN_SHELF ? beginNs : 0, untilNs);
        }
        return input(id, input, ringTimeNs, sequence);
    }

    /** A planned shelf begins or a shelf's time is over. */
    void onShelf(int id, long ringTimeNs, long sequence) {
        boolean isPlanned = AlarmTransitions.isShelfPlanned(alarms.regions(id));
        input(id, isPlanned ? AlarmInput.SHELF_BEGIN : AlarmInput.SHELF_OVER, ringTimeNs, sequence);
    }

    /** An acknowledged alarm has been active for its re-alarm time. */
    void onReAlarm(int id, long ringTimeNs, long sequence) {
        alarms.putReAlarm(id, 0);
        timers.cancel(TimerQueue.REALARM, id);
        input(id, AlarmInput.REALARM, ringTimeNs, sequence);
    }

    /** Brings shelf and re-alarm times to what the regions say, and reports. */
    private void settle(int id, int before, int after, AlarmInput input, long ringTimeNs, long sequence) {
        if (AlarmTransitions.isShelfPlanned(after)) {
            timers.schedule(TimerQueue.SHELF, id, alarms.shelfBeginNs(id));
        } else if (AlarmTransitions.isShelved(after)) {
            if (alarms.shelfBeginNs(id) != 0) {
                alarms.putShelf(id, 0, alarms.shelfEndNs(id));
            }
            timers.schedule(TimerQueue.SHELF, id, alarms.shelfEndNs(id));
        } else if (alarms.shelfEndNs(id) != 0) {
            alarms.putShelf(id, 0, 0);
            timers.cancel(TimerQueue.SHELF, id);
        }
        settleReAlarm(id, before, after, ringTimeNs);
        figures.onTransition(id, before, after, input, ringTimeNs);
        report(id, before, after, input, ringTimeNs);
        firstOut.reportLost(this, ringTimeNs, sequence);
    }

    private void settleReAlarm(int id, int before, int after, long ringTimeNs) {
        boolean wasWaiting = waitsForReAlarm(before);
        boolean isWaiting = waitsForReAlarm(after);
        if (wasWaiting == isWaiting && (!isWaiting || alarms.reAlarmNs(id) != 0)) {
            return;
        }
        AlarmPolicy policy = plan.policy(id);
        if (isWaiting && policy.isAckRequired() && policy.reAlarmNs() > 0) {
            alarms.putReAlarm(id, ringTimeNs + policy.reAlarmNs());
            timers.schedule(TimerQueue.REALARM, id, alarms.reAlarmNs(id));
        } else if (alarms.reAlarmNs(id) != 0) {
            alarms.putReAlarm(id, 0);
            timers.cancel(TimerQueue.REALARM, id);
        }
    }

    static boolean waitsForReAlarm(int regions) {
        return AlarmTransitions.base(regions) == AlarmState.ACKED && !AlarmTransitions.isDisabled(regions);
    }

    /** Occurrence that is present or was last, 0 when there was none. */
    long occurrence(int id) {
        return alarms.occurrence(id);
    }

    /** An active alarm with several levels has come back to a less severe one. */
    void tellLevel(int id, long ringTimeNs) {
        report(id, alarms.regions(id), alarms.regions(id), AlarmInput.LEVEL, ringTimeNs);
    }

    void report(int id, int before, int after, AlarmInput input, long ringTimeNs) {
        outbox.append(
                Result.ALARM,
                id,
                alarms.occurrence(id),
                AlarmTransitions.shown(after).code(),
                AlarmTransitions.shown(before).code(),
                ringTimeNs,
                input.code(),
                after,
                alarms.level(id),
                input == AlarmInput.ACTIVATE ? alarms.activationBits(id) : 0);
    }
}
