package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.codec.DamagedBatchException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads the whole, checked, contiguous batches of one epoch; tells an unclean tail, which ends it, from damage in the
 * middle, which is an error.
 *
 * <p>Thread: its owner. Allocates: at open and per segment.
 */
final class EpochReader implements AutoCloseable {

    /** What a step found. */
    enum Step {
        /** An excerpt stands ready. */
        EXCERPT,
        /** Nothing more for now. */
        NOTHING,
        /** Nothing more ever. */
        END
    }

    private final JournalFolder folder;
    private final EpochManifest manifest;
    private BatchDecoder decoder = new BatchDecoder();
    private List<Path> segments;
    private int segmentIndex = -1;
    private SegmentFile segment;
    private long position;
    /** Fragments that are known to follow the present excerpt, whole. */
    private int fragmentsCleared;
    /** Last sequence of the last whole batch. */
    private long lastSequence;

    private boolean isPositioned;
    private boolean isReady;
    private long folderChanged;

    /** Begins at the segment in which the batch with that sequence stands or would stand. */
    EpochReader(JournalFolder folder, EpochManifest manifest, long fromSequence) {
        this.folder = folder;
        this.manifest = manifest;
        this.lastSequence = manifest.firstSequence() - 1;
        this.segments = folder.segments(manifest.epoch());
        seek(fromSequence);
    }

    private void seek(long fromSequence) {
        for (int i = segments.size() - 1; i > 0; i--) {
            open(i);
            if (segment.look(0) == SegmentFile.Look.DOCUMENT && isWhole()) {
                DirectBuffer buffer = segment.buffer();
                long first = BatchHeader.firstSequence(buffer, segment.offset());
                if (first <= fromSequence && BatchHeader.fragment(buffer, segment.offset()) == 0) {
                    lastSequence = first - 1;
                    break;
                }
            }
            segment.close();
            segmentIndex = -1;
        }
        decoder = new BatchDecoder();
        if (segmentIndex < 0 && !segments.isEmpty()) {
            open(0);
        }
        isPositioned = segmentIndex >= 0;
    }

    private void open(int index) {
        if (segment != null) {
            segment.close();
        }
        segment = new SegmentFile(segments.get(index));
        segmentIndex = index;
        position = 0;
    }

    /**
     * Moves to the next excerpt of a whole batch.
     *
     * @param isLive whether somebody may still write to the epoch
     * @throws DamagedJournalException when something is wrong and good batches follow or are known to be missing
     */
    Step next(boolean isLive) {
        if (isReady) {
            return Step.EXCERPT;
        }
        while (true) {
            if (!isPositioned && !openFirst()) {
                return isLive ? Step.NOTHING : end("there is no segment file");
            }
            switch (segment.look(position)) {
                case DOCUMENT -> {
                    String problem = problemReadTwice();
                    if (problem == null) {
                        isReady = true;
                        return Step.EXCERPT;
                    }
                    return stop(problem, isLive);
                }
                case END -> {
                    segments = folder.segments(manifest.epoch());
                    if (!openNext()) {
                        return isLive ? Step.NOTHING : end("the next segment is missing");
                    }
                }
                case NOTHING -> {
                    if (!hasNext()) {
                        return isLive ? Step.NOTHING : end("the batches behind it are gone");
                    }
                    if (segment.look(position) == SegmentFile.Look.NOTHING) {
                        if (isBatchBehind(segments.get(segmentIndex), segment.position())) {
                            throw damaged("no document, and whole batches behind it");
                        }
                        openNext();
                    }
                }
                case NONSENSE -> {
                    return stop("no document that Ringmain wrote", isLive);
                }
            }
        }
    }

    /** Takes the present excerpt as read. */
    void advance() {
        DirectBuffer buffer = segment.buffer();
        int offset = segment.offset();
        isReady = false;
        if (fragmentsCleared > 0) {
            fragmentsCleared--;
        } else if (BatchHeader.fragments(buffer, offset) > 1) {
            fragmentsCleared = BatchHeader.fragments(buffer, offset) - 1;
        }
        lastSequence = BatchHeader.lastSequence(buffer, offset);
        position = segment.next();
    }

    /** A document can be caught half in the buffer while it is written: only what is wrong twice is wrong. */
    private String problemReadTwice() {
        String problem = problem();
        if (problem == null) {
            return null;
        }
        segment.forget();
        decoder = new BatchDecoder();
        if (segment.look(position) == SegmentFile.Look.DOCUMENT) {
            problem = problem();
        }
        if (problem != null) {
            decoder = new BatchDecoder();
        }
        return problem;
    }

    /** Checks the document looked at; null when it is the next batch, whole. */
    private String problem() {
        try {
            DirectBuffer buffer = segment.buffer();
            boolean isComplete = decoder.wrap(buffer, segment.offset(), segment.length());
            int offset = segment.offset();
            if (fragmentsCleared > 0) {
                return null;
            }
            long first = BatchHeader.firstSequence(buffer, offset);
            if (first != lastSequence + 1) {
                return "the batch begins at sequence " + first + ", not at " + (lastSequence + 1);
            }
            return isComplete ? null : fragmentsProblem();
        } catch (DamagedBatchException e) {
            return e.getMessage();
        }
    }

    /** Looks whether all fragments of a batch are there before the first one is handed over. */
    private String fragmentsProblem() {
        int fragments = BatchHeader.fragments(segment.buffer(), segment.offset());
        boolean isComplete = false;
        for (int i = 1; i < fragments; i++) {
            if (segment.look(segment.next()) != SegmentFile.Look.DOCUMENT) {
                break;
            }
            isComplete = decoder.wrap(segment.buffer(), segment.offset(), segment.length());
        }
        segment.look(position);
        if (!isComplete) {
            return "a batch of " + fragments + " fragments is not complete";
        }
        decoder.wrap(segment.buffer(), segment.offset(), segment.length());
        return null;
    }

    private boolean isWhole() {
        try {
            new BatchDecoder().wrap(segment.buffer(), segment.offset(), segment.length());
            return true;
        } catch (DamagedBatchException e) {
            return false;
        }
    }

    private Step stop(String problem, boolean isLive) {
        if (isFollowedByGoodBatch()) {
            throw damaged(problem);
        }
        return isLive ? Step.NOTHING : end(problem);
    }

    private Step end(String problem) {
        EpochSeal seal = folder.seal(manifest.epoch());
        if (seal == null ? isFollowedByGoodBatch() : lastSequence < seal.lastSequence()) {
            throw damaged(problem + (seal == null ? "" : "; the epoch ended at sequence " + seal.lastSequence()));
        }
        return Step.END;
    }

    /** Whether behind the present position whole batches are left, in this segment or in later ones. */
    boolean isFollowedByGoodBatch() {
        if (segment == null) {
            return false;
        }
        if (isBatchBehind(segments.get(segmentIndex), segment.position())) {
            return true;
        }
        return segments.stream().skip(segmentIndex + 1L).anyMatch(later -> isBatchBehind(later, 0));
    }

    private boolean isBatchBehind(Path file, long from) {
        return BatchSearch.isBatchBehind(file, from, lastSequence);
    }

    DamagedJournalException damaged(String problem) {
        return new DamagedJournalException(
                manifest.epoch(),
                segment == null ? "no segment" : segment.name(),
                segment == null ? 0 : segment.position(),
                lastSequence + 1,
                problem);
    }

    private boolean openFirst() {
        segments = folder.segments(manifest.epoch());
        if (segments.isEmpty()) {
            return false;
        }
        open(0);
        isPositioned = true;
        return true;
    }

    /** Whether a later segment is there; lists the folder only when it has changed. */
    private boolean hasNext() {
        if (segmentIndex + 1 >= segments.size()) {
            long changed = folder.epochFolder(manifest.epoch()).toFile().lastModified();
            if (changed != folderChanged) {
                folderChanged = changed;
                segments = folder.segments(manifest.epoch());
            }
        }
        return segmentIndex + 1 < segments.size();
    }

    private boolean openNext() {
        if (segmentIndex + 1 >= segments.size()) {
            return false;
        }
        open(segmentIndex + 1);
        return true;
    }

    /** Holds the present excerpt at {@link #offset()}, {@link #length()}. */
    DirectBuffer buffer() {
        return segment.buffer();
    }

    int offset() {
        return segment.offset();
    }

    int length() {
        return segment.length();
    }

    long lastSequence() {
        return lastSequence;
    }

    EpochManifest manifest() {
        return manifest;
    }

    @Override
    public void close() {
        if (segment != null) {
            segment.close();
        }
    }
}
