package io.ringmain.core.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The fixed head of every batch, little endian; readable without decoding records.
 *
 * <pre>
 *   0         4         8         10        12        16               24              32
 *   | CRC32C  | length  | version | flags   | records | first sequence | last sequence | base time ns |
 *   40                  44                  48
 *   | fragment index    | fragment count    | records ...
 * </pre>
 *
 * <p>The checksum covers everything behind itself. Batches are contiguous: the next one's first sequence is this one's
 * last plus 1, ticks without an effect included in the count of positions though not in the records. A batch too large
 * for one excerpt is cut into fragments that repeat the head.
 */
public final class BatchHeader {
    public static final int BYTES = 48;
    public static final int VERSION = 4;

    static final int CRC = 0;
    static final int LENGTH = 4;
    static final int VERSION_AT = 8;
    static final int FLAGS = 10;
    static final int COUNT = 12;
    static final int FIRST = 16;
    static final int LAST = 24;
    static final int BASE_TIME = 32;
    static final int FRAGMENT = 40;
    static final int FRAGMENTS = 44;

    private BatchHeader() {}

    /** Length in bytes of the excerpt, head included. */
    public static int length(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    public static int version(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + VERSION_AT, ByteOrder.LITTLE_ENDIAN);
    }

    public static int count(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + COUNT, ByteOrder.LITTLE_ENDIAN);
    }

    public static long firstSequence(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + FIRST, ByteOrder.LITTLE_ENDIAN);
    }

    public static long lastSequence(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + LAST, ByteOrder.LITTLE_ENDIAN);
    }

    /** Ring time of the first record, ns since the epoch. */
    public static long baseTimeNs(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + BASE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    public static int fragment(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + FRAGMENT, ByteOrder.LITTLE_ENDIAN);
    }

    public static int fragments(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + FRAGMENTS, ByteOrder.LITTLE_ENDIAN);
    }

    static int crc(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + CRC, ByteOrder.LITTLE_ENDIAN);
    }

    static void write(
            MutableDirectBuffer buffer, int length, int count, long first, long last, long baseTimeNs, int of, int n) {
        buffer.putInt(LENGTH, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(VERSION_AT, (short) VERSION, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(FLAGS, (short) 0, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(COUNT, count, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(FIRST, first, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(LAST, last, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(BASE_TIME, baseTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(FRAGMENT, of, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(FRAGMENTS, n, ByteOrder.LITTLE_ENDIAN);
    }
}
