package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares a journal's files with what its manifests say: what is missing, renamed, swapped, of another length or digest;
 * manifests whose digest the next one does not know; epochs between which events are missing.
 */
final class FolderCheck {
    private final JournalFolder folder;
    private final Set<String> damaged = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean isComparingDigests;
    private long segments;

    /** @param known damage that needs not be told once more for its whole file */
    FolderCheck(Path dataFolder, List<DamagedJournalException> known) {
        this(dataFolder, known, true);
    }

    /** @param isComparingDigests false when somebody else does it */
    FolderCheck(Path dataFolder, List<DamagedJournalException> known, boolean isComparingDigests) {
        this.isComparingDigests = isComparingDigests;
        this.folder = new JournalFolder(dataFolder);
        known.forEach(damage -> damaged.add(damage.epoch() + " " + damage.file()));
    }

    List<String> problems() {
        return problems;
    }

    /** How many digests were compared. */
    long segments() {
        return segments;
    }

    void run() {
        EpochManifest before = null;
        List<DeletedSegment> deleted = deleted();
        for (EpochManifest epoch : folder.epochs(damage -> {})) {
            try {
                compareFiles(epoch);
                compareDeleted(epoch, deleted);
                compareSeal(epoch, folder.seal(epoch.epoch()));
                if (before != null) {
                    compareChain(before, epoch);
                } else if (epoch.epoch() != 1 || !epoch.previous().isEmpty()) {
                    problem(epoch, EpochManifest.FILE, epoch.firstSequence(), "epochs before it are missing");
                }
            } catch (DamagedJournalException e) {
                problems.add(e.getMessage());
            } catch (IOException e) {
                problem(epoch, EpochManifest.FILE, epoch.firstSequence(), DataFolderLock.reason(e));
            }
            before = epoch;
        }
    }

    private void compareFiles(EpochManifest epoch) throws IOException {
        Path path = folder.epochFolder(epoch.epoch());
        for (SegmentRecord segment : epoch.segments()) {
            if (!segment.isDeleted()) {
                compare(epoch, segment, path.resolve(segment.name()));
            }
        }
        if (folder.seal(epoch.epoch()) != null) {
            for (Path file : folder.segments(epoch.epoch())) {
                if (epoch.segment(file.getFileName().toString()) == null) {
                    problem(
                            epoch,
                            file.getFileName().toString(),
                            epoch.firstSequence(),
                            "the manifest knows no such segment");
                }
            }
        }
    }

    private List<DeletedSegment> deleted() {
        try {
            return new DeletionLog(folder).entries();
        } catch (IOException e) {
            problems.add(DataFolderLock.reason(e));
            return List.of();
        }
    }

    /** What is marked as deleted must be in the record of deletions. */
    private void compareDeleted(EpochManifest epoch, List<DeletedSegment> deleted) {
        for (SegmentRecord segment : epoch.segments()) {
            if (segment.isDeleted() && deleted.stream().noneMatch(entry -> entry.isOf(epoch.epoch(), segment))) {
                problem(
                        epoch,
                        segment.name(),
                        segment.firstSequence(),
                        "it is marked as deleted, and " + DeletionLog.FILE + " does not know of it");
            }
        }
    }

    private void compare(EpochManifest epoch, SegmentRecord segment, Path file) throws IOException {
        if (!Files.exists(file)) {
            problem(epoch, segment.name(), segment.firstSequence(), "the segment is missing");
            return;
        }
        segments++;
        long bytes = Files.size(file);
        if (damaged.contains(epoch.epoch() + " " + segment.name())) {
            return;
        }
        if (bytes != segment.bytes()) {
            problem(
                    epoch,
                    segment.name(),
                    segment.firstSequence(),
                    "it has " + bytes + " bytes, the manifest says " + segment.bytes());
        } else if (isComparingDigests && !SegmentDigest.of(file).equals(segment.sha256())) {
            problem(
                    epoch,
                    segment.name(),
                    segment.firstSequence(),
                    "its digest is not the manifest's, though its batches are whole");
        }
    }

    /** What an epoch says about itself, and what the next one says about it. */
    private void compareSeal(EpochManifest epoch, EpochSeal seal) {
        if (seal != null && !seal.digest().equals(epoch.digest(seal.lastSequence(), seal.isClean()))) {
            problem(epoch, EpochManifest.FILE, epoch.firstSequence(), "manifest and seal do not belong together");
        }
    }

    private void compareChain(EpochManifest before, EpochManifest epoch) {
        EpochSeal seal = folder.sealIfWhole(before.epoch());
        if (epoch.epoch() != before.epoch() + 1) {
            problem(
                    epoch,
                    EpochManifest.FILE,
                    epoch.firstSequence(),
                    "epoch " + (before.epoch() + 1) + " is missing or its manifest can not be read");
        } else if (!epoch.previous().equals(seal == null ? "" : seal.digest())) {
            problem(
                    before,
                    EpochSeal.FILE,
                    before.firstSequence(),
                    "it is not the seal that epoch " + epoch.epoch() + " followed");
        }
        if (seal != null && epoch.firstSequence() != seal.lastSequence() + 1) {
            problem(
                    epoch,
                    EpochManifest.FILE,
                    epoch.firstSequence(),
                    "the epoch before it ended at sequence " + seal.lastSequence());
        }
    }

    private void problem(EpochManifest epoch, String file, long sequence, String text) {
        problems.add(new DamagedJournalException(epoch.epoch(), file, 0, sequence, text).getMessage());
    }
}
