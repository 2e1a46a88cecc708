package io.ringmain.core.codec;

import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import org.agrona.MutableDirectBuffer;

/**
 * The elements of an array in an UPDATE record: their count, then each against the one before it. Whole numbers as zigzag
 * differences; others as what differs of the 64 bits, turned round because the low bits of a double are the first to be
 * zero.
 */
final class ArrayCodec {
    private ArrayCodec() {}

    static int put(MutableDirectBuffer buffer, int offset, Event event) {
        boolean isReal = event.valueType == TagType.FLOAT64_ARRAY.code();
        int at = Varint.put(buffer, offset, event.elementCount);
        long before = 0;
        for (int i = 0; i < event.elementCount; i++) {
            long bits = event.elements[i];
            at = isReal
                    ? Varint.put(buffer, at, Long.reverse(bits ^ before))
                    : Varint.putSigned(buffer, at, bits - before);
            before = bits;
        }
        return at;
    }

    static void get(Varint.Cursor cursor, Event event) {
        int count = cursor.nextInt();
        if (count > TagValue.MAX_ELEMENTS) {
            throw new DamagedBatchException("an array of " + count + " elements at sequence " + event.sequence);
        }
        boolean isReal = event.valueType == TagType.FLOAT64_ARRAY.code();
        event.ensureElements(count);
        long before = 0;
        for (int i = 0; i < count; i++) {
            before = isReal ? before ^ Long.reverse(cursor.next()) : before + cursor.nextSigned();
            event.elements[i] = before;
        }
        event.elementCount = count;
    }
}
