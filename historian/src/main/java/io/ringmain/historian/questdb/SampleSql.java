package io.ringmain.historian.questdb;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;

/** The statements that ask for samples. */
final class SampleSql {
    /** Up to there a status is good. */
    static final long UNCERTAIN = 0x4000_0000L;
    /** From there on a status is bad. */
    static final long BAD = 0x8000_0000L;

    private static final String SAMPLE =
            "SELECT ts::long, type, value, \"long\", text, quality, sequence, ordinal, ingress::long FROM samples";
    private static final String POINT = "SELECT ts::long, type, value, quality FROM samples";

    private SampleSql() {}

    /** Whole samples, by time alone: that is the order they are stored in. */
    static String byTime(String tag, long fromNs, long toNs, long limit) {
        return SAMPLE + where(tag, fromNs, toNs) + " ORDER BY ts LIMIT " + limit;
    }

    /** Whole samples in their order, for which all have to be sorted. */
    static String sorted(String tag, long fromNs, long toNs, long limit) {
        return SAMPLE + where(tag, fromNs, toNs) + " ORDER BY ts, sequence, ordinal LIMIT " + limit;
    }

    /** The latest samples before a time, the last one first. */
    static String before(String tag, long timeNs, int limit) {
        return SAMPLE + where(tag, 0, timeNs) + " ORDER BY ts DESC LIMIT " + limit;
    }

    /** The next samples from a time on. */
    static String after(String tag, long timeNs, int limit) {
        return SAMPLE + where(tag, timeNs, Long.MAX_VALUE) + " ORDER BY ts LIMIT " + limit;
    }

    /** The latest usable sample before a time. */
    static String usableBefore(AggregateQuery query) {
        return SAMPLE + where(query.tag(), 0, query.fromNs()) + " AND " + usable(query) + " ORDER BY ts DESC LIMIT 1";
    }

    /** The next usable sample from a time on. */
    static String usableAfter(AggregateQuery query) {
        return SAMPLE + where(query.tag(), query.toNs(), Long.MAX_VALUE) + " AND " + usable(query)
                + " ORDER BY ts LIMIT 1";
    }

    /** Time, type, number and quality of samples. */
    static String points(String tag, long fromNs, long toNs, long limit) {
        return POINT + where(tag, fromNs, toNs) + " ORDER BY ts LIMIT " + limit;
    }

    /** A line for each interval that has samples, from the sums by the minute, see {@link Groups}. */
    static String minuteGroups(AggregateQuery query, long toNs) {
        String counted = query.aggregate().isOfNumbers() ? "sum(g), sum(u)" : "sum(cg), sum(cu)";
        return "SELECT " + bucket(query) + ", " + counted + ", sum(n), sum(gs), sum(us), min(gn), max(gx), min(un),"
                + " max(ux), min(f_ts)::long, first(f_v), first(f_q), max(l_ts)::long, last_not_null(lv) FROM "
                + MinuteView.NAME + where(query.tag(), query.fromNs(), toNs) + " GROUP BY bucket";
    }

    /** A line for each interval that has usable samples, see {@link Groups}. */
    static String usableGroups(AggregateQuery query, long fromNs, long toNs) {
        String uncertain =
                query.treatUncertainAsBad() ? "0L" : "sum(CASE WHEN quality >= " + UNCERTAIN + " THEN 1 ELSE 0 END)";
        boolean isScattering = query.aggregate() == Aggregate.STANDARD_DEVIATION_SAMPLE
                || query.aggregate() == Aggregate.STANDARD_DEVIATION_POPULATION;
        return "SELECT " + bucket(query) + ", count(), " + uncertain + ", avg(value), "
                + (isScattering ? "var_pop(value)" : "0.0")
                + ", min(value), max(value), min(ts)::long, max(ts)::long, first(value), last(value) FROM samples"
                + where(query.tag(), fromNs, toNs) + " AND " + usable(query) + " GROUP BY bucket";
    }

    /** A line for each interval that has samples that are not usable, see {@link Groups}. */
    static String otherGroups(AggregateQuery query, long fromNs, long toNs) {
        return "SELECT " + bucket(query) + ", count(), min(ts)::long, max(ts)::long FROM samples"
                + where(query.tag(), fromNs, toNs) + " AND NOT (" + usable(query) + ") GROUP BY bucket";
    }

    private static String bucket(AggregateQuery query) {
        long width = query.intervalNs() == 0 ? query.toNs() - query.fromNs() : query.intervalNs();
        return "(ts::long - " + query.fromNs() + ") / " + width + " AS bucket";
    }

    /** Part 13's good data: what {@code Aggregation} counts as usable. */
    private static String usable(AggregateQuery query) {
        String quality = "quality < " + (query.treatUncertainAsBad() ? UNCERTAIN : BAD);
        return query.aggregate().isOfNumbers() ? quality + " AND value IS NOT NULL" : quality;
    }

    private static String where(String tag, long fromNs, long toNs) {
        // nothing is filed before 1970
        return " WHERE tag = " + QuestDbQueries.literal(tag) + " AND ts >= " + Math.max(0, fromNs)
                + "::timestamp_ns AND ts < " + toNs + "::timestamp_ns";
    }
}
