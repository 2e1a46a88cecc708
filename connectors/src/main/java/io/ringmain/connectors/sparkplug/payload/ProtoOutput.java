package io.ringmain.connectors.sparkplug.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protocol buffers. Thread: its owner. Allocates: when it grows. */
final class ProtoOutput {
    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void raw(long varint) {
        ensure(10);
        long rest = varint;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void varint(int field, long value) {
        raw((long) field << 3 | ProtoInput.VARINT);
        raw(value);
    }

    void real(int field, double value) {
        raw((long) field << 3 | ProtoInput.FIXED64);
        ensure(Long.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[length++] = (byte) (bits >>> 8 * i);
        }
    }

    void single(int field, float value) {
        raw((long) field << 3 | ProtoInput.FIXED32);
        ensure(Integer.BYTES);
        int bits = Float.floatToRawIntBits(value);
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[length++] = (byte) (bits >>> 8 * i);
        }
    }

    void text(int field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(int field, byte[] value) {
        raw((long) field << 3 | ProtoInput.DELIMITED);
        raw(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void message(int field, ProtoOutput inner) {
        raw((long) field << 3 | ProtoInput.DELIMITED);
        raw(inner.length);
        ensure(inner.length);
        System.arraycopy(inner.bytes, 0, bytes, length, inner.length);
        length += inner.length;
    }
}
