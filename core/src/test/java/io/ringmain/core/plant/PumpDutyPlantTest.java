package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two pumps and a vessel: 1 % a second flows in, a running pump takes 3 % a second out. */
class PumpDutyPlantTest {
    private static final List<String> BOOLS =
            List.of("running-a", "running-b", "fault-a", "fault-b", "start-a", "start-b");
    private static final int NEXT_DUTY = 0;
    private static final int STARTS_A = 1;
    private static final int STARTS_B = 2;
    private static final int FAILOVERS = 3;

    private final TestPlant plant =
            new TestPlant(site()).machines(new PumpDuty()).start();
    private double level = 50;
    private boolean isDeadA;
    private boolean isDeadB;

    private static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>();
        tags.add(TagDefinition.internal("level", TagType.FLOAT64));
        BOOLS.forEach(name -> tags.add(TagDefinition.internal(name, TagType.BOOL)));
        TreeMap<String, String> bindings = new TreeMap<>();
        tags.forEach(tag -> bindings.put(tag.name(), tag.name()));
        return new SiteDefinition(
                "vessel",
                List.of(),
                tags,
                List.of(),
                List.of(new MachineDefinition(
                        "Pumps", PumpDuty.TYPE, SECOND / 10, bindings, new TreeMap<>(java.util.Map.of()))));
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            boolean a = plant.tag("start-a").asBoolean() && !isDeadA;
            boolean b = plant.tag("start-b").asBoolean() && !isDeadB;
            plant.update("running-a", a).update("running-b", b);
            level += 1 - (a ? 3 : 0) - (b ? 3 : 0);
            plant.update("level", level);
            for (int tenth = 0; tenth < 10; tenth++) {
                plant.tick(SECOND / 10);
            }
            assertThat(plant.tag("start-a").asBoolean() && plant.tag("start-b").asBoolean())
                    .as("never both")
                    .isFalse();
        }
    }

    private String state() {
        return List.of("IDLE", "RUN_A", "RUN_B", "BLOCKED").get(plant.machine("Pumps").state);
    }

    private long register(int index) {
        return plant.machine("Pumps").registers[index];
    }

    private void secondsUntil(String state) {
        for (int i = 0; i < 200 && !state().equals(state); i++) {
            seconds(1);
        }
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void shouldStartAtTheStartLevelAndStopAtTheStopLevel() {
        seconds(19);
        assertThat(state()).isEqualTo("IDLE");
        seconds(1);
        assertThat(level).isEqualTo(70);
        assertThat(state()).isEqualTo("RUN_A");
        assertThat(plant.tag("start-a").asBoolean()).isTrue();
        secondsUntil("IDLE");
        assertThat(level).isEqualTo(40);
        assertThat(plant.tag("start-a").asBoolean()).isFalse();
        plant.assertReplays();
    }

    @Test
    void shouldLetThePumpsTakeTurns() {
        for (String running : List.of("RUN_A", "RUN_B", "RUN_A", "RUN_B")) {
            secondsUntil(running);
            secondsUntil("IDLE");
        }
        assertThat(register(STARTS_A)).isEqualTo(2);
        assertThat(register(STARTS_B)).isEqualTo(2);
        assertThat(register(FAILOVERS)).isZero();
    }

    @Test
    void shouldFailOverWhenTheDutyPumpFaults() {
        secondsUntil("RUN_A");
        plant.update("fault-a", true).tick(SECOND / 10);
        assertThat(state()).isEqualTo("RUN_B");
        assertThat(register(FAILOVERS)).isEqualTo(1);
        secondsUntil("IDLE");
        secondsUntil("RUN_B");
        assertThat(register(STARTS_A)).as("a faulted pump is passed over").isEqualTo(1);
    }

    @Test
    void shouldFailOverWhenTheRunningFeedbackDoesNotCome() {
        isDeadA = true;
        secondsUntil("RUN_A");
        seconds(4);
        assertThat(state()).isEqualTo("RUN_A");
        seconds(2);
        assertThat(state()).isEqualTo("RUN_B");
        assertThat(register(FAILOVERS)).isEqualTo(1);
    }

    @Test
    void shouldNotMissAFeedbackOfBadQuality() {
        isDeadA = true;
        secondsUntil("RUN_A");
        plant.status("running-a", Quality.BAD_SENSOR_FAILURE);
        for (int i = 0; i < 100; i++) {
            plant.tick(SECOND / 10);
        }
        assertThat(state()).isEqualTo("RUN_A");
    }

    @Test
    void shouldBlockWhenBothPumpsFaultAndRecoverWhenOneIsBack() {
        secondsUntil("RUN_A");
        plant.update("fault-b", true).update("fault-a", true).tick(SECOND / 10);
        assertThat(state()).isEqualTo("BLOCKED");
        assertThat(plant.tag("start-a").asBoolean() || plant.tag("start-b").asBoolean())
                .isFalse();
        seconds(20);
        assertThat(state()).isEqualTo("BLOCKED");
        plant.update("fault-b", false);
        plant.tick(SECOND / 10).tick(SECOND / 10);
        assertThat(state()).isEqualTo("RUN_B");
        plant.assertReplays();
    }

    @Test
    void shouldNotChangeBackAndForthForEverWhenNeitherPumpShowsItsFeedback() {
        isDeadA = true;
        isDeadB = true;
        secondsUntil("RUN_A");
        secondsUntil("RUN_B");
        secondsUntil("BLOCKED");
        assertThat(register(FAILOVERS)).isEqualTo(1);
        plant.assertReplays();
    }

    @Test
    void shouldHoldItsStateWhileTheLevelIsBad() {
        plant.update("level", 99, Quality.BAD_SENSOR_FAILURE);
        plant.tick(SECOND);
        assertThat(state()).isEqualTo("IDLE");
        secondsUntil("RUN_A");
        plant.update("level", 0, Quality.BAD_SENSOR_FAILURE);
        plant.tick(SECOND);
        assertThat(state()).isEqualTo("RUN_A");
        plant.update("level", Double.NaN);
        plant.tick(SECOND);
        assertThat(state()).isEqualTo("RUN_A");
        plant.update("level", 0.0);
        plant.tick(SECOND);
        assertThat(state()).isEqualTo("IDLE");
    }

    @Test
    void shouldGoOnInItsStateAfterARestart() {
        secondsUntil("RUN_A");
        secondsUntil("IDLE");
        secondsUntil("RUN_B");
        seconds(3);
        long steps = plant.machine("Pumps").steps;
        plant.pass(60 * SECOND).start();
        assertThat(state()).isEqualTo("RUN_B");
        assertThat(plant.machine("Pumps").steps).isEqualTo(steps);
        assertThat(register(NEXT_DUTY)).isEqualTo(1);
        secondsUntil("IDLE");
        secondsUntil("RUN_A");
        plant.assertReplays();
    }

    @Test
    void shouldCollapseMissedStepsIntoOneAndCountThem() {
        plant.tick(SECOND / 10);
        assertThat(plant.machine("Pumps").steps).isEqualTo(1);
        plant.tick(10 * SECOND);
        assertThat(plant.machine("Pumps").steps).isEqualTo(2);
        assertThat(plant.machine("Pumps").missedIntervals).isEqualTo(99);
        plant.pass(5 * SECOND).start().tick(0);
        assertThat(plant.machine("Pumps").steps).isEqualTo(3);
        assertThat(plant.machine("Pumps").missedIntervals).isEqualTo(99 + 49);
    }

    @Test
    void shouldRepeatADeviceWriteThatTheDeviceDoesNotShow() {
        ScriptedConnector device = new ScriptedConnector();
        List<TagDefinition> tags = new ArrayList<>(site().tags());
        tags.replaceAll(
                tag -> tag.name().equals("start-a") ? ScriptedConnector.tag("start-a", TagType.BOOL, "plc") : tag);
        TestPlant bound = new TestPlant(new SiteDefinition(
                        "bound", List.of(ScriptedConnector.definition("plc")), tags, List.of(), site().machines()))
                .machines(new PumpDuty())
                .connectors(device)
                .start();
        bound.update("level", 80.0).update("running-a", true);
        for (int i = 0; i < 45; i++) {
            bound.tick(SECOND / 10);
        }
        assertThat(device.writes).hasSize(3).allMatch(write -> write.value().equals(true));
        assertThat(device.writes.stream().map(write -> write.writeId()).distinct())
                .hasSize(3);
        device.context.updates().update(bound.id("start-a"), true, Quality.GOOD, bound.nowNs());
        for (int i = 0; i < 45; i++) {
            bound.tick(SECOND / 10);
        }
        assertThat(device.writes).hasSize(3);
    }
}
