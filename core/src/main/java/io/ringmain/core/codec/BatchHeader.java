package io.ringmain.core.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The head of every batch, little endian; readable without decoding records.
 *
 * <pre>
 *   0        4      8                16             24
 *   | CRC32C | word | first sequence | base time ns | last sequence - first sequence (varint)
 *   word: length of the excerpt (bits 0-19), IS_OTHER_COUNT (20), IS_FRAGMENT (21), version (24-31)
 *   [records (varint), when there are not as many as sequences] [fragment index, fragment count (varints)] | records ...
 * </pre>
 *
 * <p>The checksum covers everything behind itself. Batches are contiguous: the next one's first sequence is this one's
 * last plus 1, ticks without an effect included in the count of positions though not in the records. A batch too large
 * for one excerpt is cut into fragments that repeat the head.
 */
public final class BatchHeader {
    public static final int VERSION = 6;
    /** No head is shorter. */
    public static final int LEAST_BYTES = 25;
    /** No head is longer. */
    static final int MOST_BYTES = 56;

    static final int CRC = 0;
    static final int WORD = 4;
    static final int FIRST = 8;
    static final int BASE_TIME = 16;
    static final int NUMBERS = 24;

    private static final int LENGTH_MASK = (1 << 20) - 1;
    private static final int IS_OTHER_COUNT = 1 << 20;
    private static final int IS_FRAGMENT = 1 << 21;
    private static final int VERSION_SHIFT = 24;

    private BatchHeader() {}

    /** Length in bytes of the excerpt, head included. */
    public static int length(DirectBuffer buffer, int offset) {
        return word(buffer, offset) & LENGTH_MASK;
    }

    public static int version(DirectBuffer buffer, int offset) {
        return word(buffer, offset) >>> VERSION_SHIFT;
    }

    public static int count(DirectBuffer buffer, int offset) {
        boolean isOther = (word(buffer, offset) & IS_OTHER_COUNT) != 0;
        return (int) (isOther ? number(buffer, offset, 1) : number(buffer, offset, 0) + 1);
    }

    public static long firstSequence(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + FIRST, ByteOrder.LITTLE_ENDIAN);
    }

    public static long lastSequence(DirectBuffer buffer, int offset) {
        return firstSequence(buffer, offset) + number(buffer, offset, 0);
    }

    /** Ring time of the first record, ns since the epoch. */
    public static long baseTimeNs(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + BASE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    public static int fragment(DirectBuffer buffer, int offset) {
        int word = word(buffer, offset);
        return (word & IS_FRAGMENT) == 0 ? 0 : (int) number(buffer, offset, fragmentAt(word));
    }

    public static int fragments(DirectBuffer buffer, int offset) {
        int word = word(buffer, offset);
        return (word & IS_FRAGMENT) == 0 ? 1 : (int) number(buffer, offset, fragmentAt(word) + 1);
    }

    /** Bytes of the head itself, more than the excerpt has when it goes beyond that. */
    static int bytes(DirectBuffer buffer, int offset, int length) {
        int word = word(buffer, offset);
        int at = offset + NUMBERS;
        for (int i = fragmentAt(word) + ((word & IS_FRAGMENT) == 0 ? 0 : 2); i > 0; i--) {
            at = Varint.behind(buffer, at, offset + length);
        }
        return at - offset;
    }

    static int crc(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + CRC, ByteOrder.LITTLE_ENDIAN);
    }

    private static int word(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + WORD, ByteOrder.LITTLE_ENDIAN);
    }

    /** Which of the numbers is the fragment's index, if it is one. */
    private static int fragmentAt(int word) {
        return (word & IS_OTHER_COUNT) == 0 ? 1 : 2;
    }

    private static long number(DirectBuffer buffer, int offset, int index) {
        int at = offset + NUMBERS;
        for (int i = 0; i < index; i++) {
            at = Varint.behind(buffer, at, buffer.capacity());
        }
        return Varint.get(buffer, at);
    }

    /** Writes all but the checksum and the length; gives the head's bytes. */
    static int write(
            MutableDirectBuffer buffer, int offset, int count, long first, long last, long baseTimeNs, int of, int n) {
        boolean isOtherCount = count != last - first + 1;
        int word = VERSION << VERSION_SHIFT | (isOtherCount ? IS_OTHER_COUNT : 0) | (n > 1 ? IS_FRAGMENT : 0);
        buffer.putInt(offset + WORD, word, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + FIRST, first, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + BASE_TIME, baseTimeNs, ByteOrder.LITTLE_ENDIAN);
        int at = Varint.put(buffer, offset + NUMBERS, last - first);
        if (isOtherCount) {
            at = Varint.put(buffer, at, count);
        }
        if (n > 1) {
            at = Varint.put(buffer, at, of);
            at = Varint.put(buffer, at, n);
        }
        return at - offset;
    }

    static void writeLength(MutableDirectBuffer buffer, int offset, int length) {
        int word = word(buffer, offset) & ~LENGTH_MASK;
        buffer.putInt(offset + WORD, word | length, ByteOrder.LITTLE_ENDIAN);
    }
}
