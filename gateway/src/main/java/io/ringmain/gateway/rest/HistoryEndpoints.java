package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.History;
import io.ringmain.gateway.auth.Permission;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import io.ringmain.gateway.view.ValueView;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Stored samples, raw or as the extremes of intervals. */
final class HistoryEndpoints {
    private static final long DEFAULT_SPAN_NS = 3_600_000_000_000L;
    private static final int DEFAULT_BUCKETS = 500;
    private static final String CURSOR = "history";

    private final Plant plant;
    private final History history;
    private final Clock clock;
    private final Executor lane;

    HistoryEndpoints(RestContext context) {
        plant = context.plant();
        history = context.history();
        clock = context.clock();
        lane = context.lanes().of(Lane.CORE);
    }

    List<Route> routes() {
        return List.of(Route.read(
                "/api/v1/history/{name}",
                Permission.VIEW,
                Set.of("from", "to", "limit", "cursor", "aggregate", "buckets"),
                this::query));
    }

    private CompletionStage<Answer> query(Call call) {
        String tag = call.path("name");
        TagEndpoints.tagId(plant.site(), tag);
        long to = call.query("to").isEmpty() ? Times.ns(clock.instant()) : time(call, "to");
        long from = call.query("from").isEmpty() ? to - DEFAULT_SPAN_NS : time(call, "from");
        if (from >= to) {
            throw Problem.badRequest("from: must be before to");
        }
        String aggregate = call.query("aggregate");
        int limit = Page.limit(call);
        int buckets = call.queryInt("buckets", DEFAULT_BUCKETS, 1, Page.MAX_LIMIT);
        if (history == null) {
            throw Problem.unavailable("history-unavailable", "This site keeps no history.", 60);
        }
        return switch (aggregate) {
            case "" -> raw(tag, from, to, limit, call.query("cursor"));
            case "minmax" -> history.buckets(tag, from, to, buckets).thenApplyAsync(HistoryEndpoints::buckets, lane);
            default -> throw Problem.badRequest("aggregate: " + aggregate + " is not known, allowed: minmax");
        };
    }

    static long time(Call call, String name) {
        try {
            // in a query a plus sign is a space unless it is encoded
            return Times.parse(call.query(name).replace(' ', '+'));
        } catch (DateTimeException e) {
            throw Problem.badRequest(name + ": " + call.query(name)
                    + " is not an RFC 3339 time such as 2026-11-21T03:07:34Z, or not between 1678 and 2262");
        }
    }

    /** A cursor holds the time to go on from, and how many samples of that very time have been given. */
    private CompletionStage<Answer> raw(String tag, long from, long to, int limit, String cursor) {
        long[] at = cursor.isEmpty() ? new long[] {from, 0} : Page.decode(cursor, CURSOR);
        if (at.length != 2 || at[0] < from || at[1] < 0 || at[1] > Page.MAX_LIMIT) {
            throw Problem.badRequest("cursor: not one that this list has given");
        }
        int skip = (int) at[1];
        return history.raw(tag, at[0], to, limit + skip).thenApplyAsync(samples -> samples(samples, limit, skip), lane);
    }

    private static Answer samples(History.Samples samples, int limit, int skip) {
        List<History.Sample> items = samples.items();
        int start = Math.min(skip, items.size());
        int end = Math.min(items.size(), start + limit);
        boolean isMore = samples.isTruncated() || end < items.size();
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (History.Sample sample : items.subList(start, end)) {
                writeSample(out, sample);
            }
            out.writeEndArray();
            out.writeStringField("next", isMore && end > start ? next(items, end) : null);
            out.writeEndObject();
        });
    }

    private static String next(List<History.Sample> items, int end) {
        long last = items.get(end - 1).sourceTimeNs();
        int ofLast = 0;
        for (int i = end - 1; i >= 0 && items.get(i).sourceTimeNs() == last; i--) {
            ofLast++;
        }
        return Page.encode(CURSOR, last, ofLast);
    }

    private static void writeSample(JsonGenerator out, History.Sample sample) throws IOException {
        out.writeStartObject();
        out.writeStringField("time", Times.rfc3339(sample.sourceTimeNs()));
        out.writeFieldName("value");
        ValueView.writeBoxed(out, sample.value());
        out.writeNumberField("quality", ValueView.quality(sample.statusCode()));
        out.writeNumberField("sequence", sample.sequence());
        out.writeEndObject();
    }

    private static Answer buckets(List<History.Bucket> buckets) {
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (History.Bucket bucket : buckets) {
                out.writeStartObject();
                out.writeStringField("time", Times.rfc3339(bucket.startNs()));
                Json.number(out, "min", bucket.minimum());
                Json.number(out, "max", bucket.maximum());
                Json.number(out, "avg", bucket.average());
                Json.number(out, "last", bucket.last());
                out.writeNumberField("count", bucket.count());
                out.writeNumberField("bad", bucket.bad());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNullField("next");
            out.writeEndObject();
        });
    }
}
