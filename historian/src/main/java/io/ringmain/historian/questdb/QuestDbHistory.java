package io.ringmain.historian.questdb;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.historian.query.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Queries of stored samples, on the server and in the {@link Tail}. While the server does not answer the tail alone does,
 * and the answer says from where to where samples may be missing.
 *
 * <p>Thread: any; answers come on threads of the HTTP client.
 */
final class QuestDbHistory implements History {
    /** Samples of one time beyond the limit; when there are more, all have to be sorted. */
    private static final int MORE = 64;

    private final QuestDbQueries queries;
    private final QuestDbAggregates aggregates;
    private final Tail tail;
    private final LongSupplier clock;
    private final Supplier<Status> status;

    /**
     * @param view up to which time the sums by the minute are complete
     * @param clock now, ns since the epoch
     */
    QuestDbHistory(QuestDbQueries queries, Tail tail, LongSupplier view, LongSupplier clock, Supplier<Status> status) {
        this.queries = queries;
        this.aggregates = new QuestDbAggregates(queries, view);
        this.tail = tail;
        this.clock = clock;
        this.status = status;
    }

    @Override
    public CompletableFuture<Samples> raw(String tag, long fromNs, long toNs, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ", must be at least 1");
        }
        List<StoredRow> late = tail(tag);
        List<Gap> gaps = gaps(fromNs, toNs);
        return inOrder(tag, fromNs, toNs, limit)
                .thenApply(rows -> samples(rows, late, fromNs, toNs, limit, gaps))
                .exceptionally(error -> samples(List.of(), late, fromNs, toNs, limit, down(error, fromNs, toNs)));
    }

    /** One more than the limit, if there are as many. */
    private CompletableFuture<List<StoredRow>> inOrder(String tag, long fromNs, long toNs, int limit) {
        int most = limit + MORE;
        return queries.rows(SampleSql.byTime(tag, fromNs, toNs, most))
                .thenCompose(found -> {
                    List<StoredRow> rows = rows(found);
                    boolean isWhole = rows.size() < most
                            || rows.get(most - 1).timeNs() > rows.get(limit).timeNs();
                    return isWhole
                            ? CompletableFuture.completedFuture(rows)
                            : queries.rows(SampleSql.sorted(tag, fromNs, toNs, limit + 1L))
                                    .thenApply(QuestDbHistory::rows);
                })
                .thenApply(rows -> rows.subList(0, Math.min(rows.size(), limit + 1)));
    }

    private static List<StoredRow> rows(List<String[]> found) {
        List<StoredRow> rows = new ArrayList<>(found.size());
        found.forEach(row -> rows.add(StoredRow.of(row)));
        rows.sort(StoredRow.ORDER);
        return rows;
    }

    private static Samples samples(
            List<StoredRow> stored, List<StoredRow> late, long fromNs, long toNs, int limit, List<Gap> gaps) {
        List<StoredRow> inside = new ArrayList<>();
        for (StoredRow row : late) {
            if (row.timeNs() >= fromNs && row.timeNs() < toNs) {
                inside.add(row);
            }
        }
        // of all rows the first ones: behind the last stored one within the limit none can be missing
        List<StoredRow> all = StoredRow.merge(stored, inside);
        List<Sample> items = new ArrayList<>(Math.min(limit, all.size()));
        for (StoredRow row : all.subList(0, Math.min(limit, all.size()))) {
            items.add(row.sample());
        }
        return new Samples(items, all.size() > limit, gaps);
    }

    @Override
    public CompletableFuture<Sample> before(String tag, long timeNs) {
        List<StoredRow> late = new ArrayList<>(tail(tag));
        late.removeIf(row -> row.timeNs() >= timeNs);
        return queries.rows(SampleSql.before(tag, timeNs, MORE))
                .thenApply(QuestDbHistory::rows)
                .exceptionally(error -> {
                    down(error, timeNs, timeNs);
                    return List.of();
                })
                .thenApply(rows -> {
                    List<StoredRow> all = StoredRow.merge(rows, late);
                    return all.isEmpty() ? null : all.get(all.size() - 1).sample();
                });
    }

    @Override
    public CompletableFuture<Aggregates> aggregate(AggregateQuery query) {
        List<Gap> gaps = gaps(query.fromNs(), query.toNs());
        return aggregation(query, gaps)
                .thenApply(made -> new Aggregates(made.finish(tail.coveredNs(clock.getAsLong())), gaps))
                .exceptionally(error -> {
                    List<Gap> down = down(error, query.fromNs(), query.toNs());
                    return new Aggregates(ofTail(query, down).finish(tail.coveredNs(clock.getAsLong())), down);
                });
    }

    @Override
    public CompletableFuture<List<Bucket>> buckets(String tag, long fromNs, long toNs, int buckets) {
        if (buckets < 1) {
            throw new IllegalArgumentException(buckets + " buckets, must be at least 1");
        }
        if (toNs <= fromNs) {
            return CompletableFuture.completedFuture(List.of());
        }
        long widthNs = (toNs - fromNs - 1) / buckets + 1;
        long beginNs = fromNs;
        if (widthNs >= 10 * MinuteView.MINUTE_NS) { // whole minutes, of which there are sums
            beginNs = Math.floorDiv(fromNs, MinuteView.MINUTE_NS) * MinuteView.MINUTE_NS;
            widthNs = ((toNs - beginNs - 1) / buckets / MinuteView.MINUTE_NS + 1) * MinuteView.MINUTE_NS;
        }
        AggregateQuery query = new AggregateQuery(tag, Aggregate.RANGE, beginNs, toNs, widthNs, false, false, 100, 100);
        return aggregation(query, List.of()).thenApply(Aggregation::buckets).exceptionally(error -> {
            List<Gap> down = down(error, fromNs, toNs);
            return ofTail(query, down).buckets();
        });
    }

    private CompletableFuture<Aggregation> aggregation(AggregateQuery query, List<Gap> gaps) {
        return aggregates.aggregate(query, tail(query.tag()), gaps);
    }

    private Aggregation ofTail(AggregateQuery query, List<Gap> gaps) {
        Aggregation aggregation = new Aggregation(query);
        gaps.forEach(gap -> aggregation.gap(gap.fromNs(), gap.toNs()));
        for (StoredRow row : tail(query.tag())) {
            if (row.timeNs() >= query.fromNs()) {
                aggregation.add(row.point());
            }
        }
        return aggregation;
    }

    private List<StoredRow> tail(String tag) {
        List<StoredRow> rows = new ArrayList<>();
        tail.rows(tag).forEach(sample -> rows.add(StoredRow.of(sample)));
        return StoredRow.merge(rows, List.of());
    }

    /** Where the server is so far behind that the newest samples in memory do not reach back to it. */
    private List<Gap> gaps(long fromNs, long toNs) {
        long[] missing = tail.missing();
        return missing == null ? List.of() : gap(missing[0], missing[1], fromNs, toNs, "QuestDB is behind");
    }

    private List<Gap> down(Throwable error, long fromNs, long toNs) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!(cause instanceof HistoryUnavailableException down)) {
            throw cause instanceof RuntimeException other ? other : new CompletionException(cause);
        }
        return gap(Long.MIN_VALUE, tail.completeFromNs(), fromNs, toNs, down.getMessage());
    }

    private static List<Gap> gap(long gapFromNs, long gapToNs, long fromNs, long toNs, String reason) {
        long from = Math.max(gapFromNs, fromNs);
        long to = gapToNs == Long.MIN_VALUE ? toNs : Math.min(gapToNs, toNs);
        return from < to ? List.of(new Gap(from, to, reason)) : List.of();
    }

    @Override
    public Status status() {
        return status.get();
    }

    @Override
    public void close() {
        // the HTTP client ends with its last answer
    }
}
