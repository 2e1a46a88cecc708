package io.ringmain.historian.records;

import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.RowMapper;
import io.ringmain.historian.sql.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads the tables, newest first, from a mark on. Throws {@link io.ringmain.historian.sql.DatabaseException} when the
 * database does not answer.
 *
 * <p>Thread: any that may block.
 */
public final class RecordQueries {
    /** States of an occurrence that are not one of ISA-18.2. */
    public static final String OPEN = "open";

    public static final String ENDED = "ended";

    /** How many values one statement is given for a list of alternatives. */
    private static final int ALTERNATIVES = 500;

    private final Database database;

    RecordQueries(Database database) {
        this.database = database;
    }

    /** Events with what people wrote to them. */
    public List<EventRecord> events(EventRecord.Filter filter, RecordMark mark, int limit) {
        Conditions conditions = new Conditions()
                .span("at_ns", filter.span())
                .isOneOf("event_class", filter.classes())
                .atLeast("priority", filter.priority())
                .atLeast("criticality", filter.criticality())
                .is("user_name", filter.user())
                .contains("search", filter.text())
                .is("area", filter.area())
                .isAbout(filter.subjects())
                .behind("at_ns", mark);
        return database.readOnly("events", session -> {
            List<EventRecord> events = page(
                    session, "events", "at_ns DESC, sequence DESC, ordinal DESC", conditions, limit, EventRecord::of);
            Map<String, List<LogEntry>> comments = grouped(
                    session,
                    "logbook",
                    "about",
                    events.stream().map(EventRecord::sequence).toList(),
                    "sequence",
                    LogEntry::of,
                    entry -> entry.about() + "-" + entry.aboutOrdinal());
            return events.stream()
                    .map(event ->
                            event.with(comments.getOrDefault(event.sequence() + "-" + event.ordinal(), List.of())))
                    .toList();
        });
    }

    /** Name of what an event happened to, may be empty; nothing when there is no such event. */
    public Optional<String> eventSubject(long sequence, int ordinal) {
        return database.readOnly(
                "event",
                session -> session.one(
                        "SELECT subject FROM events WHERE sequence = ? AND ordinal = ?",
                        row -> row.text("subject"),
                        sequence,
                        ordinal));
    }

    public List<LogEntry> logBook(LogEntry.Filter filter, RecordMark mark, int limit) {
        Conditions conditions = new Conditions()
                .span("at_ns", filter.span())
                .is("user_name", filter.user())
                .is("category", filter.category())
                .matches("alarm", filter.alarm())
                .contains("search", filter.text())
                .behindEvent("at_ns", mark);
        if (filter.about() != 0) {
            conditions
                    .where("about = :about", "about", filter.about())
                    .where("about_ordinal = :ordinal", "ordinal", filter.aboutOrdinal());
        }
        return database.readOnly(
                "log book",
                session -> page(session, "logbook", "at_ns DESC, sequence DESC", conditions, limit, LogEntry::of));
    }

    /** Occurrences with all their transitions. */
    public List<OccurrenceRecord> occurrences(OccurrenceRecord.Filter filter, RecordMark mark, int limit) {
        Conditions conditions = new Conditions()
                .span("raised_at", filter.span())
                .matches("alarm", filter.alarm())
                .matches("tag", filter.tag())
                .is("area", filter.area())
                .atLeast("priority", filter.priority())
                .behind("raised_at", mark);
        switch (filter.state()) {
            case OPEN -> conditions.where("ended_at = 0");
            case ENDED -> conditions.where("ended_at <> 0");
            default -> conditions.is("state", filter.state());
        }
        return database.readOnly("occurrences", session -> {
            List<OccurrenceRecord> occurrences = page(
                    session,
                    "occurrences",
                    "raised_at DESC, sequence DESC, ordinal DESC",
                    conditions,
                    limit,
                    OccurrenceRecord::of);
            Map<String, List<TransitionRecord>> transitions = grouped(
                    session,
                    "transitions",
                    "occurrence",
                    occurrences.stream().map(OccurrenceRecord::sequence).toList(),
                    "sequence, ordinal",
                    TransitionRecord::of,
                    transition -> transition.occurrence() + "-" + transition.alarmId());
            Map<String, List<LogEntry>> remarks = grouped(
                    session,
                    "logbook",
                    "about",
                    transitions.values().stream()
                            .flatMap(List::stream)
                            .map(TransitionRecord::sequence)
                            .toList(),
                    "sequence",
                    LogEntry::of,
                    entry -> entry.about() + "-" + entry.aboutOrdinal());
            return occurrences.stream()
                    .map(occurrence -> occurrence.with(
                            transitions.getOrDefault(occurrence.sequence() + "-" + occurrence.alarmId(), List.of()),
                            remarks))
                    .toList();
        });
    }

    public List<AuditEntry> audit(AuditEntry.Filter filter, RecordMark mark, int limit) {
        Conditions conditions = new Conditions()
                .span("at_ns", filter.span())
                .is("user_name", filter.user())
                .is("action", filter.action())
                .matches("target", filter.target())
                .is("state", filter.state())
                .behindEvent("at_ns", mark);
        return database.readOnly(
                "audit",
                session -> page(session, "audit", "at_ns DESC, sequence DESC", conditions, limit, AuditEntry::of));
    }

    private static <T> List<T> page(
            Session session, String table, String order, Conditions conditions, int limit, RowMapper<T> mapper) {
        return session.list(
                "SELECT * FROM " + table + conditions.sql() + " ORDER BY " + order + " LIMIT " + limit,
                mapper,
                conditions.values());
    }

    /** Rows that belong to some of these sequences, by what says to which. */
    private static <T> Map<String, List<T>> grouped(
            Session session,
            String table,
            String column,
            List<Long> sequences,
            String order,
            RowMapper<T> mapper,
            Function<T, String> key) {
        Map<String, List<T>> groups = new HashMap<>();
        List<Long> distinct = List.copyOf(new TreeSet<>(sequences));
        for (int from = 0; from < distinct.size(); from += ALTERNATIVES) {
            List<Long> some = distinct.subList(from, Math.min(distinct.size(), from + ALTERNATIVES));
            List<String> names = new ArrayList<>();
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < some.size(); i++) {
                names.add(":s" + i);
                values.put("s" + i, some.get(i));
            }
            String sql = "SELECT * FROM " + table + " WHERE " + column + " IN (" + String.join(", ", names)
                    + ") ORDER BY " + order;
            session.list(sql, mapper, values)
                    .forEach(row -> groups.computeIfAbsent(key.apply(row), none -> new ArrayList<>())
                            .add(row));
        }
        return groups;
    }
}
