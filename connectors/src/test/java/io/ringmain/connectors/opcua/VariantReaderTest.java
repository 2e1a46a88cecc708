package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.connectors.testing.RecordingContext.Update;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariantReaderTest {
    private final RecordingContext core = new RecordingContext(List.of());
    private final OpcUaCounters counters = new OpcUaCounters();
    private final VariantReader reader = new VariantReader(core, counters, null);

    private Update read(TagType type, DataValue value) {
        reader.publish(ReadSource.of(TestItems.item(1, type, "ns=2;s=A.B")), value);
        reader.flush();
        return core.newest(1);
    }

    private Update read(TagType type, Object content) {
        return read(type, new DataValue(new Variant(content)));
    }

    static Stream<Arguments> fitting() {
        DateTime time = new DateTime(Instant.parse("2025-11-21T03:00:00.1234567Z"));
        return Stream.of(
                Arguments.of(TagType.FLOAT64, (byte) -3, -3.0),
                Arguments.of(TagType.FLOAT64, ubyte(200), 200.0),
                Arguments.of(TagType.FLOAT64, (short) -300, -300.0),
                Arguments.of(TagType.FLOAT64, ushort(60_000), 60_000.0),
                Arguments.of(TagType.FLOAT64, 7, 7.0),
                Arguments.of(TagType.FLOAT64, uint(4_000_000_000L), 4e9),
                Arguments.of(TagType.FLOAT64, 1L << 40, 0x1p40),
                Arguments.of(TagType.FLOAT64, ulong(BigInteger.ONE.shiftLeft(63)), 0x1p63),
                Arguments.of(TagType.FLOAT64, 1.5f, 1.5),
                Arguments.of(TagType.FLOAT64, 2.5, 2.5),
                Arguments.of(TagType.FLOAT64, Double.NaN, Double.NaN),
                Arguments.of(TagType.FLOAT64, true, 1.0),
                Arguments.of(TagType.FLOAT64_ARRAY, new Double[] {1.5, -2.0}, List.of(1.5, -2.0)),
                Arguments.of(TagType.FLOAT64_ARRAY, new Integer[] {1, 2}, List.of(1.0, 2.0)),
                Arguments.of(TagType.INT64_ARRAY, new Short[] {1, -2}, List.of(1L, -2L)),
                Arguments.of(TagType.INT64_ARRAY, new Long[0], List.of()),
                Arguments.of(TagType.INT64, (byte) -3, -3L),
                Arguments.of(TagType.INT64, ubyte(200), 200L),
                Arguments.of(TagType.INT64, (short) -300, -300L),
                Arguments.of(TagType.INT64, ushort(60_000), 60_000L),
                Arguments.of(TagType.INT64, -7, -7L),
                Arguments.of(TagType.INT64, uint(4_000_000_000L), 4_000_000_000L),
                Arguments.of(TagType.INT64, Long.MIN_VALUE, Long.MIN_VALUE),
                Arguments.of(TagType.INT64, ulong(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.of(TagType.INT64, 3.0, 3L),
                Arguments.of(TagType.INT64, -4f, -4L),
                Arguments.of(TagType.INT64, true, 1L),
                Arguments.of(TagType.INT64, time, 1_763_694_000_123_456_700L),
                Arguments.of(TagType.BOOL, true, true),
                Arguments.of(TagType.BOOL, 0, false),
                Arguments.of(TagType.BOOL, ushort(2), true),
                Arguments.of(TagType.STRING, "Grüße", "Grüße"),
                Arguments.of(TagType.FLOAT64_ARRAY, new Boolean[] {true, false}, List.of(1.0, 0.0)),
                Arguments.of(TagType.INT64_ARRAY, new Double[] {3.0}, List.of(3L)),
                Arguments.of(TagType.INT64_ARRAY, ByteString.of(new byte[] {1, -1}), List.of(1L, 255L)),
                Arguments.of(TagType.INT64_ARRAY, new Variant[] {new Variant(5), new Variant(6L)}, List.of(5L, 6L)),
                Arguments.of(
                        TagType.FLOAT64_ARRAY,
                        new Matrix(new Integer[][] {{1, 2}, {3, 4}}),
                        List.of(1.0, 2.0, 3.0, 4.0)),
                Arguments.of(TagType.INT64, new StatusCode(0x80340000L), 0x80340000L),
                Arguments.of(TagType.INT64, new EnumText(2, "Auto"), 2L),
                Arguments.of(TagType.STRING, new EnumText(2, "Auto"), "Auto"),
                Arguments.of(
                        TagType.STRING,
                        UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                Arguments.of(TagType.STRING, ByteString.of(new byte[] {1, 2, 3}), "AQID"),
                Arguments.of(TagType.STRING, new NodeId(2, "A.B"), "ns=2;s=A.B"),
                Arguments.of(TagType.STRING, new QualifiedName(2, "B"), "2:B"),
                Arguments.of(TagType.STRING, new StatusCode(0x80340000L), "BadNodeIdUnknown"),
                Arguments.of(TagType.STRING, LocalizedText.english("hi"), "hi"),
                Arguments.of(TagType.STRING, time, "2025-11-21T03:00:00.123456700Z"));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void shouldConvertWhatFits(TagType type, Object content, Object expected) {
        assertThat(read(type, content)).extracting("value", "statusCode").containsExactly(expected, Quality.GOOD);
        assertThat(counters.published.sum()).isEqualTo(1);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(TagType.FLOAT64, "1.5", Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.FLOAT64, new Double[] {1.0}, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.FLOAT64, ByteString.of(new byte[] {1}), Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.INT64, 1.5, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.INT64, 1e300, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.INT64, 0x1p63, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.INT64, Double.NaN, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.INT64, ulong(BigInteger.ONE.shiftLeft(63)), Quality.BAD_OUT_OF_RANGE),
                Arguments.of(TagType.INT64, "5", Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.BOOL, 1.0, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.BOOL, "true", Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.STRING, 5, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.STRING, "ä".repeat(129), Quality.BAD_OUT_OF_RANGE),
                Arguments.of(TagType.INT64_ARRAY, new Double[] {0.5}, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.INT64_ARRAY, new ULong[] {ulong(-1)}, Quality.BAD_OUT_OF_RANGE),
                Arguments.of(TagType.FLOAT64_ARRAY, new Double[9], Quality.BAD_OUT_OF_RANGE),
                Arguments.of(TagType.FLOAT64_ARRAY, new String[] {"1"}, Quality.BAD_TYPE_MISMATCH),
                Arguments.of(TagType.STRING, null, 0x80B10000),
                Arguments.of(TagType.FLOAT64, null, 0x80B10000));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void shouldMarkWhatDoesNotFit(TagType type, Object content, int status) {
        assertThat(read(type, content)).extracting("value", "statusCode").containsExactly(null, status);
        assertThat(counters.mismatched.sum()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOrderOfWhatIsPublishedAtOnce() {
        DateTime time = new DateTime(Instant.parse("2025-11-21T03:00:00Z"));
        TagType[] types = {TagType.FLOAT64, TagType.FLOAT64, TagType.INT64, TagType.FLOAT64};
        for (int i = 0; i < 600; i++) {
            DateTime own = i < 400 ? time : new DateTime(time.getUtcTime() + i);
            reader.publish(
                    ReadSource.of(TestItems.item(i, types[i % 4], "ns=2;s=A.B")),
                    new DataValue(new Variant(i), StatusCode.GOOD, own));
        }
        reader.flush();
        assertThat(core.updates)
                .extracting(Update::tagId)
                .isEqualTo(IntStream.range(0, 600).boxed().toList());
        assertThat(counters.published.sum()).isEqualTo(600);
    }

    @Test
    void shouldKeepAllBitsOfTheStatusAndCountOverflows() {
        DataValue value = new DataValue(new Variant(1.0), new StatusCode(0x40930480L));
        assertThat(read(TagType.FLOAT64, value))
                .extracting("value", "statusCode")
                .containsExactly(1.0, 0x40930480);
        assertThat(counters.overflowed.sum()).isEqualTo(1);
    }

    @Test
    void shouldPublishABadStatusWithoutAValueAsAStatus() {
        assertThat(read(TagType.FLOAT64, new DataValue(0x808C0000L)))
                .extracting("value", "statusCode")
                .containsExactly(null, Quality.BAD_SENSOR_FAILURE);
        assertThat(counters.mismatched.sum()).isZero();
    }

    @Test
    void shouldKeepTheLastValueThatABadStatusCarries() {
        DataValue value = new DataValue(new Variant(4.5), new StatusCode(0x808C0000L));
        assertThat(read(TagType.FLOAT64, value))
                .extracting("value", "statusCode")
                .containsExactly(4.5, Quality.BAD_SENSOR_FAILURE);
    }

    @Test
    void shouldTakeTheSourceTimeThenTheServerTimeThenNow() {
        DateTime source = new DateTime(116_444_736_000_000_001L);
        DateTime server = new DateTime(116_444_736_000_000_002L);
        Variant one = new Variant(1.0);
        assertThat(read(TagType.FLOAT64, new DataValue(one, StatusCode.GOOD, source, server))
                        .sourceTimeNs())
                .isEqualTo(100);
        assertThat(read(TagType.FLOAT64, new DataValue(one, StatusCode.GOOD, null, server))
                        .sourceTimeNs())
                .isEqualTo(200);
        assertThat(read(TagType.FLOAT64, new DataValue(one, StatusCode.GOOD, DateTime.MIN_VALUE, server))
                        .sourceTimeNs())
                .isEqualTo(200);
        long before = VariantReader.nowNs();
        assertThat(read(TagType.FLOAT64, new DataValue(one, StatusCode.GOOD, null, null))
                        .sourceTimeNs())
                .isBetween(before, before + 60_000_000_000L);
        assertThat(read(
                                TagType.FLOAT64,
                                new DataValue(one, StatusCode.GOOD, new DateTime(Long.MAX_VALUE), new DateTime(1)))
                        .sourceTimeNs())
                .isGreaterThanOrEqualTo(before);
    }
}
