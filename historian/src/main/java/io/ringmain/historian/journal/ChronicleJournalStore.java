package io.ringmain.historian.journal;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a data folder, kept for this process by a file lock. Every start writes to an epoch of its own; older
 * ones are never touched again.
 *
 * <p>Thread: any for readers; one for {@link #newEpoch} and {@link #close}. Owns: {@code DIR/journal}.
 */
public final class ChronicleJournalStore implements JournalStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournalStore.class);
    private static final long SEGMENT_BYTES = 256L * 1024 * 1024;
    private static final int NONE = 0;

    private final JournalFolder folder;
    private final DataFolderLock lock;
    private final long segmentBytes;
    private final AtomicInteger liveEpoch = new AtomicInteger(NONE);

    private ChronicleJournalStore(JournalFolder folder, DataFolderLock lock, long segmentBytes) {
        this.folder = folder;
        this.lock = lock;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Takes a data folder, and makes it when it is not there.
     *
     * @throws ProvisionException when another process has it, it can not be written, or a newer Ringmain wrote it
     * @throws DamagedJournalException when the manifest of an epoch can not be read
     */
    public static ChronicleJournalStore open(Path dataFolder) {
        return open(dataFolder, SEGMENT_BYTES);
    }

    /** Takes a data folder; segments get that many bytes. */
    static ChronicleJournalStore open(Path dataFolder, long segmentBytes) {
        DataFolderLock lock = DataFolderLock.take(dataFolder);
        boolean isOpen = false;
        try {
            JournalFolder folder = new JournalFolder(dataFolder);
            Files.createDirectories(folder.path());
            if (!Files.isWritable(folder.path())) {
                throw new ProvisionException("journal folder " + folder.path() + " can not be written");
            }
            folder.epochs();
            isOpen = true;
            return new ChronicleJournalStore(folder, lock, segmentBytes);
        } catch (IOException e) {
            throw new ProvisionException(
                    "journal folder " + dataFolder + " can not be written: " + DataFolderLock.reason(e), e);
        } finally {
            if (!isOpen) {
                lock.close();
            }
        }
    }

    /**
     * A reader of a data folder that another process may be writing to; it takes no lock and writes nothing.
     *
     * @throws ProvisionException when there is no journal in the folder
     */
    public static JournalReader readOnly(Path dataFolder, long fromSequence) {
        return reader(dataFolder, fromSequence);
    }

    static FolderReader reader(Path dataFolder, long fromSequence) {
        JournalFolder folder = new JournalFolder(dataFolder);
        if (!Files.isDirectory(folder.path())) {
            throw new ProvisionException("there is no journal in " + dataFolder + ": " + folder.path() + " is missing");
        }
        return new FolderReader(
                folder,
                fromSequence,
                epoch -> !folder.epochFolder(epoch + 1).toFile().exists());
    }

    @Override
    public JournalReader reader(long fromSequence) {
        return new FolderReader(folder, fromSequence, epoch -> epoch == liveEpoch.get());
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        if (liveEpoch.get() != NONE) {
            throw new IllegalStateException("epoch " + liveEpoch.get() + " is still open");
        }
        List<EpochManifest> epochs = folder.epochs();
        EpochManifest previous = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        int number = previous == null ? 1 : previous.epoch() + 1;
        boolean isOpen = false;
        try {
            if (previous != null && folder.seal(previous.epoch()) == null) {
                seal(previous);
            }
            liveEpoch.set(number); // before a reader can see the folder
            Path path = folder.create(EpochManifest.of(number, firstSequence));
            ChronicleJournal journal =
                    new ChronicleJournal(path, firstSequence, segmentBytes, () -> liveEpoch.set(NONE));
            isOpen = true;
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("epoch " + number + " can not be made in " + folder.path(), e);
        } finally {
            if (!isOpen) {
                liveEpoch.set(NONE);
            }
        }
    }

    /** Notes where an epoch ended whose process was killed. */
    private void seal(EpochManifest epoch) throws IOException {
        try (EpochReader reader = new EpochReader(folder, epoch, Long.MAX_VALUE)) {
            while (reader.next(false) == EpochReader.Step.EXCERPT) {
                reader.advance();
            }
            new EpochSeal(reader.lastSequence(), false).write(folder.epochFolder(epoch.epoch()));
        } catch (DamagedJournalException e) {
            LOG.error("The journal is damaged and its epoch left unsealed: {}", e.getMessage());
        }
    }

    /** Gives the folder back. The journal made by {@link #newEpoch} is closed before. */
    @Override
    public void close() {
        lock.close();
    }
}
