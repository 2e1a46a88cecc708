package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Evaluates the alarms of a tag: limits here, as fast as can be, all other conditions in {@link AlarmConditions}; and narrows
 * the tag's quiet band to the values with which none of them can change.
 *
 * <p>Thread: LOGIC. Owns: the quiet bands in the CVT. Allocates: nothing.
 */
final class AlarmEvaluator {
    private final CurrentValueTable values;
    private final AlarmTable alarms;
    private final TimerQueue timers;
    private final AlarmDelays delays;
    private final AlarmConditions conditions;
    private AlarmPlan plan = LogicPlan.EMPTY.alarmPlan();

    private double quietLow;
    private double quietHigh;

    AlarmEvaluator(
            CurrentValueTable values, AlarmTable alarms, StateCells cells, TimerQueue timers, AlarmRegions regions) {
        this.values = values;
        this.alarms = alarms;
        this.timers = timers;
        delays = new AlarmDelays(alarms, timers, regions);
        conditions = new AlarmConditions(values, alarms, cells, timers, regions, delays);
    }

    void use(LogicPlan next) {
        plan = next.alarmPlan();
        conditions.use(plan);
    }

    /** An update of a tag for which an alarm waits has come, before it is known whether it changes anything. */
    void onUpdate(int tagId, long ringTimeNs, long sequence) {
        conditions.onUpdate(tagId, ringTimeNs, sequence);
    }

    /** Evaluates all alarms of a tag after its record changed. */
    void evaluate(int tagId, long ringTimeNs, long sequence) {
        int to = plan.readersTo(tagId);
        long bits = values.bits(tagId);
        boolean isBad = Quality.isBad(values.status(tagId));
        boolean isFloat = values.type(tagId) == TagType.FLOAT64.code();
        double value = isFloat ? Double.longBitsToDouble(bits) : 0;
        // NaN and infinities neither raise nor clear a limit alarm.
        boolean isNumber = Double.isFinite(value);
        quietLow = Double.NEGATIVE_INFINITY;
        quietHigh = Double.POSITIVE_INFINITY;
        for (int at = plan.readersFrom(tagId); at < to; at++) {
            int id = plan.reader(at);
            if (AlarmTransitions.isDisabled(alarms.regions(id))) {
                continue;
            }
            if (plan.op(id) > AlarmPlan.LOW) {
                conditions.evaluate(id, ringTimeNs, sequence);
                narrow(id);
            } else {
                AlarmBound limit = plan.bound(id);
                if (isBad) {
                    conditions.settleBad(id, tagId, ringTimeNs, sequence);
                } else if (isNumber) {
                    boolean isActive = delays.isActive(id);
                    boolean holds = isFloat ? limit.holds(value, isActive) : limit.holds(bits, isActive);
                    delays.settle(id, 0, holds, limit.onDelayNs(), limit.offDelayNs(), bits, ringTimeNs, sequence);
                } else {
                    delays.keep(id, 0);
                }
                if (alarms.flags(id) == 0) {
                    narrow(limit, delays.isActive(id));
                } else {
                    narrowToNothing();
                }
            }
        }
        if (isFloat) {
            if (isBad) {
                narrowToNothing();
            }
            values.putQuietBand(tagId, quietLow, quietHigh);
        }
    }

    private void narrow(int id) {
        if (plan.op(id) == AlarmPlan.MULTI && alarms.flags(id) == 0 && conditions.isAtLevels(id)) {
            AlarmBound[] levels = plan.levels(id);
            for (int i = 0; i < levels.length; i++) {
                narrow(levels[i], conditions.isHeld(id, i));
            }
        } else if (!conditions.isQuiet(id)) {
            narrowToNothing();
        }
    }

    private void narrow(AlarmBound limit, boolean isActive) {
        if (limit.isHigh == isActive) {
            // The value stays at or above this.
            quietLow = StrictMath.max(quietLow, isActive ? limit.hold : StrictMath.nextUp(limit.raise));
            quietHigh = StrictMath.min(quietHigh, Double.MAX_VALUE);
        } else {
            quietHigh = StrictMath.min(quietHigh, isActive ? limit.hold : StrictMath.nextDown(limit.raise));
            quietLow = StrictMath.max(quietLow, -Double.MAX_VALUE);
        }
    }

    private void narrowToNothing() {
        quietLow = Double.POSITIVE_INFINITY;
        quietHigh = Double.NEGATIVE_INFINITY;
    }

    /** Looks at an alarm with the present value, as if the value had just come. */
    void reevaluate(int id, long ringTimeNs, long sequence) {
        conditions.forget(id);
        alarms.putFlags(id, AlarmTable.REDEFINED, 0);
        onDelayOver(id, ringTimeNs, sequence);
    }

    private void redo(int id, long ringTimeNs, long sequence) {
        if (plan.isSettled(id)) {
            conditions.onTimer(id, ringTimeNs, sequence);
            // What was quiet without this alarm is not with it.
            for (int i = 0; i < plan.operandCount(id); i++) {
                forgetQuietBand(plan.operand(id, i));
            }
        } else {
            evaluate(plan.tag(id), ringTimeNs, sequence);
        }
    }

    /** A delay has run out, or a changed alarm is to be evaluated. */
    void onDelayOver(int id, long ringTimeNs, long sequence) {
        int flags = alarms.flags(id);
        if (AlarmTransitions.isDisabled(alarms.regions(id))) {
            timers.cancel(TimerQueue.ALARM, id);
            alarms.putFlags(id, flags & AlarmTable.QUALITY_BAD, 0);
            return;
        }
        int tagId = plan.tag(id);
        if ((flags & AlarmTable.REDEFINED) != 0) {
            timers.cancel(TimerQueue.ALARM, id);
            redo(id, ringTimeNs, sequence);
            return;
        }
        conditions.onDelayOver(id, ringTimeNs, sequence);
        forgetQuietBand(tagId);
    }

    /** The timer that a condition has beside its delays is due. */
    void onTimer(int id, long ringTimeNs, long sequence) {
        if (AlarmTransitions.isDisabled(alarms.regions(id))) {
            conditions.forget(id);
            return;
        }
        conditions.onTimer(id, ringTimeNs, sequence);
        forgetQuietBand(plan.tag(id));
    }

    private void forgetQuietBand(int tagId) {
        if (values.type(tagId) == TagType.FLOAT64.code()) {
            values.clearQuietBand(tagId);
        }
    }

    /** An epoch begins: delays that were running begin again, because nobody watched meanwhile. */
    void restartDelays(long ringTimeNs) {
        for (int id = 0; id < plan.count(); id++) {
            if (plan.op(id) != AlarmPlan.NONE) {
                conditions.restart(id, ringTimeNs);
            }
        }
    }
}
