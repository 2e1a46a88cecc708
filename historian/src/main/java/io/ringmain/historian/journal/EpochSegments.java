package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The segments of one epoch as a reader goes through them: the one that is open and those behind it, whatever is added and
 * whatever retention deletes meanwhile.
 *
 * <p>Thread: its owner. Allocates: per segment, and per look at the folder.
 */
final class EpochSegments implements AutoCloseable {
    private static final int NONE = -1;

    private final JournalFolder folder;
    private final EpochManifest manifest;
    private List<Path> files;
    private int index = NONE;
    private SegmentFile open;
    private long folderChanged;

    EpochSegments(JournalFolder folder, EpochManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
        this.files = folder.segments(manifest);
    }

    int count() {
        return files.size();
    }

    Path file(int number) {
        return files.get(number);
    }

    /** Number of the one that is open, or was last; negative before the first. */
    int index() {
        return index;
    }

    /** The one that is open, or was last; null before the first. */
    SegmentFile file() {
        return open;
    }

    /**
     * Opens one in the place of the one that is open.
     *
     * @param sequence that is to be read next
     */
    void open(int number, long sequence) {
        close();
        open = folder.open(manifest.epoch(), files.get(number), sequence);
        index = number;
    }

    /** Closes the one that is open, as if none had been. */
    void leave() {
        close();
        index = NONE;
    }

    /** Lists the folder; the one that is open stays, also when it was deleted, and those before it are forgotten. */
    void refresh() {
        List<Path> present = folder.segments(manifest);
        if (index >= 0) {
            Path here = files.get(index);
            present = Stream.concat(Stream.of(here), present.stream().filter(file -> file.compareTo(here) > 0))
                    .toList();
            index = 0;
        }
        files = present;
    }

    /** Whether a later segment is there; lists the folder only when it has changed. */
    boolean hasNext() {
        if (index + 1 >= files.size()) {
            long changed = folder.epochFolder(manifest.epoch()).toFile().lastModified();
            if (changed != folderChanged) {
                folderChanged = changed;
                refresh();
            }
        }
        return index + 1 < files.size();
    }

    /** Opens the next one that is known; false when there is none. */
    boolean openNext(long sequence) {
        if (index + 1 >= files.size()) {
            return false;
        }
        open(index + 1, sequence);
        return true;
    }

    /** First sequence of the batch that stands there in the one that is open. */
    long firstSequenceAt(long at) {
        open.look(at);
        return BatchHeader.firstSequence(open.buffer(), open.offset());
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
