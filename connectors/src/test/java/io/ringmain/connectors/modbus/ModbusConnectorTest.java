package io.ringmain.connectors.modbus;

import static io.ringmain.connectors.modbus.ModbusSetup.awaitTrue;
import static io.ringmain.connectors.modbus.ModbusSetup.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector against a server of another maker. */
class ModbusConnectorTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private ModbusServerPeer server;

    @BeforeEach
    void start() {
        server = new ModbusServerPeer().up();
        open.add(server);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private ModbusSetup connect(List<TagDefinition> tags, String... settings) {
        ModbusSetup setup = new ModbusSetup(server.port(), tags, settings);
        open.add(setup);
        return setup;
    }

    @Test
    void shouldReadAllKindsAndTypes() {
        server.set("coil", 7, 1)
                .set("discrete", 3, 1)
                .set("input", 0, 65_535)
                .set("holding", 0, 0xFFFE, 0x0001, 0x0002, 0x3FC0, 0x0000, 0x0000, 0x3FC0)
                .set("holding", 10, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFD, 0x3FF8, 0, 0, 0)
                .set("holding", 20, 0x1234, 0x1234, 0x5678, 0x12FF)
                .set("holding", 30, 0x4865, 0x6C6C, 0x6F00, 0x7878)
                .set("holding", 40, 0x0008);
        ModbusSetup setup = connect(List.of(
                        tag("coil:7", TagType.BOOL),
                        tag("discrete:3", TagType.INT64),
                        tag("input:0", TagType.INT64),
                        tag("holding:0:int16", TagType.FLOAT64),
                        tag("holding:1:uint32", TagType.INT64),
                        tag("holding:3:float32", TagType.FLOAT64),
                        tag("holding:5:float32:CDAB", TagType.FLOAT64),
                        tag("holding:10:int64", TagType.INT64),
                        tag("holding:10:uint64", TagType.FLOAT64),
                        tag("holding:10:uint64", TagType.INT64),
                        tag("holding:14:float64", TagType.FLOAT64),
                        tag("holding:20:bcd16", TagType.INT64),
                        tag("holding:21:bcd32", TagType.INT64),
                        tag("holding:23:bcd16", TagType.INT64),
                        tag("holding:30:string4", TagType.STRING),
                        tag("holding:40:bit3", TagType.BOOL),
                        tag("holding:40:bit2", TagType.BOOL),
                        tag("holding:0:uint16[3]", TagType.INT64_ARRAY),
                        tag("coil:6:bool[3]", TagType.INT64_ARRAY)))
                .awaitAll();

        assertThat(setup.context.newest.values().stream()
                        .map(update -> update.value())
                        .toList())
                .containsExactly(
                        true,
                        1L,
                        65_535L,
                        -2.0,
                        0x0001_0002L,
                        1.5,
                        1.5,
                        -3L,
                        1.8446744073709552E19,
                        null,
                        1.5,
                        1_234L,
                        12_345_678L,
                        null,
                        "Hello",
                        true,
                        false,
                        List.of(0xFFFEL, 1L, 2L),
                        List.of(0L, 1L, 0L));
        assertThat(setup.context.newest(9).statusCode()).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(setup.context.newest(13).statusCode()).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(setup.context.links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldReadByTheDocumentationOfTheDevice() {
        server.set("holding", 0, 11, 12).set("input", 5, 13);
        ModbusSetup setup = connect(
                        List.of(
                                tag("40001", TagType.INT64),
                                tag("400002", TagType.INT64),
                                tag("30006", TagType.INT64),
                                tag("holding:2", TagType.INT64)),
                        "addresses",
                        "modicon")
                .awaitAll();
        assertThat(setup.context.newest.values().stream().map(update -> update.value()))
                .containsExactly(11L, 12L, 13L, 12L);
    }

    @Test
    void shouldMergeNeighboursOverGapsIntoFewRequests() {
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tags.add(tag("holding:" + i * 3, TagType.INT64, 3_600_000));
        }
        ModbusSetup setup =
                connect(tags, "max-gap", "2", "max-registers", "100").awaitAll();
        assertThat(setup.count("Requests")).isEqualTo(3);

        ModbusSetup single = connect(tags, "max-gap", "1").awaitAll();
        assertThat(single.count("Requests")).isEqualTo(100);
    }

    @Test
    void shouldFindTheOneBadAddressAndKeepItsNeighbours() {
        server.set("holding", 0, 1, 2, 3, 4, 5, 6, 7, 8);
        server.fail("holding", 5, 2);
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tags.add(tag("holding:" + i, TagType.INT64));
        }
        ModbusSetup setup = connect(tags).awaitAll();
        setup.awaitStatus(5, Quality.BAD_NODE_ID_UNKNOWN);
        server.set("holding", 0, 21, 22, 23, 24, 25, 26, 27, 28);
        for (int i = 0; i < 8; i++) {
            if (i != 5) {
                setup.awaitValue(i, 21L + i);
            }
        }
        assertThat(setup.count("Divided")).isEqualTo(3);
        assertThat(setup.connector.detail()).contains("Test.holding_5: BadNodeIdUnknown");
        assertThat(setup.context.links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldFindABadAddressInTheGapBetweenTwoTags() {
        server.fail("input", 1, 2);
        ModbusSetup setup = connect(List.of(tag("input:0", TagType.INT64), tag("input:2", TagType.INT64)))
                .awaitAll();
        setup.awaitValue(0, 0L);
        setup.awaitValue(2 - 1, 0L);
        assertThat(setup.count("Divided")).isEqualTo(1);
    }

    @Test
    void shouldPassOnExceptionsAsStatuses() {
        server.fail("holding", 1, 4);
        server.fail("holding", 101, 6);
        ModbusSetup setup = connect(List.of(tag("holding:1", TagType.INT64), tag("holding:101", TagType.INT64)));
        setup.awaitStatus(0, Quality.BAD_DEVICE_FAILURE);
        setup.awaitStatus(1, Quality.BAD_RESOURCE_UNAVAILABLE);
        server.fail("holding", 1, 0);
        setup.awaitValue(0, 0L);
    }

    @Test
    void shouldLeaveAUnitAloneThatDoesNotAnswerAndGoOnWithTheOthers() {
        server.set("holding", 0, 5);
        server.unit(2, -1);
        server.unit(3, 0x0B);
        ModbusSetup setup = connect(
                List.of(
                        tag("2/holding:0", TagType.INT64),
                        tag("1/holding:0", TagType.INT64),
                        tag("3/holding:0", TagType.INT64)),
                "request-timeout",
                "300ms");
        setup.awaitStatus(0, Quality.BAD_NO_COMMUNICATION);
        setup.awaitStatus(2, Quality.BAD_NO_COMMUNICATION);
        setup.awaitValue(1, 5L);
        server.unit(2, 0);
        setup.awaitValue(0, 5L);
        server.unit(3, 0);
        setup.awaitValue(2, 5L);
        assertThat(setup.context.links).containsExactly(LinkState.OK);
    }

    private static DeviceWrite write(long id, String address, TagType type, long bits, String text) {
        return new DeviceWrite(id, 0, address, type, bits, text);
    }

    @Test
    void shouldWriteAllTypesAndRefuseWhatDoesNotFit() {
        server.set("holding", 60, 0x0101);
        server.fail("holding", 99, 3);
        ModbusSetup setup = connect(List.of(tag("holding:0", TagType.INT64))).awaitAll();
        List<DeviceWrite> writes = List.of(
                write(1, "coil:7", TagType.BOOL, 1, null),
                write(2, "holding:1:int16", TagType.INT64, -2, null),
                write(3, "holding:2:int32:CDAB", TagType.INT64, 0x0001_0002, null),
                write(4, "holding:4:float32", TagType.FLOAT64, Double.doubleToLongBits(1.5), null),
                write(5, "holding:6:float64", TagType.FLOAT64, Double.doubleToLongBits(-1.5), null),
                write(6, "holding:10:string3", TagType.STRING, 0, "Hallo"),
                write(7, "holding:13:bcd16", TagType.INT64, 1_234, null),
                write(8, "holding:60:bit3", TagType.BOOL, 1, null),
                write(9, "holding:60:bit0", TagType.BOOL, 0, null),
                write(10, "holding:1:uint16", TagType.FLOAT64, Double.doubleToLongBits(7.0), null),
                write(11, "holding:1:uint16", TagType.INT64, -1, null),
                write(12, "holding:1:uint16", TagType.FLOAT64, Double.doubleToLongBits(1.5), null),
                write(13, "holding:10:string3", TagType.STRING, 0, "too long"),
                write(14, "input:1", TagType.INT64, 1, null),
                write(15, "holding:99", TagType.INT64, 1, null),
                write(16, "nonsense", TagType.INT64, 1, null),
                write(17, "holding:4:float32", TagType.FLOAT64, Double.doubleToLongBits(1e300), null),
                write(18, "coil:7", TagType.INT64, 2, null));
        writes.forEach(setup.connector::write);
        awaitTrue("all answers", () -> setup.context.answers.size() == writes.size());

        int bad = Quality.BAD_OUT_OF_RANGE;
        List<Integer> expected = List.of(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                bad,
                Quality.BAD_TYPE_MISMATCH,
                bad,
                Quality.BAD_NOT_WRITABLE,
                bad,
                Quality.BAD_NODE_ID_UNKNOWN,
                bad,
                bad);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(setup.context.answers(i + 1L)).as("write " + (i + 1)).containsExactly(expected.get(i));
        }
        assertThat(server.get("coil", 7, 1)).isEqualTo("1");
        assertThat(server.get("holding", 1, 13))
                .isEqualTo("7 2 1 16320 0 49144 0 0 0 " + 0x4861 + " " + 0x6C6C + " " + 0x6F00 + " " + 0x1234);
        assertThat(server.get("holding", 60, 1)).isEqualTo(Integer.toString(0x0108));
    }

    @Test
    void shouldPauseBetweenRequestsAndCountIntervalsThatWereLeftOut() {
        ModbusSetup setup = connect(
                List.of(tag("holding:0", TagType.INT64, 10), tag("input:0", TagType.INT64, 10)), "pause", "30ms");
        setup.awaitAll();
        awaitTrue("overruns", () -> setup.context.acquisition(Mode.POLL, 10).overruns() > 0);
        assertThat(setup.context.acquisition(Mode.POLL, 10).phase()).isEqualTo(AcquisitionPhase.RUNNING);
    }

    @Test
    void shouldObeyOrdersToOneIntervalOnly() {
        ModbusSetup setup = connect(List.of(tag("holding:0", TagType.INT64, 20), tag("holding:1", TagType.INT64, 30)))
                .awaitAll();
        assertThat(setup.connector.control(Mode.SUBSCRIBE, 0, AcquisitionAction.STOP))
                .isFalse();
        assertThat(setup.connector.control(Mode.POLL, 20, AcquisitionAction.STOP))
                .isTrue();
        setup.awaitStatus(0, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        assertThat(setup.context.acquisition(Mode.POLL, 20).phase()).isEqualTo(AcquisitionPhase.STOPPED);

        server.set("holding", 0, 8, 9);
        setup.awaitValue(1, 9L);
        assertThat(setup.context.newest(0).value()).isNull();
        setup.connector.control(Mode.POLL, 20, AcquisitionAction.START);
        setup.awaitValue(0, 8L);
    }

    @Test
    void shouldKeepSeveralRequestsUnderWayWhereThatIsAllowed() {
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            server.set("holding", i * 100, i);
            tags.add(tag("holding:" + i * 100, TagType.INT64));
        }
        ModbusSetup setup = connect(tags, "max-in-flight", "8").awaitAll();
        for (int i = 0; i < 50; i++) {
            assertThat(setup.value(i)).isEqualTo((long) i);
        }
        assertThat(setup.count("Foreign") + setup.count("Late")).isZero();
    }
}
