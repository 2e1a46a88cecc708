package io.ringmain.perf.report;

import java.util.Arrays;
import java.util.List;

/**
 * One measured figure.
 *
 * @param name dotted, suite first
 * @param value median of the runs, unless the suite says otherwise
 * @param unit of value, runs and target
 * @param runs one value a run or window, in the order in which they were measured
 * @param bound how the target is meant: {@code min}, {@code max}, or null without a target
 * @param target what it should be, null when it is measured only
 * @param met whether the target is met, null without a target
 */
public record Figure(
        String name, double value, String unit, List<Double> runs, String bound, Double target, Boolean met) {

    public Figure {
        runs = List.copyOf(runs);
    }

    public static Figure ofRuns(String name, String unit, double... runs) {
        return new Figure(name, median(runs), unit, Arrays.stream(runs).boxed().toList(), null, null, null);
    }

    public static Figure ofRuns(String name, String unit, List<Double> runs) {
        return ofRuns(name, unit, runs.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same runs, summed up by another value than their median. */
    public Figure withValue(double other) {
        return new Figure(name, other, unit, runs, bound, target, met);
    }

    /** Value must be that or more. */
    public Figure atLeast(double min) {
        return new Figure(name, value, unit, runs, "min", min, value >= min);
    }

    /** Value must be that or less. */
    public Figure atMost(double max) {
        return new Figure(name, value, unit, runs, "max", max, value <= max);
    }

    public double min() {
        return runs.stream().mapToDouble(Double::doubleValue).min().orElse(value);
    }

    public double max() {
        return runs.stream().mapToDouble(Double::doubleValue).max().orElse(value);
    }

    private static double median(double[] runs) {
        if (runs.length == 0) {
            throw new IllegalArgumentException("a figure without runs");
        }
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
