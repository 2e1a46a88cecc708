package io.ringmain.gateway.csv;

/**
 * Something in a table that is not sound.
 *
 * @param line of the text, counted from 1; 0 when it is not known
 * @param column its head, empty when it is about the row
 */
public record RowFault(long line, String column, String message) {
    @Override
    public String toString() {
        return line + ": " + (column.isEmpty() ? "" : column + ": ") + message;
    }
}
