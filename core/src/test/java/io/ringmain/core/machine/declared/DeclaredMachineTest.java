package io.ringmain.core.machine.declared;

import static io.ringmain.core.machine.SteppedMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.SteppedMachine;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step of a declared machine does; stepped once a second. */
class DeclaredMachineTest {
    private static final Map<String, TagDefinition> TAGS = Map.of(
            "Level", TagDefinition.builder("Level", TagType.FLOAT64).unit("%").build(),
            "Pressure",
                    TagDefinition.builder("Pressure", TagType.FLOAT64)
                            .unit("bar")
                            .build(),
            "Ready", TagDefinition.internal("Ready", TagType.BOOL),
            "Mode", TagDefinition.internal("Mode", TagType.STRING),
            "Count", TagDefinition.internal("Count", TagType.INT64),
            "Valve", TagDefinition.internal("Valve", TagType.BOOL),
            "Opening",
                    TagDefinition.builder("Opening", TagType.FLOAT64).unit("%").build(),
            "Steps", TagDefinition.internal("Steps", TagType.INT64));

    private static SteppedMachine machine(Programs program) {
        return new SteppedMachine(ProgramCompiler.compile(program.build(), TAGS::get), 1);
    }

    private static Programs valve() {
        return new Programs()
                .state("CLOSED", "entry Valve", "false")
                .state("OPEN", "entry Valve", "true", "exit Steps", "Steps + 1")
                .when("CLOSED", "OPEN", "Level >= 80")
                .when("OPEN", "CLOSED", "Level < 60");
    }

    @Test
    void shouldEnterItsInitialStateInTheFirstStep() {
        SteppedMachine valve = machine(new Programs()
                .state("A", "entry Valve", "true", "Opening", "40")
                .state("B")
                .when("A", "B", "true"));
        valve.step();
        assertThat(valve.stateName())
                .as("no transition in the step of an entry")
                .isEqualTo("A");
        assertThat(valve.isOn("Valve")).isTrue();
        assertThat(valve.out("Opening")).isEqualTo(40);
    }

    @Test
    void shouldBeginInTheInitialStateWhereverItStands() {
        MachineDeclaration declaration = ProgramCompiler.compile(
                        new MachineProgram(
                                "OPEN",
                                valve().build().states(),
                                valve().build().transitions(),
                                List.of(),
                                "CLOSED",
                                Map.of()),
                        TAGS::get)
                .declaration();
        assertThat(declaration.states()).containsExactly("OPEN", "CLOSED");
        assertThat(declaration.safeState()).isEqualTo(1);
    }

    @Test
    void shouldTakeATransitionWithItsActionsInOneStep() {
        SteppedMachine valve = machine(valve()).in("Level", 50.0).shows("Steps", 0.0);
        valve.step().in("Level", 80.0).step();
        assertThat(valve.stateName()).isEqualTo("OPEN");
        assertThat(valve.isOn("Valve")).isTrue();
        valve.in("Level", 59.0).step();
        assertThat(valve.stateName()).isEqualTo("CLOSED");
        assertThat(valve.isOn("Valve")).isFalse();
        assertThat(valve.outLong("Steps")).as("an output is read, too").isEqualTo(1);
    }

    @Test
    void shouldTakeOneTransitionAStep() {
        SteppedMachine ring = machine(new Programs()
                .state("A")
                .state("B")
                .state("C")
                .when("A", "B", "true")
                .when("B", "C", "true")
                .when("C", "A", "true"));
        ring.step().step();
        assertThat(ring.stateName()).isEqualTo("B");
        ring.step();
        assertThat(ring.stateName()).isEqualTo("C");
        assertThat(ring.registerNamed("transitions")).isEqualTo(3);
    }

    @Test
    void shouldTryGuardsInTheirOrder() {
        SteppedMachine fork = machine(new Programs()
                .state("A")
                .state("B")
                .state("C")
                .when("A", "B", "Level > 10")
                .when("A", "C", "Level > 5")
                .when("*", "A", "Level < 0"));
        fork.in("Level", 20.0).step().step();
        assertThat(fork.stateName()).isEqualTo("B");
        fork.in("Level", -1.0).step().in("Level", 7.0).step();
        assertThat(fork.stateName()).isEqualTo("C");
        fork.in("Level", -1.0).step().step();
        assertThat(fork.stateName()).isEqualTo("A");
    }

    @Test
    void shouldLeaveAStateAtItsTimeoutUnlessAGuardIsFirst() {
        SteppedMachine wait = machine(new Programs()
                .state("A", 5, "LATE")
                .state("LATE")
                .state("DONE")
                .when("A", "DONE", "Ready")
                .when("LATE", "A", "Ready")
                .when("DONE", "A", "not Ready"));
        wait.in("Ready", false).steps(4);
        assertThat(wait.stateName()).isEqualTo("A");
        wait.step();
        assertThat(wait.stateName()).isEqualTo("LATE");
        wait.in("Ready", true)
                .step()
                .in("Ready", false)
                .steps(4)
                .in("Ready", true)
                .step();
        assertThat(wait.stateName()).isEqualTo("DONE");
    }

    @Test
    void shouldNotTakeATransitionForABadValue() {
        SteppedMachine valve = machine(valve()).in("Level", 50.0).step();
        valve.in("Level", 99.0).bad("Level").steps(3);
        assertThat(valve.stateName()).isEqualTo("CLOSED");
        valve.in("Level", 99.0).step();
        assertThat(valve.stateName()).isEqualTo("OPEN");
    }

    @Test
    void shouldLetAGuardAskForQuality() {
        SteppedMachine guard = machine(new Programs()
                .state("A")
                .state("BLIND")
                .when("A", "BLIND", "isBad(Level)")
                .when("BLIND", "A", "valid(Level, 0) > 5"));
        guard.in("Level", 1.0).bad("Level").step().step();
        assertThat(guard.stateName()).isEqualTo("BLIND");
        guard.step();
        assertThat(guard.stateName()).isEqualTo("BLIND");
        guard.in("Level", 6.0).step();
        assertThat(guard.stateName()).isEqualTo("A");
    }

    @Test
    void shouldNotWriteWhatIsBadOrNotFiniteAndCountIt() {
        SteppedMachine writer = machine(new Programs().state("A", "Opening", "100 / value(Level, '%')"));
        writer.in("Level", 4.0).step();
        assertThat(writer.out("Opening")).isEqualTo(25);
        writer.in("Level", 0.0).step().in("Level", 2.0).bad("Level").step();
        assertThat(writer.out("Opening")).isEqualTo(25);
        assertThat(writer.registerNamed("skipped")).isEqualTo(2);
    }

    @Test
    void shouldReadAttributesAndTheTimeInTheState() {
        SteppedMachine wait = machine(new Programs()
                .attribute(Attribute.number("limit", 3, 0, 100).unit("s").operator())
                .attribute(Attribute.whole("most", 2, 0, 10))
                .attribute(Attribute.flag("armed", true))
                .state("A", "Steps", "most + 1", "Valve", "armed")
                .state("B")
                .when("A", "B", "timeInState > limit")
                .when("B", "A", "timeInState >= 2s"));
        wait.step();
        assertThat(wait.outLong("Steps")).isEqualTo(3);
        assertThat(wait.isOn("Valve")).isTrue();
        wait.set("armed", 0).steps(2);
        assertThat(wait.isOn("Valve")).isFalse();
        assertThat(wait.stateName()).isEqualTo("A");
        wait.step();
        assertThat(wait.stateName()).isEqualTo("B");
        wait.set("limit", 0).steps(2);
        assertThat(wait.stateName()).isEqualTo("A");
    }

    @Test
    void shouldConvertUnits() {
        SteppedMachine guard = machine(new Programs()
                .state("A")
                .state("B")
                .when("A", "B", "Pressure > 200'kPa'")
                .when("B", "A", "false"));
        guard.in("Pressure", 1.9).step().step();
        assertThat(guard.stateName()).isEqualTo("A");
        guard.in("Pressure", 2.1).step();
        assertThat(guard.stateName()).isEqualTo("B");
    }

    @Test
    void shouldBeginTheHistoryOfTimeFunctionsOnEntry() {
        SteppedMachine wait = machine(new Programs()
                .state("A")
                .state("B")
                .when("A", "B", "onDelay(Ready, 3s)")
                .when("B", "A", "onDelay(Level > 50, 2s)"));
        wait.in("Ready", true).in("Level", 60.0).step();
        wait.steps(3);
        assertThat(wait.stateName()).isEqualTo("A");
        wait.step();
        assertThat(wait.stateName()).isEqualTo("B");
        wait.steps(2);
        assertThat(wait.stateName())
                .as("the level was high before, but not here")
                .isEqualTo("B");
        wait.step();
        assertThat(wait.stateName()).isEqualTo("A");
    }

    @Test
    void shouldNotCountADowntimeIntoADelay() {
        SteppedMachine wait = machine(new Programs()
                .state("A")
                .state("B")
                .when("A", "B", "onDelay(Ready, 30s)")
                .operator("B", "A"));
        wait.in("Ready", true).step().step().step(3_600 * SECOND);
        assertThat(wait.stateName()).isEqualTo("A");
        wait.steps(29);
        assertThat(wait.stateName()).isEqualTo("A");
        wait.step();
        assertThat(wait.stateName()).isEqualTo("B");
    }

    @Test
    void shouldFollowAnOperatorWithExitAndEntryActions() {
        SteppedMachine valve = machine(valve().confirmed("*", "CLOSED").operator("CLOSED", "OPEN"));
        valve.in("Level", 70.0).shows("Steps", 0.0).step().operate("OPEN").step();
        assertThat(valve.isOn("Valve")).isTrue();
        valve.operate("CLOSED").step();
        assertThat(valve.isOn("Valve")).isFalse();
        assertThat(valve.outLong("Steps")).isEqualTo(1);
        valve.operate("OPEN").operate("CLOSED").in("Level", 90.0).step();
        assertThat(valve.stateName()).as("that was this step's transition").isEqualTo("CLOSED");
        valve.step();
        assertThat(valve.stateName()).isEqualTo("OPEN");
    }

    @Test
    void shouldEnterAStateAgainFromItself() {
        SteppedMachine again =
                machine(new Programs().state("A", "entry Steps", "Steps + 1").when("A", "A", "Ready"));
        again.shows("Steps", 0.0).in("Ready", false).steps(3);
        assertThat(again.outLong("Steps")).isEqualTo(1);
        again.in("Ready", true).step();
        assertThat(again.outLong("Steps")).isEqualTo(2);
    }

    @Test
    void shouldDeclareOperatorsTransitionsAndSafeValues() {
        DeclaredMachine machine = ProgramCompiler.compile(
                valve().confirmed("*", "CLOSED")
                        .safe("CLOSED")
                        .safe("Valve", AttributeValue.of(false))
                        .safe("Opening", AttributeValue.of(5L))
                        .build(),
                TAGS::get);
        MachineDeclaration declaration = machine.declaration();
        assertThat(declaration.transition(1, 0).isOperator()).isTrue();
        assertThat(declaration.transition(1, 0).isConfirmed()).isTrue();
        assertThat(declaration.transition(0, 1).isOperator()).isFalse();
        assertThat(declaration.outputs().get(0).name()).isEqualTo("Opening");
        assertThat(declaration.outputs().get(0).safeBits()).isEqualTo(Double.doubleToLongBits(5));
        assertThat(declaration.outputs().get(1).hasSafeValue()).as("Steps").isFalse();
        assertThat(declaration.outputs().get(2).hasSafeValue()).as("Valve").isTrue();
    }
}
