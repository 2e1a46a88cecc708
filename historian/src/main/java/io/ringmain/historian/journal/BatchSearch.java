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
    static final long NONE = -1;
    private static final int HEAD_BYTES = 4;
    private static final int WINDOW_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST_DOCUMENT = HEAD_BYTES + BatchEncoder.MAX_EXCERPT_BYTES;

    private BatchSearch() {}

    /**
     * Where the first whole batch begins whose first sequence is in a range.
     *
     * @param from position in the file, a multiple of 4
     * @return position of its head, {@link #NONE} when there is none
     */
    static long find(Path file, long from, long least, long most) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) Math.min(WINDOW_BYTES, channel.size()));
            UnsafeBuffer window = new UnsafeBuffer(bytes);
            for (long begin = from; begin < channel.size(); begin += WINDOW_BYTES - LARGEST_DOCUMENT) {
                bytes.clear();
                int n = 0;
                while (n >= 0 && bytes.hasRemaining()) {
                    n = channel.read(bytes, begin + bytes.position());
                }
                int length = bytes.position();
                for (int at = 0; at + HEAD_BYTES + BatchHeader.LEAST_BYTES <= length; at += HEAD_BYTES) {
                    if (isBatch(window, at, length, least, most)) {
                        return begin + at;
                    }
                }
            }
            return NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + file, e);
        }
    }

    private static boolean isBatch(UnsafeBuffer window, int at, int end, long least, long most) {
        int length = window.getInt(at, ByteOrder.LITTLE_ENDIAN);
        int offset = at + HEAD_BYTES;
        if (length < BatchHeader.LEAST_BYTES || offset + length > end || BatchHeader.length(window, offset) != length) {
            return false;
        }
        try {
            new BatchDecoder().wrap(window, offset, length);
            long first = BatchHeader.firstSequence(window, offset);
            return first >= least && first <= most;
        } catch (DamagedBatchException e) {
            return false;
        }
    }
}
