package io.ringmain.historian.sql;

/** Makes an object of a row, at once: the row is gone afterwards. */
@FunctionalInterface
public interface RowMapper<T> {
    T map(Row row);
}
