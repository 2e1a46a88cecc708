package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a journal holds.
 *
 * @param epochs oldest first
 * @param batches whole batches
 * @param records number by name of the event kind
 * @param firstSequence of the first batch, -1 when there is none
 * @param lastSequence of the last batch, -1 when there is none
 * @param firstTimeNs ring time of the first record, ns since the epoch, 0 when there is none
 * @param lastTimeNs ring time of the last record
 * @param bytes on disk, blocks kept for later included
 * @param deletions by retention
 * @param holds how many legal holds are in force
 * @param damage that was passed over, a line each; what stands there is not counted
 */
public record JournalSummary(
        List<Epoch> epochs,
        long batches,
        Map<String, Long> records,
        long firstSequence,
        long lastSequence,
        long firstTimeNs,
        long lastTimeNs,
        long bytes,
        Deletions deletions,
        long holds,
        List<String> damage) {

    /**
     * What retention has deleted so far.
     *
     * @param segments how many
     * @param bytes of them
     * @param lastSequence of them, 0 when there are none
     */
    public record Deletions(long segments, long bytes, long lastSequence) {}

    /**
     * One start of the program.
     *
     * @param state OPEN while it runs, CLEAN after a stop, KILLED otherwise
     * @param jvm that wrote it
     * @param ringmain version that wrote it
     * @param bytes on disk
     */
    public record Epoch(
            int number, long firstSequence, long createdMs, String state, String jvm, String ringmain, long bytes) {}

    /**
     * Reads a whole journal.
     *
     * @throws DamagedJournalException when it can not be read to its end
     * @throws io.ringmain.core.spi.ProvisionException when there is none in the folder
     */
    public static JournalSummary of(Path dataFolder) {
        return read(dataFolder, ChronicleJournalStore.reader(dataFolder, Long.MIN_VALUE));
    }

    /**
     * Reads what is whole of a journal, and names what is not.
     *
     * @throws DamagedJournalException when the lists of deletions or holds can not be read
     * @throws io.ringmain.core.spi.ProvisionException when there is none in the folder
     */
    public static JournalSummary ofWhatIsWhole(Path dataFolder) {
        return read(dataFolder, ChronicleJournalStore.salvaging(dataFolder, Long.MIN_VALUE));
    }

    private static JournalSummary read(Path dataFolder, JournalReader journal) {
        Count count = new Count();
        List<String> damage;
        try (JournalReader reader = journal) {
            while (reader.poll((buffer, offset, length) -> count.take(count.decoder.wrap(buffer, offset, length)))) {
                // counted by the handler
            }
            damage = reader.passedDamage();
        }
        List<Epoch> epochs = epochs(dataFolder, damage);
        List<DeletedSegment> deleted = deleted(dataFolder);
        return new JournalSummary(
                epochs,
                count.batches,
                count.records,
                count.firstSequence,
                count.lastSequence,
                count.firstTimeNs,
                count.lastTimeNs,
                epochs.stream().mapToLong(Epoch::bytes).sum(),
                new Deletions(
                        deleted.size(),
                        deleted.stream().mapToLong(DeletedSegment::bytes).sum(),
                        deleted.stream()
                                .mapToLong(DeletedSegment::lastSequence)
                                .max()
                                .orElse(0)),
                holds(dataFolder),
                damage);
    }

    /** Ring time up to which retention has deleted for certain, ns since 1970; the least number when it has not. */
    public static long deletedUpToNs(Path dataFolder) {
        return deleted(dataFolder).stream()
                .mapToLong(DeletedSegment::lastTimeNs)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static List<DeletedSegment> deleted(Path dataFolder) {
        try {
            return DeletionLog.read(dataFolder);
        } catch (IOException e) {
            throw new DamagedJournalException(0, DeletionLog.FILE, 0, -1, DataFolderLock.reason(e));
        }
    }

    private static long holds(Path dataFolder) {
        try {
            return new LegalHolds(dataFolder)
                    .all().stream().filter(LegalHold::isInForce).count();
        } catch (IOException e) {
            throw new DamagedJournalException(0, LegalHolds.FILE, 0, -1, DataFolderLock.reason(e));
        }
    }

    /** @param damage where it is known, manifests that can not be read are in it */
    private static List<Epoch> epochs(Path dataFolder, List<String> damage) {
        JournalFolder folder = new JournalFolder(dataFolder);
        List<Epoch> epochs = new ArrayList<>();
        boolean isTaken = DataFolderLock.isTaken(dataFolder);
        int last = folder.lastEpoch();
        List<EpochManifest> manifests = damage.isEmpty() ? folder.epochs() : folder.epochs(passed -> {});
        for (EpochManifest manifest : manifests) {
            EpochSeal seal = folder.seal(manifest.epoch());
            epochs.add(new Epoch(
                    manifest.epoch(),
                    manifest.firstSequence(),
                    manifest.createdMs(),
                    state(seal, isTaken && manifest.epoch() == last),
                    manifest.jvm(),
                    manifest.ringmain(),
                    folder.segments(manifest).stream()
                            .mapToLong(JournalSummary::size)
                            .sum()));
        }
        return epochs;
    }

    private static String state(EpochSeal seal, boolean isRunning) {
        if (seal == null) {
            return isRunning ? "OPEN" : "KILLED";
        }
        return seal.isClean() ? "CLEAN" : "KILLED";
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sums of a walk. */
    private static final class Count {
        final BatchDecoder decoder = new BatchDecoder();
        final Map<String, Long> records = new TreeMap<>();
        long batches;
        long firstSequence = -1;
        long lastSequence = -1;
        long firstTimeNs;
        long lastTimeNs;

        void take(boolean isWhole) {
            if (!isWhole) {
                return;
            }
            batches++;
            firstSequence = firstSequence < 0 ? decoder.firstSequence() : firstSequence;
            lastSequence = decoder.lastSequence();
            while (decoder.next()) {
                records.merge(EventKind.name(decoder.event().kind), 1L, Long::sum);
                lastTimeNs = decoder.event().ingressTimeNs;
                firstTimeNs = firstTimeNs == 0 ? lastTimeNs : firstTimeNs;
            }
        }
    }
}
