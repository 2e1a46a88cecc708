package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.codec.BatchHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the documents of one Chronicle segment through a file channel: damage can not crash the JVM as a mapping's can,
 * and nothing of the folder is written.
 *
 * <pre>
 *   document = head (int, little endian) | payload | 0-3 bytes up to a multiple of 4
 *   head: bit 31 not complete | bit 30 metadata (Chronicle's index) | bits 0-29 length of the payload
 *   head 0: nothing here yet          head C0000000: end, the next segment follows; behind it 4 bytes that say EOF
 * </pre>
 *
 * <p>Thread: its owner. Allocates: at open.
 */
final class SegmentFile implements AutoCloseable {

    /** What stands at a position. */
    enum Look {
        /** A document; {@link #buffer()} holds it. */
        DOCUMENT,
        /** Nothing, or a document that is still being written. */
        NOTHING,
        /** The writer has gone on to the next segment. */
        END,
        /** No head that the writer could have made. */
        NONSENSE
    }

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int METADATA = 0x4000_0000;
    private static final int END_OF_DATA = NOT_COMPLETE | METADATA;
    private static final int END_TEXT = 0x464F_45C3;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int HEAD_BYTES = 4;
    private static final int LEAST_READ = 64 * 1024;
    private static final int MOST_READ = 1024 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long bufferFrom;
    private int buffered;
    private int readBytes = LEAST_READ;
    private long documentAt;
    private int documentLength;

    SegmentFile(Path path) {
        this.path = path;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            // a finished segment can be small, and memory outside of the heap is given back late
            bytes = ByteBuffer.allocateDirect((int) Math.min(MOST_READ, channel.size() + LEAST_READ));
            buffer = new UnsafeBuffer(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for the first data document whose head is at or behind a position; documents of Chronicle's index are passed. */
    Look look(long position) {
        long at = position;
        while (true) {
            int headNow = head(at);
            documentAt = at;
            if (headNow == END_OF_DATA) {
                return Look.END;
            }
            if ((headNow & NOT_COMPLETE) != 0 || headNow == 0) {
                readBytes = LEAST_READ;
                return Look.NOTHING;
            }
            int length = headNow & LENGTH_MASK;
            if ((headNow & METADATA) != 0) {
                at = behind(at, length);
                continue;
            }
            documentLength = length;
            boolean isPlausible = length >= BatchHeader.LEAST_BYTES && length <= BatchEncoder.MAX_EXCERPT_BYTES;
            return isPlausible && fill(at, HEAD_BYTES + length) ? Look.DOCUMENT : Look.NONSENSE;
        }
    }

    /** Head at a position; a head that says "nothing" is read again from the file, the buffer may be older. */
    private int head(long at) {
        if (at >= bufferFrom && at + HEAD_BYTES <= bufferFrom + buffered) {
            int seen = buffer.getInt((int) (at - bufferFrom), ByteOrder.LITTLE_ENDIAN);
            if (seen > 0 || seen == END_OF_DATA) {
                return seen;
            }
        }
        head.clear();
        return read(head, at) == HEAD_BYTES ? head.getInt(0) : 0;
    }

    private boolean fill(long at, int length) {
        if (at >= bufferFrom && at + length <= bufferFrom + buffered) {
            return true;
        }
        bytes.clear().limit(Math.min(bytes.capacity(), Math.max(length, readBytes)));
        buffered = read(bytes, at);
        bufferFrom = at;
        readBytes = Math.min(2 * readBytes, MOST_READ);
        return length <= buffered;
    }

    /** Forgets what was buffered, so that the next look reads the file. */
    void forget() {
        buffered = 0;
    }

    private int read(ByteBuffer into, long at) {
        try {
            int from = into.position();
            while (into.hasRemaining()) {
                if (channel.read(into, at + into.position() - from) < 0) {
                    break;
                }
            }
            return into.position() - from;
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + path, e);
        }
    }

    /** Holds the document last looked at. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where in {@link #buffer()} the payload begins. */
    int offset() {
        return (int) (documentAt - bufferFrom) + HEAD_BYTES;
    }

    /** Bytes of the payload. */
    int length() {
        return documentLength;
    }

    /** Position in the file of the head last looked at. */
    long position() {
        return documentAt;
    }

    /** Position behind the document last looked at. */
    long next() {
        return behind(documentAt, documentLength);
    }

    private static long behind(long at, int length) {
        return (at + HEAD_BYTES + length + 3) & ~3L;
    }

    /**
     * How far a file is used.
     *
     * @param bytes up to the last place where something stands, Chronicle's mark of the end included
     * @param isMarked whether that mark is there
     * @param isTorn whether a document begins there that is not whole
     */
    record Used(long bytes, boolean isMarked, boolean isTorn) {}

    static Used used(Path path) {
        try (SegmentFile file = new SegmentFile(path)) {
            long at = 0;
            Look look = file.look(at);
            while (look == Look.DOCUMENT) {
                at = file.next();
                look = file.look(at);
            }
            long end = file.position();
            boolean isTorn = look != Look.END && file.head(end) != 0;
            if (look == Look.END && file.head(end + HEAD_BYTES) == END_TEXT) {
                end += 2 * HEAD_BYTES;
            } else if (look == Look.END || isTorn) {
                end += HEAD_BYTES;
            }
            return new Used(Math.min(file.size(), end), look == Look.END, isTorn);
        }
    }

    /** Bytes of the file that belong to it, unused blocks at its end included. */
    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + path, e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
