package io.ringmain.connectors;

import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;

/**
 * Publishes what a device has as the type that a tag takes, where nothing is lost; what does not fit becomes a status without
 * a value, BadTypeMismatch or BadOutOfRange. Counts what did not fit; what the ring refuses, the core
 * counts. Every call answers as {@link UpdatePublisher} does.
 *
 * <p>Thread: the publishing one; the count any. Allocates: per string.
 */
public final class ValuePublisher {
    private static final double TWO_TO_63 = 0x1p63;

    private final UpdatePublisher updates;
    private volatile long mismatched;

    public ValuePublisher(UpdatePublisher updates) {
        this.updates = updates;
    }

    /** A real number; whole ones fit int64 tags, and none fits a bool. */
    public boolean real(int tagId, TagType type, double value, int status, long timeNs) {
        return switch (type) {
            case FLOAT64 -> updates.update(tagId, value, status, timeNs);
            case INT64 ->
                value == StrictMath.rint(value) && value >= -TWO_TO_63 && value < TWO_TO_63
                        ? updates.update(tagId, (long) value, status, timeNs)
                        : mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
            case STRING -> text(tagId, type, Double.toString(value), status, timeNs);
            case BOOL, INT64_ARRAY, FLOAT64_ARRAY -> mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
        };
    }

    /** A whole number; for a bool tag 0 is false and the rest true. */
    public boolean whole(int tagId, TagType type, long value, int status, long timeNs) {
        return switch (type) {
            case FLOAT64 -> updates.update(tagId, (double) value, status, timeNs);
            case INT64 -> updates.update(tagId, value, status, timeNs);
            case BOOL -> updates.update(tagId, value != 0, status, timeNs);
            case STRING -> text(tagId, type, Long.toString(value), status, timeNs);
            case INT64_ARRAY, FLOAT64_ARRAY -> mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
        };
    }

    public boolean flag(int tagId, TagType type, boolean value, int status, long timeNs) {
        return type == TagType.STRING
                ? text(tagId, type, Boolean.toString(value), status, timeNs)
                : whole(tagId, type, value ? 1 : 0, status, timeNs);
    }

    /** A text, which fits string tags only. */
    public boolean text(int tagId, TagType type, String value, int status, long timeNs) {
        if (type != TagType.STRING) {
            return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TagValue.MAX_STRING_BYTES) {
            return mismatch(tagId, Quality.BAD_OUT_OF_RANGE, timeNs);
        }
        return updates.update(tagId, utf8, utf8.length, status, timeNs);
    }

    /** An array for a float64[] tag. */
    public boolean reals(int tagId, double[] elements, int count, int status, long timeNs) {
        return updates.update(tagId, elements, count, status, timeNs);
    }

    /** An array for an int64[] tag. */
    public boolean wholes(int tagId, long[] elements, int count, int status, long timeNs) {
        return updates.update(tagId, elements, count, status, timeNs);
    }

    /** A status without a value. */
    public boolean status(int tagId, int status, long timeNs) {
        return updates.status(tagId, status, timeNs);
    }

    /** Publishes what is held back, as far as there is room. */
    public boolean flush() {
        return updates.flush();
    }

    private boolean mismatch(int tagId, int status, long timeNs) {
        mismatched = mismatched + 1;
        return updates.status(tagId, status, timeNs);
    }

    public long mismatched() {
        return mismatched;
    }
}
