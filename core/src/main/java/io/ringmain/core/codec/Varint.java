package io.ringmain.core.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** LEB128 integers, least significant group first; signed ones in zigzag form. */
final class Varint {
    static final int MAX_BYTES = 10;
    static final long ONE_BYTE_LIMIT = 1L << 7;
    static final long TWO_BYTES_LIMIT = 1L << 14;

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
        return put(buffer, offset, toZigzag(value));
    }

    /** The two bytes of a number below {@link #TWO_BYTES_LIMIT}. */
    static int twoBytes(long value) {
        return (int) (value & 0x7F | 0x80 | value >>> 7 << 8);
    }

    /** Reads a number that nobody has checked: more than ten bytes are not looked at. */
    static long get(DirectBuffer buffer, int offset) {
        long value = 0;
        for (int i = 0; i < MAX_BYTES; i++) {
            byte group = buffer.getByte(offset + i);
            value |= (long) (group & 0x7F) << 7 * i;
            if (group >= 0) {
                break;
            }
        }
        return value;
    }

    /** Where the number at an offset ends, behind the end when it goes beyond that. */
    static int behind(DirectBuffer buffer, int offset, int end) {
        int at = offset;
        while (at < end && at < offset + MAX_BYTES - 1 && buffer.getByte(at) < 0) {
            at++;
        }
        return at + 1;
    }

    static long toZigzag(long value) {
        return (value << 1) ^ (value >> 63);
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
            long value = buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
            at += 8;
            return value;
        }

        /** That many bytes, 1 to 8, as the highest ones of a number that ends in zeros. */
        long nextHighest(int bytes) {
            int unused = 8 * (Long.BYTES - bytes);
            if (end - at >= Long.BYTES) {
                long value = buffer.getLong(at, ByteOrder.LITTLE_ENDIAN) << unused;
                at += bytes;
                return value;
            }
            require(bytes);
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value |= (buffer.getByte(at + i) & 0xFFL) << 8 * i;
            }
            at += bytes;
            return value << unused;
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
