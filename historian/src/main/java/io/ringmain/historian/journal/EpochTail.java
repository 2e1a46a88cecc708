package io.ringmain.historian.journal;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What is known of where an epoch ends, and so whether what comes behind its last whole batch is an unclean tail, damage, or
 * damage that does not matter to whoever reads.
 *
 * <p>Thread: its reader's. Allocates: for damage.
 */
final class EpochTail {
    private final JournalFolder folder;
    private final EpochManifest manifest;
    private final EpochSegments segments;
    private final long neededFrom;
    private final Consumer<DamagedJournalException> passed;
    private EpochSeal seal;
    private boolean isSealDamaged;

    /**
     * @param neededFrom damage that leaves everything from there on is passed over
     * @param passed is told what was
     */
    EpochTail(
            JournalFolder folder,
            EpochManifest manifest,
            EpochSegments segments,
            long neededFrom,
            Consumer<DamagedJournalException> passed) {
        this.folder = folder;
        this.manifest = manifest;
        this.segments = segments;
        this.neededFrom = neededFrom;
        this.passed = passed;
    }

    /** Whether the epoch was sealed at that sequence or before. */
    boolean isSealedAt(long lastSequence) {
        if (seal == null && !isSealDamaged) {
            seal = readSeal();
        }
        return seal != null && lastSequence >= seal.lastSequence();
    }

    /** What the manifest knows is enough for whoever needs nothing of it. */
    private EpochSeal readSeal() {
        try {
            return folder.seal(manifest.epoch());
        } catch (DamagedJournalException e) {
            if (neededFrom <= manifest.knownLast()) {
                throw e;
            }
            isSealDamaged = true;
            passed.accept(e);
            return null;
        }
    }

    /** Where in a segment the first whole batch stands behind the last one that was read, or {@link BatchSearch#NONE}. */
    long find(int index, long from, long lastSequence) {
        long most = seal == null ? Long.MAX_VALUE : seal.lastSequence();
        Path file = segments.file(index);
        try {
            long at = BatchSearch.find(file, from, lastSequence + 1, most);
            // the next batch, and yet a problem: not all of its fragments are there, which the search does not see
            return at == from && segments.index() == index && segments.firstSequenceAt(at) == lastSequence + 1
                    ? BatchSearch.find(file, from + 4, lastSequence + 1, most)
                    : at;
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
            folder.requireKept(lastSequence + 1);
            return BatchSearch.NONE; // deleted by retention, so nothing that comes next was in it
        }
    }

    /** Pages that were never forced may be there or not, in any order; none of what was forced is missing. */
    boolean isLeftByPowerLoss(long lastSequence) {
        return seal == null
                && manifest.isOfOtherBoot()
                && lastSequence >= DurableMark.read(folder.epochFolder(manifest.epoch()), Long.MIN_VALUE);
    }

    /** Whether damage that ends before that sequence took something that is needed. */
    boolean isNeeded(long first) {
        return first > neededFrom;
    }

    void pass(DamagedJournalException damage) {
        passed.accept(damage);
    }

    /** The damage, to be thrown; where retention deleted the segment meanwhile, it says that itself. */
    DamagedJournalException unlessDeleted(DamagedJournalException damage) {
        folder.requireKept(damage.sequence());
        return damage;
    }

    /**
     * The epoch's last sequence, where nothing more is to be read.
     *
     * @param lastSequence of the last whole batch that was read
     * @throws DamagedJournalException when more is known to have been there, and needed
     */
    long lastSequence(long lastSequence, String problem) {
        long known = seal == null ? manifest.knownLast() : seal.lastSequence();
        if (lastSequence >= known) {
            return lastSequence;
        }
        DamagedJournalException damage = damaged(lastSequence, problem + "; the epoch ended at sequence " + known);
        if (known >= neededFrom) {
            throw unlessDeleted(damage);
        }
        passed.accept(damage);
        return known;
    }

    DamagedJournalException damaged(long lastSequence, String problem) {
        SegmentFile segment = segments.file();
        return new DamagedJournalException(
                manifest.epoch(),
                segment == null ? "no segment" : segment.name(),
                segment == null ? 0 : segment.position(),
                lastSequence + 1,
                problem);
    }
}
