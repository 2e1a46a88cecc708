package io.ringmain.connectors.opcua.server.space;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Arrays;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** Ringmain's values in OPC UA's form, and back. */
public final class DataValues {
    /** 1601-01-01 to 1970-01-01 in units of 100 ns. */
    private static final long EPOCH_DIFFERENCE = 116_444_736_000_000_000L;

    private static final long NS_PER_UNIT = 100;
    /** Picoseconds are counted in tens. */
    private static final int TENS_OF_PS_PER_NS = 100;

    private DataValues() {}

    /** A tag's record: source time as of the source, server time when it was taken in. A bad one goes without a value. */
    public static DataValue of(TagValue value) {
        return new DataValue(
                Quality.isBad(value.statusCode) ? Variant.NULL_VALUE : variant(value),
                status(value.statusCode),
                time(value.sourceTimeNs),
                picoseconds(value.sourceTimeNs),
                time(value.ingressTimeNs),
                picoseconds(value.ingressTimeNs));
    }

    /** A good value of a time. */
    public static DataValue of(Object value, long timeNs) {
        DateTime time = time(timeNs);
        return new DataValue(value == null ? Variant.NULL_VALUE : new Variant(value), StatusCode.GOOD, time, time);
    }

    /** What never changes while the server runs. */
    public static DataValue constant(Object value) {
        return new DataValue(new Variant(value), StatusCode.GOOD, DateTime.now(), DateTime.now());
    }

    private static Variant variant(TagValue value) {
        return switch (value.type) {
            case BOOL -> new Variant(value.asBoolean());
            case INT64 -> new Variant(value.bits);
            case FLOAT64 -> new Variant(value.asDouble());
            case STRING -> new Variant(value.asString());
            case INT64_ARRAY -> new Variant(boxed(Arrays.copyOf(value.elements, value.elementCount)));
            case FLOAT64_ARRAY -> {
                Double[] numbers = new Double[value.elementCount];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = value.elementAsDouble(i);
                }
                yield new Variant(numbers);
            }
        };
    }

    /** What the historian or a machine gives, as it stands in a Variant: arrays of objects for arrays. */
    public static Object plain(Object value) {
        if (value instanceof long[] numbers) {
            return boxed(numbers);
        }
        if (value instanceof double[] numbers) {
            return Arrays.stream(numbers).boxed().toArray(Double[]::new);
        }
        return value;
    }

    private static Long[] boxed(long[] numbers) {
        return Arrays.stream(numbers).boxed().toArray(Long[]::new);
    }

    public static NodeId dataType(TagType type) {
        return switch (type.element()) {
            case BOOL -> NodeIds.Boolean;
            case INT64 -> NodeIds.Int64;
            case FLOAT64 -> NodeIds.Double;
            default -> NodeIds.String;
        };
    }

    public static StatusCode status(int statusCode) {
        return statusCode == Quality.GOOD ? StatusCode.GOOD : new StatusCode(Integer.toUnsignedLong(statusCode));
    }

    /** A time, null for none. */
    public static DateTime time(long ns) {
        return ns == 0 ? null : new DateTime(Math.floorDiv(ns, NS_PER_UNIT) + EPOCH_DIFFERENCE);
    }

    private static UShort picoseconds(long ns) {
        int rest = (int) Math.floorMod(ns, NS_PER_UNIT);
        return rest == 0 ? null : ushort(rest * TENS_OF_PS_PER_NS);
    }

    /** Nanoseconds since 1970. */
    public static long ns(DateTime time) {
        return (time.utcTime() - EPOCH_DIFFERENCE) * NS_PER_UNIT;
    }
}
