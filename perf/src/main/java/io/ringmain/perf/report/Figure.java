package io.ringmain.perf.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One measured figure.
 *
 * @param name dotted, suite first
 * @param value median of the runs, unless the suite says otherwise
 * @param unit of value, runs and target; rates end in {@code /s}
 * @param runs one value a run or window, in the order in which they were measured
 * @param bound how the target is meant: {@code min}, {@code max}, or null without a target
 * @param target what it should be, null when it is measured only
 * @param met whether the target is met, null without a target and where the target does not apply
 * @param limit name of the figure of the same report that says what this machine allows at most, or null
 * @param share how much of the limit is reached, 1 for all of it; null without a limit
 * @param note what was and was not equal, or why the target does not apply; null when there is nothing to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
        String name,
        double value,
        String unit,
        List<Double> runs,
        String bound,
        @JsonInclude(JsonInclude.Include.ALWAYS) Double target,
        @JsonInclude(JsonInclude.Include.ALWAYS) Boolean met,
        String limit,
        Double share,
        String note) {

    public Figure {
        runs = List.copyOf(runs);
    }

    public static Figure ofRuns(String name, String unit, double... runs) {
        List<Double> values = Arrays.stream(runs).boxed().toList();
        return new Figure(name, median(runs), unit, values, null, null, null, null, null, null);
    }

    public static Figure ofRuns(String name, String unit, List<Double> runs) {
        return ofRuns(name, unit, runs.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Ours over the other's, run by run: both must have been measured in turn, so that a pair shares its disturbances. */
    public static Figure ofRatios(String name, Figure ours, Figure other) {
        if (ours.runs.size() != other.runs.size()) {
            throw new IllegalArgumentException(name + ": " + ours.runs.size() + " runs and " + other.runs.size());
        }
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < ours.runs.size(); run++) {
            ratios.add(ours.runs.get(run) / other.runs.get(run));
        }
        return ofRuns(name, "of " + other.name, ratios);
    }

    /** The same runs, summed up by another value than their median. */
    public Figure withValue(double other) {
        Figure figure = new Figure(name, other, unit, runs, bound, target, met, limit, share, note);
        return met == null ? figure : "min".equals(bound) ? figure.atLeast(target) : figure.atMost(target);
    }

    /** Value must be that or more. */
    public Figure atLeast(double min) {
        return new Figure(name, value, unit, runs, "min", min, value >= min, limit, share, note);
    }

    /** Value must be that or less. */
    public Figure atMost(double max) {
        return new Figure(name, value, unit, runs, "max", max, value <= max, limit, share, note);
    }

    /** The target stays to be read, but this machine can not be held to it. */
    public Figure notApplicable(String why) {
        if (target == null) {
            throw new IllegalStateException(name + " has no target");
        }
        return new Figure(name, value, unit, runs, bound, target, null, limit, share, why);
    }

    /**
     * Stands beside that limit: of a rate, ours over the limit's; of anything else, of which less is better, the limit's
     * over ours. Both belong into the same report.
     */
    public Figure shareOf(Figure allowed) {
        double part = unit.endsWith("/s") ? value / allowed.value : allowed.value / value;
        return new Figure(name, value, unit, runs, bound, target, met, allowed.name, part, note);
    }

    /** @param what was and was not equal, one or two sentences */
    public Figure withNote(String what) {
        return new Figure(name, value, unit, runs, bound, target, met, limit, share, what);
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
