package io.ringmain.core.spi;

import java.util.Objects;

/**
 * Asks for an aggregate of the intervals between two times. The last interval is shorter where the width does not go into
 * the span.
 *
 * @param tag name
 * @param fromNs begin, inclusive, ns since the epoch
 * @param toNs end, exclusive
 * @param intervalNs width of an interval, 0 for one interval
 * @param isSloped whether a line stands between two samples, and not the earlier one
 * @param treatUncertainAsBad Part 13: whether samples of uncertain status are left out as bad ones are
 * @param percentDataBad Part 13: from which share of bad data on a result is bad, 0 to 100
 * @param percentDataGood Part 13: from which share of good data on a result is good, 0 to 100
 */
public record AggregateQuery(
        String tag,
        Aggregate aggregate,
        long fromNs,
        long toNs,
        long intervalNs,
        boolean isSloped,
        boolean treatUncertainAsBad,
        int percentDataBad,
        int percentDataGood) {

    /** Most intervals of one query. */
    public static final int MOST_INTERVALS = 100_000;

    private static final int ALL = 100;

    public AggregateQuery {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(aggregate, "aggregate");
        if (toNs <= fromNs || intervalNs < 0) {
            throw new IllegalArgumentException("from " + fromNs + " to " + toNs + " by " + intervalNs);
        }
        if (intervalNs > 0 && (toNs - fromNs - 1) / intervalNs >= MOST_INTERVALS) {
            throw new IllegalArgumentException("more than " + MOST_INTERVALS + " intervals");
        }
        if (percentDataBad < 0 || percentDataBad > ALL || percentDataGood < 0 || percentDataGood > ALL) {
            throw new IllegalArgumentException("percentages " + percentDataBad + " and " + percentDataGood);
        }
    }

    /** With Part 13's defaults: uncertain is bad, 100 % bad is bad, 100 % good is good. */
    public static AggregateQuery of(
            String tag, Aggregate aggregate, long fromNs, long toNs, long intervalNs, boolean isSloped) {
        return new AggregateQuery(tag, aggregate, fromNs, toNs, intervalNs, isSloped, true, ALL, ALL);
    }

    /** Number of intervals. */
    public int count() {
        return intervalNs == 0 ? 1 : (int) ((toNs - fromNs - 1) / intervalNs) + 1;
    }

    /** Begin of an interval. */
    public long start(int index) {
        return fromNs + index * intervalNs;
    }

    /** End of an interval, exclusive. */
    public long end(int index) {
        return intervalNs == 0 || index == count() - 1 ? toNs : start(index + 1);
    }

    /** The interval that a time inside the span is in. */
    public int index(long timeNs) {
        return intervalNs == 0 ? 0 : (int) ((timeNs - fromNs) / intervalNs);
    }

    /** Whether the width does not go into the span, so that this last interval is shorter. */
    public boolean isCut(int index) {
        return intervalNs > 0 && end(index) - start(index) < intervalNs;
    }
}
