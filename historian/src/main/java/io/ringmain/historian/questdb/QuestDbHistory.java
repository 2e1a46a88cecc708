package io.ringmain.historian.questdb;

import io.ringmain.core.spi.History;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Queries of stored samples. Thread: any; answers come on threads of the HTTP client. */
final class QuestDbHistory implements History {
    private static final String BAD = "quality >= 2147483648";

    private final QuestDbQueries queries;
    private final Supplier<Status> status;

    QuestDbHistory(QuestDbQueries queries, Supplier<Status> status) {
        this.queries = queries;
        this.status = status;
    }

    @Override
    public CompletableFuture<Samples> raw(String tag, long fromNs, long toNs, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ", must be at least 1");
        }
        String sql = "SELECT ts::long, type, value, \"long\", text, quality, sequence FROM samples"
                + where(tag, fromNs, toNs) + " ORDER BY ts, sequence, ordinal LIMIT " + (limit + 1L);
        return queries.rows(sql).thenApply(rows -> {
            List<Sample> items = new ArrayList<>(Math.min(rows.size(), limit));
            for (String[] row : rows.subList(0, Math.min(rows.size(), limit))) {
                items.add(sample(row));
            }
            return new Samples(items, rows.size() > limit);
        });
    }

    private static Sample sample(String[] row) {
        return new Sample(
                Long.parseLong(row[0]),
                value(TagType.ofCode(Integer.parseInt(row[1])), row[2], row[3], row[4]),
                (int) Long.parseLong(row[5]),
                Long.parseLong(row[6]));
    }

    private static Object value(TagType type, String number, String bits, String text) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case BOOL -> !"0".equals(bits);
            case INT64 -> bits == null ? Long.MIN_VALUE : Long.parseLong(bits); // its NULL is that number
            case FLOAT64 ->
                number != null
                        ? Double.parseDouble(number)
                        : bits == null ? Double.NaN : Double.longBitsToDouble(Long.parseLong(bits));
            case STRING -> text == null ? "" : text;
            case INT64_ARRAY -> ArrayText.longs(text);
            case FLOAT64_ARRAY -> ArrayText.doubles(text);
        };
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
        String sql = "SELECT (ts::long - " + fromNs + ") / " + widthNs + " AS bucket, min(good), max(good), avg(good),"
                + " last_not_null(good), count(), sum(bad) FROM (SELECT ts, CASE WHEN " + BAD
                + " THEN NULL ELSE value END good, CASE WHEN " + BAD + " THEN 1 ELSE 0 END bad FROM samples"
                + where(tag, fromNs, toNs) + " AND type IN (1, 2, 3)) GROUP BY bucket ORDER BY bucket";
        return queries.rows(sql).thenApply(rows -> {
            List<Bucket> filled = new ArrayList<>(rows.size());
            for (String[] row : rows) {
                filled.add(new Bucket(
                        fromNs + Long.parseLong(row[0]) * widthNs,
                        number(row[1]),
                        number(row[2]),
                        number(row[3]),
                        number(row[4]),
                        Long.parseLong(row[5]),
                        Long.parseLong(row[6])));
            }
            return filled;
        });
    }

    private static double number(String text) {
        return text == null ? Double.NaN : Double.parseDouble(text);
    }

    private static String where(String tag, long fromNs, long toNs) {
        // nothing is filed before 1970
        return " WHERE tag = " + QuestDbQueries.literal(tag) + " AND ts >= " + Math.max(0, fromNs)
                + "::timestamp_ns AND ts < " + toNs + "::timestamp_ns";
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
