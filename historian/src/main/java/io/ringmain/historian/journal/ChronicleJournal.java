package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
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
 * <p>Chronicle rolls by time only, so its clock is a counter of segments here. After the first error nothing is appended
 * any more: what Chronicle writes behind a torn document may be unreadable.
 *
 * <p>Thread: {@link #append} JOURNAL; {@link #force} SYNC; {@link #close} whoever has stopped both. Owns: the epoch's folder. Allocates: at
 * start and per segment.
 */
final class ChronicleJournal implements Journal {
    /** Largest documents of Chronicle are a quarter of a block; 4 MiB blocks would do, larger ones map less often. */
    static final int BLOCK_BYTES = 16 * 1024 * 1024;

    private static final long RESERVE_BYTES = 64L * 1024 * 1024;
    /** Nothing is found by Chronicle's index here, so it is kept thin. */
    private static final int INDEX_SPACING = 1 << 14;

    private static final RollCycles CYCLE = RollCycles.FAST_DAILY;

    private final Path folder;
    private final long segmentBytes;
    private final Runnable onClose;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final OpenSegments open;
    private final PointerBytesStore batch = new PointerBytesStore();
    private long segment;
    private long bytesInSegment;
    private long bytesUntilSpaceCheck;
    private long lastSequence;
    private long openedSegment = -1;
    private volatile Throwable failure;
    private boolean isClosed;

    /** @param onClose called once, when the epoch has ended */
    ChronicleJournal(Path folder, long firstSequence, long segmentBytes, Runnable onClose) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.onClose = onClose;
        this.lastSequence = firstSequence - 1;
        this.open = new OpenSegments(folder);
        ChronicleSettings.apply();
        checkSpace();
        queue = SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(CYCLE)
                .blockSize(BLOCK_BYTES)
                .indexSpacing(INDEX_SPACING)
                .timeProvider(() -> segment * CYCLE.lengthInMillis())
                .build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true); // made by the thread that starts, used by JOURNAL
    }

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
        if (failure != null || isClosed) {
            throw new UncheckedIOException(new IOException("journal " + folder + " takes nothing any more", failure));
        }
        boolean beginsBatch = BatchHeader.fragment(buffer, offset) == 0;
        check(buffer, offset, length, beginsBatch);
        if (bytesUntilSpaceCheck < length) {
            checkSpace();
        }
        if (beginsBatch && bytesInSegment > 0 && bytesInSegment + length > segmentBytes) {
            segment++;
            bytesInSegment = 0;
        }
        write(buffer, offset, length);
        if (openedSegment != segment) {
            openSegment();
        }
        bytesInSegment += length;
        bytesUntilSpaceCheck -= length;
        lastSequence = BatchHeader.lastSequence(buffer, offset);
    }

    /** Holds the file that the write has made. */
    private void openSegment() {
        try {
            open.add(folder.resolve(JournalFolder.segmentName(segment)));
            openedSegment = segment;
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException("journal " + folder + " can not be held open", e);
        }
    }

    @Override
    public void force() {
        try {
            open.force();
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException("journal " + folder + " can not be forced to disk", e);
        }
    }

    private void check(DirectBuffer buffer, int offset, int length, boolean beginsBatch) {
        if (length < BatchHeader.BYTES || length > BatchEncoder.MAX_EXCERPT_BYTES) {
            throw new IllegalArgumentException("a batch of " + length + " bytes");
        }
        if (beginsBatch && BatchHeader.firstSequence(buffer, offset) != lastSequence + 1) {
            throw new IllegalArgumentException("a batch that begins at sequence "
                    + BatchHeader.firstSequence(buffer, offset) + " behind " + lastSequence);
        }
    }

    /** A full disk shows as a broken mapping, which can end the JVM: so it is not let come to that. */
    private void checkSpace() {
        long usable = folder.toFile().getUsableSpace();
        if (usable < RESERVE_BYTES + 2L * BLOCK_BYTES) {
            IOException full = new IOException("disk of " + folder + " is full: " + (usable >> 20)
                    + " MiB left, the journal needs " + ((RESERVE_BYTES + 2L * BLOCK_BYTES) >> 20) + " MiB");
            failure = full;
            throw new UncheckedIOException(full);
        }
        bytesUntilSpaceCheck = BLOCK_BYTES;
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
            } finally {
                if (!isWritten) {
                    document.rollbackOnClose(); // otherwise closing commits the half
                }
                document.close();
            }
        } catch (RuntimeException | InternalError e) {
            failure = e;
            throw new UncheckedIOException(new IOException("journal " + folder + " can not be written: " + e, e));
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            appender.close();
            queue.close();
            if (failure == null) {
                open.force(); // a clean end promises that all of it is on disk
                new EpochSeal(lastSequence, true).write(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + folder + " can not be sealed", e);
        } finally {
            closeOpen();
            onClose.run();
        }
    }

    OpenSegments openSegments() {
        return open;
    }

    private void closeOpen() {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + folder + " can not be closed", e);
        }
    }
}
