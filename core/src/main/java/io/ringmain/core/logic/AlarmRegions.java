package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;

/**
 * Drives alarms through the transition table and reports what they do.
 *
 * <p>Thread: LOGIC. Owns: regions and occurrences in the {@link AlarmTable}. Allocates: nothing.
 */
final class AlarmRegions {
    private final AlarmTable alarms;
    private final TimerQueue timers;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;

    AlarmRegions(AlarmTable alarms, TimerQueue timers, Outbox outbox) {
        this.alarms = alarms;
        this.timers = timers;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** The condition has held for the on-delay. */
    void raise(int id, long bits, long ringTimeNs, long sequence) {
        int before = alarms.regions(id);
        int after = AlarmTransitions.apply(before, AlarmInput.ACTIVATE, plan.alarmPolicy(id));
        if (after < 0) {
            return;
        }
        timers.cancel(TimerQueue.ALARM, id);
        alarms.putOccurrence(id, after, 0, ringTimeNs, sequence, bits);
        report(id, before, after, AlarmInput.ACTIVATE, ringTimeNs);
    }

    /**
     * Gives an alarm an input.
     *
     * @return {@link Quality#GOOD}, or the code with which the table refuses it
     */
    int input(int id, AlarmInput input, long ringTimeNs, long sequence) {
        int before = alarms.regions(id);
        int after = AlarmTransitions.apply(before, input, plan.alarmPolicy(id));
        if (after < 0) {
            return after;
        }
        boolean isProcess = input == AlarmInput.RETURN;
        if (isProcess) {
            timers.cancel(TimerQueue.ALARM, id);
            alarms.putTransition(id, after, 0, 0, ringTimeNs, sequence);
        } else {
            alarms.putTransition(id, after, alarms.flags(id), alarms.deadlineNs(id), ringTimeNs, sequence);
        }
        report(id, before, after, input, ringTimeNs);
        return Quality.GOOD;
    }

    /** Occurrence that is present or was last, 0 when there was none. */
    long occurrence(int id) {
        return alarms.occurrence(id);
    }

    private void report(int id, int before, int after, AlarmInput input, long ringTimeNs) {
        outbox.append(
                Result.ALARM,
                id,
                alarms.occurrence(id),
                AlarmTransitions.shown(after).code(),
                AlarmTransitions.shown(before).code(),
                ringTimeNs,
                input.code(),
                0,
                0);
    }
}
