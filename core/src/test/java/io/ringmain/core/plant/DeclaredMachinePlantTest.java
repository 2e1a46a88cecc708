package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.declared.Programs;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A declared machine in a plant: its definition is in the configuration, its state in journal and snapshot. */
class DeclaredMachinePlantTest {
    private static final List<String> STATES = List.of("CLOSED", "OPEN", "LOCKED");

    private final TestPlant plant = new TestPlant(site(program(80))).start();

    private static MachineProgram program(double limit) {
        return new Programs()
                .state("CLOSED", "entry Valve", "false")
                .state("OPEN", "entry Valve", "true", "Seconds", "timeInState")
                .state("LOCKED", "Valve", "false")
                .when("*", "LOCKED", "Mode == 'LOCK'")
                .when("LOCKED", "CLOSED", "Mode == 'AUTO'")
                .when("CLOSED", "OPEN", "onDelay(Level > " + limit + ", 3s)")
                .when("OPEN", "CLOSED", "Level < 60")
                .safe("Valve", AttributeValue.of(false))
                .build();
    }

    private static SiteDefinition site(MachineProgram program) {
        return new SiteDefinition(
                "vessel",
                List.of(),
                List.of(
                        TagDefinition.internal("Level", TagType.FLOAT64),
                        TagDefinition.internal("Mode", TagType.STRING),
                        TagDefinition.internal("Valve", TagType.BOOL),
                        TagDefinition.internal("Seconds", TagType.FLOAT64)),
                List.of(),
                List.of(new MachineDefinition("Feed.Valve", SECOND / 2, program)));
    }

    private String state() {
        return STATES.get(plant.machine("Feed.Valve").state);
    }

    private TestPlant seconds(double count) {
        for (int i = 0; i < count * 2; i++) {
            plant.tick(SECOND / 2);
        }
        return plant;
    }

    @Test
    void shouldActOnTags() {
        plant.update("Level", 90.0).update("Mode", "AUTO");
        seconds(3);
        assertThat(state()).isEqualTo("CLOSED");
        seconds(1);
        assertThat(state()).isEqualTo("OPEN");
        assertThat(plant.tag("Valve").asBoolean()).isTrue();
        seconds(4);
        assertThat(plant.tag("Seconds").asDouble()).isGreaterThanOrEqualTo(4);
        plant.update("Mode", "LOCK").tick(SECOND / 2);
        assertThat(state()).isEqualTo("LOCKED");
        assertThat(plant.tag("Valve").asBoolean()).isFalse();
        plant.assertReplays();
    }

    @Test
    void shouldKeepItsDefinitionInTheConfiguration() {
        SitePlan read = SitePlan.decode(plant.plant().site().encode());
        assertThat(read.machine(0)).isEqualTo(plant.plant().site().machine(0));
        assertThat(plant.plant().machineDeclaration(0).states()).isEqualTo(STATES);
        assertThat(plant.plant().site().isSameAs(site(program(80)))).isTrue();
        assertThat(plant.plant().site().isSameAs(site(program(81)))).isFalse();
    }

    @Test
    void shouldGoOnInItsStateWithItsHistoryAfterARestart() {
        plant.update("Level", 90.0).update("Mode", "AUTO");
        seconds(4);
        assertThat(state()).isEqualTo("OPEN");
        plant.close().pass(60 * SECOND).start();
        assertThat(state()).isEqualTo("OPEN");
        plant.update("Level", 50.0);
        seconds(1);
        assertThat(state()).isEqualTo("CLOSED");
        plant.update("Level", 90.0);
        seconds(2);
        plant.start().update("Level", 90.0);
        seconds(1);
        assertThat(state()).as("the delay went on").isEqualTo("CLOSED");
        seconds(1.5);
        assertThat(state()).isEqualTo("OPEN");
        plant.assertReplays();
    }

    @Test
    void shouldKeepItsStateWhenALimitChangesThatHasNoHistory() {
        plant.update("Level", 90.0).update("Mode", "AUTO");
        seconds(4);
        MachineProgram before = program(80);
        MachineProgram after = new MachineProgram(
                before.initial(),
                before.states(),
                List.of(
                        before.transitions().get(0),
                        before.transitions().get(1),
                        before.transitions().get(2),
                        new MachineProgram.Transition("OPEN", "CLOSED", "Level < 20")),
                before.attributes(),
                before.safeState(),
                before.safeOutputs());
        plant.site(site(after)).start();
        assertThat(state()).isEqualTo("OPEN");
        plant.update("Level", 50.0);
        seconds(1);
        assertThat(state()).isEqualTo("OPEN");
        plant.site(site(program(70))).start();
        assertThat(state()).as("another delay begins anew").isEqualTo("CLOSED");
        plant.assertReplays();
    }
}
