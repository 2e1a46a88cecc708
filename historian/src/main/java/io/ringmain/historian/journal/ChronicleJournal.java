package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;

/**
 * The appending end of one epoch: one Chronicle document a batch, a new segment file at a size.
 *
 * <p>Chronicle rolls by time only, so its clock is a counter of segments here. After the first error of an append or a
 * force no other succeeds, and the epoch is left without a seal: what Chronicle writes behind a torn document may be
 * unreadable. The next start ends it at its last whole batch and goes on in a new one.
 *
 * <p>Thread: {@link #append} JOURNAL; {@link #force} SYNC; {@link #close} whoever has stopped both. Owns: the epoch's folder. Allocates: at
 * start and per segment.
 */
final class ChronicleJournal implements Journal {
    /** Largest documents of Chronicle are a quarter of a block; 4 MiB blocks would do, larger ones map less often. */
    static final int BLOCK_BYTES = 16 * 1024 * 1024;
    /** Nothing is found by Chronicle's index here, so it is kept thin. */
    private static final int INDEX_SPACING = 1 << 14;

    private static final RollCycles CYCLE = RollCycles.FAST_DAILY;

    private final Path folder;
    private final JournalSettings settings;
    private final SegmentKeeper keeper;
    private final DurableMark mark;
    private final Runnable onClose;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final OpenSegments open;
    private final PagesAhead pages = new PagesAhead();
    private final PointerBytesStore batch = new PointerBytesStore();
    private long segment;
    private boolean hasSegment;
    private long bytesInSegment;
    private long segmentFirst;
    private long segmentFromNs;
    private long lastTimeNs;
    private long lastSequence;
    private SegmentKeeper.Finished finished;
    private volatile long wholeSequence;
    private volatile Throwable failure;
    private boolean isDiskFull;
    private boolean isClosed;

    /**
     * @param keeper of the epoch's manifest and of its segments, not yet started
     * @param onClose called once, when the epoch has ended
     * @throws IOException when there is no room
     */
    ChronicleJournal(Path folder, long firstSequence, JournalSettings settings, SegmentKeeper keeper, Runnable onClose)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.keeper = keeper;
        this.onClose = onClose;
        this.lastSequence = firstSequence - 1;
        this.wholeSequence = lastSequence;
        this.segmentFirst = firstSequence;
        this.open = new OpenSegments(folder);
        ChronicleSettings.apply();
        mark = new DurableMark(folder);
        queue = SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(CYCLE)
                .blockSize(BLOCK_BYTES)
                .indexSpacing(INDEX_SPACING)
                .timeProvider(() -> segment * CYCLE.lengthInMillis())
                .build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true); // made by the thread that starts, used by JOURNAL
        pages.start();
    }

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
        if (failure != null || isClosed) {
            throw new UncheckedIOException(new IOException("journal " + folder + " takes nothing any more", failure));
        }
        boolean beginsBatch = BatchHeader.fragment(buffer, offset) == 0;
        check(buffer, offset, length, beginsBatch);
        if (beginsBatch && keeper.floor() != null) {
            isDiskFull = true; // no error: what is there is whole, and the epoch ends cleanly
        }
        if (isDiskFull) {
            throw new UncheckedIOException(
                    new IOException("journal " + folder + " takes nothing more: " + keeper.floor()));
        }
        long timeNs = BatchHeader.baseTimeNs(buffer, offset);
        if (!hasSegment) {
            take(0); // a queue that finds a file without a head would wait for whoever makes it
            hasSegment = true;
        } else if (beginsBatch && isSegmentOver(length, timeNs)) {
            roll();
        }
        write(buffer, offset, length);
        if (finished != null) {
            keeper.finished(finished); // only now has Chronicle marked its end
            finished = null;
        }
        segmentFromNs = bytesInSegment == 0 ? timeNs : segmentFromNs;
        bytesInSegment += length;
        lastTimeNs = timeNs;
        lastSequence = BatchHeader.lastSequence(buffer, offset);
        if (BatchHeader.fragment(buffer, offset) == BatchHeader.fragments(buffer, offset) - 1) {
            wholeSequence = lastSequence;
        }
    }

    private boolean isSegmentOver(int length, long timeNs) {
        if (bytesInSegment == 0) {
            return false;
        }
        boolean isFull = bytesInSegment + length > settings.segmentBytes();
        boolean isDue = isFull || timeNs - segmentFromNs >= settings.segmentNs();
        // a keeper that is late is waited for as long as there is room
        return isDue
                && (keeper.isReady()
                        || bytesInSegment
                                > settings.segmentBytes() + Math.min(settings.segmentBytes(), BLOCK_BYTES / 2));
    }

    private void roll() {
        take(segment + 1);
        finished = present();
        segment++;
        segmentFirst = lastSequence + 1;
        bytesInSegment = 0;
    }

    private void take(long next) {
        try {
            open.add(keeper.take(JournalFolder.segmentName(next)));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private SegmentKeeper.Finished present() {
        return new SegmentKeeper.Finished(
                JournalFolder.segmentName(segment), segmentFirst, wholeSequence, segmentFromNs, lastTimeNs);
    }

    private UncheckedIOException failed(Throwable e) {
        failure = e;
        return new UncheckedIOException(
                new IOException("journal " + folder + " can not be written: " + e.getMessage(), e));
    }

    @Override
    public void force() {
        if (failure != null) {
            // the system may call a page written that it has failed to write and forgotten
            throw new UncheckedIOException(
                    new IOException("journal " + folder + " can not be forced any more", failure));
        }
        long whole = wholeSequence; // before the force: what comes later may not be in it
        try {
            open.force();
            mark.set(whole);
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException("journal " + folder + " can not be forced to disk", e);
        }
    }

    @Override
    public List<String> warnings() {
        return keeper.warnings();
    }

    private void check(DirectBuffer buffer, int offset, int length, boolean beginsBatch) {
        if (length < BatchHeader.LEAST_BYTES || length > BatchEncoder.MAX_EXCERPT_BYTES) {
            throw new IllegalArgumentException("a batch of " + length + " bytes");
        }
        if (beginsBatch && BatchHeader.firstSequence(buffer, offset) != lastSequence + 1) {
            throw new IllegalArgumentException("a batch that begins at sequence "
                    + BatchHeader.firstSequence(buffer, offset) + " behind " + lastSequence);
        }
    }

    private void write(DirectBuffer buffer, int offset, int length) {
        boolean isWritten = false;
        try {
            DocumentContext document = appender.writingDocument();
            try {
                Bytes<?> bytes = document.wire().bytes();
                if (buffer.byteArray() != null) {
                    bytes.write(buffer.byteArray(), offset + buffer.wrapAdjustment(), length);
                } else {
                    batch.set(buffer.addressOffset() + offset, length);
                    bytes.write(batch, 0L, length);
                }
                isWritten = true;
                lookAhead(bytes);
            } finally {
                if (!isWritten) {
                    document.rollbackOnClose(); // otherwise closing commits the half
                }
                document.close();
            }
        } catch (RuntimeException | InternalError e) {
            throw failed(e);
        }
    }

    /** Positions are those in the file, of which a block is mapped. */
    private void lookAhead(Bytes<?> bytes) {
        BytesStore<?, ?> block = bytes.bytesStore();
        long position = bytes.writePosition();
        if (position < block.safeLimit()) {
            long address = block.addressForWrite(position);
            pages.onWritten(address, address + block.safeLimit() - position);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        pages.close();
        try {
            appender.close();
            queue.close();
            keeper.close();
            if (failure == null) {
                open.force(); // a clean end promises that all of it is on disk
                EpochManifest manifest = keeper.manifest();
                if (hasSegment) {
                    manifest = manifest.plus(SegmentKeeper.record(folder, present()));
                    manifest.write(folder);
                }
                manifest.seal(wholeSequence, true).write(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + folder + " can not be sealed", e);
        } finally {
            closeOpen();
            onClose.run();
        }
    }

    SegmentKeeper keeper() {
        return keeper;
    }

    OpenSegments openSegments() {
        return open;
    }

    private void closeOpen() {
        try {
            open.close();
            mark.close();
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + folder + " can not be closed", e);
        }
    }
}
