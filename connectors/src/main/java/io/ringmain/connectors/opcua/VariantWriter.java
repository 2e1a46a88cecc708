package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;

/** Turns the value of a write into a Variant of the node's data type. Stateless. */
final class VariantWriter {

    /** A Variant, or the status code that says why there is none. */
    record Result(Variant variant, int statusCode) {}

    private VariantWriter() {}

    static Result write(DeviceWrite write, OpcUaDataType type) {
        if (write.type() == TagType.STRING) {
            return text(write.text(), type);
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
            case StatusCode -> whole(write, type, 0, 0xFFFF_FFFFL);
            case DateTime -> time(write);
            default -> error(Quality.BAD_TYPE_MISMATCH);
        };
    }

    /** Text in the forms in which it is read. */
    private static Result text(String text, OpcUaDataType type) {
        try {
            return switch (type) {
                case String -> value(text);
                case LocalizedText -> value(new LocalizedText(null, text));
                case DateTime -> value(new DateTime(Instant.parse(text)));
                case Guid -> value(UUID.fromString(text));
                case ByteString -> value(ByteString.of(Base64.getDecoder().decode(text)));
                case QualifiedName -> value(QualifiedName.parse(text));
                case NodeId -> value(NodeId.parse(text));
                case ExpandedNodeId -> value(ExpandedNodeId.parse(text));
                case XmlElement -> value(XmlElement.of(text));
                default -> error(Quality.BAD_TYPE_MISMATCH);
            };
        } catch (IllegalArgumentException | DateTimeParseException | UaRuntimeException e) {
            return error(Quality.BAD_OUT_OF_RANGE);
        }
    }

    /** Whole ns since the epoch, in steps of 100. */
    private static Result time(DeviceWrite write) {
        return write.type() != TagType.INT64
                ? error(Quality.BAD_TYPE_MISMATCH)
                : value(VariantReader.dateTime(write.bits()));
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
                    case StatusCode -> new StatusCode(number);
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
