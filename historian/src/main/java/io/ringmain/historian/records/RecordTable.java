package io.ringmain.historian.records;

import io.ringmain.historian.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables, with the columns that identify a row and, for SQLite which does not look, the longest names. */
enum RecordTable {
    OCCURRENCES(List.of("sequence", "alarm_id"), occurrenceColumns()),
    TRANSITIONS(
            List.of("sequence", "ordinal"),
            List.of(
                    "sequence",
                    "ordinal",
                    "at_ns",
                    "alarm_id",
                    "alarm",
                    "occurrence",
                    "input",
                    "state_before",
                    "state",
                    "base",
                    "regions",
                    "priority",
                    "alarm_level",
                    "user_name",
                    "text",
                    "command")),
    EVENTS(
            List.of("sequence", "ordinal"),
            List.of(
                    "sequence",
                    "ordinal",
                    "at_ns",
                    "event_class",
                    "kind",
                    "priority",
                    "criticality",
                    "user_name",
                    "subject",
                    "area",
                    "text",
                    "search")),
    LOGBOOK(
            List.of("sequence"),
            List.of(
                    "sequence",
                    "at_ns",
                    "user_name",
                    "category",
                    "text",
                    "search",
                    "alarm",
                    "about",
                    "about_ordinal",
                    "command")),
    AUDIT(
            List.of("sequence"),
            List.of(
                    "sequence",
                    "at_ns",
                    "user_name",
                    "origin",
                    "action",
                    "target_kind",
                    "target",
                    "item",
                    "occurrence",
                    "old_value",
                    "new_value",
                    "reason",
                    "command",
                    "state",
                    "code",
                    "times",
                    "is_signed",
                    "ended_at",
                    "ended_sequence")),
    REFUSED(
            List.of("sequence", "ordinal", "table_name"),
            List.of("sequence", "ordinal", "table_name", "reason", "content"));

    /** All tables of the schema but that of the migrations; those that say where it is come last. */
    static final List<String> NAMES = names();

    private final List<String> key;
    private final List<String> columns;
    private final String insert;

    RecordTable(List<String> key, List<String> columns) {
        this.key = key;
        this.columns = columns;
        this.insert = Dialect.insert(label(), columns);
    }

    /** Its name in SQL. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> key() {
        return key;
    }

    List<String> columns() {
        return columns;
    }

    /** Adds a row; parameters are named as the columns. */
    String insert() {
        return insert;
    }

    private static List<String> occurrenceColumns() {
        List<String> columns = new ArrayList<>(List.of(
                "sequence",
                "alarm_id",
                "ordinal",
                "alarm",
                "tag",
                "area",
                "kind",
                "message",
                "unit",
                "limit_value",
                "raised_at",
                "raised_type",
                "raised_bits",
                "raised_value"));
        columns.addAll(OccurrenceMark.PRESENT);
        for (OccurrenceMark mark : OccurrenceMark.values()) {
            columns.addAll(mark.columns());
        }
        return List.copyOf(columns);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (RecordTable table : values()) {
            names.add(table.label());
        }
        names.add("projection_site");
        names.add("projection_position");
        return List.copyOf(names);
    }
}
