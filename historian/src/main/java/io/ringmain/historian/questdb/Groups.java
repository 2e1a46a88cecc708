package io.ringmain.historian.questdb;

import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import io.ringmain.historian.query.Statistics;
import java.util.List;
import java.util.TreeMap;

/** What the server has counted of each interval: its usable samples, and the others, in one line each. */
final class Groups {
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
        long good = usable == null ? 0 : Long.parseLong(usable[1]);
        long uncertain = usable == null ? 0 : Long.parseLong(usable[2]);
        long bad = other == null ? 0 : Long.parseLong(other[1]);
        DataPoint firstGood = usable == null ? null : point(usable[7], usable[9]);
        DataPoint lastGood = usable == null ? null : point(usable[8], usable[10]);
        DataPoint firstBad = other == null ? null : point(other[2], null);
        DataPoint lastBad = other == null ? null : point(other[3], null);
        boolean isFirstUsable = firstBad == null || firstGood != null && firstGood.timeNs() <= firstBad.timeNs();
        boolean isLastUsable = lastBad == null || lastGood != null && lastGood.timeNs() > lastBad.timeNs();
        double variance = usable == null || usable[4] == null ? 0 : Double.parseDouble(usable[4]);
        return new Statistics(
                good - uncertain,
                uncertain,
                bad,
                usable == null ? 0 : StoredRow.number(usable[3]),
                variance * good,
                usable == null ? Double.NaN : StoredRow.number(usable[5]),
                usable == null ? Double.NaN : StoredRow.number(usable[6]),
                isFirstUsable ? firstGood : firstBad,
                isFirstUsable,
                isLastUsable ? lastGood : lastBad,
                isLastUsable,
                firstGood == null ? Double.NaN : firstGood.number(),
                lastGood == null ? Double.NaN : lastGood.number());
    }

    /** Which is not handed over, so that its status does not matter. */
    private static DataPoint point(String timeNs, String number) {
        double value = StoredRow.number(number);
        return new DataPoint(Long.parseLong(timeNs), value, value, 0);
    }
}
