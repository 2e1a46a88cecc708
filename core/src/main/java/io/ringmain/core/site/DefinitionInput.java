package io.ringmain.core.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what {@link DefinitionOutput} wrote; anything else is an {@link IllegalArgumentException}.
 *
 * <p>Thread: one.
 */
final class DefinitionInput {
    static final int MAX_COUNT = 50_000_000;
    private static final int LONG_GROUPS = 70;

    private final byte[] bytes;
    private int at;

    interface Reader<T> {
        T read(DefinitionInput in);
    }

    DefinitionInput(byte[] canonical) {
        this(canonical, 0);
    }

    DefinitionInput(byte[] canonical, int offset) {
        bytes = canonical;
        at = offset;
    }

    int position() {
        return at;
    }

    int available() {
        return bytes.length - at;
    }

    void skip(int count) {
        if (count < 0 || count > available()) {
            throw endsEarly();
        }
        at += count;
    }

    private static IllegalArgumentException endsEarly() {
        return new IllegalArgumentException("configuration bytes end early");
    }

    boolean flag() {
        return code() != 0;
    }

    int code() {
        if (at == bytes.length) {
            throw endsEarly();
        }
        return bytes[at++];
    }

    int whole() {
        long value = wholeLong();
        if ((int) value != value) {
            throw new IllegalArgumentException("a whole number of " + value + " in the configuration");
        }
        return (int) value;
    }

    long wholeLong() {
        long value = groups();
        return (value >>> 1) ^ -(value & 1);
    }

    double number() {
        return Double.longBitsToDouble(Long.reverseBytes(groups()));
    }

    private long groups() {
        long value = 0;
        for (int shift = 0; shift < LONG_GROUPS; shift += 7) {
            int group = code();
            value |= (long) (group & 0x7F) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 10 bytes in the configuration");
    }

    /** A count of things that follow. */
    int count() {
        int count = whole();
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a list of " + count + " definitions");
        }
        return count;
    }

    /** A count of bytes that follow. */
    int length() {
        int length = whole();
        if (length < 0 || length > available()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in the configuration");
        }
        return length;
    }

    String text() {
        int length = length();
        if (length == 0) { // as most are
            return "";
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        int count = count();
        for (int i = 0; i < count; i++) {
            String key = text();
            texts.put(key, text());
        }
        return texts;
    }

    <T> List<T> list(Reader<T> reader) {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(reader.read(this));
        }
        return items;
    }

    static <T> T known(T value, String what, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": unknown " + what);
        }
        return value;
    }
}
