package io.ringmain.connectors.sparkplug.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads protocol buffers between two positions; never beyond. Thread: its owner. */
final class ProtoInput {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int DELIMITED = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 10;

    private final byte[] bytes;
    private int position;
    private final int end;

    ProtoInput(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        position = from;
        end = to;
    }

    boolean hasMore() {
        return position < end;
    }

    long varint() throws PayloadException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (position >= end) {
                throw new PayloadException("it ends inside a number");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw new PayloadException("a number is too long");
    }

    /** Field number and wire type in one. */
    int tag() throws PayloadException {
        long tag = varint();
        if (tag >>> 3 == 0 || tag >>> 3 > 0x1FFF_FFFF) {
            throw new PayloadException("there is no field " + (tag >>> 3));
        }
        return (int) tag;
    }

    static int field(int tag) {
        return tag >>> 3;
    }

    static int wire(int tag) {
        return tag & 7;
    }

    int fixed32() throws PayloadException {
        int from = take(Integer.BYTES);
        return bytes[from] & 0xFF
                | (bytes[from + 1] & 0xFF) << 8
                | (bytes[from + 2] & 0xFF) << 16
                | bytes[from + 3] << 24;
    }

    long fixed64() throws PayloadException {
        return fixed32() & 0xFFFF_FFFFL | (long) fixed32() << 32;
    }

    private int take(long length) throws PayloadException {
        if (length < 0 || length > end - position) {
            throw new PayloadException("a field goes beyond the end");
        }
        int from = position;
        position += (int) length;
        return from;
    }

    /** A message inside this one. */
    ProtoInput message() throws PayloadException {
        long length = varint();
        int from = take(length);
        return new ProtoInput(bytes, from, position);
    }

    byte[] bytes() throws PayloadException {
        long length = varint();
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, position);
    }

    String text() throws PayloadException {
        long length = varint();
        int from = take(length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, (int) length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PayloadException("a text is not UTF-8");
        }
    }

    /** Passes a field over that is of no interest here. */
    void skip(int tag) throws PayloadException {
        switch (wire(tag)) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case DELIMITED -> take(varint());
            case FIXED32 -> take(Integer.BYTES);
            default -> throw new PayloadException("a field of wire type " + wire(tag));
        }
    }

    /** @throws PayloadException when a field is not of the wire type that it has by the schema */
    static void require(int tag, int wire) throws PayloadException {
        if (wire(tag) != wire) {
            throw new PayloadException("field " + field(tag) + " is of wire type " + wire(tag) + ", not " + wire);
        }
    }
}
