package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Publishes what stands in a payload as a tag's type. Numbers are taken where nothing is lost; text is taken as a number or
 * as one of the words true, on, yes, 1 and false, off, no, 0 where the tag is one.
 *
 * <p>Thread: one. Owns: its buffers.
 */
final class PayloadValue {
    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_DIGITS = 400;

    private final UpdatePublisher updates;
    private final double[] numbers = new double[TagValue.MAX_ELEMENTS];
    private final long[] wholes = new long[TagValue.MAX_ELEMENTS];
    /** Whether the publisher took the last update. */
    private boolean isTaken;

    PayloadValue(UpdatePublisher updates) {
        this.updates = updates;
    }

    boolean isTaken() {
        return isTaken;
    }

    /** Good when the value was published with the status given; what is wrong otherwise, and then nothing was. */
    int publish(TopicTag tag, JsonNode node, int statusCode, long timeNs) {
        if (node.isNull() || node.isMissingNode()) {
            return Quality.BAD_NO_DATA;
        }
        if (tag.type.isArray()) {
            return node.isArray() ? array(tag, node, statusCode, timeNs) : Quality.BAD_TYPE_MISMATCH;
        }
        if (node.isTextual()) {
            return publish(tag, node.textValue(), statusCode, timeNs);
        }
        if (node.isBoolean()) {
            return flag(tag, node.booleanValue(), statusCode, timeNs);
        }
        if (!node.isNumber()) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        return tag.type == TagType.STRING
                ? text(tag, node.asText(), statusCode, timeNs)
                : number(tag, node.decimalValue(), statusCode, timeNs);
    }

    /** The same for a payload that is the value itself. */
    int publish(TopicTag tag, String text, int statusCode, long timeNs) {
        if (tag.type == TagType.STRING) {
            return text(tag, text, statusCode, timeNs);
        }
        String word = text.trim();
        if (word.isEmpty()) {
            return Quality.BAD_NO_DATA;
        }
        if (tag.type.isArray() || word.length() > LONGEST_NUMBER) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes":
                return flag(tag, true, statusCode, timeNs);
            case "false", "off", "no":
                return flag(tag, false, statusCode, timeNs);
            default:
                return number(tag, word, statusCode, timeNs);
        }
    }

    private int number(TopicTag tag, String word, int statusCode, long timeNs) {
        try {
            return number(tag, new BigDecimal(word), statusCode, timeNs);
        } catch (NumberFormatException e) {
            return Quality.BAD_TYPE_MISMATCH;
        }
    }

    private int number(TopicTag tag, BigDecimal number, int statusCode, long timeNs) {
        if (tag.type == TagType.FLOAT64) {
            double real = number.doubleValue();
            if (Double.isInfinite(real)) {
                return Quality.BAD_OUT_OF_RANGE;
            }
            isTaken = updates.update(tag.tagId, real, statusCode, timeNs);
            return Quality.GOOD;
        }
        if (!isWhole(number)) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        if (!isLong(number)) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        long whole = number.longValue();
        if (tag.type == TagType.INT64) {
            isTaken = updates.update(tag.tagId, whole, statusCode, timeNs);
            return Quality.GOOD;
        }
        return whole == 0 || whole == 1 ? flag(tag, whole == 1, statusCode, timeNs) : Quality.BAD_TYPE_MISMATCH;
    }

    private int flag(TopicTag tag, boolean flag, int statusCode, long timeNs) {
        switch (tag.type) {
            case BOOL -> isTaken = updates.update(tag.tagId, flag, statusCode, timeNs);
            case INT64 -> isTaken = updates.update(tag.tagId, flag ? 1L : 0L, statusCode, timeNs);
            case FLOAT64 -> isTaken = updates.update(tag.tagId, flag ? 1.0 : 0.0, statusCode, timeNs);
            case STRING -> {
                return text(tag, Boolean.toString(flag), statusCode, timeNs);
            }
            case INT64_ARRAY, FLOAT64_ARRAY -> {
                return Quality.BAD_TYPE_MISMATCH;
            }
        }
        return Quality.GOOD;
    }

    private int text(TopicTag tag, String text, int statusCode, long timeNs) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TagValue.MAX_STRING_BYTES) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        isTaken = updates.update(tag.tagId, utf8, utf8.length, statusCode, timeNs);
        return Quality.GOOD;
    }

    private int array(TopicTag tag, JsonNode node, int statusCode, long timeNs) {
        int count = node.size();
        if (count > Math.min(tag.length, TagValue.MAX_ELEMENTS)) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        for (int i = 0; i < count; i++) {
            JsonNode element = node.get(i);
            if (!element.isNumber()) {
                return Quality.BAD_TYPE_MISMATCH;
            }
            BigDecimal number = element.decimalValue();
            if (tag.type == TagType.FLOAT64_ARRAY) {
                numbers[i] = number.doubleValue();
            } else if (!isWhole(number) || !isLong(number)) {
                return Quality.BAD_TYPE_MISMATCH;
            } else {
                wholes[i] = number.longValue();
            }
        }
        isTaken = tag.type == TagType.FLOAT64_ARRAY
                ? updates.update(tag.tagId, numbers, count, statusCode, timeNs)
                : updates.update(tag.tagId, wholes, count, statusCode, timeNs);
        return Quality.GOOD;
    }

    /** Without multiplying out an exponent that somebody has made large on purpose. */
    private static boolean isWhole(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        if (number.scale() > MOST_DIGITS) {
            return false;
        }
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isLong(BigDecimal number) {
        return number.signum() == 0
                || (long) number.precision() - number.scale() <= 19
                        && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                        && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }
}
