package io.ringmain.gateway.rest;

import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.RecordView;
import io.ringmain.historian.records.AuditEntry;
import io.ringmain.historian.records.EventRecord;
import io.ringmain.historian.records.LogEntry;
import io.ringmain.historian.records.OccurrenceRecord;
import io.ringmain.historian.records.RecordMark;
import io.ringmain.historian.records.RecordQueries;
import io.ringmain.historian.records.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists of what has been, newest first: events, log book, occurrences of alarms, audit. */
final class RecordEndpoints {
    private static final String CURSOR = "records";
    private static final int HIGHEST = 5;
    private static final List<String> CLASSES = List.of("alarm", "tag", "user", "machine", "connector", "system");

    private final RecordReader reader;

    RecordEndpoints(RestContext context) {
        reader = new RecordReader(context);
    }

    List<Route> routes() {
        return List.of(
                route(
                        "/api/v1/events",
                        Permission.VIEW,
                        Page.query(
                                "from",
                                "to",
                                "class",
                                "priority",
                                "criticality",
                                "user",
                                "text",
                                "alarm",
                                "tag",
                                "machine",
                                "area"),
                        this::events),
                route(
                        "/api/v1/logbook",
                        Permission.VIEW,
                        Page.query("from", "to", "user", "category", "alarm", "event", "text"),
                        this::logBook),
                route(
                        "/api/v1/alarms/history",
                        Permission.VIEW,
                        Page.query("from", "to", "alarm", "tag", "area", "priority", "state"),
                        this::occurrences),
                route(
                        "/api/v1/audit",
                        Permission.VIEW_AUDIT,
                        Page.query("from", "to", "user", "action", "target", "state"),
                        this::audit));
    }

    private static Route route(String path, Permission permission, Set<String> query, Endpoint endpoint) {
        return new Route("GET", path, permission, Lane.RECORDS, query, endpoint);
    }

    private CompletionStage<Answer> events(Call call) {
        EventRecord.Filter filter = new EventRecord.Filter(
                span(call),
                classes(call),
                call.queryInt("priority", 0, 1, HIGHEST),
                call.queryInt("criticality", 0, 1, HIGHEST),
                call.query("user"),
                call.query("text"),
                call.query("area"),
                subjects(call));
        return list(
                call,
                (queries, mark, limit) -> queries.events(filter, mark, limit),
                EventRecord::mark,
                RecordView::write);
    }

    /** Several, with commas between them. */
    private static List<String> classes(Call call) {
        if (call.query("class").isEmpty()) {
            return List.of();
        }
        List<String> classes = List.of(call.query("class").split(",", -1));
        for (String one : classes) {
            if (!CLASSES.contains(one)) {
                throw Problem.badRequest("class: " + one + " is none of " + CLASSES);
            }
        }
        return classes;
    }

    private static List<EventRecord.Subject> subjects(Call call) {
        return Stream.of("alarm", "tag", "machine")
                .filter(about -> !call.query(about).isEmpty())
                .map(about -> new EventRecord.Subject(about, call.query(about)))
                .toList();
    }

    private CompletionStage<Answer> logBook(Call call) {
        EventId about = call.query("event").isEmpty() ? new EventId(0, 0) : EventId.parse(call.query("event"));
        LogEntry.Filter filter = new LogEntry.Filter(
                span(call),
                call.query("user"),
                call.query("category"),
                call.query("alarm"),
                about.sequence(),
                about.ordinal(),
                call.query("text"));
        return list(
                call,
                (queries, mark, limit) -> queries.logBook(filter, mark, limit),
                LogEntry::mark,
                RecordView::write);
    }

    private CompletionStage<Answer> occurrences(Call call) {
        List<String> states = new ArrayList<>(List.of(RecordQueries.OPEN, RecordQueries.ENDED));
        Arrays.stream(AlarmState.values()).map(AlarmState::name).forEach(states::add);
        OccurrenceRecord.Filter filter = new OccurrenceRecord.Filter(
                span(call),
                call.query("alarm"),
                call.query("tag"),
                call.query("area"),
                call.queryInt("priority", 0, 1, HIGHEST),
                oneOf(call, "state", states));
        return list(
                call,
                (queries, mark, limit) -> queries.occurrences(filter, mark, limit),
                OccurrenceRecord::mark,
                RecordView::write);
    }

    private CompletionStage<Answer> audit(Call call) {
        List<String> states = new ArrayList<>(List.of("REPEATED"));
        Arrays.stream(CommandState.values()).map(CommandState::name).forEach(states::add);
        AuditEntry.Filter filter = new AuditEntry.Filter(
                span(call),
                call.query("user"),
                call.query("action"),
                call.query("target"),
                oneOf(call, "state", states));
        return list(
                call,
                (queries, mark, limit) -> queries.audit(filter, mark, limit),
                AuditEntry::mark,
                RecordView::write);
    }

    private static TimeSpan span(Call call) {
        TimeSpan span = new TimeSpan(
                call.query("from").isEmpty() ? TimeSpan.ALL.fromNs() : HistoryEndpoints.time(call, "from"),
                call.query("to").isEmpty() ? TimeSpan.ALL.toNs() : HistoryEndpoints.time(call, "to"));
        if (span.fromNs() >= span.toNs()) {
            throw Problem.badRequest("from: must be before to");
        }
        return span;
    }

    private static String oneOf(Call call, String key, List<String> allowed) {
        String text = call.query(key);
        if (!text.isEmpty() && !allowed.contains(text)) {
            throw Problem.badRequest(key + ": " + text + " is none of " + allowed);
        }
        return text;
    }

    /** One page of a list. */
    private interface Listing<T> {
        List<T> of(RecordQueries queries, RecordMark mark, int limit);
    }

    private <T> CompletionStage<Answer> list(
            Call call, Listing<T> listing, Function<T, RecordMark> mark, RecordView.Item<T> view) {
        int limit = Page.limit(call);
        RecordMark from = from(call.query("cursor"));
        RecordReader.Reading<List<T>> reading = reader.read(queries -> listing.of(queries, from, limit + 1));
        List<T> items =
                reading.value().subList(0, Math.min(limit, reading.value().size()));
        boolean isMore = reading.value().size() > limit;
        return Answer.json(Json.bytes(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (T item : items) {
                        view.write(out, item);
                    }
                    out.writeEndArray();
                    out.writeStringField("next", isMore ? cursor(mark.apply(items.get(limit - 1))) : null);
                    out.writeNumberField("sequence", reading.sequence());
                    out.writeNumberField("lag", reading.lag());
                    out.writeEndObject();
                }))
                .now();
    }

    private static String cursor(RecordMark last) {
        return Page.encode(CURSOR, last.timeNs(), last.sequence(), last.ordinal());
    }

    private static RecordMark from(String cursor) {
        if (cursor.isEmpty()) {
            return null;
        }
        long[] last = Page.decode(cursor, CURSOR);
        if (last.length != 3) {
            throw Problem.badRequest("cursor: not one that this list has given");
        }
        return new RecordMark(last[0], last[1], last[2]);
    }
}
