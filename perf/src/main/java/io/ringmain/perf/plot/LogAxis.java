package io.ringmain.perf.plot;

import java.util.ArrayList;
import java.util.List;

/** Positions of positive values, by their logarithm, between two ends that are ticks. */
final class LogAxis {
    private static final double[] STEPS = {1, 2, 5};
    /** So that a label has room. */
    private static final int MAX_TICKS = 8;

    private final double from;
    private final double to;
    private final double begin;
    private final double end;
    private final boolean isFine;

    /** @param begin where the smallest value is drawn, {@code end} where the greatest is */
    LogAxis(double least, double greatest, double begin, double end) {
        isFine = greatest / least < 30;
        from = below(least, isFine);
        to = above(greatest, isFine, from);
        this.begin = begin;
        this.end = end;
    }

    private static double below(double value, boolean isFine) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        if (isFine) {
            for (int step = STEPS.length - 1; step > 0; step--) {
                if (decade * STEPS[step] <= value * (1 + 1e-9)) {
                    return decade * STEPS[step];
                }
            }
        }
        return decade;
    }

    private static double above(double value, boolean isFine, double from) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        double top = decade * 10;
        if (isFine) {
            for (int step = STEPS.length - 1; step >= 0; step--) {
                if (decade * STEPS[step] >= value * (1 - 1e-9)) {
                    top = decade * STEPS[step];
                }
            }
        } else if (decade >= value * (1 - 1e-9)) {
            top = decade;
        }
        return top > from ? top : from * 10;
    }

    double at(double value) {
        double part = (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from));
        return begin + Math.max(0, Math.min(1, part)) * (end - begin);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.round(Math.floor(Math.log10(from) + 1e-9));
        int last = (int) Math.round(Math.ceil(Math.log10(to) - 1e-9));
        int stride = 1 + (last - first) / MAX_TICKS;
        for (int exponent = first; exponent <= last; exponent += stride) {
            for (double step : STEPS) {
                double tick = step * Math.pow(10, exponent);
                if ((isFine || step == 1) && tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
