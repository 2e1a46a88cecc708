package io.ringmain.core.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** LEB128 integers, least significant group first; signed ones in zigzag form. */
final class Varint {
    static final int MAX_BYTES = 10;

    private Varint() {}

    static int put(MutableDirectBuffer buffer, int offset, long value) {
        long rest = value;
        int at = offset;
        while ((rest & ~0x7FL) != 0) {
            buffer.putByte(at++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.putByte(at++, (byte) rest);
        return at;
    }

    /** An id: small when it is one, five bytes when it is negative because nothing of the name was found. */
    static int putId(MutableDirectBuffer buffer, int offset, int id) {
        return put(buffer, offset, id & 0xFFFF_FFFFL);
    }

    static int putSigned(MutableDirectBuffer buffer, int offset, long value) {
        return put(buffer, offset, (value << 1) ^ (value >> 63));
    }

    static long zigzag(long encoded) {
        return (encoded >>> 1) ^ -(encoded & 1);
    }

    /** Reads through a cursor that knows the end, so that damage can not lead outside. */
    static final class Cursor {
        private DirectBuffer buffer;
        private int at;
        private int end;

        void wrap(DirectBuffer source, int offset, int limit) {
            buffer = source;
            at = offset;
            end = limit;
        }

        boolean isAtEnd() {
            return at >= end;
        }

        byte nextByte() {
            require(1);
            return buffer.getByte(at++);
        }

        long nextLong() {
            require(8);
            long value = buffer.getLong(at, java.nio.ByteOrder.LITTLE_ENDIAN);
            at += 8;
            return value;
        }

        long next() {
            long value = 0;
            for (int shift = 0; shift < 70; shift += 7) {
                byte group = nextByte();
                value |= (long) (group & 0x7F) << shift;
                if (group >= 0) {
                    return value;
                }
            }
            throw new DamagedBatchException("a number of more than 10 bytes at offset " + at);
        }

        int nextInt() {
            long value = next();
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw new DamagedBatchException("a count or id of " + value + " at offset " + at);
            }
            return (int) value;
        }

        /** An id as {@link Varint#putId} wrote it, negative ones too. */
        int nextId() {
            long value = next();
            if (value >>> 32 != 0) {
                throw new DamagedBatchException("an id of " + value + " at offset " + at);
            }
            return (int) value;
        }

        long nextSigned() {
            return zigzag(next());
        }

        void nextBytes(byte[] into, int length) {
            require(length);
            buffer.getBytes(at, into, 0, length);
            at += length;
        }

        byte[] nextBytes(int length) {
            require(length);
            byte[] bytes = new byte[length];
            nextBytes(bytes, length);
            return bytes;
        }

        private void require(int bytes) {
            if (bytes < 0 || bytes > end - at) {
                throw new DamagedBatchException("the batch ends inside a record, at offset " + at);
            }
        }
    }
}
