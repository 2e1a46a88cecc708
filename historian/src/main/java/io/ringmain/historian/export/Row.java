package io.ringmain.historian.export;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;

/**
 * One exported sample. Reused for each.
 *
 * <p>Thread: its owner. Allocates: when an array is longer than any before it.
 */
final class Row {
    private static final long YEAR_2000_NS = 946_684_800_000_000_000L;
    /** A source time further ahead of the time of intake can not be right. */
    static final long LEAD_NS = 86_400L * 1_000_000_000L;

    String tag;
    TagType type;
    /** False for a status alone, and for a text that a result of another event does not repeat. */
    boolean hasValue;
    /** Bits of a float64, the int64, 0 or 1 for a bool. */
    long bits;

    final byte[] text = new byte[TagValue.MAX_STRING_BYTES];
    int textLength;
    long[] elements = new long[0];
    int elementCount;
    int statusCode;
    /** As the source gave it, ns. */
    long sourceTimeNs;
    /** Ring time of intake, ns. */
    long ingressTimeNs;

    long sequence;
    /** 0 the event's own update, from 1 the results of the event. */
    int ordinal;

    void text(byte[] utf8, int length) {
        System.arraycopy(utf8, 0, text, 0, length);
        textLength = length;
    }

    void elements(long[] from, int count) {
        if (elements.length < count) {
            elements = new long[TagValue.MAX_ELEMENTS];
        }
        System.arraycopy(from, 0, elements, 0, count);
        elementCount = count;
    }

    double number() {
        return Double.longBitsToDouble(bits);
    }

    /** Source time; the time of intake in place of one that can not be right, as in the table of samples. */
    long filedNs() {
        boolean isCredible = sourceTimeNs >= YEAR_2000_NS && sourceTimeNs - LEAD_NS <= ingressTimeNs;
        return isCredible ? sourceTimeNs : ingressTimeNs;
    }
}
