package io.ringmain.historian.questdb;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.History;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Aggregates of stored samples: the server counts what can be counted sample by sample; where time goes in, its samples are
 * read one after the other. What the server may not show yet comes from the {@link Tail}.
 *
 * <p>Thread: any; answers come on threads of the HTTP client.
 */
final class QuestDbAggregates {
    private static final int MOST_SAMPLES = 5_000_000;
    private static final int AROUND = 50;
    private static final int QUALITY = 3;

    private static final long WORTH_NS = 10 * MinuteView.MINUTE_NS;
    private static final Set<Aggregate> SUMMED =
            EnumSet.of(Aggregate.COUNT, Aggregate.AVERAGE, Aggregate.MINIMUM, Aggregate.MAXIMUM, Aggregate.RANGE);

    private final QuestDbQueries queries;
    private final LongSupplier view;

    /** @param view up to which time the sums by the minute are complete */
    QuestDbAggregates(QuestDbQueries queries, LongSupplier view) {
        this.queries = queries;
        this.view = view;
    }

    /** An aggregation that has got all samples; what is in the tail is in its order. */
    CompletableFuture<Aggregation> aggregate(AggregateQuery query, List<StoredRow> tail, List<History.Gap> gaps) {
        // samples of strings and arrays, which are handed over, are not counted
        boolean isCounted = query.aggregate().kind() == Aggregate.Kind.VALUES
                && query.aggregate() != Aggregate.START
                && query.aggregate() != Aggregate.END;
        return isCounted ? counted(query, tail, gaps) : read(query, tail, gaps);
    }

    private CompletableFuture<Aggregation> counted(AggregateQuery query, List<StoredRow> tail, List<History.Gap> gaps) {
        long cut = tail.isEmpty() ? query.toNs() : tail.get(0).timeNs();
        long countedTo = Math.max(query.fromNs(), Math.min(query.toNs(), cut));
        CompletableFuture<List<StoredRow>> before = rows(SampleSql.before(query.tag(), query.fromNs(), 1));
        CompletableFuture<List<String[]>> none = CompletableFuture.completedFuture(List.of());
        long summedTo = summedTo(query, countedTo);
        CompletableFuture<List<String[]>> minutes =
                summedTo == query.fromNs() ? none : queries.rows(SampleSql.minuteGroups(query, summedTo));
        CompletableFuture<List<String[]>> usable =
                countedTo == summedTo ? none : queries.rows(SampleSql.usableGroups(query, summedTo, countedTo));
        CompletableFuture<List<String[]>> others =
                countedTo == summedTo ? none : queries.rows(SampleSql.otherGroups(query, summedTo, countedTo));
        CompletableFuture<List<StoredRow>> late = countedTo >= query.toNs()
                ? CompletableFuture.completedFuture(List.of())
                : rows(SampleSql.byTime(query.tag(), countedTo, query.toNs(), MOST_SAMPLES));
        return CompletableFuture.allOf(before, minutes, usable, others, late).thenApply(done -> {
            Aggregation aggregation = new Aggregation(query);
            before.join().forEach(row -> aggregation.add(row.point()));
            Groups.addMinutes(aggregation, query, minutes.join());
            Groups.add(aggregation, usable.join(), others.join());
            for (StoredRow row : StoredRow.merge(late.join(), tail)) {
                if (row.timeNs() >= query.fromNs() && row.timeNs() < query.toNs()) {
                    aggregation.add(row.point());
                }
            }
            gaps.forEach(gap -> aggregation.gap(gap.fromNs(), gap.toNs()));
            return aggregation;
        });
    }

    /** Up to where the sums by the minute can be used. */
    private long summedTo(AggregateQuery query, long countedTo) {
        boolean isFit = SUMMED.contains(query.aggregate())
                && query.fromNs() >= 0
                && query.fromNs() % MinuteView.MINUTE_NS == 0
                && query.intervalNs() % MinuteView.MINUTE_NS == 0
                && (query.intervalNs() == 0 ? query.toNs() - query.fromNs() : query.intervalNs()) >= WORTH_NS;
        long valid = Math.min(countedTo, view.getAsLong());
        return isFit && valid > query.fromNs()
                ? Math.max(query.fromNs(), valid / MinuteView.MINUTE_NS * MinuteView.MINUTE_NS)
                : query.fromNs();
    }

    private CompletableFuture<Aggregation> read(AggregateQuery query, List<StoredRow> tail, List<History.Gap> gaps) {
        boolean isFar = query.aggregate() == Aggregate.INTERPOLATIVE;
        CompletableFuture<List<StoredRow>> none = CompletableFuture.completedFuture(List.of());
        CompletableFuture<List<StoredRow>> before = rows(SampleSql.before(query.tag(), query.fromNs(), AROUND));
        CompletableFuture<List<StoredRow>> after = rows(SampleSql.after(query.tag(), query.toNs(), AROUND));
        CompletableFuture<List<StoredRow>> farBefore = isFar ? rows(SampleSql.usableBefore(query)) : none;
        CompletableFuture<List<StoredRow>> farAfter = isFar ? rows(SampleSql.usableAfter(query)) : none;
        long cut = tail.isEmpty() ? Long.MAX_VALUE : tail.get(0).timeNs();
        boolean isWhole = !query.aggregate().isOfNumbers(); // with values as they are
        return before.thenCombine(farBefore, StoredRow::merge).thenCompose(earlier -> {
            Aggregation aggregation = new Aggregation(query);
            Merging merging = new Merging(aggregation, tail, gaps);
            earlier.forEach(merging::add);
            long[] count = {0};
            String sql = isWhole
                    ? SampleSql.byTime(query.tag(), query.fromNs(), query.toNs(), MOST_SAMPLES + 1L)
                    : SampleSql.points(query.tag(), query.fromNs(), Math.min(query.toNs(), cut), MOST_SAMPLES + 1L);
            CompletableFuture<Void> read = isWhole
                    ? queries.rows(sql).thenAccept(found -> {
                        count[0] = found.size();
                        found.forEach(row -> merging.add(StoredRow.of(row)));
                    })
                    : queries.lines(sql, line -> {
                        count[0]++;
                        merging.add(point(line));
                    });
            boolean isCut = !isWhole && cut < query.toNs();
            CompletableFuture<List<StoredRow>> late = !isCut
                    ? none
                    : read.thenCompose(done -> rows(SampleSql.byTime(
                            query.tag(), Math.max(cut, query.fromNs()), query.toNs(), MOST_SAMPLES + 1L)));
            return CompletableFuture.allOf(read, late, after, farAfter).thenApply(done -> {
                if (count[0] > MOST_SAMPLES) {
                    throw new IllegalArgumentException(
                            "more than " + MOST_SAMPLES + " samples would have to be read for "
                                    + query.aggregate().label()
                                    + "; ask for a shorter span, or for average, minimum or maximum");
                }
                late.join().forEach(merging::add);
                StoredRow.merge(after.join(), farAfter.join()).forEach(merging::add);
                merging.finish();
                return aggregation;
            });
        });
    }

    private CompletableFuture<List<StoredRow>> rows(String sql) {
        return queries.rows(sql).thenApply(found -> {
            List<StoredRow> rows = new ArrayList<>(found.size());
            found.forEach(row -> rows.add(StoredRow.of(row)));
            rows.sort(StoredRow.ORDER);
            return rows;
        });
    }

    /** From the columns of a point, of which the third may be empty. */
    private static DataPoint point(String line) {
        String[] fields = line.split(",", -1);
        double number = StoredRow.number(fields[2]);
        return new DataPoint(Long.parseLong(fields[0]), number, number, (int) Long.parseLong(fields[QUALITY].strip()));
    }
}
