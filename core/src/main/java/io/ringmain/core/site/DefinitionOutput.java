package io.ringmain.core.site;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes canonical bytes of definitions: big endian, texts as length and UTF-8. */
final class DefinitionOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    interface Writer<T> {
        void write(DefinitionOutput out, T definition);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void inMemory(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    void flag(boolean value) {
        inMemory(() -> out.writeBoolean(value));
    }

    void code(int value) {
        inMemory(() -> out.writeByte(value));
    }

    void whole(int value) {
        inMemory(() -> out.writeInt(value));
    }

    void whole(long value) {
        inMemory(() -> out.writeLong(value));
    }

    void number(double value) {
        inMemory(() -> out.writeDouble(value));
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        whole(utf8.length);
        inMemory(() -> out.write(utf8));
    }

    /** As they are, without their length. */
    void bytes(byte[] encoded) {
        inMemory(() -> out.write(encoded));
    }

    void texts(Map<String, String> texts) {
        whole(texts.size());
        texts.forEach((key, value) -> {
            text(key);
            text(value);
        });
    }

    <T> void list(List<T> items, Writer<T> writer) {
        whole(items.size());
        items.forEach(item -> writer.write(this, item));
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
