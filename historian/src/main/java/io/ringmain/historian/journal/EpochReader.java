package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.codec.DamagedBatchException;
import java.nio.file.Path;
import java.util.List;
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

    private final long neededFrom;
    private final Consumer<DamagedJournalException> passed;
    private EpochSeal seal;
    private boolean isSealDamaged;

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
        this.folder = folder;
        this.manifest = manifest;
        this.neededFrom = neededFrom;
        this.passed = passed;
        this.lastSequence = manifest.beginsBehind();
        this.segments = folder.segments(manifest);
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
        segment = folder.open(manifest.epoch(), segments.get(index), lastSequence + 1);
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
        seal = seal == null && !isSealDamaged ? readSeal() : seal;
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

    /** One look; null when it is worth another. */
    private Step look(boolean isLive) {
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
                segments = folder.segments(manifest);
                if (!openNext()) {
                    return isLive ? Step.NOTHING : end("the next segment is missing");
                }
            }
            case NOTHING -> {
                if (!hasNext()) {
                    return isLive ? Step.NOTHING : stop("the batches behind it are gone", false);
                }
                if (segment.look(position) == SegmentFile.Look.NOTHING) {
                    if (find(segmentIndex, segment.position()) != BatchSearch.NONE) {
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
            return isComplete ? null : Fragments.problem(segment, decoder);
        } catch (DamagedBatchException e) {
            return e.getMessage();
        }
    }

    private boolean isWhole() {
        try {
            new BatchDecoder().wrap(segment.buffer(), segment.offset(), segment.length());
            return true;
        } catch (DamagedBatchException e) {
            return false;
        }
    }

    /** Decides what a problem is: damage, damage that does not matter, or the end. Null when reading goes on behind it. */
    private Step stop(String problem, boolean isLive) {
        int damagedIn = segmentIndex;
        long at = segment.position();
        for (int i = damagedIn; i < segments.size(); i++) {
            long found = find(i, i == damagedIn ? at : 0);
            if (found == BatchSearch.NONE) {
                continue;
            }
            DamagedJournalException damage = damaged(problem);
            if (goOnAt(i, found)) {
                passed.accept(damage);
                return null;
            }
            open(damagedIn);
            position = at;
            if (!isLeftByPowerLoss()) {
                folder.requireKept(lastSequence + 1);
                throw damage;
            }
            break;
        }
        return isLive ? Step.NOTHING : end(problem);
    }

    /** Moves to a batch behind damage; false when something that is needed is in between. */
    private boolean goOnAt(int index, long found) {
        open(index);
        long first = firstSequenceAt(found);
        if (first > neededFrom) {
            return false;
        }
        position = found;
        lastSequence = first - 1;
        fragmentsCleared = 0;
        decoder = new BatchDecoder();
        return true;
    }

    /** Where the first whole batch stands behind the last one that was read. */
    private long find(int index, long from) {
        long most = seal == null ? Long.MAX_VALUE : seal.lastSequence();
        long at = BatchSearch.find(segments.get(index), from, lastSequence + 1, most);
        // the next batch, and yet a problem: not all of its fragments are there, which the search does not see
        return at == from && segmentIndex == index && firstSequenceAt(at) == lastSequence + 1
                ? BatchSearch.find(segments.get(index), from + 4, lastSequence + 1, most)
                : at;
    }

    private long firstSequenceAt(long at) {
        segment.look(at);
        return BatchHeader.firstSequence(segment.buffer(), segment.offset());
    }

    /** Pages that were never forced may be there or not, in any order; none of what was forced is missing. */
    private boolean isLeftByPowerLoss() {
        return seal == null
                && manifest.isOfOtherBoot()
                && lastSequence >= DurableMark.read(folder.epochFolder(manifest.epoch()), Long.MIN_VALUE);
    }

    private Step end(String problem) {
        long known = seal == null ? manifest.knownLast() : seal.lastSequence();
        if (lastSequence < known) {
            DamagedJournalException damage = damaged(problem + "; the epoch ended at sequence " + known);
            if (known >= neededFrom) {
                folder.requireKept(lastSequence + 1);
                throw damage;
            }
            passed.accept(damage);
            lastSequence = known;
        }
        return Step.END;
    }

    /** Whether behind the present position whole batches are left that a loss of power does not explain. */
    boolean isFollowedByGoodBatch() {
        if (segment == null || isAtSealedEnd(false) || isLeftByPowerLoss()) {
            return false;
        }
        for (int i = segmentIndex; i < segments.size(); i++) {
            if (find(i, i == segmentIndex ? segment.position() : 0) != BatchSearch.NONE) {
                return true;
            }
        }
        return false;
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
        segments = folder.segments(manifest);
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
                segments = folder.segments(manifest);
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

    /** The segment that is read, null before the first. */
    Path segmentPath() {
        return segmentIndex < 0 ? null : segments.get(segmentIndex);
    }

    /** Where in it the document behind the last one begins, or would. */
    long position() {
        return position;
    }

    @Override
    public void close() {
        if (segment != null) {
            segment.close();
        }
    }
}
