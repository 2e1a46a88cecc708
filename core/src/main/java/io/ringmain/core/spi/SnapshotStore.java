package io.ringmain.core.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Where state snapshots are kept. Their bytes are opaque to it; core checks them when it loads one. */
public interface SnapshotStore {

    /** A snapshot that writes itself. */
    interface Image {
        void writeTo(OutputStream out) throws IOException;
    }

    /** One stored snapshot. */
    interface Stored {

        /** What an operator finds it by, for example a file's name. */
        String name();

        /** The last event it contains. */
        long sequence();

        /** Its bytes, to be read once from their begin. */
        InputStream open() throws IOException;
    }

    /**
     * Stores a snapshot durably and atomically, and may delete older ones, but for at least one. Thread: the snapshot
     * writer.
     *
     * @throws java.io.UncheckedIOException when it could not be written; the older ones are still there then
     */
    void store(long sequence, Image image);

    /** All that are kept, the newest first; some may turn out to be damaged. */
    List<Stored> newestFirst();
}
