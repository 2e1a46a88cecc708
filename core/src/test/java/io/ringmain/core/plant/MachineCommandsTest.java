package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static io.ringmain.core.plant.ValveMachine.BLEEDING;
import static io.ringmain.core.plant.ValveMachine.CLOSED;
import static io.ringmain.core.plant.ValveMachine.LOCKED;
import static io.ringmain.core.plant.ValveMachine.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineCommandsTest {
    private final MachinePlant site = new MachinePlant();

    @AfterEach
    void shouldReplayToTheSame() {
        site.plant.assertReplays();
    }

    private static void assertRefused(CommandOutcome outcome, int code) {
        assertThat(Quality.name(outcome.statusCode())).isEqualTo(Quality.name(code));
        assertThat(outcome.state()).isEqualTo(CommandState.FAILED);
    }

    private static void assertDone(CommandOutcome outcome) {
        assertThat(Quality.name(outcome.statusCode())).isEqualTo("Good");
        assertThat(outcome.state()).isEqualTo(CommandState.DONE);
    }

    // ---- transitions

    @Test
    void shouldCarryOutAnOperatorsTransitionAtOnceAndTellTheMachine() {
        site.steps(2);
        assertDone(site.transition(OPEN));
        assertThat(site.valve().state).isEqualTo(OPEN);
        assertThat(site.changes).containsExactly("operator 0>1");
        assertThat(site.valve().registers[ValveMachine.ENTRIES]).isEqualTo(1);
        site.steps(2);
        assertThat(site.valve().registers[ValveMachine.REQUESTED]).isEqualTo(OPEN);
        assertThat(site.valve().registers[ValveMachine.ENTRIES]).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // state before, asked for, code
        "0, 0, BadNotSupported",
        "1, 1, BadInvalidState",
        "0, 3, BadNotSupported",
        "0, -1, BadInvalidArgument",
        "0, 4, BadInvalidArgument",
    })
    void shouldRefuseATransition(int before, int asked, String code) {
        if (before == OPEN) {
            assertDone(site.transition(OPEN));
        }
        // Into CLOSED an operator may go from OPEN, so that asking in CLOSED is asking in the wrong state.
        int expected = asked == CLOSED && before == CLOSED ? Quality.BAD_INVALID_STATE : 0;
        CommandOutcome outcome = site.transition(asked);
        assertThat(Quality.name(outcome.statusCode())).isEqualTo(expected == 0 ? code : Quality.name(expected));
        assertThat(site.valve().state).isEqualTo(before);
    }

    @Test
    void shouldRefuseCommandsToMachinesThatAreNotThere() {
        Command command = new Command(8, 1, Command.Kind.TRANSITION, 7, 0, null, 0, "", "ada", "");
        assertRefused(site.plant.submit(command).join(), Quality.BAD_NODE_ID_UNKNOWN);
    }

    // ---- two steps

    @Test
    void shouldWaitForTheConfirmationThatNamesTheRequest() {
        CommandOutcome first = site.transition(LOCKED);
        assertThat(first.state()).isEqualTo(CommandState.DONE);
        assertThat(Quality.name(first.statusCode())).isEqualTo("GoodCompletesAsynchronously");
        assertThat(site.valve().state).isEqualTo(CLOSED);
        assertThat(site.valve().pendingState).isEqualTo(LOCKED);
        assertThat(site.valve().pendingSequence).isEqualTo(first.commandSequence());
        assertRefused(site.confirm(LOCKED, first.commandSequence() + 1, "ada"), Quality.BAD_EVENT_ID_UNKNOWN);
        assertRefused(site.confirm(OPEN, first.commandSequence(), "ada"), Quality.BAD_EVENT_ID_UNKNOWN);
        assertDone(site.confirm(LOCKED, first.commandSequence(), "ada"));
        assertThat(site.valve().state).isEqualTo(LOCKED);
        assertThat(site.valve().pendingState).isEqualTo(MachineDeclaration.NO_STATE);
        assertThat(site.changes).containsExactly("request 0>2", "operator 0>2");
        assertRefused(site.confirm(LOCKED, first.commandSequence(), "ada"), Quality.BAD_EVENT_ID_UNKNOWN);
    }

    @Test
    void shouldForgetARequestThatIsNotConfirmedInTime() {
        long token = site.transition(LOCKED).commandSequence();
        site.plant.tick(30 * SECOND - 1);
        assertThat(site.valve().pendingState).isEqualTo(LOCKED);
        site.plant.tick(1);
        assertThat(site.valve().pendingState).isEqualTo(MachineDeclaration.NO_STATE);
        assertThat(site.changes).containsExactly("request 0>2", "timeout 0>2");
        assertRefused(site.confirm(LOCKED, token, "bob"), Quality.BAD_EVENT_ID_UNKNOWN);
        assertThat(site.valve().state).isEqualTo(CLOSED);
    }

    @Test
    void shouldLetANewRequestTakeThePlaceOfTheOldOne() {
        long old = site.transition(LOCKED).commandSequence();
        site.plant.tick(20 * SECOND);
        long token = site.transition(LOCKED).commandSequence();
        site.plant.tick(20 * SECOND);
        assertRefused(site.confirm(LOCKED, old, "ada"), Quality.BAD_EVENT_ID_UNKNOWN);
        assertDone(site.confirm(LOCKED, token, "ada"));
    }

    @Test
    void shouldRefuseAConfirmationInAnotherStateThanItWasAskedIn() {
        long token = site.transition(LOCKED).commandSequence();
        site.mode(5).steps(1);
        assertThat(site.valve().state).isEqualTo(BLEEDING);
        assertRefused(site.confirm(LOCKED, token, "ada"), Quality.BAD_INVALID_STATE);
        assertThat(site.valve().pendingState).isEqualTo(MachineDeclaration.NO_STATE);
    }

    @Test
    void shouldWantAnotherUserWhereThatIsDeclared() {
        site.transition(OPEN);
        long token = site.transition(LOCKED, "ada").commandSequence();
        assertRefused(site.confirm(LOCKED, token, "ada"), Quality.BAD_USER_ACCESS_DENIED);
        assertThat(site.valve().pendingState).as("may still be confirmed").isEqualTo(LOCKED);
        assertDone(site.confirm(LOCKED, token, "bob"));
    }

    @Test
    void shouldKeepAPendingRequestOverARestartAndEndItInTime() {
        long token = site.transition(LOCKED).commandSequence();
        site.plant.pass(10 * SECOND);
        site.start();
        assertThat(site.valve().pendingSequence).isEqualTo(token);
        site.plant.close();
        site.plant.pass(5 * SECOND);
        site.start();
        assertThat(site.valve().pendingSequence).as("from the snapshot").isEqualTo(token);
        site.plant.tick(16 * SECOND);
        assertThat(site.valve().pendingState).isEqualTo(MachineDeclaration.NO_STATE);
    }

    // ---- attributes and intervals

    @Test
    void shouldSetAttributesOfEveryNumericType() {
        assertDone(site.set(ValveMachine.SPEED, 7.5));
        assertDone(site.set(ValveMachine.COUNT, TagType.INT64, -5));
        assertDone(site.set(ValveMachine.IS_AUTO, TagType.BOOL, 0));
        site.steps(1);
        assertThat(site.plant.tag("Speed").asDouble()).isEqualTo(7.5);
        assertThat(site.plant.tag("Count").bits).isEqualTo(-5);
        assertThat(site.valve().attributesSet).isEqualTo(7);
        assertThat(site.changes).containsExactly("setting 0>0", "setting 0>0", "setting 0>0");
    }

    @Test
    void shouldRefuseAttributesThatDoNotFit() {
        assertRefused(site.set(ValveMachine.SPEED, 10.001), Quality.BAD_OUT_OF_RANGE);
        assertRefused(site.set(ValveMachine.SPEED, Double.NaN), Quality.BAD_OUT_OF_RANGE);
        assertRefused(site.set(ValveMachine.COUNT, TagType.INT64, 6), Quality.BAD_OUT_OF_RANGE);
        assertRefused(site.set(ValveMachine.IS_AUTO, TagType.BOOL, 2), Quality.BAD_OUT_OF_RANGE);
        assertRefused(site.set(ValveMachine.COUNT, 1.0), Quality.BAD_TYPE_MISMATCH);
        assertRefused(site.set(ValveMachine.LABEL, TagType.STRING, 0), Quality.BAD_NOT_WRITABLE);
        assertRefused(site.set(4, 1.0), Quality.BAD_INVALID_ARGUMENT);
        assertRefused(site.set(-1, 1.0), Quality.BAD_INVALID_ARGUMENT);
        assertThat(site.valve().attributesSet).isZero();
    }

    @Test
    void shouldLetASetAttributeWinUntilTheFileSaysSomethingElse() {
        site.set(ValveMachine.SPEED, 7.5);
        site.set(ValveMachine.COUNT, TagType.INT64, 4);
        site.plant.site(MachinePlant.site(SECOND, Map.of("count", AttributeValue.of(-2))));
        site.start().steps(1);
        assertThat(site.plant.tag("Speed").asDouble()).isEqualTo(7.5);
        assertThat(site.plant.tag("Count").bits).isEqualTo(-2);
        assertThat(site.valve().attributesSet).isEqualTo(1);
        site.plant.close();
        site.start().steps(1);
        assertThat(site.plant.tag("Speed").asDouble()).isEqualTo(7.5);
        site.plant.site(MachinePlant.site(SECOND, Map.of("speed", AttributeValue.of(1L))));
        site.start().steps(1);
        assertThat(site.plant.tag("Speed").asDouble())
                .as("a whole number is good for a float64")
                .isEqualTo(1);
        assertThat(site.plant.tag("Count").bits).as("the default again").isEqualTo(3);
    }

    @Test
    void shouldStepAtTheIntervalThatWasSet() {
        site.steps(3);
        assertThat(site.valve().steps).isEqualTo(3);
        assertDone(site.interval(SECOND / 1000));
        assertThat(site.valve().isIntervalSet).isTrue();
        for (int i = 0; i < 5; i++) {
            site.plant.tick(SECOND / 1000);
        }
        assertThat(site.valve().steps).isEqualTo(8);
        assertThat(site.valve().missedIntervals).isZero();
        site.start();
        assertThat(site.valve().intervalNs).isEqualTo(SECOND / 1000);
        site.plant.site(MachinePlant.site(2 * SECOND, Map.of()));
        site.start();
        assertThat(site.valve().intervalNs).as("the file says another one").isEqualTo(2 * SECOND);
        assertThat(site.valve().isIntervalSet).isFalse();
    }

    @Test
    void shouldCollapseMissedStepsIntoOne() {
        site.interval(SECOND / 1000);
        site.plant.tick(SECOND);
        long steps = site.valve().steps;
        long missed = site.valve().missedIntervals;
        site.plant.tick(SECOND / 10);
        assertThat(site.valve().steps).isEqualTo(steps + 1);
        assertThat(site.valve().missedIntervals).isEqualTo(missed + 99);
    }

    @Test
    void shouldRefuseIntervalsThatDoNotFit() {
        for (long ns : new long[] {0, -1, 999_999, 366L * 24 * 3600 * SECOND + 1, Long.MAX_VALUE}) {
            assertRefused(site.interval(ns), Quality.BAD_OUT_OF_RANGE);
        }
        assertThat(site.valve().intervalNs).isEqualTo(SECOND);
    }

    // ---- faults

    @Test
    void shouldEnterTheSafeStateWithSafeOutputsWhenAStepFails() {
        site.transition(OPEN);
        site.steps(1).mode(1).steps(1);
        assertThat(site.valve().isFaulted).isTrue();
        assertThat(site.valve().faults).isEqualTo(1);
        assertThat(site.valve().state).isEqualTo(BLEEDING);
        assertThat(site.plant.tag("Speed").asDouble()).isEqualTo(-1);
        assertThat(site.plant.tag("Count").bits).as("no safe value is declared").isEqualTo(3);
        assertThat(site.changes).containsExactly("operator 0>1", "fault 1>3");
        assertThat(site.plant.plant().machineError(0)).contains("told to fail");
        site.steps(3);
        assertThat(site.valve().registers[ValveMachine.STEPS]).as("not stepped").isEqualTo(2);
    }

    @Test
    void shouldLetAnOperatorSetAFaultedMachineGoingAgain() {
        site.steps(1).mode(1).steps(1).mode(0);
        assertRefused(site.transition(OPEN), Quality.BAD_INVALID_STATE);
        assertDone(site.transition(CLOSED));
        assertThat(site.valve().isFaulted).isFalse();
        assertThat(site.valve().state).isEqualTo(CLOSED);
        site.steps(2);
        assertThat(site.valve().registers[ValveMachine.STEPS])
                .as("goes on with its memory")
                .isEqualTo(4);
        assertThat(site.valve().faults).isEqualTo(1);
        assertThat(site.changes).containsExactly("fault 0>3", "reset 3>0");
    }

    @Test
    void shouldStayFaultedWhenOnlyOthersAreReconfigured() {
        site.mode(1).steps(1);
        site.start();
        assertThat(site.valve().isFaulted).isTrue();
        site.mode(0);
        site.plant.site(MachinePlant.site(SECOND, Map.of("auto", AttributeValue.of(false))));
        site.start();
        assertThat(site.valve().isFaulted).as("its own definition has changed").isFalse();
        assertThat(site.valve().steps).isZero();
    }

    // ---- requests

    @Test
    void shouldAskForWorkAndSeeTheAnswerInALaterStep() {
        site.mode(4).steps(1).mode(2).steps(1);
        assertThat(site.asked).hasSize(1);
        assertThat(site.asked.get(0).kind()).isEqualTo("ask");
        assertThat(site.asked.get(0).machine()).isEqualTo("Valve");
        assertThat(site.asked.get(0).first()).isEqualTo(11);
        assertThat(site.asked.get(0).second()).as("what it remembers").isEqualTo(1);
        site.answer.answer(site.asked.get(0), Quality.GOOD, 99);
        site.steps(1);
        assertThat(site.valve().registers[ValveMachine.RESULT])
                .as("the answer came in that beat")
                .isZero();
        site.steps(1);
        assertThat(site.valve().registers[ValveMachine.RESULT]).isEqualTo(99);
        site.answer.answer(site.asked.get(0), Quality.GOOD, 100);
        site.steps(2);
        assertThat(site.valve().registers[ValveMachine.RESULT]).as("once").isEqualTo(99);
    }

    @Test
    void shouldSayWhenNobodyDoesWhatIsAskedFor() {
        site.mode(3).steps(3);
        assertThat((int) site.valve().registers[ValveMachine.RESULT_STATUS]).isEqualTo(Quality.BAD_NOT_SUPPORTED);
    }

    @Test
    void shouldNotAskAgainAfterARestart() {
        site.mode(2).steps(1);
        site.start();
        site.steps(2);
        assertThat(site.asked).hasSize(1);
        assertThat((int) site.valve().registers[ValveMachine.RESULT_STATUS]).isEqualTo(Quality.BAD_REQUEST_INTERRUPTED);
        site.answer.answer(site.asked.get(0), Quality.GOOD, 99);
        site.steps(2);
        assertThat(site.valve().registers[ValveMachine.RESULT]).isZero();
    }

    @Test
    void shouldRememberItsMemoryAndItsRandomNumbers() {
        site.mode(4).steps(1).mode(0).steps(1).mode(4).steps(1);
        long before = site.valve().registers[ValveMachine.RANDOM];
        site.plant.close();
        site.start();
        site.mode(0).steps(1).mode(2).steps(1);
        assertThat(site.asked.get(0).second()).isEqualTo(2);
        assertThat(site.valve().registers[ValveMachine.RANDOM]).isNotEqualTo(before);
    }
}
