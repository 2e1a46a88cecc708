package io.ringmain.historian.records;

import java.util.Map;

/**
 * Longest texts by column, in characters: what the schema says, looked at here because SQLite does not, so that the same
 * rows are refused everywhere.
 */
final class ColumnLimits {
    /** A text of any characters of this length fits into a TEXT of every database. */
    private static final int TEXT = 16_000;

    private static final Map<String, Integer> NAMES = Map.of(
            "alarm", 400,
            "tag", 400,
            "area", 400,
            "subject", 400,
            "target", 400,
            "item", 250,
            "unit", 100,
            "user_name", 250,
            "origin", 250,
            "category", 500);
    private static final int PERSON = 250;

    private ColumnLimits() {}

    /** Why a row can not be stored, null when it can. */
    static String problem(RecordRow row) {
        for (Map.Entry<String, Object> value : row.values().entrySet()) {
            if (value.getValue() instanceof String text) {
                int limit = value.getKey().endsWith("_by") ? PERSON : NAMES.getOrDefault(value.getKey(), TEXT);
                if (text.length() > limit) {
                    return value.getKey() + " has " + text.length() + " characters, at most " + limit + " fit";
                }
            }
        }
        return null;
    }
}
