package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Finds out whether conditions hold that are more than one limit of one tag.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class AlarmConditions {
    /** How often an expression is evaluated whose result changes with time alone. */
    private static final long EXPRESSION_TICK_NS = 1_000_000_000;

    private final CurrentValueTable values;
    private final AlarmTable alarms;
    private final StateCells cells;
    private final TimerQueue timers;
    private final AlarmDelays delays;
    private final AlarmLevels levels;
    private final RateWindows rates;
    private final StaleTimes staleTimes;
    private final AlarmExpressions expressions;
    private AlarmPlan plan;

    AlarmConditions(
            CurrentValueTable values,
            AlarmTable alarms,
            StateCells cells,
            TimerQueue timers,
            AlarmRegions regions,
            AlarmDelays delays) {
        this.values = values;
        this.alarms = alarms;
        this.cells = cells;
        this.timers = timers;
        this.delays = delays;
        levels = new AlarmLevels(cells, alarms, timers, regions, delays);
        rates = new RateWindows(cells, timers);
        expressions = new AlarmExpressions(values, cells);
        staleTimes = new StaleTimes(cells, timers);
    }

    void use(AlarmPlan next) {
        plan = next;
        levels.use(next);
        rates.use(next);
        staleTimes.use(next);
        expressions.use(next);
    }

    /** Evaluates one alarm after the record of one of its tags changed. */
    void evaluate(int id, long ringTimeNs, long sequence) {
        switch (plan.op(id)) {
            case AlarmPlan.MULTI -> multi(id, ringTimeNs, sequence);
            case AlarmPlan.DEVIATION, AlarmPlan.EXPRESSION -> wake(id, ringTimeNs);
            case AlarmPlan.RATE -> rate(id, ringTimeNs, sequence);
            case AlarmPlan.OFF_NORMAL -> offNormal(id, ringTimeNs, sequence);
            case AlarmPlan.BAD_QUALITY -> badQuality(id, ringTimeNs, sequence);
            case AlarmPlan.STALE -> stale(id, ringTimeNs);
            default -> throw new IllegalStateException("alarm " + id + " has no condition");
        }
    }

    /** Several tags may change in this event: the timer that is due at once comes when they have. */
    private void wake(int id, long ringTimeNs) {
        if (cells.word(id, StaleTimes.DEADLINE) != ringTimeNs) {
            putDeadline(id, ringTimeNs);
            timers.schedule(TimerQueue.CONDITION, id, ringTimeNs);
        }
    }

    private void putDeadline(int id, long deadlineNs) {
        cells.open(id);
        cells.putWord(id, StaleTimes.DEADLINE, deadlineNs);
        cells.close();
    }

    private void expression(int id, long ringTimeNs, long sequence) {
        boolean holds = expressions.holds(id, ringTimeNs);
        int worst = expressions.worst();
        if (!Quality.isBad(worst)) {
            settle(id, 0, holds, ringTimeNs, sequence);
        } else if (plan.isQualityAlarmed(id) && worst != Quality.BAD_WAITING_FOR_INITIAL_DATA) {
            settle(id, AlarmTable.QUALITY_BAD, true, ringTimeNs, sequence);
        } else {
            delays.keep(id, AlarmTable.QUALITY_BAD);
        }
        if (plan.expression(id).isTimed()) {
            putDeadline(id, ringTimeNs + EXPRESSION_TICK_NS);
            timers.schedule(TimerQueue.CONDITION, id, ringTimeNs + EXPRESSION_TICK_NS);
        }
    }

    private void multi(int id, long ringTimeNs, long sequence) {
        int tagId = plan.tag(id);
        long bits = values.bits(tagId);
        if (Quality.isBad(values.status(tagId))) {
            levels.keep(id, AlarmTable.QUALITY_BAD, isForced(id, tagId), bits, ringTimeNs, sequence);
        } else if (!isNumber(tagId)) {
            levels.keep(id, 0, false, bits, ringTimeNs, sequence);
        } else {
            levels.settle(id, bits, number(tagId), bits, ringTimeNs, sequence);
        }
    }

    private void deviation(int id, long ringTimeNs, long sequence) {
        int tagId = plan.tag(id);
        int setpoint = plan.setpoint(id);
        long bits = values.bits(tagId);
        if (Quality.isBad(values.status(tagId)) || Quality.isBad(values.status(setpoint))) {
            boolean isForced = isForced(id, tagId) || isForced(id, setpoint);
            levels.keep(id, AlarmTable.QUALITY_BAD, isForced, bits, ringTimeNs, sequence);
            return;
        }
        double difference = number(tagId) - number(setpoint);
        if (!isNumber(tagId) || !isNumber(setpoint)) {
            levels.keep(id, 0, false, bits, ringTimeNs, sequence);
        } else {
            long whole = isWhole(tagId) && isWhole(setpoint) ? difference(bits, values.bits(setpoint)) : 0;
            levels.settle(id, whole, difference, bits, ringTimeNs, sequence);
        }
    }

    /** The difference, or the end of the range beyond which it lies. */
    static long difference(long value, long setpoint) {
        long difference = value - setpoint;
        boolean isOver = ((value ^ setpoint) & (value ^ difference)) < 0;
        return isOver ? (value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
    }

    private void rate(int id, long ringTimeNs, long sequence) {
        int tagId = plan.tag(id);
        if (Quality.isBad(values.status(tagId))) {
            rates.empty(id);
            settleBad(id, tagId, ringTimeNs, sequence);
        } else if (!isNumber(tagId)) {
            rates.empty(id);
            delays.keep(id, 0);
        } else if (rates.onValue(id, values.bits(tagId), isWhole(tagId), ringTimeNs)) {
            settleRate(id, ringTimeNs, sequence);
        } else {
            delays.unmark(id);
        }
    }

    private void settleRate(int id, long ringTimeNs, long sequence) {
        double rate = rates.rate(id);
        double signal = switch (plan.direction(id)) {
            case RISING -> rate;
            case FALLING -> -rate;
            case BOTH -> StrictMath.abs(rate);
        };
        boolean holds = plan.bound(id).holds(signal, delays.isActive(id));
        if (!Double.isFinite(rate) || !holds && !rates.isFull(id, ringTimeNs)) {
            delays.keep(id, 0);
        } else {
            settle(id, 0, holds, ringTimeNs, sequence);
        }
        if (!holds && !delays.isActive(id) && alarms.flags(id) == 0) {
            rates.sleepIfStill(id, ringTimeNs);
        }
    }

    private void offNormal(int id, long ringTimeNs, long sequence) {
        int tagId = plan.tag(id);
        if (Quality.isBad(values.status(tagId))) {
            settleBad(id, tagId, ringTimeNs, sequence);
        } else {
            settle(id, 0, !plan.isNormal(id, values), ringTimeNs, sequence);
        }
    }

    private void badQuality(int id, long ringTimeNs, long sequence) {
        int status = values.status(plan.tag(id));
        if (status == Quality.BAD_WAITING_FOR_INITIAL_DATA) {
            delays.keep(id, 0);
        } else {
            boolean isUncertain = plan.isUncertainBad(id) && Quality.isUncertain(status);
            settle(id, 0, isUncertain || Quality.isBad(status), ringTimeNs, sequence);
        }
    }

    private void stale(int id, long ringTimeNs) {
        // Only an update, which has been seen before this, ends it; only the timer begins it.
        staleTimes.begin(id, ringTimeNs);
        delays.unmark(id);
    }

    /** An update of the tag has come, whatever it says. */
    void onUpdate(int tagId, long ringTimeNs, long sequence) {
        for (int at = plan.readersFrom(tagId); at < plan.readersTo(tagId); at++) {
            int id = plan.reader(at);
            if (plan.op(id) == AlarmPlan.STALE && !AlarmTransitions.isDisabled(alarms.regions(id))) {
                staleTimes.onUpdate(id, ringTimeNs);
                settle(id, 0, false, ringTimeNs, sequence);
            }
        }
    }

    /** The timer that a condition has beside its delays is due. */
    void onTimer(int id, long ringTimeNs, long sequence) {
        if (plan.isSettled(id)) {
            putDeadline(id, 0);
            timers.cancel(TimerQueue.CONDITION, id);
            if (plan.op(id) == AlarmPlan.DEVIATION) {
                deviation(id, ringTimeNs, sequence);
            } else {
                expression(id, ringTimeNs, sequence);
            }
        } else if (plan.op(id) == AlarmPlan.STALE) {
            if (staleTimes.onTimer(id, ringTimeNs)) {
                settle(id, 0, true, ringTimeNs, sequence);
            }
        } else {
            rates.onTimer(id, ringTimeNs);
            settleRate(id, ringTimeNs, sequence);
        }
    }

    void onDelayOver(int id, long ringTimeNs, long sequence) {
        if (plan.isLevelled(id)) {
            levels.onOver(id, values.bits(plan.tag(id)), ringTimeNs, sequence);
        } else {
            delays.onOver(id, plan.onDelayNs(id), values.bits(plan.tag(id)), ringTimeNs, sequence);
        }
    }

    /** Forgets what was seen: the alarm did not run, and begins anew. */
    void forget(int id) {
        if (plan.words(id) > 0) {
            cells.open(id);
            for (int word = 0; word < plan.words(id); word++) {
                cells.putWord(id, word, 0);
            }
            cells.close();
            timers.cancel(TimerQueue.CONDITION, id);
        }
    }

    /** An epoch begins: nobody watched meanwhile. */
    void restart(int id, long ringTimeNs) {
        switch (plan.op(id)) {
            case AlarmPlan.MULTI, AlarmPlan.DEVIATION -> levels.restart(id, ringTimeNs);
            case AlarmPlan.RATE -> {
                rates.empty(id);
                int marks = alarms.flags(id) & (AlarmTable.QUALITY_BAD | AlarmTable.REDEFINED);
                if (marks == AlarmTable.QUALITY_BAD) {
                    delays.restart(id, plan.onDelayNs(id), plan.offDelayNs(id), ringTimeNs);
                } else {
                    delays.keep(id, marks);
                }
            }
            case AlarmPlan.EXPRESSION -> {
                expressions.restart(id);
                wake(id, ringTimeNs);
                delays.restart(id, plan.onDelayNs(id), plan.offDelayNs(id), ringTimeNs);
            }
            case AlarmPlan.STALE -> {
                staleTimes.restart(id, ringTimeNs);
                delays.restart(id, plan.onDelayNs(id), plan.offDelayNs(id), ringTimeNs);
            }
            default -> delays.restart(id, plan.onDelayNs(id), plan.offDelayNs(id), ringTimeNs);
        }
    }

    /** Bad quality: the state stays and is marked, or this is what raises the alarm. */
    void settleBad(int id, int tagId, long ringTimeNs, long sequence) {
        if (isForced(id, tagId)) {
            settle(id, AlarmTable.QUALITY_BAD, true, ringTimeNs, sequence);
        } else {
            delays.keep(id, AlarmTable.QUALITY_BAD);
        }
    }

    private boolean isForced(int id, int tagId) {
        int status = values.status(tagId);
        return plan.isQualityAlarmed(id) && Quality.isBad(status) && status != Quality.BAD_WAITING_FOR_INITIAL_DATA;
    }

    private void settle(int id, int mark, boolean holds, long ringTimeNs, long sequence) {
        delays.settle(
                id,
                mark,
                holds,
                plan.onDelayNs(id),
                plan.offDelayNs(id),
                values.bits(plan.tag(id)),
                ringTimeNs,
                sequence);
    }

    private boolean isWhole(int tagId) {
        return values.type(tagId) == TagType.INT64.code();
    }

    /** False for NaN and infinities, which say nothing of a limit. */
    private boolean isNumber(int tagId) {
        return isWhole(tagId) || Double.isFinite(Double.longBitsToDouble(values.bits(tagId)));
    }

    private double number(int tagId) {
        long bits = values.bits(tagId);
        return isWhole(tagId) ? bits : Double.longBitsToDouble(bits);
    }

    /** Whether a change of the tag within no limit can be left unseen by the alarm. */
    boolean isQuiet(int id) {
        byte op = plan.op(id);
        return alarms.flags(id) == 0 && (op == AlarmPlan.STALE || op == AlarmPlan.BAD_QUALITY && !delays.isActive(id));
    }

    boolean isHeld(int id, int level) {
        return levels.isHeld(id, level);
    }

    /** Whether the alarm is where its levels are: one that bad quality has raised is at none. */
    boolean isAtLevels(int id) {
        return levels.isAnyHeld(id) == delays.isActive(id);
    }
}
