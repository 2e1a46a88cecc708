package io.ringmain.core.tag;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A caller-owned copy of one record of the CVT. Reuse one instance per reader; it allocates when made, and
 * once when it first reads an array.
 *
 * <p>Thread: whoever owns the instance. Owns: its fields. Allocates: at construction; {@link #asString()} and
 * {@link #toString()} per call.
 */
public final class TagValue {
    /** Largest UTF-8 length of a string value, in bytes. */
    public static final int MAX_STRING_BYTES = 256;

    /** Most elements of an array. */
    public static final int MAX_ELEMENTS = 512;

    private static final long[] NONE = {};

    public int tagId;
    public TagType type;
    /** Value as 64 bits: double bits, the long, 0/1 for bool; for strings and arrays length and content hash. */
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

    /** Elements of an array that are valid; see {@link #element} and {@link #elementAsDouble}. */
    public int elementCount;
    /** Elements as 64 bits each; grows when a longer array is read than before. */
    public long[] elements = NONE;

    /** How often a read into this instance had to begin again, because the record was being written. */
    public long retries;

    /** Makes room for the elements of an array. */
    public void ensureElements(int count) {
        if (elements.length < count) {
            elements = new long[MAX_ELEMENTS];
        }
    }

    /** An element of an int64 array. */
    public long element(int index) {
        return elements[index];
    }

    /** An element of either type of array as a number. */
    public double elementAsDouble(int index) {
        return type == TagType.FLOAT64_ARRAY ? Double.longBitsToDouble(elements[index]) : elements[index];
    }

    public double asDouble() {
        return switch (type) {
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case INT64, BOOL -> bits;
            case STRING, INT64_ARRAY, FLOAT64_ARRAY -> Double.NaN;
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
            case INT64_ARRAY -> Arrays.toString(Arrays.copyOf(elements, elementCount));
            case FLOAT64_ARRAY ->
                Arrays.toString(Arrays.stream(elements, 0, elementCount)
                        .mapToDouble(Double::longBitsToDouble)
                        .toArray());
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
