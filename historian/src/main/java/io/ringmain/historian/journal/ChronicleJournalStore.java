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
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The journal of a data folder, kept for this process by a file lock. Every start writes to an epoch of its own; older
 * ones are never touched again.
 *
 * <p>Thread: any for readers; one for {@link #newEpoch} and {@link #close}. Owns: {@code DIR/journal}.
 */
public final class ChronicleJournalStore implements JournalStore, AutoCloseable {
    private static final int NONE = 0;

    private final JournalFolder folder;
    private final DataFolderLock lock;
    private final JournalSettings settings;
    private final FileSnapshotStore snapshots;
    private final Retention retention;
    private LongSupplier freeBytes;
    private Supplier<String> auditHead = () -> "";
    private Supplier<String> auditWarning = () -> "";
    private final AtomicInteger liveEpoch = new AtomicInteger(NONE);

    private ChronicleJournalStore(
            JournalFolder folder, Path dataFolder, DataFolderLock lock, JournalSettings settings) {
        this.folder = folder;
        this.lock = lock;
        this.settings = settings;
        this.snapshots = new FileSnapshotStore(dataFolder);
        this.retention = new Retention(folder, dataFolder, settings, snapshots);
    }

    /**
     * Takes a data folder, and makes it when it is not there.
     *
     * @throws ProvisionException when another process has it, it can not be written, or a newer Ringmain wrote it
     */
    public static ChronicleJournalStore open(Path dataFolder) {
        return open(dataFolder, JournalSettings.DEFAULT);
    }

    /** Takes a data folder; segments get that many bytes. */
    static ChronicleJournalStore open(Path dataFolder, long segmentBytes) {
        return open(dataFolder, JournalSettings.DEFAULT.segments(segmentBytes));
    }

    /** The same with settings. */
    public static ChronicleJournalStore open(Path dataFolder, JournalSettings settings) {
        DataFolderLock lock = DataFolderLock.take(dataFolder);
        boolean isOpen = false;
        try {
            JournalFolder folder = new JournalFolder(dataFolder);
            Files.createDirectories(folder.path());
            if (!Files.isWritable(folder.path())) {
                throw new ProvisionException("journal folder " + folder.path() + " can not be written");
            }
            folder.epochs(damage -> {}); // a newer format ends the start; damage is told by who needs what is damaged
            isOpen = true;
            return new ChronicleJournalStore(
                    folder,
                    dataFolder,
                    lock,
                    settings.on(Files.getFileStore(folder.path()).getTotalSpace()));
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

    /** The same for all that is whole: damage is passed over, see {@link JournalReader#passedDamage}. */
    public static JournalReader readWhatIsWhole(Path dataFolder) {
        return checking(dataFolder);
    }

    static FolderReader reader(Path dataFolder, long fromSequence) {
        JournalFolder folder = existing(dataFolder);
        return new FolderReader(folder, fromSequence, isLast(folder));
    }

    /** Reads all that is whole, and passes over all damage. */
    static FolderReader checking(Path dataFolder) {
        JournalFolder folder = existing(dataFolder);
        int last = folder.lastEpoch(); // where a folder is missing in between, the one before it is not the last
        return new FolderReader(
                folder, Long.MIN_VALUE, Long.MAX_VALUE, isLast(folder).and(epoch -> epoch >= last));
    }

    /** Reads what is whole from a sequence on, and passes over all damage. */
    static FolderReader salvaging(Path dataFolder, long fromSequence) {
        JournalFolder folder = existing(dataFolder);
        return new FolderReader(folder, fromSequence, Long.MAX_VALUE, isLast(folder));
    }

    /** Whether a process runs on a data folder. Changes nothing. */
    public static boolean isInUse(Path dataFolder) {
        return DataFolderLock.isTaken(dataFolder);
    }

    /**
     * The first sequence that retention has left of a data folder's journal, 1 when it has deleted nothing.
     *
     * @throws ProvisionException when there is no journal in the folder
     */
    public static long firstKept(Path dataFolder) {
        return existing(dataFolder).firstKept();
    }

    static JournalFolder existing(Path dataFolder) {
        JournalFolder folder = new JournalFolder(dataFolder);
        if (!Files.isDirectory(folder.path())) {
            throw new ProvisionException("there is no journal in " + dataFolder + ": " + folder.path() + " is missing");
        }
        return folder;
    }

    private static IntPredicate isLast(JournalFolder folder) {
        return epoch -> !folder.epochFolder(epoch + 1).toFile().exists();
    }

    @Override
    public JournalReader reader(long fromSequence) {
        return new FolderReader(folder, fromSequence, epoch -> epoch == liveEpoch.get());
    }

    /** Says how far the audit's chain has come: the manifest of each new epoch carries it. */
    public ChronicleJournalStore auditHead(Supplier<String> head) {
        auditHead = head;
        return this;
    }

    /** Says why the journal is not signed, empty while it is: the plant is not healthy then. */
    public ChronicleJournalStore auditWarning(Supplier<String> warning) {
        auditWarning = warning;
        return this;
    }

    /** The snapshots of the data folder, from which retention takes the one that is left to begin with. */
    public FileSnapshotStore snapshots() {
        return snapshots;
    }

    /** Keeps what somebody needs from being deleted; to be said before an epoch begins, which looks at once what may go. */
    public void keep(RetentionFloor floor) {
        retention.add(floor);
    }

    /** Has deletions recorded by somebody before they are done. */
    public void tell(DeletionWitness witness) {
        retention.tell(witness);
    }

    /** What keeps the journal longer than the settings say; empty when nothing does. Thread: any. */
    public String obstacle() {
        return retention.obstacle();
    }

    /** A disk of a test. */
    ChronicleJournalStore freeBytes(LongSupplier free) {
        freeBytes = free;
        return this;
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        if (liveEpoch.get() != NONE) {
            throw new IllegalStateException("epoch " + liveEpoch.get() + " is still open");
        }
        int number = folder.lastEpoch() + 1;
        EpochManifest previous = previous(number - 1);
        boolean isOpen = false;
        try {
            String chain = previous == null ? "" : end(previous, firstSequence);
            liveEpoch.set(number); // before a reader can see the folder
            EpochManifest manifest = EpochManifest.of(number, firstSequence, chain, auditHead.get());
            Path path = folder.create(manifest);
            LongSupplier free = freeBytes == null ? () -> path.toFile().getUsableSpace() : freeBytes;
            SegmentKeeper keeper = new SegmentKeeper(path, manifest, settings, free, retention::onRound);
            keeper.work();
            if (keeper.floor() != null) {
                throw new ProvisionException(keeper.floor());
            }
            ChronicleJournal journal =
                    new ChronicleJournal(path, firstSequence, settings, keeper, () -> liveEpoch.set(NONE));
            keeper.warn(auditWarning);
            keeper.start();
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

    /** The last epoch's manifest; null when there is none. */
    private EpochManifest previous(int number) {
        List<EpochManifest> epochs = folder.epochs(damage -> {
            if (damage.epoch() == number) {
                throw damage;
            }
        });
        return epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
    }

    /** Seals the last epoch when its process was killed; returns the digest that the next one carries on. */
    private String end(EpochManifest epoch, long nextSequence) throws IOException {
        EpochSeal seal = folder.sealIfWhole(epoch.epoch());
        if (seal == null) {
            seal = new EpochEnd(folder, epoch).seal(nextSequence);
        }
        return seal == null ? "" : seal.digest();
    }

    /** Gives the folder back. The journal made by {@link #newEpoch} is closed before. */
    @Override
    public void close() {
        lock.close();
    }
}
