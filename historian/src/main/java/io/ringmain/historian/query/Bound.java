package io.ringmain.historian.query;

import io.ringmain.core.tag.Quality;

/**
 * A value at one moment.
 *
 * @param number the value, NaN when there is none
 * @param status with Part 13's bits
 * @param value as it is handed over, null when there is none
 */
record Bound(double number, int status, Object value) {
    /** There is no value at that moment. */
    static final Bound NONE = new Bound(Double.NaN, Quality.BAD_NO_DATA, null);

    static Bound raw(DataPoint point) {
        return new Bound(point.number(), point.status(), Quality.isBad(point.status()) ? null : point.value());
    }

    static Bound interpolated(double number, boolean isGood) {
        int bits = ResultStatus.INTERPOLATED;
        return new Bound(number, isGood ? ResultStatus.good(bits) : ResultStatus.uncertain(bits), number);
    }

    boolean isNone() {
        return value == null;
    }
}
