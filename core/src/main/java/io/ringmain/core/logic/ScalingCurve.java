package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagType;

/** A scaling in the form in which it is calculated, both ways. Immutable. */
final class ScalingCurve {
    private static final double TWO_TO_63 = 0x1p63;
    /** A device that shows a number of its own kind back may differ from what was written by this part of it. */
    private static final double NEAR = 1e-9;

    private final double factor;
    private final double offset;
    private final double[] raw;
    private final double[] engineering;
    private final Scaling.Outside outside;
    private final TagType rawType;

    ScalingCurve(Scaling scaling) {
        factor = scaling.factor();
        offset = scaling.offset();
        outside = scaling.outside();
        rawType = scaling.rawType();
        int points = scaling.points().size();
        raw = new double[points];
        engineering = new double[points];
        for (int i = 0; i < points; i++) {
            raw[i] = scaling.points().get(i).raw();
            engineering[i] = scaling.points().get(i).engineering();
        }
    }

    TagType rawType() {
        return rawType;
    }

    /** Good, or what a raw value outside the points is. NaN is outside nothing and stays NaN. */
    int statusOf(double value) {
        if (outside == Scaling.Outside.EXTRAPOLATE || !(value < raw[0] || value > raw[raw.length - 1])) {
            return Quality.GOOD;
        }
        return outside == Scaling.Outside.BAD ? Quality.BAD_OUT_OF_RANGE : Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED;
    }

    double toEngineering(double value) {
        if (raw.length == 0) {
            return value * factor + offset;
        }
        int last = raw.length - 1;
        if (outside == Scaling.Outside.CLAMP) {
            if (value <= raw[0]) {
                return engineering[0];
            }
            if (value >= raw[last]) {
                return engineering[last];
            }
        }
        return along(raw, engineering, segment(raw, value, true), value);
    }

    /** Whether a value can be written: where the line does not go on, between its ends only. */
    boolean covers(double value) {
        if (raw.length == 0 || outside == Scaling.Outside.EXTRAPOLATE) {
            return Double.isFinite(value);
        }
        double first = engineering[0];
        double last = engineering[engineering.length - 1];
        return value >= StrictMath.min(first, last) && value <= StrictMath.max(first, last);
    }

    /** The raw value of an engineering one; what is not covered becomes the nearer end. */
    double toRaw(double value) {
        double number;
        if (raw.length == 0) {
            number = (value - offset) / factor;
        } else {
            boolean rises = engineering[0] < engineering[engineering.length - 1];
            int last = raw.length - 1;
            if (outside != Scaling.Outside.EXTRAPOLATE && (rises ? value <= engineering[0] : value >= engineering[0])) {
                number = raw[0];
            } else if (outside != Scaling.Outside.EXTRAPOLATE
                    && (rises ? value >= engineering[last] : value <= engineering[last])) {
                number = raw[last];
            } else {
                number = along(engineering, raw, segment(engineering, value, rises), value);
            }
        }
        return rawType == TagType.INT64 ? StrictMath.rint(number) : number;
    }

    /** The same as the bits that the device is written. */
    long toRawBits(double value) {
        double number = toRaw(value);
        // A cast saturates at the ends of 64 bits.
        return rawType == TagType.INT64 ? (long) number : Double.doubleToLongBits(number);
    }

    /** Whether a device that was written one value and shows the other has done what it can. */
    boolean isNear(double shown, double written) {
        double a = toRaw(shown);
        double b = toRaw(written);
        return a == b || StrictMath.abs(a - b) <= NEAR * StrictMath.max(StrictMath.abs(a), StrictMath.abs(b));
    }

    /** The segment a value lies in, the first or last one for what lies outside. */
    private static int segment(double[] ends, double value, boolean rises) {
        int low = 0;
        int high = ends.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rises ? ends[middle] <= value : ends[middle] >= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static double along(double[] from, double[] to, int segment, double value) {
        if (value == from[segment + 1]) {
            return to[segment + 1];
        }
        double run = from[segment + 1] - from[segment];
        return to[segment] + (to[segment + 1] - to[segment]) * (value - from[segment]) / run;
    }

    /** Whether a number can be rounded to 64 bits. */
    static boolean isWhole(double value) {
        return value >= -TWO_TO_63 && value < TWO_TO_63;
    }
}
