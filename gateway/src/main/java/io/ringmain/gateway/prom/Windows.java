package io.ringmain.gateway.prom;

/**
 * Windows that are made of parts of equal length.
 *
 * @param count how many windows
 * @param parts of a window
 * @param stride parts between the ends of two windows
 */
record Windows(int count, int parts, int stride) {
    private static final double NS_PER_SECOND = 1e9;

    private interface Fold {
        double of(double so, double next);
    }

    private double[] fold(double[] values, Fold fold) {
        double[] windows = new double[count];
        for (int i = 0; i < count; i++) {
            double folded = Double.NaN;
            for (int j = 0; j < parts; j++) {
                double value = values[i * stride + j];
                if (!Double.isNaN(value)) {
                    folded = Double.isNaN(folded) ? value : fold.of(folded, value);
                }
            }
            windows[i] = folded;
        }
        return windows;
    }

    double[] least(double[] values) {
        return fold(values, Math::min);
    }

    double[] greatest(double[] values) {
        return fold(values, Math::max);
    }

    double[] sum(double[] values) {
        return fold(values, Double::sum);
    }

    /** Parts without a value count for nothing. */
    double[] mean(double[] values) {
        double[] sums = sum(values);
        double[] ones = new double[values.length];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = Double.isNaN(values[i]) ? Double.NaN : 1;
        }
        double[] counts = sum(ones);
        for (int i = 0; i < count; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    static double[] product(double[] left, double[] right) {
        double[] values = new double[left.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = left[i] * right[i];
        }
        return values;
    }

    /** @param ends values at both ends of every part, one more than there are parts */
    double[] change(String function, double[] ends, long rangeNs) {
        double[] windows = new double[count];
        for (int i = 0; i < count; i++) {
            int from = i * stride;
            int to = from + parts;
            windows[i] = switch (function) {
                case "last_over_time" -> ends[to];
                case "delta" -> ends[to] - first(ends, from, to);
                case "increase" -> increase(ends, from, to);
                default -> increase(ends, from, to) / (rangeNs / NS_PER_SECOND);
            };
        }
        return windows;
    }

    private static double first(double[] ends, int from, int to) {
        int at = from;
        while (at < to && Double.isNaN(ends[at])) {
            at++;
        }
        return ends[at];
    }

    /** A counter that goes down began anew. */
    private static double increase(double[] ends, int from, int to) {
        double sum = Double.NaN;
        double last = Double.NaN;
        for (int i = from; i <= to; i++) {
            if (Double.isNaN(ends[i])) {
                continue;
            }
            if (!Double.isNaN(last)) {
                sum = (Double.isNaN(sum) ? 0 : sum) + (ends[i] >= last ? ends[i] - last : ends[i]);
            }
            last = ends[i];
        }
        return sum;
    }
}
