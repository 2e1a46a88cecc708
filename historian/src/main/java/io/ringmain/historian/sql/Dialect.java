package io.ringmain.historian.sql;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The databases that are known, and the statements in which they differ. */
public enum Dialect {
    SQLITE,
    POSTGRESQL,
    /** MySQL speaks the same here; it is tested with MariaDB. */
    MARIADB;

    /** Name of the folder with this one's migrations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A statement that adds a row, or gives the row of that key these values; parameters are named as the columns.
     *
     * @param key columns of a unique constraint
     * @param columns all columns, those of the key too
     */
    public String upsert(String table, Collection<String> key, Collection<String> columns) {
        List<String> changed = columns.stream().filter(c -> !key.contains(c)).toList();
        if (changed.isEmpty()) {
            return insertIfAbsent(table, key, columns);
        }
        String set = this == MARIADB ? "%1$s = VALUES(%1$s)" : "%1$s = excluded.%1$s";
        return insert(table, columns) + onConflict(key) + list(changed, set);
    }

    /**
     * A statement that adds a row, or leaves the row of that key as it is. How many rows it says it changed is not the
     * same everywhere.
     */
    public String insertIfAbsent(String table, Collection<String> key, Collection<String> columns) {
        if (this == MARIADB) { // not IGNORE, which makes values fit that do not
            String first = key.iterator().next();
            return insert(table, columns) + onConflict(key) + list(List.of(first), "%1$s = " + table + ".%1$s");
        }
        return insert(table, columns) + " ON CONFLICT (" + String.join(", ", key) + ") DO NOTHING";
    }

    /** A statement that adds a row; parameters are named as the columns. */
    public static String insert(String table, Collection<String> columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + list(columns, ":%s") + ")";
    }

    private String onConflict(Collection<String> key) {
        return this == MARIADB
                ? " ON DUPLICATE KEY UPDATE "
                : " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET ";
    }

    private static String list(Collection<String> columns, String format) {
        return columns.stream().map(format::formatted).collect(Collectors.joining(", "));
    }
}
