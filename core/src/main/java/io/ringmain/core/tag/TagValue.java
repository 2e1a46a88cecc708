package io.ringmain.core.tag;

import java.nio.charset.StandardCharsets;

/**
 * A caller-owned copy of one record of the CVT. Reuse one instance per reader; it allocates only when made.
 *
 * <p>Thread: whoever owns the instance. Owns: its fields. Allocates: at construction; {@link #asString()} and
 * {@link #toString()} per call.
 */
public final class TagValue {
    /** Largest UTF-8 length of a string value, in bytes. */
    public static final int MAX_STRING_BYTES = 256;

    public int tagId;
    public TagType type;
    /** Value as 64 bits: double bits, the long, 0/1 for bool; for strings length and content hash. */
    public long bits;
    /** OPC UA status code, see {@link Quality}. */
    public int statusCode;
    /** Time of the value at its source, nanoseconds since 1970-01-01T00:00Z. */
    public long sourceTimeNs;
    /** Ring time at which the value was taken in, nanoseconds since 1970-01-01T00:00Z. */
    public long ingressTimeNs;
    /** Sequence of the event that last changed the record. */
    public long sequence;

    public int textLength;
    public final byte[] text = new byte[MAX_STRING_BYTES];

    public double asDouble() {
        return switch (type) {
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case INT64, BOOL -> bits;
            case STRING -> Double.NaN;
        };
    }

    public boolean asBoolean() {
        return bits != 0;
    }

    public String asString() {
        return switch (type) {
            case FLOAT64 -> Double.toString(Double.longBitsToDouble(bits));
            case INT64 -> Long.toString(bits);
            case BOOL -> Boolean.toString(bits != 0);
            case STRING -> new String(text, 0, textLength, StandardCharsets.UTF_8);
        };
    }

    /** Whether the value was forced, by an operator here or at the source. */
    public boolean isOverridden() {
        return statusCode == Quality.GOOD_LOCAL_OVERRIDE;
    }

    @Override
    public String toString() {
        return "tag " + tagId + " = " + (type == null ? "?" : asString()) + " [" + Quality.name(statusCode) + "] @"
                + sequence;
    }
}
