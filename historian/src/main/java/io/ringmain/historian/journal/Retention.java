package io.ringmain.historian.journal;

import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the oldest finished segments when the journal is too old or too large, and so that what is left begins at a
 * snapshot that was read back whole: it can be replayed from there. Nothing is deleted that a floor or a legal hold needs,
 * nor anything behind it.
 *
 * <p>Each segment goes in three steps, each on disk before the next: the record of it ({@link DeletionLog}), the mark in
 * its manifest, the file.
 *
 * <p>Thread: the keeper's. Owns: manifests of epochs that have ended, while it deletes of them.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    /** Rounds of the keeper, a second each, between looks at what may have changed outside. */
    private static final int ROUNDS = 60;

    private final JournalFolder folder;
    private final JournalSettings settings;
    private final FileSnapshotStore snapshots;
    private final List<RetentionFloor> floors = new CopyOnWriteArrayList<>();
    private final DeletionLog log;
    private final LegalHolds holds;
    private volatile DeletionWitness witness = (lastSequence, snapshotSequence) -> {};
    private EpochManifest seen;
    private int rounds = ROUNDS;
    private volatile String obstacle = "";

    Retention(JournalFolder folder, Path dataFolder, JournalSettings settings, FileSnapshotStore snapshots) {
        this.folder = folder;
        this.settings = settings;
        this.snapshots = snapshots;
        this.log = new DeletionLog(folder);
        this.holds = new LegalHolds(dataFolder);
    }

    void add(RetentionFloor floor) {
        floors.add(floor);
    }

    void tell(DeletionWitness recording) {
        witness = recording;
    }

    /** What keeps the journal longer than the settings say; empty when nothing does. Thread: any. */
    String obstacle() {
        return obstacle;
    }

    /** Called every second: looks when a segment was finished, and from time to time. */
    void onRound(SegmentKeeper keeper) {
        if (keeper.manifest() == seen && rounds++ < ROUNDS) {
            return;
        }
        rounds = 0;
        try {
            run(keeper);
        } catch (IOException | RuntimeException e) {
            say("nothing is deleted: " + e.getMessage());
        }
        seen = keeper.manifest();
    }

    /** One segment in the order of the journal. */
    private record Candidate(EpochManifest epoch, SegmentRecord segment) {}

    /** Deletes what may go; gives the number of segments. */
    int run(SegmentKeeper keeper) throws IOException {
        try (RetentionLock lock = RetentionLock.take(folder.path())) {
            List<Candidate> kept = kept(keeper.manifest());
            List<String> reasons = new ArrayList<>();
            int free = notNeeded(kept, beyondLimits(kept), reasons);
            int going = free == 0 ? 0 : deleteUpToASnapshot(kept.subList(0, free), keeper);
            if (free > 0 && going == 0) {
                reasons.add("no whole snapshot is old enough to begin with");
            }
            say(String.join("; ", reasons));
            return going;
        }
    }

    /** Deletes of what is free as much as lies before a whole snapshot. */
    private int deleteUpToASnapshot(List<Candidate> free, SegmentKeeper keeper) throws IOException {
        for (SnapshotStore.Stored snapshot : snapshots.newestFirst()) {
            int going = 0;
            while (going < free.size() && last(free, going + 1) <= snapshot.sequence()) {
                going++;
            }
            boolean isInside = snapshot.sequence() <= last(free, free.size());
            if (isInside && going > 0 && snapshots.isWhole(snapshot)) {
                witness.record(last(free, going), snapshot.sequence());
                snapshots.deleteBefore(snapshot.sequence());
                delete(free.subList(0, going), keeper);
                return going;
            }
        }
        return 0;
    }

    /** Finished segments that are there, oldest first, up to the first one that is not finished. */
    private List<Candidate> kept(EpochManifest live) throws IOException {
        List<Candidate> kept = new ArrayList<>();
        for (EpochManifest stored : folder.epochs()) {
            EpochManifest epoch = stored.epoch() == live.epoch() ? live : stored;
            for (SegmentRecord segment : epoch.segments()) {
                Path file = folder.epochFolder(epoch.epoch()).resolve(segment.name());
                if (segment.isDeleted()) {
                    Files.deleteIfExists(file); // its process ended between the mark and this
                } else {
                    kept.add(new Candidate(epoch, segment));
                }
            }
            if (folder.segments(epoch).stream()
                    .anyMatch(file -> epoch.segment(file.getFileName().toString()) == null)) {
                break;
            }
        }
        return kept;
    }

    /** How many are too old or too much; ring time, as a wrong clock must not delete anything. */
    private int beyondLimits(List<Candidate> kept) {
        long newestNs = kept.stream()
                .mapToLong(candidate -> candidate.segment().lastTimeNs())
                .max()
                .orElse(0);
        long bytes = kept.stream()
                        .mapToLong(candidate -> candidate.segment().bytes())
                        .sum()
                + settings.allocatedBytes();
        int end = 0;
        for (Candidate candidate : kept) {
            boolean isTooMuch = bytes > settings.retentionBytes();
            boolean isTooOld = candidate.segment().lastTimeNs() < newestNs - settings.retentionNs();
            if (!isTooMuch && !isTooOld) {
                break;
            }
            bytes -= candidate.segment().bytes();
            end++;
        }
        return end;
    }

    /** How many of them nobody needs. */
    private int notNeeded(List<Candidate> kept, int end, List<String> reasons) throws IOException {
        int free = end;
        String by = "";
        for (RetentionFloor floor : floors) {
            long from = floor.neededFrom().getAsLong();
            int before = before(kept, free, candidate -> candidate.lastSequence() >= from);
            by = before < free ? floor.name() + " needs it from sequence " + Math.max(0, from) + " on" : by;
            free = before;
        }
        for (LegalHold hold : holds.all()) {
            for (int i = 0; i < free; i++) {
                long endNs = i + 1 < kept.size() ? kept.get(i + 1).segment().firstTimeNs() : Long.MAX_VALUE;
                if (hold.covers(kept.get(i).segment().firstTimeNs(), endNs)) {
                    free = i;
                    by = "legal hold " + hold.id();
                }
            }
        }
        if (free < end) {
            reasons.add((end - free) + " segments that could be deleted are kept: " + by);
        }
        return free;
    }

    private static int before(List<Candidate> kept, int end, Predicate<SegmentRecord> isNeeded) {
        for (int i = 0; i < end; i++) {
            if (isNeeded.test(kept.get(i).segment())) {
                return i;
            }
        }
        return end;
    }

    private static long last(List<Candidate> kept, int count) {
        return kept.get(count - 1).segment().lastSequence();
    }

    private void delete(List<Candidate> going, SegmentKeeper keeper) throws IOException {
        long now = System.currentTimeMillis();
        log.append(going.stream()
                .map(gone -> DeletedSegment.of(gone.epoch().epoch(), gone.segment(), now))
                .toList());
        Map<Integer, EpochManifest> epochs = new LinkedHashMap<>();
        Map<Integer, List<String>> names = new LinkedHashMap<>();
        for (Candidate gone : going) {
            epochs.put(gone.epoch().epoch(), gone.epoch());
            names.computeIfAbsent(gone.epoch().epoch(), epoch -> new ArrayList<>())
                    .add(gone.segment().name());
        }
        for (EpochManifest epoch : epochs.values()) {
            EpochManifest marked = epoch.deleted(names.get(epoch.epoch()), now);
            Path path = folder.epochFolder(epoch.epoch());
            if (epoch.epoch() == keeper.manifest().epoch()) {
                keeper.replace(marked);
            } else {
                marked.write(path);
            }
            for (String name : names.get(epoch.epoch())) {
                Files.deleteIfExists(path.resolve(name));
            }
            if (epoch.epoch() != keeper.manifest().epoch() && marked.isAllDeleted()) {
                Files.deleteIfExists(path.resolve("metadata.cq4t"));
                Files.deleteIfExists(path.resolve(DurableMark.FILE));
            }
        }
        LOG.info(
                "Retention deleted {} segments of the journal, sequences {} to {}",
                going.size(),
                going.get(0).segment().firstSequence(),
                last(going, going.size()));
    }

    private void say(String text) {
        if (!text.equals(obstacle) && !text.isEmpty()) {
            LOG.info("Retention: {}", text);
        }
        obstacle = text;
    }
}
