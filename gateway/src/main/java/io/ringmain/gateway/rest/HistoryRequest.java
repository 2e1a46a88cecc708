package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Quantity;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.time.DateTimeException;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a query of history asks for, tag apart: a span, and an aggregate with its intervals or none.
 *
 * @param aggregate null for samples as they are
 * @param intervalNs width of an interval, 0 for one interval
 * @param isSloped null for what the tag is declared as
 */
record HistoryRequest(
        long fromNs,
        long toNs,
        Aggregate aggregate,
        long intervalNs,
        Boolean isSloped,
        boolean treatUncertainAsBad,
        int percentDataBad,
        int percentDataGood,
        int limit) {
    static final Set<String> KEYS = Set.of(
            "from",
            "to",
            "aggregate",
            "interval",
            "points",
            "interpolation",
            "treatUncertainAsBad",
            "percentDataBad",
            "percentDataGood",
            "limit");

    static final long DEFAULT_SPAN_NS = 3_600_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long SHORTEST_NS = 1_000_000;
    private static final int DEFAULT_POINTS = 500;
    private static final int ALL = 100;

    /** Of the query parameters of a call. */
    static HistoryRequest of(Call call, long nowNs) {
        Map<String, String> texts = new TreeMap<>();
        KEYS.forEach(key -> texts.put(key, call.query(key)));
        return of(texts, nowNs);
    }

    /** Of a JSON object, whose other keys are of no interest here. */
    static HistoryRequest of(JsonNode body, long nowNs) {
        Map<String, String> texts = new TreeMap<>();
        KEYS.forEach(key -> texts.put(key, ""));
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = body.get(name);
            if (KEYS.contains(name) && !value.isNull()) {
                if (!value.isValueNode()) {
                    throw Problem.badRequest(name + ": a text, a number or a flag is expected");
                }
                texts.put(name, value.asText());
            }
        }
        return of(texts, nowNs);
    }

    private static HistoryRequest of(Map<String, String> texts, long nowNs) {
        long to = texts.get("to").isEmpty() ? nowNs : time(texts, "to");
        long from = texts.get("from").isEmpty() ? to - DEFAULT_SPAN_NS : time(texts, "from");
        if (from >= to) {
            throw Problem.badRequest("from: must be before to");
        }
        int limit = whole(texts, "limit", Page.DEFAULT_LIMIT, 1, Page.MAX_LIMIT);
        Boolean isSloped = switch (texts.get("interpolation")) {
            case "" -> null;
            case "sloped" -> true;
            case "stepped" -> false;
            default -> throw notAllowed(texts, "interpolation", "stepped, sloped");
        };
        boolean isStrict = switch (texts.get("treatUncertainAsBad")) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw notAllowed(texts, "treatUncertainAsBad", "true, false");
        };
        Aggregate aggregate = texts.get("aggregate").isEmpty() ? null : aggregate(texts);
        boolean isDivided =
                !texts.get("interval").isEmpty() || !texts.get("points").isEmpty();
        if (aggregate == null && isDivided) {
            throw Problem.badRequest("interval and points are for an aggregate");
        }
        HistoryRequest whole = new HistoryRequest(
                from,
                to,
                aggregate,
                0,
                isSloped,
                isStrict,
                whole(texts, "percentDataBad", ALL, 0, ALL),
                whole(texts, "percentDataGood", ALL, 0, ALL),
                limit);
        return aggregate == null ? whole : whole.divided(texts);
    }

    private static Aggregate aggregate(Map<String, String> texts) {
        Aggregate aggregate = Aggregate.named(texts.get("aggregate"));
        if (aggregate == null) {
            throw Problem.badRequest("aggregate: " + texts.get("aggregate") + " is not known, allowed: minmax, "
                    + String.join(", ", Aggregate.names()));
        }
        return aggregate;
    }

    /** With intervals of a width, or with at most so many of them. */
    private HistoryRequest divided(Map<String, String> texts) {
        if (toNs - fromNs < 0) {
            throw Problem.badRequest("from: is more than 292 years before to, which is too long for an aggregate");
        }
        String interval = texts.get("interval");
        if (!interval.isEmpty()) {
            if (!texts.get("points").isEmpty()) {
                throw Problem.badRequest("interval and points: only one of them is taken");
            }
            OptionalLong ns = Quantity.duration(interval);
            if (ns.isEmpty() || ns.getAsLong() < SHORTEST_NS) {
                throw Problem.badRequest(
                        "interval: " + interval + " is not allowed, " + Quantity.DURATIONS + ", of 1ms or more");
            }
            if ((toNs - fromNs - 1) / ns.getAsLong() >= AggregateQuery.MOST_INTERVALS) {
                throw Problem.badRequest("interval: " + interval + " gives more than " + AggregateQuery.MOST_INTERVALS
                        + " intervals between from and to");
            }
            return with(fromNs, toNs, ns.getAsLong());
        }
        int points = whole(texts, "points", DEFAULT_POINTS, 1, Page.MAX_LIMIT);
        long widthNs = Math.max(SHORTEST_NS, (toNs - fromNs - 1) / points + 1);
        if (widthNs < 10 * MINUTE_NS) {
            return with(fromNs, toNs, widthNs);
        }
        // whole minutes, of which the store has sums
        long from = Math.floorDiv(fromNs, MINUTE_NS) * MINUTE_NS;
        long to = -Math.floorDiv(-toNs, MINUTE_NS) * MINUTE_NS;
        long minutes = (to - from) / MINUTE_NS;
        return with(from, to, ((minutes - 1) / points + 1) * MINUTE_NS);
    }

    private HistoryRequest with(long otherFromNs, long otherToNs, long widthNs) {
        return new HistoryRequest(
                otherFromNs,
                otherToNs,
                aggregate,
                widthNs,
                isSloped,
                treatUncertainAsBad,
                percentDataBad,
                percentDataGood,
                limit);
    }

    /** A query parameter that is there. */
    static long time(Call call, String name) {
        return time(Map.of(name, call.query(name)), name);
    }

    private static long time(Map<String, String> texts, String name) {
        try {
            // in a query a plus sign is a space unless it is encoded
            return Times.parse(texts.get(name).replace(' ', '+'));
        } catch (DateTimeException e) {
            throw Problem.badRequest(name + ": " + texts.get(name)
                    + " is not an RFC 3339 time such as 2026-11-21T03:07:34Z, or not between 1678 and 2262");
        }
    }

    private static int whole(Map<String, String> texts, String name, int otherwise, int low, int high) {
        String text = texts.get(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.badRequest(name + ": " + text + " is not a whole number from " + low + " to " + high);
    }

    private static Problem notAllowed(Map<String, String> texts, String name, String allowed) {
        return Problem.badRequest(name + ": " + texts.get(name) + " is not known, allowed: " + allowed);
    }

    /** Number of intervals. */
    int count() {
        return intervalNs == 0 ? 1 : (int) ((toNs - fromNs - 1) / intervalNs) + 1;
    }

    /** The page of intervals that begins with one. */
    AggregateQuery query(TagDefinition tag, int first) {
        boolean isNumber = tag.type() == TagType.BOOL || tag.type() == TagType.INT64 || tag.type() == TagType.FLOAT64;
        if (aggregate.isOfNumbers() && !isNumber) {
            throw new Problem(
                    422,
                    "aggregate-not-supported",
                    "aggregate: " + aggregate.label() + " is of numbers, " + tag.name() + " is of "
                            + tag.type().label());
        }
        return new AggregateQuery(
                tag.name(),
                aggregate,
                fromNs + first * intervalNs,
                Math.min(toNs, intervalNs == 0 ? toNs : fromNs + (first + (long) limit) * intervalNs),
                intervalNs,
                isSloped == null ? tag.isSloped() : isSloped,
                treatUncertainAsBad,
                percentDataBad,
                percentDataGood);
    }
}
