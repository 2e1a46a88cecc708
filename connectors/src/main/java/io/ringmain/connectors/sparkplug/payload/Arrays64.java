package io.ringmain.connectors.sparkplug.payload;

import io.ringmain.core.tag.TagValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays in the bytes of a metric: little endian, Booleans as bits behind their count. Stateless. */
public final class Arrays64 {

    private Arrays64() {}

    /** The elements of an array of whole numbers, null when it is none or longer than a tag can be. */
    public static long[] wholes(DataType type, byte[] bytes) {
        if (type == DataType.BOOLEAN_ARRAY) {
            return flags(bytes);
        }
        int size = sizeOf(type);
        if (size == 0 || bytes.length % size != 0 || bytes.length / size > TagValue.MAX_ELEMENTS) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long[] elements = new long[bytes.length / size];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = switch (type) {
                case INT8_ARRAY -> in.get();
                case UINT8_ARRAY -> in.get() & 0xFF;
                case INT16_ARRAY -> in.getShort();
                case UINT16_ARRAY -> in.getShort() & 0xFFFF;
                case INT32_ARRAY -> in.getInt();
                case UINT32_ARRAY -> in.getInt() & 0xFFFF_FFFFL;
                default -> in.getLong();
            };
        }
        return elements;
    }

    private static int sizeOf(DataType type) {
        return switch (type) {
            case INT8_ARRAY, UINT8_ARRAY -> 1;
            case INT16_ARRAY, UINT16_ARRAY -> 2;
            case INT32_ARRAY, UINT32_ARRAY -> 4;
            case INT64_ARRAY, UINT64_ARRAY, DATE_TIME_ARRAY -> 8;
            default -> 0;
        };
    }

    private static long[] flags(byte[] bytes) {
        if (bytes.length < Integer.BYTES) {
            return null;
        }
        int count = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (count < 0 || count > TagValue.MAX_ELEMENTS || bytes.length < Integer.BYTES + (count + 7) / 8) {
            return null;
        }
        long[] elements = new long[count];
        for (int i = 0; i < count; i++) {
            elements[i] = bytes[Integer.BYTES + i / 8] >> 7 - i % 8 & 1;
        }
        return elements;
    }

    /** The elements of an array of real numbers, null when it is none or longer than a tag can be. */
    public static double[] reals(DataType type, byte[] bytes) {
        int size = type == DataType.FLOAT_ARRAY ? Float.BYTES : Double.BYTES;
        if (bytes.length % size != 0 || bytes.length / size > TagValue.MAX_ELEMENTS) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] elements = new double[bytes.length / size];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = type == DataType.FLOAT_ARRAY ? in.getFloat() : in.getDouble();
        }
        return elements;
    }

    /** The first elements of 64 bits each, as they are. */
    public static byte[] bytes(long[] elements, int count) {
        ByteBuffer out = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            out.putLong(elements[i]);
        }
        return out.array();
    }
}
