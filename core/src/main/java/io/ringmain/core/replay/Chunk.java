package io.ringmain.core.replay;

import io.ringmain.core.codec.BatchEncoder;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies of batches, one behind the other. Thread: one at a time, handed over by a queue. */
final class Chunk {
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int MOST_BYTES = 4 * BatchEncoder.MAX_EXCERPT_BYTES;
    private static final int ALIGNMENT = 8;

    private UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(FIRST_BYTES, 64));
    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    private int count;
    private int used;
    /** What ended the reading behind these batches, null when nothing did. */
    private Throwable failure;

    private boolean isLast;

    void clear() {
        count = 0;
        used = 0;
        failure = null;
        isLast = false;
    }

    /** Whether any batch still fits. */
    boolean hasRoom() {
        return MOST_BYTES - used >= BatchEncoder.MAX_EXCERPT_BYTES;
    }

    void add(DirectBuffer source, int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        if (buffer.capacity() - used < length) {
            grow();
        }
        buffer.putBytes(used, source, offset, length);
        offsets[count] = used;
        lengths[count] = length;
        count++;
        used += length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    private void grow() {
        UnsafeBuffer larger = new UnsafeBuffer(BufferUtil.allocateDirectAligned(MOST_BYTES, 64));
        larger.putBytes(0, buffer, 0, used);
        buffer = larger;
    }

    /** Nothing more comes for now. */
    void end(Throwable reason) {
        isLast = true;
        failure = reason;
    }

    boolean isLast() {
        return isLast;
    }

    Throwable failure() {
        return failure;
    }

    int batches() {
        return count;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset(int batch) {
        return offsets[batch];
    }

    int length(int batch) {
        return lengths[batch];
    }
}
