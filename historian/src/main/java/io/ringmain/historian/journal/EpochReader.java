package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.codec.DamagedBatchException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Reads the whole, checked, contiguous batches of one epoch; tells an unclean tail, which ends it, from damage in the
 * middle, which is an error, or is passed over and named when nobody needs what stood there.
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

    private final EpochManifest manifest;
    private BatchDecoder decoder = new BatchDecoder();
    private final EpochSegments segments;
    private long position;
    /** Fragments that are known to follow the present excerpt, whole. */
    private int fragmentsCleared;
    /** Last sequence of the last whole batch. */
    private long lastSequence;

    private boolean isPositioned;
    private boolean isReady;

    private final EpochTail tail;

    /**
     * Begins at the segment in which the batch with that sequence stands or would stand.
     *
     * @param neededFrom damage that leaves everything from there on is passed over
     * @param passed is told what was
     */
    EpochReader(
            JournalFolder folder,
            EpochManifest manifest,
            long fromSequence,
            long neededFrom,
            Consumer<DamagedJournalException> passed) {
        this.manifest = manifest;
        this.lastSequence = manifest.beginsBehind();
        this.segments = new EpochSegments(folder, manifest);
        this.tail = new EpochTail(folder, manifest, segments, neededFrom, passed);
        seek(fromSequence);
    }

    private void seek(long fromSequence) {
        for (int i = segments.count() - 1; i > 0; i--) {
            if (isKnownToBeginBehind(segments.file(i), fromSequence)) {
                continue;
            }
            open(i);
            SegmentFile segment = segments.file();
            if (segment.look(0) == SegmentFile.Look.DOCUMENT && isWhole()) {
                DirectBuffer buffer = segment.buffer();
                long first = BatchHeader.firstSequence(buffer, segment.offset());
                if (first <= fromSequence && BatchHeader.fragment(buffer, segment.offset()) == 0) {
                    lastSequence = first - 1;
                    break;
                }
            }
            segments.leave();
        }
        decoder = new BatchDecoder();
        if (segments.index() < 0 && segments.count() > 0) {
            open(0);
        }
        isPositioned = segments.index() >= 0;
    }

    /** What the manifest says of a finished segment saves opening it. */
    private boolean isKnownToBeginBehind(Path segment, long sequence) {
        SegmentRecord known = manifest.segment(segment.getFileName().toString());
        return known != null && known.firstSequence() > sequence;
    }

    private void open(int index) {
        segments.open(index, lastSequence + 1);
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
                return isLive ? Step.NOTHING : over("there is no segment file");
            }
            Step step = isAtSealedEnd(isLive) ? Step.END : look(isLive);
            if (step != null) {
                return step;
            }
        }
    }

    /** What was appended behind the last whole batch before a loss of power is not part of the epoch. */
    private boolean isAtSealedEnd(boolean isLive) {
        if (isLive || fragmentsCleared > 0) {
            return false; // the sequence is the batch's already, its fragments are not all handed over
        }
        return tail.isSealedAt(lastSequence);
    }

    /** One look; null when it is worth another. */
    private Step look(boolean isLive) {
        SegmentFile segment = segments.file();
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
                segments.refresh();
                if (!openNext()) {
                    return isLive ? Step.NOTHING : over("the next segment is missing");
                }
            }
            case NOTHING -> {
                if (!segments.hasNext()) {
                    return isLive ? Step.NOTHING : stop("the batches behind it are gone", false);
                }
                if (segment.look(position) == SegmentFile.Look.NOTHING) {
                    if (tail.find(segments.index(), segment.position(), lastSequence) != BatchSearch.NONE) {
                        return stop("no document, and whole batches behind it", isLive);
                    }
                    openNext();
                }
            }
            case NONSENSE -> {
                return stop("no document that Ringmain wrote", isLive);
            }
        }
        return null;
    }

    /** Takes the present excerpt as read. */
    void advance() {
        SegmentFile segment = segments.file();
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
        SegmentFile segment = segments.file();
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
        SegmentFile segment = segments.file();
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
            return isComplete ? null : Fragments.problem(segment, decoder);
        } catch (DamagedBatchException e) {
            return e.getMessage();
        }
    }

    private boolean isWhole() {
        SegmentFile segment = segments.file();
        try {
            new BatchDecoder().wrap(segment.buffer(), segment.offset(), segment.length());
            return true;
        } catch (DamagedBatchException e) {
            return false;
        }
    }

    /** Decides what a problem is: damage, damage that does not matter, or the tail. Null when reading goes on behind it. */
    private Step stop(String problem, boolean isLive) {
        int damagedIn = segments.index();
        long at = segments.file().position();
        for (int i = damagedIn; i < segments.count(); i++) {
            long found = tail.find(i, i == damagedIn ? at : 0, lastSequence);
            if (found == BatchSearch.NONE) {
                continue;
            }
            if (isLive && isWholeByNow()) {
                return null;
            }
            DamagedJournalException damage = damaged(problem);
            if (goOnAt(i, found)) {
                tail.pass(damage);
                return null;
            }
            open(damagedIn);
            position = at;
            if (!tail.isLeftByPowerLoss(lastSequence)) {
                throw tail.unlessDeleted(damage);
            }
            break;
        }
        return isLive ? Step.NOTHING : over(problem);
    }

    /** What stands at the present position may have been written since it was looked at, before what was found behind it. */
    boolean isWholeByNow() {
        SegmentFile segment = segments.file();
        segment.forget();
        decoder = new BatchDecoder();
        boolean isWhole = segment.look(position) == SegmentFile.Look.DOCUMENT && problem() == null;
        decoder = new BatchDecoder();
        return isWhole;
    }

    /** Moves to a batch behind damage; false when something that is needed is in between. */
    private boolean goOnAt(int index, long found) {
        open(index);
        long first = segments.firstSequenceAt(found);
        if (tail.isNeeded(first)) {
            return false;
        }
        position = found;
        lastSequence = first - 1;
        fragmentsCleared = 0;
        decoder = new BatchDecoder();
        return true;
    }

    private Step over(String problem) {
        lastSequence = tail.lastSequence(lastSequence, problem);
        return Step.END;
    }

    /** Whether behind the present position whole batches are left that a loss of power does not explain. */
    boolean isFollowedByGoodBatch() {
        if (segments.index() < 0 || isAtSealedEnd(false) || tail.isLeftByPowerLoss(lastSequence)) {
            return false;
        }
        for (int i = segments.index(); i < segments.count(); i++) {
            long from = i == segments.index() ? segments.file().position() : 0;
            if (tail.find(i, from, lastSequence) != BatchSearch.NONE) {
                return true;
            }
        }
        return false;
    }

    DamagedJournalException damaged(String problem) {
        return tail.damaged(lastSequence, problem);
    }

    private boolean openFirst() {
        segments.refresh();
        if (segments.count() == 0) {
            return false;
        }
        open(0);
        isPositioned = true;
        return true;
    }

    private boolean openNext() {
        boolean isOpen = segments.openNext(lastSequence + 1);
        position = isOpen ? 0 : position;
        return isOpen;
    }

    /** Holds the present excerpt at {@link #offset()}, {@link #length()}. */
    DirectBuffer buffer() {
        return segments.file().buffer();
    }

    int offset() {
        return segments.file().offset();
    }

    int length() {
        return segments.file().length();
    }

    long lastSequence() {
        return lastSequence;
    }

    EpochManifest manifest() {
        return manifest;
    }

    /** The segment that is read, null before the first. */
    Path segmentPath() {
        return segments.index() < 0 ? null : segments.file(segments.index());
    }

    /** Where in it the document behind the last one begins, or would. */
    long position() {
        return position;
    }

    @Override
    public void close() {
        segments.close();
    }
}
