package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.UaEnumeratedType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;

/**
 * Turns DataValues (OPC 10000-4, 7.11) into updates: any number to the tag's type where nothing is lost, the status
 * code as it is, the source time at its full resolution of 100 ns. What does not fit becomes a status without a value.
 *
 * <p>Thread: the publishing one. Allocates: per string and per array.
 */
final class VariantReader {
    /** Overflow bit with the info type DataValue that makes it valid (OPC 10000-4, 7.39.1). */
    private static final int OVERFLOW = 0x0480;

    /** 1601-01-01 to 1970-01-01 in units of 100 ns. */
    private static final long EPOCH_DIFFERENCE = 116_444_736_000_000_000L;

    private static final long MOST_TICKS = Long.MAX_VALUE / 100;
    private static final long MOST_AHEAD_NS = 86_400_000_000_000L;
    private static final double TWO_TO_63 = 0x1p63;
    private static final int SCAN = 256;

    /** A value that is not there although its status does not say why: BadNoDataAvailable. */
    private static final int BAD_NO_DATA_AVAILABLE = 0x80B10000;

    private final UpdatePublisher updates;
    private final OpcUaCounters counters;
    private final Backfill gaps;
    private final int[] heldTags = new int[SCAN];
    private final double[] heldValues = new double[SCAN];
    private final int[] heldStatuses = new int[SCAN];
    private long heldTimeNs;
    private int held;

    /** @param gaps told of what may be missing, null when nobody cares */
    VariantReader(UpdatePublisher updates, OpcUaCounters counters, Backfill gaps) {
        this.updates = updates;
        this.counters = counters;
        this.gaps = gaps;
    }

    /**
     * Publishes what came for a source to each of its tags, numbers perhaps not before {@link #flush}; true when values before
     * it were lost at the server.
     */
    boolean publish(ReadSource source, DataValue value) {
        int status = statusCode(value.statusCode());
        boolean isOverflow = (status & OVERFLOW) == OVERFLOW;
        if (isOverflow) {
            counters.overflowed.increment();
        }
        long timeNs = timeNs(value);
        if (isRepresentable(value.sourceTime())) {
            long missingFromNs = source.gapBefore(timeNs, isOverflow);
            if (missingFromNs != Long.MIN_VALUE && gaps != null) {
                gaps.found(source, missingFromNs, timeNs);
            }
        }
        source.note(status, isRepresentable(value.sourceTime()) ? timeNs : Long.MIN_VALUE);
        Object content = value.value().value();
        for (TagItem tag : source.tags()) {
            publish(tag, content, status, timeNs);
        }
        return isOverflow;
    }

    /** Publishes a value that comes late to one tag; false when there is no room. */
    boolean publishLate(TagItem tag, DataValue value) {
        return take(tag, value.value().value(), statusCode(value.statusCode()), timeNs(value));
    }

    private void publish(TagItem tag, Object content, int status, long timeNs) {
        if (tag.type() == TagType.FLOAT64
                && content instanceof Number number
                && tag.address().isPlain()) {
            hold(tag.tagId(), number.doubleValue(), status, timeNs);
            return;
        }
        flush();
        if (take(tag, content, status, timeNs)) {
            counters.published.increment();
        } else {
            counters.refused.increment();
        }
    }

    /** Numbers of one source time that follow one another are published at once. */
    private void hold(int tagId, double value, int status, long timeNs) {
        if (held == SCAN || timeNs != heldTimeNs) {
            flush();
        }
        heldTimeNs = timeNs;
        heldTags[held] = tagId;
        heldValues[held] = Double.isNaN(value) ? Double.NaN : value;
        heldStatuses[held] = status;
        held++;
    }

    /** Publishes what is held; to be called when no more comes at once. */
    void flush() {
        int count = held;
        held = 0;
        if (count == 0) {
            return;
        }
        int taken;
        if (count == 1) {
            taken = updates.update(heldTags[0], heldValues[0], heldStatuses[0], heldTimeNs) ? 1 : 0;
        } else {
            taken = updates.scan(heldTags, heldValues, heldStatuses, count, heldTimeNs);
        }
        counters.published.add(taken);
        counters.refused.add(count - taken);
    }

    private boolean take(TagItem tag, Object content, int status, long timeNs) {
        return content == null && Quality.isBad(status)
                ? updates.status(tag.tagId(), status, timeNs)
                : value(tag, ValuePath.follow(content, tag.address()), status, timeNs);
    }

    private boolean value(TagItem tag, Object content, int status, long timeNs) {
        if (content == null) {
            return mismatch(tag.tagId(), BAD_NO_DATA_AVAILABLE, timeNs);
        }
        Object plain = plain(content);
        return switch (tag.type()) {
            case FLOAT64 -> real(tag.tagId(), plain, status, timeNs);
            case INT64 -> whole(tag.tagId(), plain, status, timeNs);
            case BOOL -> flag(tag.tagId(), plain, status, timeNs);
            case STRING -> text(tag.tagId(), content, status, timeNs);
            case INT64_ARRAY, FLOAT64_ARRAY -> array(tag, content, status, timeNs);
        };
    }

    /** Enumerations and status codes as numbers. */
    private static Object plain(Object content) {
        if (content instanceof EnumText named) {
            return named.number();
        }
        if (content instanceof UaEnumeratedType enumerated) {
            return enumerated.getValue();
        }
        return content instanceof StatusCode code ? (Object) code.value() : content;
    }

    private boolean real(int tagId, Object content, int status, long timeNs) {
        if (content instanceof Number number) {
            double value = number.doubleValue();
            return updates.update(tagId, Double.isNaN(value) ? Double.NaN : value, status, timeNs);
        }
        if (content instanceof Boolean flag) {
            return updates.update(tagId, flag ? 1.0 : 0.0, status, timeNs);
        }
        return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
    }

    private boolean whole(int tagId, Object content, int status, long timeNs) {
        if (content instanceof Double || content instanceof Float) {
            double value = ((Number) content).doubleValue();
            if (value != StrictMath.rint(value) || value < -TWO_TO_63 || value >= TWO_TO_63) {
                return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
            }
            return updates.update(tagId, (long) value, status, timeNs);
        }
        if (content instanceof ULong big && big.longValue() < 0) {
            return mismatch(tagId, Quality.BAD_OUT_OF_RANGE, timeNs);
        }
        if (content instanceof Number number) {
            return updates.update(tagId, number.longValue(), status, timeNs);
        }
        if (content instanceof Boolean flag) {
            return updates.update(tagId, flag ? 1L : 0L, status, timeNs);
        }
        if (content instanceof DateTime time && isRepresentable(time)) {
            return updates.update(tagId, epochNs(time), status, timeNs);
        }
        return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
    }

    private boolean flag(int tagId, Object content, int status, long timeNs) {
        if (content instanceof Boolean flag) {
            return updates.update(tagId, flag.booleanValue(), status, timeNs);
        }
        if (content instanceof Number number && !(content instanceof Double) && !(content instanceof Float)) {
            return updates.update(tagId, number.longValue() != 0, status, timeNs);
        }
        return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
    }

    private boolean text(int tagId, Object content, int status, long timeNs) {
        String text = ValueText.of(content);
        if (text == null) {
            return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TagValue.MAX_STRING_BYTES) {
            return mismatch(tagId, Quality.BAD_OUT_OF_RANGE, timeNs);
        }
        return updates.update(tagId, utf8, utf8.length, status, timeNs);
    }

    /** An array of numbers of any kind, matrices row by row; one element that does not fit makes a status of all. */
    private boolean array(TagItem tag, Object content, int status, long timeNs) {
        Object elements = content instanceof Matrix matrix ? matrix.getElements() : content;
        if (elements instanceof ByteString bytes) {
            elements = bytes.bytes() == null ? new byte[0] : bytes.bytes();
        }
        int count = elements != null && elements.getClass().isArray() ? Array.getLength(elements) : -1;
        if (count < 0) {
            return mismatch(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
        }
        if (count > tag.definition().length()) {
            return mismatch(tag.tagId(), Quality.BAD_OUT_OF_RANGE, timeNs);
        }
        boolean isReal = tag.type() == TagType.FLOAT64_ARRAY;
        double[] reals = new double[isReal ? count : 0];
        long[] wholes = new long[isReal ? 0 : count];
        for (int i = 0; i < count; i++) {
            Object element = element(elements, i, content instanceof ByteString);
            if (!(element instanceof Number number)) {
                return mismatch(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
            }
            if (isReal) {
                double value = number.doubleValue();
                reals[i] = Double.isNaN(value) ? Double.NaN : value;
            } else if (isFraction(number)) {
                return mismatch(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
            } else if (number instanceof ULong big && big.longValue() < 0) {
                return mismatch(tag.tagId(), Quality.BAD_OUT_OF_RANGE, timeNs);
            } else {
                wholes[i] = number.longValue();
            }
        }
        return isReal
                ? updates.update(tag.tagId(), reals, count, status, timeNs)
                : updates.update(tag.tagId(), wholes, count, status, timeNs);
    }

    private static Object element(Object elements, int index, boolean isUnsigned) {
        Object element = Array.get(elements, index);
        if (element instanceof Variant variant) {
            element = variant.value();
        }
        if (isUnsigned) {
            return ((Byte) element) & 0xFF;
        }
        if (element instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (element instanceof DateTime time && isRepresentable(time)) {
            return epochNs(time);
        }
        return plain(element);
    }

    private static boolean isFraction(Number number) {
        boolean isReal = number instanceof Double || number instanceof Float;
        double value = number.doubleValue();
        return isReal && (value != StrictMath.rint(value) || Math.abs(value) >= TWO_TO_63);
    }

    private boolean mismatch(int tagId, int status, long timeNs) {
        counters.mismatched.increment();
        return updates.status(tagId, status, timeNs);
    }

    static int statusCode(StatusCode code) {
        return code == null ? Quality.GOOD : (int) code.value();
    }

    /** Source time, else server time, else now; ns since the epoch. A time that can not be is counted. */
    private long timeNs(DataValue value) {
        long now = nowNs();
        DateTime source = value.sourceTime();
        if (isPlausible(source, now)) {
            return epochNs(source);
        }
        if (source != null && source.getUtcTime() > 0) {
            counters.untimely.increment();
        }
        return isPlausible(value.serverTime(), now) ? epochNs(value.serverTime()) : now;
    }

    /** Nothing happened more than a day ahead: a value with such a time would hide all that follow. */
    private static boolean isPlausible(DateTime time, long nowNs) {
        return isRepresentable(time) && epochNs(time) - nowNs < MOST_AHEAD_NS;
    }

    /** False for the null time and for those that ns since the epoch can not hold (before 1678, after 2261). */
    static boolean isRepresentable(DateTime time) {
        return time != null && time.getUtcTime() > 0 && Math.abs(time.getUtcTime() - EPOCH_DIFFERENCE) < MOST_TICKS;
    }

    static long epochNs(DateTime time) {
        return (time.getUtcTime() - EPOCH_DIFFERENCE) * 100;
    }

    static DateTime dateTime(long epochNs) {
        return new DateTime(Math.floorDiv(epochNs, 100) + EPOCH_DIFFERENCE);
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
