package io.ringmain.core.logic;

import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Makes of a source's number what stands in the CVT: to the tag's type, scaled, filtered.
 *
 * <p>A whole number fits into a float64 tag, a bool into both; a number with a fraction goes into an int64 tag only when
 * rounding is declared. What is bad, NaN or infinite is scaled and shown, and leaves the filters' memory alone; NaN and
 * infinities are bad behind a filter.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the tags' blocks. Allocates: nothing.
 */
final class Conditioner {
    private final StateCells memory;
    private final TagTimers timers;
    private final double[] scratch = new double[Filter.Outlier.MAX_WINDOW];

    private double value;
    private long bits;
    private int status;

    Conditioner(StateCells memory, TagTimers timers) {
        this.memory = memory;
        this.timers = timers;
    }

    /** Value as 64 bits of the tag's type. */
    long bits() {
        return bits;
    }

    int status() {
        return status;
    }

    /** Whether a source may send that type for a tag of the other one. */
    static boolean isTaken(int sourceType, int tagType, TagSteps steps) {
        if (sourceType == tagType) {
            return true;
        }
        boolean isNumber = sourceType == TagType.INT64.code() || sourceType == TagType.BOOL.code();
        if (tagType == TagType.FLOAT64.code()) {
            return isNumber;
        }
        return tagType == TagType.INT64.code()
                && (sourceType == TagType.BOOL.code()
                        || sourceType == TagType.FLOAT64.code() && steps != null && steps.isRounded);
    }

    /**
     * Conditions an update whose type {@link #isTaken}.
     *
     * @param steps null for a tag whose value is taken as it comes but for its type
     * @param presentBits what the tag keeps when the value fits into no number of its type
     */
    void condition(Event event, int tagType, TagSteps steps, long presentBits) {
        scale(event, steps);
        if (steps != null) {
            remember(event.target, steps, event.ingressTimeNs);
        }
        if (!fit(event, tagType)) {
            bits = presentBits;
            status = Quality.worse(status, Quality.BAD_OUT_OF_RANGE);
        }
    }

    /**
     * The same for a value of the past: what has a memory, that of the present, is left out. False when the value fits into
     * no number of the tag's type.
     */
    boolean conditionLate(Event event, int tagType, TagSteps steps) {
        scale(event, steps);
        for (int i = 0; steps != null && i < steps.filters.length && !Quality.isBad(status); i++) {
            if (!Double.isFinite(value)) {
                status = Quality.BAD_OUT_OF_RANGE;
            } else if (steps.filters[i].kind() == TagSteps.OUT_OF_RANGE) {
                status = Quality.worse(status, RangeFilter.judge(steps.filters[i], value));
            }
        }
        return fit(event, tagType);
    }

    private void scale(Event event, TagSteps steps) {
        double given = given(event);
        value = given;
        status = event.statusCode;
        if (steps != null && steps.curve != null) {
            status = Quality.worse(status, steps.curve.statusOf(given));
            value = steps.curve.toEngineering(given);
        }
    }

    private static double given(Event event) {
        return event.valueType == TagType.FLOAT64.code() ? Double.longBitsToDouble(event.valueBits) : event.valueBits;
    }

    /** Makes bits of the value; false when the tag's type has no number for it. */
    private boolean fit(Event event, int tagType) {
        if (tagType == TagType.FLOAT64.code()) {
            bits = Double.doubleToLongBits(value);
        } else if (event.valueType != TagType.FLOAT64.code() && value == given(event)) {
            // Exactly, although a double does not hold every whole number.
            bits = event.valueBits;
        } else if (ScalingCurve.isWhole(value)) {
            bits = (long) StrictMath.rint(value);
        } else {
            return false;
        }
        return true;
    }

    private void remember(int tagId, TagSteps steps, long nowNs) {
        if (steps.words == 0) {
            filter(tagId, steps, nowNs);
            return;
        }
        memory.open(tagId);
        boolean wasFrozen = TagMemory.isMarked(memory, tagId, TagMemory.FROZEN);
        boolean isHealed = timers.putHeard(tagId, nowNs);
        filter(tagId, steps, nowNs);
        memory.close();
        if (steps.isTimed()) {
            timers.schedule(tagId, steps, isHealed || wasFrozen);
        }
    }

    private void filter(int tagId, TagSteps steps, long nowNs) {
        for (int i = 0; i < steps.filters.length && !Quality.isBad(status); i++) {
            if (!Double.isFinite(value)) {
                status = Quality.BAD_OUT_OF_RANGE;
                return;
            }
            filter(tagId, steps.filters[i], nowNs);
        }
    }

    private void filter(int tagId, TagSteps.Step step, long nowNs) {
        switch (step.kind()) {
            case TagSteps.EXPONENTIAL -> value = ExponentialFilter.next(memory, tagId, step, value, nowNs);
            case TagSteps.KALMAN -> value = KalmanFilter.next(memory, tagId, step, value, nowNs);
            case TagSteps.OUT_OF_RANGE -> status = Quality.worse(status, RangeFilter.judge(step, value));
            case TagSteps.FROZEN ->
                status = Quality.worse(status, FrozenFilter.judge(memory, tagId, step, value, nowNs));
            default -> {
                int mark = OutlierFilter.judge(memory, tagId, step, value, scratch);
                if (mark == Quality.UNCERTAIN_LAST_USABLE_VALUE) {
                    value = OutlierFilter.lastGood(memory, tagId, step);
                }
                status = Quality.worse(status, mark);
            }
        }
    }
}
