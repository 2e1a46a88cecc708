package io.ringmain.connectors.modbus;

import static io.ringmain.connectors.modbus.ModbusSetup.awaitTrue;
import static io.ringmain.connectors.modbus.ModbusSetup.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a device may send that is not in the book. */
class HostileModbusTest {
    private static final List<TagDefinition> ONE = List.of(tag("holding:0", TagType.INT64));

    @Test
    void shouldDropAnswersOfOtherTransactionsAndUnitsAndTakeTheRightOne() throws Exception {
        try (HostileModbus device = new HostileModbus((request, out) -> {
                    out.write(request.answer(request.transaction() + 100, request.unit(), 3, 2, 0, 1));
                    out.write(request.answer(request.transaction(), request.unit() + 1, 3, 2, 0, 2));
                    out.write(request.answer(request.transaction(), request.unit(), 4, 2, 0, 3));
                    out.write(request.answer(request.transaction(), request.unit(), 3, 2, 0, 42));
                });
                ModbusSetup setup = new ModbusSetup(device.port(), ONE)) {
            setup.awaitValue(0, 42L);
            assertThat(setup.context.updates)
                    .allMatch(update -> Long.valueOf(42).equals(update.value()));
            assertThat(setup.count("Late")).isPositive();
            assertThat(setup.count("Foreign")).isPositive();
            assertThat(setup.count("Malformed")).isPositive();
        }
    }

    @Test
    void shouldNotTakeALateAnswerForTheNextOne() throws Exception {
        // answers each request when the next one has come, with a value that says which it was
        HostileModbus.Request[] before = new HostileModbus.Request[1];
        try (HostileModbus device = new HostileModbus((request, out) -> {
                    HostileModbus.Request late = before[0];
                    before[0] = request;
                    if (late != null) {
                        out.write(late.answer(late.transaction(), late.unit(), 3, 2, 0, 13));
                    }
                });
                ModbusSetup setup = new ModbusSetup(device.port(), ONE, "request-timeout", "100ms", "retries", "3")) {
            setup.awaitCount("Late", 2);
            assertThat(setup.context.updates).noneMatch(update -> update.value() != null);
            assertThat(setup.count("Timeouts")).isPositive();
        }
    }

    @Test
    void shouldBreakOffAStreamThatIsNotModbusAndTryAgain() throws Exception {
        boolean[] isHealed = new boolean[1];
        try (HostileModbus device = new HostileModbus((request, out) -> {
                    if (isHealed[0]) {
                        out.write(request.answer(request.transaction(), request.unit(), 3, 2, 0, 7));
                    } else {
                        out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    }
                });
                ModbusSetup setup = new ModbusSetup(device.port(), ONE)) {
            setup.awaitCount("Malformed", 2);
            assertThat(setup.connector.detail()).contains("not Modbus TCP");
            isHealed[0] = true;
            setup.awaitValue(0, 7L);
            assertThat(setup.context.links).containsExactly(LinkState.UNAVAILABLE, LinkState.OK);
        }
    }

    @Test
    void shouldMarkAnAnswerOfTheWrongLength() throws Exception {
        try (HostileModbus device = new HostileModbus((request, out) ->
                        out.write(request.answer(request.transaction(), request.unit(), 3, 4, 0, 1, 0, 2)));
                ModbusSetup setup = new ModbusSetup(device.port(), ONE)) {
            setup.awaitStatus(0, Quality.BAD_DEVICE_FAILURE);
            assertThat(setup.context.link()).isEqualTo(LinkState.OK);
        }
    }

    @Test
    void shouldTakeAnAnswerThatComesByteByByte() throws Exception {
        try (HostileModbus device = new HostileModbus((request, out) -> {
                    for (byte one : request.answer(request.transaction(), request.unit(), 3, 2, 0, 9)) {
                        out.write(one);
                        out.flush();
                    }
                });
                ModbusSetup setup = new ModbusSetup(device.port(), ONE)) {
            setup.awaitValue(0, 9L);
        }
    }

    @Test
    void shouldBeUnavailableWhileADeviceTakesConnectionsAndAnswersNothing() throws Exception {
        try (HostileModbus device = new HostileModbus((request, out) -> {});
                ModbusSetup setup = new ModbusSetup(device.port(), ONE, "request-timeout", "50ms")) {
            setup.awaitCount("Connections", 3);
            assertThat(setup.context.links).containsExactly(LinkState.UNAVAILABLE);
            assertThat(setup.connector.detail()).contains("no answer within 50 ms");
        }
    }

    @Test
    void shouldNotBelieveAWriteWhoseEchoDiffers() throws Exception {
        try (HostileModbus device = new HostileModbus((request, out) -> out.write(
                        request.function() == 3
                                ? request.answer(request.transaction(), request.unit(), 3, 2, 0, 1)
                                : request.answer(
                                        request.transaction(), request.unit(), request.function(), 0, 0, 0, 99)));
                ModbusSetup setup = new ModbusSetup(device.port(), ONE)) {
            setup.awaitAll();
            setup.connector.write(new DeviceWrite(1, 0, "holding:0", TagType.INT64, 5, null));
            awaitTrue("an answer", () -> !setup.context.answers(1).isEmpty());
            assertThat(setup.context.answers(1)).containsExactly(Quality.BAD_DEVICE_FAILURE);
        }
    }

    @Test
    void shouldWriteABitByTheFunctionOfTheDevice() throws Exception {
        try (HostileModbus device = new HostileModbus((request, out) -> out.write(
                        request.function() == 3
                                ? request.answer(request.transaction(), request.unit(), 3, 2, 0, 1)
                                : request.echo()));
                ModbusSetup setup = new ModbusSetup(device.port(), ONE)) {
            setup.awaitAll();
            setup.connector.write(new DeviceWrite(1, 0, "holding:4:bit3", TagType.BOOL, 1, null));
            awaitTrue("an answer", () -> !setup.context.answers(1).isEmpty());
            assertThat(setup.context.answers(1)).containsExactly(Quality.GOOD);
            assertThat(device.last(22)).containsExactly(22, 0, 4, 0xFF, 0xF7, 0, 8);
        }
    }
}
