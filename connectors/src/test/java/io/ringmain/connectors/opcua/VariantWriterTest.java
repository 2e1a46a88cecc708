package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariantWriterTest {

    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of(real(1.5), OpcUaDataType.Double, 1.5),
                Arguments.of(real(1.5), OpcUaDataType.Float, 1.5f),
                Arguments.of(real(Double.POSITIVE_INFINITY), OpcUaDataType.Float, Float.POSITIVE_INFINITY),
                Arguments.of(real(12), OpcUaDataType.Int32, 12),
                Arguments.of(whole(-128), OpcUaDataType.SByte, (byte) -128),
                Arguments.of(whole(255), OpcUaDataType.Byte, ubyte(255)),
                Arguments.of(whole(-32_768), OpcUaDataType.Int16, (short) -32_768),
                Arguments.of(whole(65_535), OpcUaDataType.UInt16, ushort(65_535)),
                Arguments.of(whole(7), OpcUaDataType.Int32, 7),
                Arguments.of(whole(4_294_967_295L), OpcUaDataType.UInt32, uint(4_294_967_295L)),
                Arguments.of(whole(Long.MIN_VALUE), OpcUaDataType.Int64, Long.MIN_VALUE),
                Arguments.of(whole(5), OpcUaDataType.UInt64, ulong(5)),
                Arguments.of(whole(5), OpcUaDataType.Double, 5.0),
                Arguments.of(whole(1), OpcUaDataType.Boolean, true),
                Arguments.of(flag(false), OpcUaDataType.Boolean, false),
                Arguments.of(flag(true), OpcUaDataType.Int16, (short) 1),
                Arguments.of(text("x"), OpcUaDataType.String, "x"));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void shouldWriteInTheTypeOfTheNode(DeviceWrite write, OpcUaDataType type, Object expected) {
        assertThat(VariantWriter.write(write, type).variant().value()).isEqualTo(expected);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(real(1.5), OpcUaDataType.Int32, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(real(1e300), OpcUaDataType.Float, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(real(Double.NaN), OpcUaDataType.Int32, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(real(1), OpcUaDataType.Boolean, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(whole(2), OpcUaDataType.Boolean, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(whole(-1), OpcUaDataType.UInt16, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(whole(65_536), OpcUaDataType.UInt16, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(whole(-1), OpcUaDataType.UInt64, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(whole(1), OpcUaDataType.String, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(text("1"), OpcUaDataType.Int32, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(real(1), OpcUaDataType.DateTime, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(text("today"), OpcUaDataType.DateTime, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(text("{1}"), OpcUaDataType.Guid, Quality.BAD_OUT_OF_RANGE));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void shouldSayWhyItDoesNotFit(DeviceWrite write, OpcUaDataType type, int status) {
        assertThat(VariantWriter.write(write, type)).isEqualTo(new VariantWriter.Result(null, status));
    }

    private static DeviceWrite real(double value) {
        return new DeviceWrite(1, 1, "i=1", TagType.FLOAT64, Double.doubleToRawLongBits(value), null);
    }

    private static DeviceWrite whole(long value) {
        return new DeviceWrite(1, 1, "i=1", TagType.INT64, value, null);
    }

    private static DeviceWrite flag(boolean value) {
        return new DeviceWrite(1, 1, "i=1", TagType.BOOL, value ? 1 : 0, null);
    }

    private static DeviceWrite text(String value) {
        return new DeviceWrite(1, 1, "i=1", TagType.STRING, 0, value);
    }
}
