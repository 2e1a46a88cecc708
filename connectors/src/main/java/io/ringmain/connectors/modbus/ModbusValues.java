package io.ringmain.connectors.modbus;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;

/**
 * Publishes what stands in the data of an answer.
 *
 * <p>Thread: the link's. Allocates: per text and per array.
 */
final class ModbusValues {
    private static final int DECIMAL = 10;

    private final ValuePublisher values;

    ModbusValues(ValuePublisher values) {
        this.values = values;
    }

    /**
     * Publishes the value of a tag.
     *
     * @param position of its first bit or register in the data
     */
    void publish(ModbusTag tag, byte[] data, int position, long timeNs) {
        ModbusAddress address = tag.address();
        if (address.isArray()) {
            array(tag, data, position, timeNs);
        } else if (address.type() == RegisterType.STRING) {
            values.text(tag.tagId(), tag.type(), text(address, data, position), Quality.GOOD, timeNs);
        } else if (address.type() == RegisterType.BOOL || address.type() == RegisterType.BIT) {
            values.flag(tag.tagId(), tag.type(), whole(address, data, position) != 0, Quality.GOOD, timeNs);
        } else if (address.type().isReal()) {
            values.real(tag.tagId(), tag.type(), real(address, data, position), Quality.GOOD, timeNs);
        } else {
            integer(tag, data, position, timeNs);
        }
    }

    private void integer(ModbusTag tag, byte[] data, int position, long timeNs) {
        long whole = whole(tag.address(), data, position);
        RegisterType type = tag.address().type();
        if (type == RegisterType.UINT64 && whole < 0 && tag.type() == TagType.FLOAT64) {
            values.real(tag.tagId(), tag.type(), unsigned(whole), Quality.GOOD, timeNs);
        } else if (!isNumber(type, whole)) {
            values.status(tag.tagId(), Quality.BAD_OUT_OF_RANGE, timeNs);
        } else {
            values.whole(tag.tagId(), tag.type(), whole, Quality.GOOD, timeNs);
        }
    }

    /** False for a decimal digit above nine, and for what 63 bits can not hold. */
    private static boolean isNumber(RegisterType type, long whole) {
        return whole >= 0 || type != RegisterType.BCD16 && type != RegisterType.BCD32 && type != RegisterType.UINT64;
    }

    private void array(ModbusTag tag, byte[] data, int position, long timeNs) {
        ModbusAddress address = tag.address();
        int count = address.count();
        int step = address.kind().isBits() ? 1 : address.type().registers();
        for (int i = 0; i < count && !address.type().isReal(); i++) {
            if (!isNumber(address.type(), whole(address, data, position + i * step))) {
                values.status(tag.tagId(), Quality.BAD_OUT_OF_RANGE, timeNs);
                return;
            }
        }
        if (tag.type() == TagType.FLOAT64_ARRAY) {
            double[] reals = new double[count];
            for (int i = 0; i < count; i++) {
                int at = position + i * step;
                reals[i] = address.type().isReal() ? real(address, data, at) : whole(address, data, at);
            }
            values.reals(tag.tagId(), reals, count, Quality.GOOD, timeNs);
        } else {
            long[] wholes = new long[count];
            for (int i = 0; i < count; i++) {
                wholes[i] = whole(address, data, position + i * step);
            }
            values.wholes(tag.tagId(), wholes, count, Quality.GOOD, timeNs);
        }
    }

    private static double real(ModbusAddress address, byte[] data, int position) {
        long bits = address.order().bits(data, position, address.type().registers());
        return address.type() == RegisterType.FLOAT32
                ? Float.intBitsToFloat((int) bits)
                : Double.longBitsToDouble(bits);
    }

    /** -1 for decimal digits that are none. */
    private static long whole(ModbusAddress address, byte[] data, int position) {
        if (address.kind().isBits()) {
            return data[position / 8] >> position % 8 & 1;
        }
        long bits = address.order().bits(data, position, address.type().registers());
        return switch (address.type()) {
            case BIT -> bits >> address.bit() & 1;
            case INT16 -> (short) bits;
            case INT32 -> (int) bits;
            case BCD16 -> decimal(bits, 4);
            case BCD32 -> decimal(bits, 8);
            default -> bits;
        };
    }

    private static long decimal(long bits, int digits) {
        long number = 0;
        for (int i = digits - 1; i >= 0; i--) {
            long digit = bits >> 4 * i & 0xF;
            if (digit >= DECIMAL) {
                return -1;
            }
            number = number * DECIMAL + digit;
        }
        return number;
    }

    private static double unsigned(long bits) {
        return (bits >>> 1) * 2.0 + (bits & 1);
    }

    private static String text(ModbusAddress address, byte[] data, int position) {
        byte[] bytes = new byte[address.count() * 2];
        int length = 0;
        for (int i = 0; i < address.count(); i++) {
            int word = address.order().register(data, position + i);
            bytes[2 * i] = (byte) (word >> 8);
            bytes[2 * i + 1] = (byte) word;
        }
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).stripTrailing();
    }

    void status(ModbusTag tag, int statusCode, long timeNs) {
        values.status(tag.tagId(), statusCode, timeNs);
    }

    void flush() {
        values.flush();
    }
}
