package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkTest {
    private static final int TAGS = 10_000;

    private final ScriptedConnector device = new ScriptedConnector();

    private static SiteDefinition site(int from, int to, double deadband) {
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = from; i < to; i++) {
            tags.add(ScriptedConnector.tag("T" + i, TagType.FLOAT64, "plc").withDeadband(deadband));
        }
        return new SiteDefinition("wide", List.of(ScriptedConnector.definition("plc")), tags, List.of(), List.of());
    }

    private TestPlant wide(double deadband) {
        TestPlant plant = new TestPlant(site(0, TAGS, deadband))
                .connectors(device)
                .ringSize(16 * 1024)
                .start();
        plant.tick(0);
        for (int i = 0; i < TAGS - 1; i++) {
            device.context.updates().update(i, 20.0, Quality.GOOD, plant.nowNs());
        }
        plant.plant().stepAll();
        return plant;
    }

    private static long with(TestPlant plant, int status) {
        return IntStream.range(0, TAGS)
                .filter(i -> plant.tag("T" + i).statusCode == status)
                .count();
    }

    @Test
    void shouldSweepTenThousandTagsOverSeveralEventsWithBoundedResults() {
        TestPlant plant = wide(0);
        device.context.link(LinkState.UNAVAILABLE);
        plant.plant().stepAll();
        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.UNAVAILABLE);
        long before = with(plant, Quality.BAD_NO_COMMUNICATION);
        for (int event = 1; before < TAGS - 1; event++) {
            plant.tick(0);
            long after = with(plant, Quality.BAD_NO_COMMUNICATION);
            assertThat(after - before).isBetween(1L, (long) Logic.MAX_RESULTS);
            assertThat(event).isLessThan(10);
            before = after;
        }
        assertThat(with(plant, Quality.BAD_WAITING_FOR_INITIAL_DATA))
                .as("waiting stays waiting")
                .isEqualTo(1);
        assertThat(plant.tag("T0").asDouble()).isEqualTo(20.0);
        plant.assertReplays();
    }

    @Test
    void shouldNotOverwriteFreshUpdatesByTheSweep() {
        TestPlant plant = wide(0);
        device.context.link(LinkState.UNAVAILABLE);
        device.context.link(LinkState.OK);
        device.context.updates().update(TAGS - 5, 21.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        for (int i = 0; i < 10; i++) {
            plant.tick(0);
        }
        assertThat(plant.tag("T" + (TAGS - 5)).statusCode).isZero();
        assertThat(with(plant, Quality.BAD_NO_COMMUNICATION)).isEqualTo(TAGS - 2);
    }

    @Test
    void shouldNotTakeAFreshValueInsideTheDeadbandForOld() {
        TestPlant plant = wide(5);
        device.context.link(LinkState.UNAVAILABLE);
        device.context.link(LinkState.OK);
        for (int i = 0; i < TAGS - 1; i++) {
            device.context.updates().update(i, 20.5, Quality.GOOD, plant.nowNs());
        }
        plant.plant().stepAll();
        for (int i = 0; i < 10; i++) {
            plant.tick(0);
        }
        assertThat(with(plant, Quality.GOOD)).isEqualTo(TAGS - 1);
        plant.assertReplays();
    }

    @Test
    void shouldSweepEveryTagWhenTheSiteChangesDuringTheSweep() {
        TestPlant plant = wide(0);
        device.context.link(LinkState.UNAVAILABLE);
        plant.plant().stepAll();
        plant.tick(0);
        plant.site(site(4_000, TAGS, 0)).start();
        for (int i = 0; i < 10; i++) {
            plant.tick(0);
        }
        for (int i = 4_000; i < TAGS - 1; i++) {
            assertThat(Quality.isGood(plant.tag("T" + i).statusCode))
                    .as("T%d", i)
                    .isFalse();
        }
        plant.assertReplays();
    }

    @Test
    void shouldMakeEveryValueUncertainByARestart() {
        TestPlant plant = wide(0);
        plant.start();
        for (int i = 0; i < 10; i++) {
            plant.tick(0);
        }
        assertThat(with(plant, Quality.UNCERTAIN_LAST_USABLE_VALUE)).isEqualTo(TAGS - 1);
        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.UNKNOWN);
        device.context.updates().update(3, 20.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        assertThat(plant.tag("T3").statusCode).isZero();
        plant.assertReplays();
    }

    @ParameterizedTest
    @EnumSource(
            value = TagType.class,
            names = {"BOOL", "INT64", "FLOAT64", "STRING"})
    void shouldHandAWriteToTheDeviceAndTheAnswerToTheOperator(TagType type) {
        SiteDefinition site = new SiteDefinition(
                "writes",
                List.of(ScriptedConnector.definition("plc")),
                List.of(ScriptedConnector.tag("V", type, "plc")),
                List.of(),
                List.of());
        TestPlant plant = new TestPlant(site).connectors(device).start();
        long bits = type == TagType.FLOAT64 ? Double.doubleToLongBits(2.5) : type == TagType.STRING ? 0 : 1;
        io.ringmain.core.ring.Command command = new io.ringmain.core.ring.Command(
                1, 1, io.ringmain.core.ring.Command.Kind.WRITE, 0, 0, type, bits, "grün", "operator", "");
        CompletableFuture<CommandOutcome> outcome = plant.submit(command);
        DeviceWrite write = device.lastWrite();
        assertThat(write.tagId()).isZero();
        assertThat(write.address()).isEqualTo("address of V");
        assertThat(write.value())
                .isEqualTo(
                        switch (type) {
                            case BOOL -> true;
                            case INT64 -> 1L;
                            case FLOAT64 -> 2.5;
                            default -> "grün";
                        });
        assertThat(outcome).isNotDone();
        device.context.answer(write.writeId(), Quality.GOOD);
        plant.plant().stepAll();
        assertThat(outcome.join().state()).isEqualTo(CommandState.DONE);
        plant.assertReplays();
    }

    @Test
    void shouldFailACommandWithTheDevicesCode() {
        TestPlant plant = new TestPlant(site(0, 1, 0)).connectors(device).start();
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("T0", TagType.FLOAT64, 0));
        device.context.answer(device.lastWrite().writeId(), Quality.BAD_DEVICE_FAILURE);
        plant.plant().stepAll();
        assertThat(outcome.join().state()).isEqualTo(CommandState.FAILED);
        assertThat(outcome.join().statusCode()).isEqualTo(Quality.BAD_DEVICE_FAILURE);
    }

    @Test
    void shouldGoOnWhenAConnectorThrowsOnAWrite() {
        TestPlant plant = new TestPlant(site(0, 1, 0)).connectors(device).start();
        device.failure = new IllegalStateException("connector is broken");
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("T0", TagType.FLOAT64, 0));
        plant.update("T0", 4.0);
        assertThat(plant.tag("T0").asDouble()).isEqualTo(4.0);
        assertThat(plant.plant().status().isHealthy()).isFalse();
        plant.tick(10 * SECOND);
        assertThat(outcome.join().state()).isEqualTo(CommandState.TIMEOUT);
    }

    @Test
    void shouldRefuseWritesByTheRules() {
        TagDefinition ranged =
                TagDefinition.builder("Ranged", TagType.FLOAT64).range(0, 100).build();
        TagDefinition readOnly =
                TagDefinition.builder("Fixed", TagType.BOOL).writable(false).build();
        TestPlant plant = new TestPlant(
                        new SiteDefinition("rules", List.of(), List.of(ranged, readOnly), List.of(), List.of()))
                .start();
        Object[][] cells = {
            {"Ranged", TagType.FLOAT64, Double.doubleToLongBits(100), Quality.GOOD},
            {"Ranged", TagType.FLOAT64, Double.doubleToLongBits(100.1), Quality.BAD_OUT_OF_RANGE},
            {"Ranged", TagType.FLOAT64, Double.doubleToLongBits(-0.1), Quality.BAD_OUT_OF_RANGE},
            {"Ranged", TagType.FLOAT64, Double.doubleToLongBits(Double.NaN), Quality.BAD_OUT_OF_RANGE},
            {"Ranged", TagType.FLOAT64, Double.doubleToLongBits(Double.POSITIVE_INFINITY), Quality.BAD_OUT_OF_RANGE},
            {"Ranged", TagType.INT64, 5L, Quality.BAD_TYPE_MISMATCH},
            {"Ranged", null, 5L, Quality.BAD_TYPE_MISMATCH},
            {"Fixed", TagType.BOOL, 1L, Quality.BAD_NOT_WRITABLE},
            {"no such tag", TagType.BOOL, 1L, Quality.BAD_NODE_ID_UNKNOWN},
        };
        for (Object[] cell : cells) {
            int status = plant.submit(plant.write((String) cell[0], (TagType) cell[1], (long) cell[2]))
                    .join()
                    .statusCode();
            assertThat(Quality.name(status)).as("%s", List.of(cell[0], cell[2])).isEqualTo(Quality.name((int) cell[3]));
        }
        assertThat(plant.tag("Ranged").asDouble()).isEqualTo(100);
        plant.assertReplays();
    }
}
