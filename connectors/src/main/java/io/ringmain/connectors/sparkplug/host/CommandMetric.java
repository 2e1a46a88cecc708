package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.tag.Quality;

/** A value as the metric of a command, in the type that the birth has named. */
record CommandMetric(Metric metric, int statusCode) {

    /** @param value Boolean, Long, Double or String */
    static CommandMetric of(SeenMetric target, Object value, long nowMs) {
        Metric metric = Metric.named(target.address.metric(), target.type);
        metric.alias = target.alias;
        metric.timestampMs = nowMs;
        int statusCode = fill(metric, target.type, value);
        return new CommandMetric(statusCode == Quality.GOOD ? metric : null, statusCode);
    }

    private static int fill(Metric metric, DataType type, Object value) {
        switch (type) {
            case BOOLEAN -> {
                if (value instanceof Boolean flag) {
                    return flag(metric, flag ? 1 : 0);
                }
                return value instanceof Long whole && (whole == 0 || whole == 1)
                        ? flag(metric, whole)
                        : Quality.BAD_TYPE_MISMATCH;
            }
            case FLOAT, DOUBLE -> {
                return value instanceof Number number
                        ? real(metric, type, number.doubleValue())
                        : Quality.BAD_TYPE_MISMATCH;
            }
            case STRING, TEXT, UUID -> {
                if (!(value instanceof String text)) {
                    return Quality.BAD_TYPE_MISMATCH;
                }
                metric.wire = Metric.Wire.TEXT;
                metric.text = text;
                return Quality.GOOD;
            }
            case INT8 -> {
                return whole(metric, value, Byte.MIN_VALUE, Byte.MAX_VALUE, Metric.Wire.INT);
            }
            case INT16 -> {
                return whole(metric, value, Short.MIN_VALUE, Short.MAX_VALUE, Metric.Wire.INT);
            }
            case INT32 -> {
                return whole(metric, value, Integer.MIN_VALUE, Integer.MAX_VALUE, Metric.Wire.INT);
            }
            case UINT8 -> {
                return whole(metric, value, 0, 0xFF, Metric.Wire.INT);
            }
            case UINT16 -> {
                return whole(metric, value, 0, 0xFFFF, Metric.Wire.INT);
            }
            case UINT32 -> {
                return whole(metric, value, 0, 0xFFFF_FFFFL, Metric.Wire.LONG);
            }
            case INT64 -> {
                return whole(metric, value, Long.MIN_VALUE, Long.MAX_VALUE, Metric.Wire.LONG);
            }
            case UINT64, DATE_TIME -> {
                return whole(metric, value, 0, Long.MAX_VALUE, Metric.Wire.LONG);
            }
            default -> {
                return Quality.BAD_NOT_SUPPORTED;
            }
        }
    }

    private static int flag(Metric metric, long flag) {
        metric.wire = Metric.Wire.FLAG;
        metric.bits = flag;
        return Quality.GOOD;
    }

    private static int real(Metric metric, DataType type, double real) {
        if (type == DataType.FLOAT && Float.isInfinite((float) real) && !Double.isInfinite(real)) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        metric.wire = Metric.Wire.REAL;
        metric.real = real;
        return Quality.GOOD;
    }

    private static int whole(Metric metric, Object value, long low, long high, Metric.Wire wire) {
        long whole;
        if (value instanceof Boolean flag) {
            whole = flag ? 1 : 0;
        } else if (value instanceof Double real) {
            if (real != StrictMath.rint(real) || Math.abs(real) >= 0x1p63) {
                return Double.isNaN(real) ? Quality.BAD_OUT_OF_RANGE : Quality.BAD_TYPE_MISMATCH;
            }
            whole = real.longValue();
        } else if (value instanceof Number number) {
            whole = number.longValue();
        } else {
            return Quality.BAD_TYPE_MISMATCH;
        }
        if (whole < low || whole > high) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        metric.wire = wire;
        metric.bits = whole;
        return Quality.GOOD;
    }
}
