package io.ringmain.core.tag;

import java.util.Objects;

/**
 * One step of a tag's conditioning. A filter changes the value or marks its quality; it never hides that it did.
 *
 * <p>What is bad, NaN or infinite goes past the filters and leaves their memory as it is; a step that finds a value bad
 * ends the conditioning.
 */
public sealed interface Filter {

    /**
     * First-order low pass: after a step the value has covered 63 % of it when the time constant has passed.
     *
     * @param timeConstantNs in ring time
     */
    record Exponential(long timeConstantNs) implements Filter {}

    /**
     * Kalman filter of a value that wanders, which finds out by itself how noisy the measurement is.
     *
     * @param processNoise variance by which the true value wanders in a second, in the tag's unit squared
     * @param measurementNoise variance of the measurement to begin with; the estimate stays above a thousandth of it
     */
    record Kalman(double processNoise, double measurementNoise) implements Filter {}

    /**
     * Compares with the last values: UncertainSensorNotAccurate when the value is passed, UncertainLastUsableValue when
     * the last good one stands in its place. Values taken for outliers belong to the last values too, so that a lasting
     * step is believed in the end.
     *
     * @param method by median or by mean
     * @param window how many values before it a value is compared with, 3 to 31; no judgement until there are so many
     * @param threshold how many standard deviations off a value is an outlier
     * @param minimum a smaller difference never is one, in the tag's unit
     * @param isHeld whether the last good value is shown in place of an outlier
     */
    record Outlier(Method method, int window, double threshold, double minimum, boolean isHeld) implements Filter {
        public static final int MIN_WINDOW = 3;
        public static final int MAX_WINDOW = 31;

        /** How far off is measured; the codes stand in configurations. */
        public enum Method {
            /** From the median, in scaled median absolute deviations (Hampel). */
            HAMPEL,
            /** From the mean, in standard deviations. */
            Z_SCORE
        }

        public Outlier {
            Objects.requireNonNull(method, "method");
        }
    }

    /**
     * Marks a value outside limits, which is shown as it is.
     *
     * @param low lowest value inside, NaN for the low end of the tag's range
     * @param high highest value inside, NaN for the high end of the tag's range
     * @param isBad BadOutOfRange, otherwise UncertainEngineeringUnitsExceeded
     */
    record OutOfRange(double low, double high, boolean isBad) implements Filter {}

    /**
     * Marks a value that has not changed for a time, whether updates come or not: UncertainSensorNotAccurate.
     *
     * @param epsilon a change up to this is none
     * @param timeNs in ring time
     */
    record Frozen(double epsilon, long timeNs) implements Filter {}
}
