package io.ringmain.core.machine;

import io.ringmain.core.tag.TagType;
import java.util.Objects;

/**
 * The value of one attribute, as a site file says it.
 *
 * @param type its type
 * @param bits its 64 bits as in a tag of that type, NaN in one form; 0 for a text
 * @param text the text, empty for other types
 */
public record AttributeValue(TagType type, long bits, String text) {

    public AttributeValue {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(text, "text");
    }

    public static AttributeValue of(boolean value) {
        return new AttributeValue(TagType.BOOL, value ? 1 : 0, "");
    }

    public static AttributeValue of(long value) {
        return new AttributeValue(TagType.INT64, value, "");
    }

    public static AttributeValue of(double value) {
        return new AttributeValue(TagType.FLOAT64, Double.doubleToLongBits(value), "");
    }

    public static AttributeValue of(String value) {
        return new AttributeValue(TagType.STRING, 0, value);
    }

    /** The value as a number; 0 or 1 for a bool, NaN for a text. */
    public double number() {
        return switch (type) {
            case BOOL, INT64 -> bits;
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case STRING, INT64_ARRAY, FLOAT64_ARRAY -> Double.NaN;
        };
    }
}
