package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.payload.Arrays64;
import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Publishes a metric's value as a tag's type: numbers where nothing is lost, Booleans as 0 and 1, DateTime as milliseconds.
 *
 * <p>Thread: one.
 */
final class MetricValue {
    private static final double TWO_64 = 0x1p64;

    private final UpdatePublisher updates;
    private boolean isTaken;

    MetricValue(UpdatePublisher updates) {
        this.updates = updates;
    }

    /** Whether the publisher took the last update. */
    boolean isTaken() {
        return isTaken;
    }

    boolean status(HostTag tag, int statusCode, long timeNs) {
        return updates.status(tag.tagId(), statusCode, timeNs);
    }

    /** Good when the value was published with the status given; what is wrong otherwise, and then nothing was. */
    int publish(HostTag tag, DataType type, Metric metric, int statusCode, long timeNs) {
        if (metric.isNull || metric.wire == Metric.Wire.NONE) {
            return Quality.BAD_NO_DATA;
        }
        if (metric.wire == Metric.Wire.OTHER || type.tagType() == null) {
            return Quality.BAD_NOT_SUPPORTED;
        }
        if (type.tagType().isArray()) {
            return metric.wire == Metric.Wire.BYTES
                    ? array(tag, type, metric.bytes, statusCode, timeNs)
                    : Quality.BAD_TYPE_MISMATCH;
        }
        return switch (metric.wire) {
            case INT, LONG -> whole(tag, type, metric, statusCode, timeNs);
            case REAL -> real(tag, metric.real, statusCode, timeNs);
            case FLAG -> flag(tag, metric.bits, statusCode, timeNs);
            case TEXT -> text(tag, metric.text, statusCode, timeNs);
            default -> Quality.BAD_TYPE_MISMATCH;
        };
    }

    /** The number that stands in the bits, whose meaning is in the type. */
    static long wholeOf(DataType type, long bits) {
        return switch (type) {
            case INT8 -> (byte) bits;
            case INT16 -> (short) bits;
            case INT32 -> (int) bits;
            case UINT8 -> bits & 0xFF;
            case UINT16 -> bits & 0xFFFF;
            case UINT32 -> bits & 0xFFFF_FFFFL;
            default -> bits;
        };
    }

    private int whole(HostTag tag, DataType type, Metric metric, int statusCode, long timeNs) {
        long whole = wholeOf(type, metric.bits);
        boolean isBeyond = type == DataType.UINT64 && whole < 0;
        switch (tag.type()) {
            case INT64 -> {
                if (isBeyond) {
                    return Quality.BAD_OUT_OF_RANGE;
                }
                isTaken = updates.update(tag.tagId(), whole, statusCode, timeNs);
            }
            case FLOAT64 ->
                isTaken = updates.update(tag.tagId(), isBeyond ? whole + TWO_64 : (double) whole, statusCode, timeNs);
            default -> {
                return Quality.BAD_TYPE_MISMATCH;
            }
        }
        return Quality.GOOD;
    }

    private int real(HostTag tag, double real, int statusCode, long timeNs) {
        if (tag.type() != TagType.FLOAT64) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        isTaken = updates.update(tag.tagId(), real, statusCode, timeNs);
        return Quality.GOOD;
    }

    private int flag(HostTag tag, long flag, int statusCode, long timeNs) {
        switch (tag.type()) {
            case BOOL -> isTaken = updates.update(tag.tagId(), flag != 0, statusCode, timeNs);
            case INT64 -> isTaken = updates.update(tag.tagId(), flag, statusCode, timeNs);
            case FLOAT64 -> isTaken = updates.update(tag.tagId(), (double) flag, statusCode, timeNs);
            default -> {
                return Quality.BAD_TYPE_MISMATCH;
            }
        }
        return Quality.GOOD;
    }

    private int text(HostTag tag, String text, int statusCode, long timeNs) {
        if (tag.type() != TagType.STRING) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TagValue.MAX_STRING_BYTES) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        isTaken = updates.update(tag.tagId(), utf8, utf8.length, statusCode, timeNs);
        return Quality.GOOD;
    }

    private int array(HostTag tag, DataType type, byte[] bytes, int statusCode, long timeNs) {
        if (tag.type() != type.tagType()) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        if (type.tagType() == TagType.FLOAT64_ARRAY) {
            double[] elements = Arrays64.reals(type, bytes);
            if (elements == null || elements.length > tag.length()) {
                return Quality.BAD_OUT_OF_RANGE;
            }
            isTaken = updates.update(tag.tagId(), elements, elements.length, statusCode, timeNs);
            return Quality.GOOD;
        }
        long[] elements = Arrays64.wholes(type, bytes);
        if (elements == null || elements.length > tag.length()) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        if (type == DataType.UINT64_ARRAY) {
            for (long element : elements) {
                if (element < 0) {
                    return Quality.BAD_OUT_OF_RANGE;
                }
            }
        }
        isTaken = updates.update(tag.tagId(), elements, elements.length, statusCode, timeNs);
        return Quality.GOOD;
    }

    /** For people and browsers: number, Boolean or String; null when there is none. */
    static Object boxed(DataType type, Metric metric) {
        if (metric == null || metric.isNull) {
            return null;
        }
        return switch (metric.wire) {
            case INT, LONG -> {
                long whole = wholeOf(type, metric.bits);
                yield type == DataType.UINT64 && whole < 0
                        ? BigInteger.valueOf(whole).add(BigInteger.ONE.shiftLeft(Long.SIZE))
                        : (Number) whole;
            }
            case REAL -> metric.real;
            case FLAG -> metric.bits != 0;
            case TEXT -> metric.text;
            default -> null;
        };
    }
}
