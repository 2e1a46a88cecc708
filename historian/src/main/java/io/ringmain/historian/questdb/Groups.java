package io.ringmain.historian.questdb;

import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import io.ringmain.historian.query.Statistics;
import java.util.List;
import java.util.TreeMap;

/** What the server has counted of each interval: its usable samples, and the others, in one line each. */
final class Groups {
    private static final int USABLE_FIRST = 7;
    private static final int OTHER_FIRST = 2;
    private static final int SAMPLE_COLUMNS = 4;

    /** The first and the last of some samples. */
    private record Ends(long count, DataPoint first, DataPoint last) {
        static final Ends NONE = new Ends(0, null, null);

        /** Columns: time of the first, of the last, then type, number, integer and quality of both. */
        static Ends of(String[] row, int at) {
            return new Ends(
                    Long.parseLong(row[1]),
                    point(row, Long.parseLong(row[at]), at + 2),
                    point(row, Long.parseLong(row[at + 1]), at + 2 + SAMPLE_COLUMNS));
        }

        private static DataPoint point(String[] row, long timeNs, int at) {
            TagType type = TagType.ofCode(Integer.parseInt(row[at]));
            Object value = type == null || type == TagType.STRING || type.isArray()
                    ? null
                    : StoredRow.value(type, row[at + 1], row[at + 2], null);
            return new DataPoint(
                    timeNs, StoredRow.number(row[at + 1]), value, (int) Long.parseLong(row[at + SAMPLE_COLUMNS - 1]));
        }
    }

    private Groups() {}

    /** Gives an aggregation what was counted, in the order of time. */
    static void add(Aggregation aggregation, List<String[]> usable, List<String[]> others) {
        TreeMap<Integer, String[]> usableBy = byBucket(usable);
        TreeMap<Integer, String[]> othersBy = byBucket(others);
        TreeMap<Integer, String[]> all = new TreeMap<>(usableBy);
        all.putAll(othersBy);
        for (Integer bucket : all.keySet()) {
            aggregation.add(bucket, statistics(usableBy.get(bucket), othersBy.get(bucket)));
        }
    }

    /** Gives an aggregation what the sums by the minute say, in the order of time. */
    static void addMinutes(Aggregation aggregation, AggregateQuery query, List<String[]> rows) {
        byBucket(rows).forEach((bucket, row) -> aggregation.add(bucket, ofMinutes(row, query.treatUncertainAsBad())));
    }

    private static Statistics ofMinutes(String[] row, boolean isStrict) {
        long good = Long.parseLong(row[1]);
        long uncertain = isStrict ? 0 : Long.parseLong(row[2]);
        double sum = (good == 0 ? 0 : StoredRow.number(row[4])) + (uncertain == 0 ? 0 : StoredRow.number(row[5]));
        double low = StoredRow.number(row[6]);
        double high = StoredRow.number(row[7]);
        if (uncertain > 0) {
            low = good == 0 ? StoredRow.number(row[8]) : Math.min(low, StoredRow.number(row[8]));
            high = good == 0 ? StoredRow.number(row[9]) : Math.max(high, StoredRow.number(row[9]));
        }
        long quality = Long.parseLong(row[12]);
        double first = StoredRow.number(row[11]);
        boolean isFirstUsable = quality < (isStrict ? SampleSql.UNCERTAIN : SampleSql.BAD) && !Double.isNaN(first);
        double last = StoredRow.number(row[14]);
        return new Statistics(
                good,
                uncertain,
                Long.parseLong(row[3]) - good - uncertain,
                good + uncertain == 0 ? 0 : sum / (good + uncertain),
                0,
                low,
                high,
                new DataPoint(Long.parseLong(row[10]), first, first, (int) quality),
                isFirstUsable,
                new DataPoint(Long.parseLong(row[13]), last, last, 0),
                true,
                first,
                last);
    }

    private static TreeMap<Integer, String[]> byBucket(List<String[]> rows) {
        TreeMap<Integer, String[]> byBucket = new TreeMap<>();
        for (String[] row : rows) {
            byBucket.put(Integer.parseInt(row[0]), row);
        }
        return byBucket;
    }

    private static Statistics statistics(String[] usable, String[] other) {
        Ends good = usable == null ? Ends.NONE : Ends.of(usable, USABLE_FIRST);
        Ends bad = other == null ? Ends.NONE : Ends.of(other, OTHER_FIRST);
        boolean isFirstUsable = bad.first() == null
                || good.first() != null && good.first().timeNs() <= bad.first().timeNs();
        boolean isLastUsable = bad.last() == null
                || good.last() != null && good.last().timeNs() > bad.last().timeNs();
        long uncertain = usable == null ? 0 : Long.parseLong(usable[2]);
        double variance = usable == null || usable[4] == null ? 0 : Double.parseDouble(usable[4]);
        return new Statistics(
                good.count() - uncertain,
                uncertain,
                bad.count(),
                usable == null ? 0 : StoredRow.number(usable[3]),
                variance * good.count(),
                usable == null ? Double.NaN : StoredRow.number(usable[5]),
                usable == null ? Double.NaN : StoredRow.number(usable[6]),
                isFirstUsable ? good.first() : bad.first(),
                isFirstUsable,
                isLastUsable ? good.last() : bad.last(),
                isLastUsable,
                good.first() == null ? Double.NaN : good.first().number(),
                good.last() == null ? Double.NaN : good.last().number());
    }
}
