package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Descriptors of the segments that may hold what is not on disk yet, each held since its file was made: an error of writing
 * back is told to descriptors that were open when it happened, and to no later one. What was written through the mapping is
 * forced through them, too: both are the same pages.
 *
 * <p>Thread: JOURNAL adds, SYNC forces. Allocates: per segment.
 */
final class OpenSegments implements AutoCloseable {
    private final Path folder;
    private final CopyOnWriteArrayList<FileChannel> channels = new CopyOnWriteArrayList<>();
    private volatile int added;
    private int namesForced;

    OpenSegments(Path folder) {
        this.folder = folder;
    }

    /** Takes a segment that was just made. Thread: JOURNAL. */
    void add(Path segment) throws IOException {
        add(FileChannel.open(segment, StandardOpenOption.READ));
    }

    /** Takes the descriptor of a segment that was just made. Thread: JOURNAL. */
    void add(FileChannel channel) {
        channels.add(channel);
        added++;
    }

    /** Thread: SYNC; or whoever has ended it. */
    void force() throws IOException {
        int names = added;
        FileChannel[] present = channels.toArray(FileChannel[]::new);
        for (int i = 0; i < present.length; i++) {
            present[i].force(false); // the length is forced with the data where it has changed
            if (i < present.length - 1) {
                channels.remove(present[i]); // nothing is written to it any more
                present[i].close();
            }
        }
        if (names != namesForced) {
            CheckedFile.forceFolder(folder);
            namesForced = names;
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
        channels.clear();
    }
}
