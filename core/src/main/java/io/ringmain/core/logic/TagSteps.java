package io.ringmain.core.logic;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;

/** What is done with the values of one tag, in the form in which LOGIC does it. Immutable. */
final class TagSteps {
    static final int EXPONENTIAL = 1;
    static final int KALMAN = 2;
    static final int HAMPEL = 3;
    static final int OUT_OF_RANGE = 4;
    static final int FROZEN = 5;
    static final int Z_SCORE = 6;

    /**
     * One filter.
     *
     * @param kind one of the constants above
     * @param a first number
     * @param b second number
     * @param ns time
     * @param window values compared with
     * @param isFlag what the filter's own class says
     * @param at word of the tag's block at which the filter's memory begins
     */
    record Step(int kind, double a, double b, long ns, int window, boolean isFlag, int at) {}

    /** Null when the value is not scaled. */
    final ScalingCurve curve;

    final boolean isRounded;
    final Step[] filters;
    /** The filter among them that runs out by time, null when there is none. */
    final Step frozen;

    final long staleNs;
    /** Words of the tag's block, 0 when it needs no memory. */
    final int words;

    TagSteps(TagDefinition tag) {
        Conditioning conditioning = tag.conditioning();
        curve = conditioning.scaling().isNone() ? null : new ScalingCurve(conditioning.scaling());
        isRounded = conditioning.isRounded();
        staleNs = conditioning.staleNs();
        List<Step> steps = new ArrayList<>();
        int at = TagMemory.FILTERS;
        Step timed = null;
        for (Filter filter : conditioning.filters()) {
            Step step = step(filter, tag, at);
            at += memory(step);
            steps.add(step);
            timed = step.kind() == FROZEN ? step : timed;
        }
        filters = steps.toArray(new Step[0]);
        frozen = timed;
        words = isTimed() || at > TagMemory.FILTERS ? at : 0;
    }

    /** Whether something happens when no update comes. */
    boolean isTimed() {
        return staleNs > 0 || frozen != null;
    }

    private static Step step(Filter filter, TagDefinition tag, int at) {
        if (filter instanceof Filter.Exponential exponential) {
            return new Step(EXPONENTIAL, 0, 0, exponential.timeConstantNs(), 0, false, at);
        }
        if (filter instanceof Filter.Kalman kalman) {
            return new Step(KALMAN, kalman.processNoise(), kalman.measurementNoise(), 0, 0, false, at);
        }
        if (filter instanceof Filter.Outlier outlier) {
            int kind = outlier.method() == Filter.Outlier.Method.HAMPEL ? HAMPEL : Z_SCORE;
            return new Step(kind, outlier.threshold(), outlier.minimum(), 0, outlier.window(), outlier.isHeld(), at);
        }
        if (filter instanceof Filter.OutOfRange range) {
            double low = Double.isNaN(range.low()) ? tag.rangeLow() : range.low();
            double high = Double.isNaN(range.high()) ? tag.rangeHigh() : range.high();
            return new Step(OUT_OF_RANGE, low, high, 0, 0, range.isBad(), at);
        }
        Filter.Frozen frozen = (Filter.Frozen) filter;
        return new Step(FROZEN, frozen.epsilon(), 0, frozen.timeNs(), 0, false, at);
    }

    private static int memory(Step step) {
        return switch (step.kind()) {
            case EXPONENTIAL -> ExponentialFilter.WORDS;
            case KALMAN -> KalmanFilter.WORDS;
            case HAMPEL, Z_SCORE -> OutlierFilter.words(step);
            case FROZEN -> FrozenFilter.WORDS;
            default -> 0;
        };
    }
}
