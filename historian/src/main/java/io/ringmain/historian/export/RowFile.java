package io.ringmain.historian.export;

import java.io.IOException;

/** Takes rows in the order of the journal. Thread: its owner. Memory: the same for any number of rows. */
interface RowFile {
    void add(Row row) throws IOException;

    /** Writes what is left; nothing may be added after. The stream below stays open. */
    void finish() throws IOException;
}
