package io.ringmain.core.site;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes canonical bytes of definitions: big endian, texts as length and UTF-8. To memory, or through a small buffer. */
final class DefinitionOutput {
    private static final int FIRST_SIZE = 4096;

    private static final int STREAM_BUFFER = 64 * 1024;

    private final OutputStream stream;
    private ByteBuffer out;

    /** Keeps everything in memory. */
    DefinitionOutput() {
        this(null, FIRST_SIZE);
    }

    /** Hands everything on; an {@link UncheckedIOException} says that it could not. */
    DefinitionOutput(OutputStream stream) {
        this(stream, STREAM_BUFFER);
    }

    private DefinitionOutput(OutputStream stream, int bufferBytes) {
        this.stream = stream;
        out = ByteBuffer.allocate(bufferBytes);
    }

    interface Writer<T> {
        void write(DefinitionOutput out, T definition);
    }

    void flag(boolean value) {
        code(value ? 1 : 0);
    }

    void code(int value) {
        require(Byte.BYTES);
        out.put((byte) value);
    }

    void whole(int value) {
        require(Integer.BYTES);
        out.putInt(value);
    }

    void whole(long value) {
        require(Long.BYTES);
        out.putLong(value);
    }

    void number(double value) {
        whole(Double.doubleToLongBits(value));
    }

    void text(String text) {
        if (text.isEmpty()) { // as most are
            whole(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        whole(utf8.length);
        bytes(utf8);
    }

    /** As they are, without their length. */
    void bytes(byte[] encoded) {
        require(encoded.length);
        out.put(encoded);
    }

    private void require(int bytes) {
        if (out.remaining() < bytes && stream != null) {
            drain();
        }
        if (out.remaining() < bytes) {
            int size = Math.max(Math.multiplyExact(out.capacity(), 2), Math.addExact(out.position(), bytes));
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), size)).position(out.position());
        }
    }

    /** Hands on what is still in the buffer. */
    void drain() {
        try {
            stream.write(out.array(), 0, out.position());
            out.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** All that was written, when it was kept in memory. */
    byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
