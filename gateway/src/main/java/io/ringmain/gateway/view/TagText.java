package io.ringmain.gateway.view;

import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Arrays;

/**
 * What stands around the values of a tag, and its last value as it was written: most values that are asked for are the same as
 * the time before.
 *
 * <p>Thread: one. Allocates: when made, and when a value is longer than all before.
 */
final class TagText {
    /** A longer name and unit, or time, or number, than this and it is made longer. */
    private static final int SPARE = 16;

    final TagDefinition tag;
    final byte[] before;
    final byte[] behind;
    final byte[] end;

    private byte[] last = {};
    private int length;
    private TagType type;
    private long bits;
    private int statusCode;
    private long sourceTimeNs;
    private long ingressTimeNs;
    private long sequence;

    TagText(TagDefinition tag, byte[] before, byte[] behind, byte[] end) {
        this.tag = tag;
        this.before = before;
        this.behind = behind;
        this.end = end;
    }

    /** Most bytes that stand around a value. */
    int around() {
        return before.length + behind.length + end.length;
    }

    /** Whether the value is the one that was kept, so that {@link #copy} gives its text. */
    boolean holds(TagValue value) {
        return length > 0
                && value.sequence == sequence
                && value.bits == bits
                && value.statusCode == statusCode
                && value.sourceTimeNs == sourceTimeNs
                && value.ingressTimeNs == ingressTimeNs
                && value.type == type;
    }

    /** Keeps the text of a value, which stands in the array from there to the end. */
    void keep(TagValue value, byte[] text, int from, int to) {
        length = to - from;
        if (last.length < length) {
            last = Arrays.copyOfRange(text, from, to + SPARE);
        } else {
            System.arraycopy(text, from, last, 0, length);
        }
        type = value.type;
        bits = value.bits;
        statusCode = value.statusCode;
        sourceTimeNs = value.sourceTimeNs;
        ingressTimeNs = value.ingressTimeNs;
        sequence = value.sequence;
    }

    /** Puts the text that was kept there and returns the position behind it. */
    int copy(byte[] into, int at) {
        System.arraycopy(last, 0, into, at, length);
        return at + length;
    }
}
