package io.ringmain.core.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is made of the samples of an interval, by the names of OPC UA Part 13. Those that a bounding value goes into use
 * simple bounding values, which do not reach over bad samples; {@link #INTERPOLATIVE} alone does, and says so.
 */
public enum Aggregate {
    /** The value at the start of the interval, from the next samples that are not bad. */
    INTERPOLATIVE("interpolative", Kind.BOUND, true),
    /** The value at the start of the interval, from the samples next to it. */
    START_BOUND("startBound", Kind.BOUND, true),
    /** The value at the end of the interval, from the samples next to it. */
    END_BOUND("endBound", Kind.BOUND, true),
    /** Mean of the good samples. */
    AVERAGE("average", Kind.VALUES, true),
    /** Mean over time, Part 13's TimeAverage2. */
    TIME_AVERAGE("timeAverage", Kind.TIME, true),
    MINIMUM("minimum", Kind.VALUES, true),
    MAXIMUM("maximum", Kind.VALUES, true),
    RANGE("range", Kind.VALUES, true),
    /** With the values at both ends of the interval. */
    MINIMUM2("minimum2", Kind.TIME, true),
    /** With the values at both ends of the interval. */
    MAXIMUM2("maximum2", Kind.TIME, true),
    /** With the values at both ends of the interval. */
    RANGE2("range2", Kind.TIME, true),
    /** Number of good samples. */
    COUNT("count", Kind.VALUES, false),
    /** The first sample of the interval, as it is. */
    START("start", Kind.VALUES, false),
    /** The last sample of the interval, as it is. */
    END("end", Kind.VALUES, false),
    /** Last good sample less first good one. */
    DELTA("delta", Kind.VALUES, true),
    /** Milliseconds. */
    DURATION_GOOD("durationGood", Kind.TIME, false),
    /** Milliseconds. */
    DURATION_BAD("durationBad", Kind.TIME, false),
    PERCENT_GOOD("percentGood", Kind.TIME, false),
    PERCENT_BAD("percentBad", Kind.TIME, false),
    /** Of the good samples, n - 1 in the denominator. */
    STANDARD_DEVIATION_SAMPLE("standardDeviationSample", Kind.VALUES, true),
    /** Of the good samples, n in the denominator. */
    STANDARD_DEVIATION_POPULATION("standardDeviationPopulation", Kind.VALUES, true);

    /** What an aggregate is made of. */
    public enum Kind {
        /** The samples in the interval, each for one. */
        VALUES,
        /** Regions of time. */
        TIME,
        /** One moment. */
        BOUND
    }

    private final String label;
    private final Kind kind;
    private final boolean isOfNumbers;

    Aggregate(String label, Kind kind, boolean isOfNumbers) {
        this.label = label;
        this.kind = kind;
        this.isOfNumbers = isOfNumbers;
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it needs values of bool, int64 or float64. */
    public boolean isOfNumbers() {
        return isOfNumbers;
    }

    /** By name, or {@code min max stddev} for short; null when there is none. */
    public static Aggregate named(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "min":
                return MINIMUM;
            case "max":
                return MAXIMUM;
            case "stddev":
                return STANDARD_DEVIATION_SAMPLE;
            default:
                for (Aggregate aggregate : values()) {
                    if (aggregate.label.equalsIgnoreCase(name)) {
                        return aggregate;
                    }
                }
                return null;
        }
    }

    /** All names. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Aggregate aggregate : values()) {
            names.add(aggregate.label);
        }
        return names;
    }
}
