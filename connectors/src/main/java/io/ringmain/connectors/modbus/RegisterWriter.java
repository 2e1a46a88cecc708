package io.ringmain.connectors.modbus;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;

/** Turns the value of a write into registers, where nothing is lost. Stateless. */
final class RegisterWriter {
    private static final int DECIMAL = 10;

    /** Registers as they go over the wire, or the status code that says why there are none. */
    record Result(byte[] data, int statusCode) {}

    private RegisterWriter() {}

    static Result write(DeviceWrite write, ModbusAddress address) {
        if (address.isArray()) {
            return error(Quality.BAD_NOT_SUPPORTED);
        }
        if (address.type() == RegisterType.STRING || write.type() == TagType.STRING) {
            return address.type() == RegisterType.STRING && write.type() == TagType.STRING
                    ? text(write.text(), address)
                    : error(Quality.BAD_TYPE_MISMATCH);
        }
        double real = write.type() == TagType.FLOAT64 ? Double.longBitsToDouble(write.bits()) : write.bits();
        return switch (address.type()) {
            case FLOAT64 -> registers(address, Double.doubleToRawLongBits(real));
            case FLOAT32 ->
                Float.isInfinite((float) real) && !Double.isInfinite(real)
                        ? error(Quality.BAD_OUT_OF_RANGE)
                        : registers(address, Float.floatToRawIntBits((float) real));
            case BCD16 -> decimal(write, address, 9_999, 4);
            case BCD32 -> decimal(write, address, 99_999_999, 8);
            case INT16 -> whole(write, address, Short.MIN_VALUE, Short.MAX_VALUE);
            case UINT16 -> whole(write, address, 0, 0xFFFF);
            case INT32 -> whole(write, address, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case UINT32 -> whole(write, address, 0, 0xFFFF_FFFFL);
            case INT64 -> whole(write, address, Long.MIN_VALUE, Long.MAX_VALUE);
            case UINT64 -> whole(write, address, 0, Long.MAX_VALUE);
            case BOOL, BIT, STRING -> throw new IllegalStateException("not of registers");
        };
    }

    /** 0 or 1, or a bad status code for what is neither. */
    static int flag(DeviceWrite write) {
        if (write.type() == TagType.STRING || write.type() == TagType.FLOAT64) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        return write.bits() == 0 || write.bits() == 1 ? (int) write.bits() : Quality.BAD_OUT_OF_RANGE;
    }

    private static Result whole(DeviceWrite write, ModbusAddress address, long low, long high) {
        long number = write.bits();
        if (write.type() == TagType.FLOAT64) {
            double real = Double.longBitsToDouble(number);
            if (real != StrictMath.rint(real) || Math.abs(real) >= 0x1p63) {
                return error(Double.isNaN(real) ? Quality.BAD_OUT_OF_RANGE : Quality.BAD_TYPE_MISMATCH);
            }
            number = (long) real;
        }
        return number < low || number > high ? error(Quality.BAD_OUT_OF_RANGE) : registers(address, number);
    }

    private static Result decimal(DeviceWrite write, ModbusAddress address, long most, int digits) {
        Result checked = whole(write, address, 0, most);
        if (checked.data() == null) {
            return checked;
        }
        long number = (long) write.asDouble();
        long bits = 0;
        for (int i = 0; i < digits; i++) {
            bits |= number % DECIMAL << 4 * i;
            number /= DECIMAL;
        }
        return registers(address, bits);
    }

    private static Result text(String text, ModbusAddress address) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[address.count() * 2];
        if (utf8.length > bytes.length) {
            return error(Quality.BAD_OUT_OF_RANGE);
        }
        System.arraycopy(utf8, 0, bytes, 0, utf8.length);
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < address.count(); i++) {
            address.order().putRegister(data, i, (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF);
        }
        return new Result(data, Quality.GOOD);
    }

    private static Result registers(ModbusAddress address, long bits) {
        byte[] data = new byte[address.type().registers() * 2];
        address.order().putBits(data, address.type().registers(), bits);
        return new Result(data, Quality.GOOD);
    }

    private static Result error(int statusCode) {
        return new Result(null, statusCode);
    }
}
