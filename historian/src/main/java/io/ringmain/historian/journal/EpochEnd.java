package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends an epoch whose process was killed: at its last whole batch, with the digests that are missing. Thread: the start. */
final class EpochEnd {
    private static final Logger LOG = LoggerFactory.getLogger(EpochEnd.class);

    private final JournalFolder folder;
    private final EpochManifest manifest;
    private final Path path;

    EpochEnd(JournalFolder folder, EpochManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
        this.path = folder.epochFolder(manifest.epoch());
    }

    /**
     * Seals it.
     *
     * @param nextSequence at which the next epoch begins: what is damaged before it is not needed
     * @return the seal, null when the epoch is damaged where it ends, and is left as it is
     */
    EpochSeal seal(long nextSequence) throws IOException {
        Files.deleteIfExists(path.resolve(SegmentKeeper.PREPARED));
        long last = manifest.firstSequence() - 1;
        try (EpochReader reader = new EpochReader(folder, manifest, readFrom(), nextSequence, EpochEnd::report)) {
            // what was not read before is no part of the epoch, whatever stands behind a hole
            while (reader.lastSequence() < nextSequence - 1 && reader.next(false) == EpochReader.Step.EXCERPT) {
                reader.advance();
            }
            last = Math.min(reader.lastSequence(), nextSequence - 1);
        } catch (DamagedJournalException e) {
            report(e);
            return null;
        }
        List<SegmentRecord> segments = new ArrayList<>(manifest.segments());
        List<Path> files = folder.segments(manifest.epoch());
        for (Path file : files) {
            if (manifest.segment(file.getFileName().toString()) == null) {
                trim(file, file.equals(files.get(files.size() - 1)));
                segments.add(SegmentKeeper.recordAsIs(path, extent(file, last)));
            }
        }
        EpochManifest ended = manifest.with(segments);
        ended.write(path);
        EpochSeal seal = ended.seal(last, false);
        seal.write(path);
        return seal;
    }

    /** A process that was killed has left all that it wrote: nothing stands behind a clean end, and needs not be looked for. */
    private void trim(Path file, boolean isLast) throws IOException {
        SegmentFile.Used used = SegmentFile.used(file);
        if (!manifest.isOfOtherBoot() && (used.isMarked() || isLast && !used.isTorn())) {
            SegmentDigest.trim(file, used.bytes());
        } else {
            SegmentDigest.trimIfZero(file, used.bytes());
        }
    }

    /** After a loss of power whole segments may stand behind the first hole: it is looked for from what was on disk on. */
    private long readFrom() {
        return manifest.isOfOtherBoot() ? DurableMark.read(path, manifest.firstSequence()) : Long.MAX_VALUE;
    }

    private static void report(DamagedJournalException e) {
        LOG.error("The journal is damaged: {}", e.getMessage());
    }

    /** What stands in a segment up to the epoch's last sequence. */
    private static SegmentKeeper.Finished extent(Path file, long epochLast) {
        long first = epochLast + 1;
        long last = epochLast;
        long firstTimeNs = 0;
        long timeNs = 0;
        try (SegmentFile segment = new SegmentFile(file)) {
            long at = 0;
            boolean isFirst = true;
            while (segment.look(at) == SegmentFile.Look.DOCUMENT) {
                long begins = BatchHeader.firstSequence(segment.buffer(), segment.offset());
                long ends = BatchHeader.lastSequence(segment.buffer(), segment.offset());
                if (isFirst) {
                    first = begins;
                    last = begins - 1;
                    firstTimeNs = BatchHeader.baseTimeNs(segment.buffer(), segment.offset());
                    timeNs = firstTimeNs;
                    isFirst = false;
                }
                if (ends >= last && ends <= epochLast) {
                    last = ends;
                    timeNs = BatchHeader.baseTimeNs(segment.buffer(), segment.offset());
                }
                at = segment.next();
            }
        }
        return new SegmentKeeper.Finished(file.getFileName().toString(), first, last, firstTimeNs, timeNs);
    }
}
