package io.ringmain.core.spi;

import io.ringmain.core.tag.TagType;

/**
 * One write to a device, as LOGIC decided it.
 *
 * @param writeId identity of the write, to be given back in the answer
 * @param tagId dense id of the tag
 * @param address the tag's address in the connector's own syntax
 * @param type type of the value
 * @param bits the value as 64 bits: double bits, the long, or 0/1
 * @param text the value when the type is STRING, else null
 */
public record DeviceWrite(long writeId, int tagId, String address, TagType type, long bits, String text) {

    public double asDouble() {
        return type == TagType.FLOAT64 ? Double.longBitsToDouble(bits) : bits;
    }

    /** The value boxed as Boolean, Long, Double or String. */
    public Object value() {
        return switch (type) {
            case BOOL -> bits != 0;
            case INT64 -> bits;
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case STRING -> text;
            case INT64_ARRAY, FLOAT64_ARRAY -> throw new IllegalStateException("arrays are not written");
        };
    }
}
