package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.codec.DamagedBatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/** Searches what is left of a damaged segment for whole batches, at every place where one could begin. */
final class BatchSearch {
    private static final int HEAD_BYTES = 4;
    private static final int WINDOW_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST_DOCUMENT = HEAD_BYTES + BatchEncoder.MAX_EXCERPT_BYTES;

    private BatchSearch() {}

    /** Whether a whole batch with a later sequence begins behind that position of the file. */
    static boolean isBatchBehind(Path file, long position, long lastSequence) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(WINDOW_BYTES);
        UnsafeBuffer window = new UnsafeBuffer(bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long from = position + HEAD_BYTES; from < channel.size(); from += WINDOW_BYTES - LARGEST_DOCUMENT) {
                bytes.clear();
                int n = 0;
                while (n >= 0 && bytes.hasRemaining()) {
                    n = channel.read(bytes, from + bytes.position());
                }
                int length = bytes.position();
                for (int at = 0; at + HEAD_BYTES + BatchHeader.BYTES <= length; at += HEAD_BYTES) {
                    if (isBatch(window, at, length, lastSequence)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + file, e);
        }
    }

    private static boolean isBatch(UnsafeBuffer window, int at, int end, long lastSequence) {
        int length = window.getInt(at, ByteOrder.LITTLE_ENDIAN);
        int offset = at + HEAD_BYTES;
        if (length < BatchHeader.BYTES || offset + length > end || BatchHeader.length(window, offset) != length) {
            return false;
        }
        try {
            new BatchDecoder().wrap(window, offset, length);
            return BatchHeader.firstSequence(window, offset) > lastSequence;
        } catch (DamagedBatchException e) {
            return false;
        }
    }
}
