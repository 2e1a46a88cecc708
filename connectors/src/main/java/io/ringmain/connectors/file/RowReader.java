package io.ringmain.connectors.file;

import java.io.IOException;
import java.util.List;

/**
 * Rows of a file, one after the other; no more of it is kept than a part of bounded size.
 *
 * <p>Thread: its owner.
 */
interface RowReader extends AutoCloseable {

    /** Names of the columns. */
    List<String> columns();

    /** Goes to the next row; false at the end. */
    boolean next() throws IOException;

    /** Number of the present row as a person would find it: line of a text, else row, from 1. */
    long number();

    /** A cell of the present row: String, Boolean, Long, Double, or null when there is none. */
    Object cell(int column);

    /** Nanoseconds of one unit of a column's numbers when the file itself says that they are times, else 0. */
    default long timeUnitNs(int column) {
        return 0;
    }

    @Override
    void close() throws IOException;
}
