package io.ringmain.core.site;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@link DefinitionOutput} wrote; anything else is an {@link IllegalArgumentException}. */
final class DefinitionInput {
    private static final int MAX_COUNT = 50_000_000;

    private final DataInputStream in;

    interface Reader<T> {
        T read(DefinitionInput in);
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    DefinitionInput(byte[] canonical) {
        in = new DataInputStream(new ByteArrayInputStream(canonical));
    }

    private static <T> T within(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new IllegalArgumentException("configuration bytes end early", e);
        }
    }

    int available() {
        return within(in::available);
    }

    boolean flag() {
        return within(in::readBoolean);
    }

    int code() {
        return within(in::readByte);
    }

    int whole() {
        return within(in::readInt);
    }

    long wholeLong() {
        return within(in::readLong);
    }

    double number() {
        return within(in::readDouble);
    }

    /** A count of things that follow. */
    int count() {
        int count = whole();
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a list of " + count + " definitions");
        }
        return count;
    }

    String text() {
        int length = whole();
        if (length < 0 || length > available()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in the configuration");
        }
        return new String(within(() -> in.readNBytes(length)), StandardCharsets.UTF_8);
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
