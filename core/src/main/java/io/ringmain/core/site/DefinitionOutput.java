package io.ringmain.core.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes canonical bytes of definitions: whole numbers in zigzag LEB128; numbers likewise, their bits from the other end, as
 * those of most end in zeros; texts as length and UTF-8.
 *
 * <p>Thread: one.
 */
final class DefinitionOutput {
    private static final int FIRST_SIZE = 256;
    private static final int MAX_WHOLE = 10;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    interface Writer<T> {
        void write(DefinitionOutput out, T definition);
    }

    void flag(boolean value) {
        code(value ? 1 : 0);
    }

    void code(int value) {
        require(1);
        bytes[size++] = (byte) value;
    }

    void whole(long value) {
        require(MAX_WHOLE);
        groups((value << 1) ^ (value >> 63));
    }

    void number(double value) {
        require(MAX_WHOLE);
        groups(Long.reverseBytes(Double.doubleToLongBits(value)));
    }

    private void groups(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    @SuppressWarnings("deprecation") // getBytes of a text that is known to be ASCII: no array in between
    void text(String text) {
        int length = text.length();
        if (isAscii(text)) {
            whole(length);
            require(length);
            text.getBytes(0, length, bytes, size);
            size += length;
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            whole(utf8.length);
            bytes(utf8, 0, utf8.length);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** As they are, without their length. */
    void bytes(byte[] from, int offset, int length) {
        require(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** What another one holds. */
    void append(DefinitionOutput other) {
        bytes(other.bytes, 0, other.size);
    }

    private void require(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), Math.addExact(size, more)));
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

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** All that was written since it was cleared. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
