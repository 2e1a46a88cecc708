package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Finds out whether conditions hold and runs the delays.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the {@link AlarmTable}. Allocates: nothing.
 */
final class AlarmEvaluator {
    private final CurrentValueTable values;
    private final AlarmTable alarms;
    private final TimerQueue timers;
    private final AlarmRegions regions;
    private LogicPlan plan = LogicPlan.EMPTY;

    private double quietLow;
    private double quietHigh;

    AlarmEvaluator(CurrentValueTable values, AlarmTable alarms, TimerQueue timers, AlarmRegions regions) {
        this.values = values;
        this.alarms = alarms;
        this.timers = timers;
        this.regions = regions;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Evaluates all alarms of a tag after its record changed. */
    void evaluate(int tagId, long ringTimeNs, long sequence) {
        int[] ids = plan.alarmsOfTag(tagId);
        int status = values.status(tagId);
        long bits = values.bits(tagId);
        boolean isBad = Quality.isBad(status);
        boolean isFloat = values.type(tagId) == TagType.FLOAT64.code();
        double value = isFloat ? Double.longBitsToDouble(bits) : bits;
        quietLow = Double.NEGATIVE_INFINITY;
        quietHigh = Double.POSITIVE_INFINITY;
        for (int id : ids) {
            if (AlarmTransitions.isDisabled(alarms.regions(id))) {
                continue;
            }
            if (isBad) {
                hold(id);
            } else {
                evaluateOne(id, value, bits, ringTimeNs, sequence);
            }
        }
        if (isFloat) {
            if (isBad) {
                values.putQuietBand(tagId, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
            } else {
                values.putQuietBand(tagId, quietLow, quietHigh);
            }
        }
    }

    /** Bad quality: the state stays, the delays begin again when the quality is good. */
    private void hold(int id) {
        if (alarms.flags(id) != AlarmTable.QUALITY_BAD) {
            alarms.putFlags(id, AlarmTable.QUALITY_BAD, 0);
            timers.cancel(TimerQueue.ALARM, id);
        }
    }

    private void evaluateOne(int id, double value, long bits, long ringTimeNs, long sequence) {
        AlarmDefinition alarm = plan.alarm(id);
        boolean isActive = AlarmTransitions.isActive(alarms.regions(id));
        int flags = alarms.flags(id);
        if ((flags & (AlarmTable.QUALITY_BAD | AlarmTable.REDEFINED)) != 0) {
            // No delay runs beside these two.
            flags = 0;
            alarms.putFlags(id, 0, 0);
            timers.cancel(TimerQueue.ALARM, id);
        }
        // NaN and infinities neither raise nor clear a limit alarm.
        boolean isUsable = alarm.kind() == AlarmKind.OFF_NORMAL || !(Double.isNaN(value) || Double.isInfinite(value));
        boolean holds = isUsable ? condition(alarm, isActive, value) : isActive;
        if (holds && !isActive) {
            if (alarm.onDelayNs() == 0) {
                regions.raise(id, bits, ringTimeNs, sequence);
            } else if ((flags & AlarmTable.PENDING_ON) == 0) {
                startDelay(id, AlarmTable.PENDING_ON, ringTimeNs + alarm.onDelayNs());
            }
        } else if (!holds && isActive) {
            if (alarm.offDelayNs() == 0) {
                regions.input(id, AlarmInput.RETURN, ringTimeNs, sequence);
            } else if ((flags & AlarmTable.PENDING_OFF) == 0) {
                startDelay(id, AlarmTable.PENDING_OFF, ringTimeNs + alarm.offDelayNs());
            }
        } else if (flags != 0) {
            // Back again, or not a number: the delay begins again when the condition shows again.
            alarms.putFlags(id, 0, 0);
            timers.cancel(TimerQueue.ALARM, id);
        }
        narrowQuietBand(id, alarm);
    }

    private static boolean condition(AlarmDefinition alarm, boolean isActive, double value) {
        double limit = alarm.limit();
        return switch (alarm.kind()) {
            case HIHI, HI -> isActive ? value >= limit - alarm.deadband() : value >= limit;
            case LO, LOLO -> isActive ? value <= limit + alarm.deadband() : value <= limit;
            case OFF_NORMAL -> value != limit;
        };
    }

    private void narrowQuietBand(int id, AlarmDefinition alarm) {
        if (alarm.kind() == AlarmKind.OFF_NORMAL || alarms.flags(id) != 0) {
            quietLow = Double.POSITIVE_INFINITY;
            quietHigh = Double.NEGATIVE_INFINITY;
            return;
        }
        boolean isActive = AlarmTransitions.isActive(alarms.regions(id));
        if (alarm.kind().isHigh()) {
            if (isActive) {
                quietLow = StrictMath.max(quietLow, alarm.limit() - alarm.deadband());
                quietHigh = StrictMath.min(quietHigh, Double.MAX_VALUE);
            } else {
                quietHigh = StrictMath.min(quietHigh, StrictMath.nextDown(alarm.limit()));
                quietLow = StrictMath.max(quietLow, -Double.MAX_VALUE);
            }
        } else if (isActive) {
            quietHigh = StrictMath.min(quietHigh, alarm.limit() + alarm.deadband());
            quietLow = StrictMath.max(quietLow, -Double.MAX_VALUE);
        } else {
            quietLow = StrictMath.max(quietLow, StrictMath.nextUp(alarm.limit()));
            quietHigh = StrictMath.min(quietHigh, Double.MAX_VALUE);
        }
    }

    private void startDelay(int id, int flag, long deadlineNs) {
        alarms.putFlags(id, flag, deadlineNs);
        timers.schedule(TimerQueue.ALARM, id, deadlineNs);
    }

    /** Looks at an alarm with the present value, as if the value had just come. */
    void reevaluate(int id, long ringTimeNs, long sequence) {
        alarms.putFlags(id, AlarmTable.REDEFINED, 0);
        onDelayOver(id, ringTimeNs, sequence);
    }

    /** A delay has run out, or a changed alarm is to be evaluated. */
    void onDelayOver(int id, long ringTimeNs, long sequence) {
        int flags = alarms.flags(id);
        timers.cancel(TimerQueue.ALARM, id);
        if (AlarmTransitions.isDisabled(alarms.regions(id))) {
            alarms.putFlags(id, flags & AlarmTable.QUALITY_BAD, 0);
            return;
        }
        int tagId = plan.tagOfAlarm(id);
        if ((flags & AlarmTable.REDEFINED) != 0) {
            evaluate(tagId, ringTimeNs, sequence);
            return;
        }
        if ((flags & AlarmTable.PENDING_ON) != 0) {
            regions.raise(id, values.bits(tagId), ringTimeNs, sequence);
        } else if ((flags & AlarmTable.PENDING_OFF) != 0) {
            regions.input(id, AlarmInput.RETURN, ringTimeNs, sequence);
        }
        if (values.type(tagId) == TagType.FLOAT64.code()) {
            values.clearQuietBand(tagId);
        }
    }

    /** An epoch begins: delays that were running begin again, because nobody watched meanwhile. */
    void restartDelays(long ringTimeNs) {
        for (int id = 0; id < plan.alarmCount(); id++) {
            if ((alarms.flags(id) & AlarmTable.PENDING_ON) != 0) {
                startDelay(
                        id, AlarmTable.PENDING_ON, ringTimeNs + plan.alarm(id).onDelayNs());
            } else if ((alarms.flags(id) & AlarmTable.PENDING_OFF) != 0) {
                startDelay(
                        id, AlarmTable.PENDING_OFF, ringTimeNs + plan.alarm(id).offDelayNs());
            }
        }
    }
}
