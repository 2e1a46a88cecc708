package io.ringmain.connectors.opcua.server;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;

/**
 * What a client writes, in the type that it is written to: any number where nothing is lost.
 *
 * @param statusCode why it can not be, {@link Quality#GOOD} when it can
 * @param bits as in {@link io.ringmain.core.ring.Command#bits}
 * @param text as in {@link io.ringmain.core.ring.Command#text}
 */
record Values(int statusCode, long bits, String text) {
    private static final double TWO_TO_63 = 0x1p63;
    /** Whole numbers up to here are float64 numbers too. */
    private static final long MOST_EXACT = 1L << 53;

    static Values of(TagType type, Object value) {
        return switch (type) {
            case BOOL -> flag(value);
            case INT64 -> whole(value);
            case FLOAT64 -> real(value);
            case STRING -> text(value);
            case INT64_ARRAY, FLOAT64_ARRAY -> refused(Quality.BAD_NOT_SUPPORTED);
        };
    }

    private static Values refused(int statusCode) {
        return new Values(statusCode, 0, "");
    }

    private static Values bits(long bits) {
        return new Values(Quality.GOOD, bits, "");
    }

    private static Values flag(Object value) {
        if (value instanceof Boolean flag) {
            return bits(flag ? 1 : 0);
        }
        if (isWhole(value)) {
            long number = ((Number) value).longValue();
            return number == 0 || number == 1 ? bits(number) : refused(Quality.BAD_OUT_OF_RANGE);
        }
        return refused(Quality.BAD_TYPE_MISMATCH);
    }

    private static Values whole(Object value) {
        if (value instanceof ULong big && big.longValue() < 0) {
            return refused(Quality.BAD_OUT_OF_RANGE);
        }
        if (isWhole(value)) {
            return bits(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            boolean isExact = real == StrictMath.rint(real) && real >= -TWO_TO_63 && real < TWO_TO_63;
            return isExact ? bits((long) real) : refused(Quality.BAD_TYPE_MISMATCH);
        }
        return refused(Quality.BAD_TYPE_MISMATCH);
    }

    private static Values real(Object value) {
        if (isWhole(value)) {
            long number = ((Number) value).longValue();
            return number > MOST_EXACT || number < -MOST_EXACT
                    ? refused(Quality.BAD_OUT_OF_RANGE)
                    : bits(Double.doubleToLongBits(number));
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            return Double.isFinite(real) ? bits(Double.doubleToLongBits(real)) : refused(Quality.BAD_OUT_OF_RANGE);
        }
        return refused(Quality.BAD_TYPE_MISMATCH);
    }

    private static Values text(Object value) {
        Object plain = value instanceof LocalizedText localized ? localized.text() : value;
        if (!(plain instanceof String text)) {
            return refused(Quality.BAD_TYPE_MISMATCH);
        }
        return text.getBytes(StandardCharsets.UTF_8).length > TagValue.MAX_STRING_BYTES
                ? refused(Quality.BAD_OUT_OF_RANGE)
                : new Values(Quality.GOOD, 0, text);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Number && !(value instanceof Double) && !(value instanceof Float);
    }
}
