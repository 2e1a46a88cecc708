package io.ringmain.core.whatif;

import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;

/** Turns recorded values into those of a tag of another type, where nothing of them gets lost. */
final class ValueConversion {
    /** Below this a double holds every whole number. */
    private static final double EXACT = 1L << 53;

    private ValueConversion() {}

    /** Makes the event's value one that the tag takes; false when it can not be done. */
    static boolean apply(Event event, TagDefinition tag) {
        TagType sent = TagType.ofCode(event.valueType);
        if (sent == null || tag.takes(sent)) {
            return true;
        }
        if (sent.isArray() && tag.type().isArray()) {
            return elements(event, sent, tag.type());
        }
        if (!isConvertible(sent, tag.type(), event.valueBits)) {
            return false;
        }
        event.valueBits = bits(sent, tag.type(), event.valueBits);
        event.valueType = tag.type().code();
        return true;
    }

    private static boolean elements(Event event, TagType sent, TagType wanted) {
        for (int i = 0; i < event.elementCount; i++) {
            if (!isConvertible(sent.element(), wanted.element(), event.elements[i])) {
                return false;
            }
        }
        for (int i = 0; i < event.elementCount; i++) {
            event.elements[i] = bits(sent.element(), wanted.element(), event.elements[i]);
        }
        event.valueType = wanted.code();
        return true;
    }

    /** Whether a number or bool is exactly the same as one of the other type. */
    static boolean isConvertible(TagType from, TagType to, long bits) {
        if (from == to) {
            return true;
        }
        if (from == TagType.STRING || to == TagType.STRING || from.isArray() || to.isArray()) {
            return false;
        }
        double value = from == TagType.FLOAT64 ? Double.longBitsToDouble(bits) : bits;
        boolean isWhole = value == StrictMath.rint(value) && StrictMath.abs(value) < EXACT;
        return isWhole && (to != TagType.BOOL || value == 0 || value == 1);
    }

    /** The same number in the other type. */
    static long bits(TagType from, TagType to, long bits) {
        if (from == to) {
            return bits;
        }
        double value = from == TagType.FLOAT64 ? Double.longBitsToDouble(bits) : bits;
        return to == TagType.FLOAT64 ? Double.doubleToLongBits(value) : (long) value;
    }
}
