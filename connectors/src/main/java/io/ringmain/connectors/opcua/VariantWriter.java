package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Turns the value of a write into a Variant of the node's data type. Stateless. */
final class VariantWriter {

    /** A Variant, or the status code that says why there is none. */
    record Result(Variant variant, int statusCode) {}

    private VariantWriter() {}

    static Result write(DeviceWrite write, OpcUaDataType type) {
        if (type == OpcUaDataType.String) {
            return write.type() == TagType.STRING ? value(write.text()) : error(Quality.BAD_TYPE_MISMATCH);
        }
        if (write.type() == TagType.STRING) {
            return error(Quality.BAD_TYPE_MISMATCH);
        }
        return switch (type) {
            case Boolean -> flag(write);
            case Double -> value(number(write));
            case Float -> single(number(write));
            case SByte -> whole(write, type, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Byte -> whole(write, type, 0, 0xFF);
            case Int16 -> whole(write, type, Short.MIN_VALUE, Short.MAX_VALUE);
            case UInt16 -> whole(write, type, 0, 0xFFFF);
            case Int32 -> whole(write, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case UInt32 -> whole(write, type, 0, 0xFFFF_FFFFL);
            case Int64 -> whole(write, type, Long.MIN_VALUE, Long.MAX_VALUE);
            case UInt64 -> whole(write, type, 0, Long.MAX_VALUE);
            default -> error(Quality.BAD_TYPE_MISMATCH);
        };
    }

    private static double number(DeviceWrite write) {
        return write.type() == TagType.FLOAT64 ? Double.longBitsToDouble(write.bits()) : write.bits();
    }

    private static Result flag(DeviceWrite write) {
        if (write.type() == TagType.FLOAT64 || write.bits() != 0 && write.bits() != 1) {
            return error(Quality.BAD_TYPE_MISMATCH);
        }
        return value(write.bits() == 1);
    }

    private static Result single(double number) {
        float narrowed = (float) number;
        return Float.isInfinite(narrowed) && !Double.isInfinite(number)
                ? error(Quality.BAD_OUT_OF_RANGE)
                : value(narrowed);
    }

    private static Result whole(DeviceWrite write, OpcUaDataType type, long low, long high) {
        long number = write.bits();
        if (write.type() == TagType.FLOAT64) {
            double real = number(write);
            if (real != StrictMath.rint(real) || Math.abs(real) >= 0x1p63) {
                return error(Double.isNaN(real) ? Quality.BAD_OUT_OF_RANGE : Quality.BAD_TYPE_MISMATCH);
            }
            number = (long) real;
        }
        if (number < low || number > high) {
            return error(Quality.BAD_OUT_OF_RANGE);
        }
        return value(
                switch (type) {
                    case SByte -> (byte) number;
                    case Byte -> ubyte(number);
                    case Int16 -> (short) number;
                    case UInt16 -> ushort((int) number);
                    case Int32 -> (int) number;
                    case UInt32 -> uint(number);
                    case UInt64 -> ulong(number);
                    default -> (Object) number;
                });
    }

    private static Result value(Object content) {
        return new Result(new Variant(content), Quality.GOOD);
    }

    private static Result error(int statusCode) {
        return new Result(null, statusCode);
    }
}
