package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes what can be read of a journal survive a loss of power, beside SYNC: through descriptors of its own, without a lock.
 *
 * <p>Thread: its owner.
 */
public final class JournalForce {
    private final JournalFolder folder;
    private int epoch;
    private String segment = "";

    /** @param fromEpoch of what is not known to be on disk */
    public JournalForce(Path dataFolder, int fromEpoch) {
        this.folder = new JournalFolder(dataFolder);
        this.epoch = Math.max(1, fromEpoch);
    }

    /** Forces all that was appended before the call and not forced by the one before it. */
    public void force() throws IOException {
        int last = folder.lastEpoch();
        for (int number = epoch; number <= last; number++) {
            for (Path file : folder.segments(number)) {
                String name = file.getFileName().toString();
                if (number > epoch || name.compareTo(segment) >= 0) {
                    boolean isNew = number > epoch || !name.equals(segment);
                    force(file, isNew);
                    epoch = number;
                    segment = name;
                }
            }
        }
    }

    private static void force(Path file, boolean isNew) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(false);
        } catch (NoSuchFileException e) {
            return; // deleted by retention meanwhile
        }
        if (isNew) {
            CheckedFile.forceFolder(file.getParent());
        }
    }
}
