package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Current values as {@link ValueView} writes them, put together by hand into a buffer that is used again: lists of thousands are
 * read all the time. What of a tag never changes is made once, and a value that is the same as before is copied.
 *
 * <p>Thread: one. Allocates: for numbers with a fraction, and the first time for a tag.
 */
public final class ValueText {
    /** Tags of which the text is kept, some 400 bytes each; beyond it all are made again. */
    private static final int MOST_KEPT = 20_000;

    private static final int ROOM = 512;
    private static final int LONGEST_NUMBER = 24;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int SECOND_LENGTH = 20;
    private static final int FRACTION_DIGITS = 9;
    /** Whole numbers below are written as such, with a zero behind the point, as {@link Double#toString} does. */
    private static final double PLAIN = 1e7;

    private static final byte[] NULL = utf8("null");
    private static final byte[] QUALITY_NAME = utf8(",\"qualityName\":\"");
    private static final byte[] OVERRIDDEN = utf8("\",\"overridden\":true,\"sourceTime\":");
    private static final byte[] NOT_OVERRIDDEN = utf8("\",\"overridden\":false,\"sourceTime\":");
    private static final byte[] INGRESS_TIME = utf8(",\"ingressTime\":");
    private static final byte[] SEQUENCE = utf8(",\"sequence\":");
    private static final byte[] GOOD = utf8(Quality.name(Quality.GOOD));

    private TagText[] texts = {};
    private int kept;
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private long second = Long.MIN_VALUE;
    private final byte[] secondText = new byte[SECOND_LENGTH];

    /** Begins anew. */
    public void clear() {
        length = 0;
    }

    /** What has been written since. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public int length() {
        return length;
    }

    /** Text that is JSON already. */
    public void append(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    public void append(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    /** One value, an object. */
    public void write(TagDefinition tag, TagValue value) {
        boolean isPlain = tag.displayUnit().isEmpty()
                && (tag.type() == TagType.FLOAT64 || tag.type() == TagType.INT64 || tag.type() == TagType.BOOL);
        if (!isPlain) {
            append(Json.bytes(out -> ValueView.write(out, tag, value)));
            return;
        }
        TagText fixed = textOf(value.tagId, tag);
        ensure(ROOM + fixed.around());
        if (fixed.holds(value)) {
            length = fixed.copy(bytes, length);
            return;
        }
        int from = length;
        put(fixed.before);
        value(value);
        put(fixed.behind);
        number(ValueView.quality(value.statusCode));
        put(QUALITY_NAME);
        put(value.statusCode == Quality.GOOD ? GOOD : utf8(Quality.name(value.statusCode)));
        put(value.isOverridden() ? OVERRIDDEN : NOT_OVERRIDDEN);
        time(value.sourceTimeNs);
        put(INGRESS_TIME);
        time(value.ingressTimeNs);
        put(SEQUENCE);
        number(value.sequence);
        put(fixed.end);
        fixed.keep(value, bytes, from, length);
    }

    private TagText textOf(int tagId, TagDefinition tag) {
        if (tagId >= texts.length) {
            texts = Arrays.copyOf(texts, Math.max(tagId + 1, 2 * texts.length));
        }
        TagText known = texts[tagId];
        if (known == null || known.tag != tag) {
            byte[] name = Json.bytes(out -> out.writeString(tag.name()));
            byte[] unit = Json.bytes(out -> out.writeString(tag.unit()));
            known = new TagText(
                    tag,
                    joined(utf8("{\"tag\":"), name, utf8(",\"value\":")),
                    utf8(",\"type\":\"" + tag.type().label() + "\",\"quality\":"),
                    joined(utf8(",\"unit\":"), unit, utf8("}")));
            if (kept == MOST_KEPT) {
                Arrays.fill(texts, null);
                kept = 0;
            }
            kept += texts[tagId] == null ? 1 : 0;
            texts[tagId] = known;
        }
        return known;
    }

    private void value(TagValue value) {
        if (value.type == null || value.statusCode == Quality.BAD_WAITING_FOR_INITIAL_DATA) {
            put(NULL);
            return;
        }
        switch (value.type) {
            case BOOL -> put(utf8(value.asBoolean() ? "true" : "false"));
            case INT64 -> number(value.bits);
            case FLOAT64 -> real(value.asDouble());
            default -> throw new IllegalStateException(value.type.name());
        }
    }

    private void real(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(value) < PLAIN && Double.doubleToRawLongBits(value) != Long.MIN_VALUE) {
            number(whole);
            bytes[length++] = '.';
            bytes[length++] = '0';
        } else if (Double.isFinite(value)) {
            String text = NumberOutput.toString(value, true);
            for (int i = 0; i < text.length(); i++) {
                bytes[length++] = (byte) text.charAt(i);
            }
        } else {
            put(NULL);
        }
    }

    private void number(long value) {
        length = NumberOutput.outputLong(value, bytes, length);
    }

    /** RFC 3339 as {@link Times} writes it; null for 0, which stands for "never". */
    private void time(long ns) {
        if (ns == 0) {
            put(NULL);
            return;
        }
        long ofSecond = Math.floorDiv(ns, NS_PER_SECOND);
        if (ofSecond != second) {
            second = ofSecond;
            byte[] text = utf8(Times.rfc3339(ofSecond * NS_PER_SECOND));
            System.arraycopy(text, 0, secondText, 0, SECOND_LENGTH);
        }
        bytes[length++] = '"';
        put(secondText);
        int fraction = (int) (ns - ofSecond * NS_PER_SECOND);
        for (int i = FRACTION_DIGITS - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        length += FRACTION_DIGITS;
        bytes[length++] = 'Z';
        bytes[length++] = '"';
    }

    private void put(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void ensure(int more) {
        if (bytes.length - length < more + LONGEST_NUMBER) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more + LONGEST_NUMBER));
        }
    }

    private static byte[] joined(byte[]... parts) {
        int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
