package io.ringmain.historian.records;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row to be.
 *
 * @param values by column
 */
record RecordRow(RecordTable table, Map<String, Object> values) {
    static RecordRow of(RecordTable table) {
        return new RecordRow(table, new LinkedHashMap<>());
    }

    /** A text as every database takes it: what Unicode does not know, and NUL, is replaced. */
    RecordRow text(String column, String text) {
        values.put(column, Texts.plain(text));
        return this;
    }

    RecordRow number(String column, long number) {
        values.put(column, number);
        return this;
    }

    /** A number that may be missing; what is not finite is. */
    RecordRow real(String column, double number) {
        values.put(column, Double.isFinite(number) ? number : null);
        return this;
    }

    long sequence() {
        return (long) values.get("sequence");
    }

    /** Place in the event; 0 where the table has one row an event. */
    long ordinal() {
        return (long) values.getOrDefault("ordinal", 0L);
    }
}
