package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
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
    private static final double TWO_TO_63 = 0x1p63;

    private final UpdatePublisher updates;
    private final OpcUaCounters counters;

    VariantReader(UpdatePublisher updates, OpcUaCounters counters) {
        this.updates = updates;
        this.counters = counters;
    }

    void publish(TagItem tag, DataValue value) {
        int status = statusCode(value.statusCode());
        if ((status & OVERFLOW) == OVERFLOW) {
            counters.overflowed.increment();
        }
        long timeNs = timeNs(value);
        Object content = value.value().value();
        boolean isTaken;
        if (content == null && Quality.isBad(status)) {
            isTaken = updates.status(tag.tagId(), status, timeNs);
        } else {
            isTaken = switch (tag.type()) {
                case FLOAT64 -> real(tag.tagId(), content, status, timeNs);
                case INT64 -> whole(tag.tagId(), content, status, timeNs);
                case BOOL -> flag(tag.tagId(), content, status, timeNs);
                case STRING -> text(tag.tagId(), content, status, timeNs);
                case INT64_ARRAY, FLOAT64_ARRAY -> array(tag, content, status, timeNs);
            };
        }
        if (isTaken) {
            counters.published.increment();
        } else {
            counters.refused.increment();
        }
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
        String text = null;
        if (content instanceof String string) {
            text = string;
        } else if (content instanceof LocalizedText localized) {
            text = localized.text() == null ? "" : localized.text();
        } else if (content instanceof DateTime time && isRepresentable(time)) {
            text = time.getJavaInstant().toString();
        }
        if (text == null) {
            return mismatch(tagId, Quality.BAD_TYPE_MISMATCH, timeNs);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TagValue.MAX_STRING_BYTES) {
            return mismatch(tagId, Quality.BAD_OUT_OF_RANGE, timeNs);
        }
        return updates.update(tagId, utf8, utf8.length, status, timeNs);
    }

    /** An array of numbers of any kind; one element that does not fit makes a status of all. */
    private boolean array(TagItem tag, Object content, int status, long timeNs) {
        int count = content != null && content.getClass().isArray() ? Array.getLength(content) : -1;
        if (count < 0) {
            return mismatch(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
        }
        if (count > TagValue.MAX_ELEMENTS) {
            return mismatch(tag.tagId(), Quality.BAD_OUT_OF_RANGE, timeNs);
        }
        boolean isReal = tag.type() == TagType.FLOAT64_ARRAY;
        double[] reals = new double[isReal ? count : 0];
        long[] wholes = new long[isReal ? 0 : count];
        for (int i = 0; i < count; i++) {
            if (!(Array.get(content, i) instanceof Number number)) {
                return mismatch(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
            }
            boolean isFraction = number instanceof Double || number instanceof Float;
            if (isReal) {
                reals[i] = number.doubleValue();
            } else if (isFraction || number instanceof ULong big && big.longValue() < 0) {
                return mismatch(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
            } else {
                wholes[i] = number.longValue();
            }
        }
        return isReal
                ? updates.update(tag.tagId(), reals, count, status, timeNs)
                : updates.update(tag.tagId(), wholes, count, status, timeNs);
    }

    private boolean mismatch(int tagId, int status, long timeNs) {
        counters.mismatched.increment();
        return updates.status(tagId, status, timeNs);
    }

    static int statusCode(StatusCode code) {
        return code == null ? Quality.GOOD : (int) code.value();
    }

    /** Source time, else server time, else now; ns since the epoch. */
    private static long timeNs(DataValue value) {
        if (isRepresentable(value.sourceTime())) {
            return epochNs(value.sourceTime());
        }
        return isRepresentable(value.serverTime()) ? epochNs(value.serverTime()) : nowNs();
    }

    /** False for the null time and for those that ns since the epoch can not hold (before 1678, after 2261). */
    private static boolean isRepresentable(DateTime time) {
        return time != null && time.getUtcTime() > 0 && Math.abs(time.getUtcTime() - EPOCH_DIFFERENCE) < MOST_TICKS;
    }

    private static long epochNs(DateTime time) {
        return (time.getUtcTime() - EPOCH_DIFFERENCE) * 100;
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
