package io.ringmain.historian.records;

import io.ringmain.historian.sql.DatabaseException;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows that a database does not take, whatever is tried. */
final class Refusal {
    private static final int MAX_CONTENT = 4_000;

    private Refusal() {}

    /** Whether it is the row that is wrong, and not the database that fails. */
    static boolean isOne(DatabaseException error) {
        return error instanceof DatabaseException.Data || error instanceof DatabaseException.Constraint;
    }

    /** The values as a text that every database takes. */
    static String content(Map<String, Object> values) {
        String content = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("; "));
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < content.length() && ascii.length() < MAX_CONTENT; i++) {
            char c = content.charAt(i);
            ascii.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return ascii.toString();
    }
}
