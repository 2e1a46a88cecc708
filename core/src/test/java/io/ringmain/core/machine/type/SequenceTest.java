package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.SteppedMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.SteppedMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three steps: filling by time, heating until done within a timeout, draining by time; stepped once a second. */
class SequenceTest {
    private final SteppedMachine sequence = new SteppedMachine(new Sequence(), 1)
            .set("steps", 3)
            .set("time-1-s", 5)
            .set("time-2-s", 2)
            .set("timeout-2-s", 20)
            .set("time-3-s", 4)
            .in("done-2", false);

    private void isIn(String state, long step) {
        assertThat(sequence.stateName()).isEqualTo(state);
        assertThat(sequence.outLong("step")).isEqualTo(step);
        for (int i = 1; i <= Sequence.MAX_STEPS; i++) {
            assertThat(sequence.isOn("step-" + i)).as("output %d", i).isEqualTo(state.equals("RUNNING") && i == step);
        }
    }

    private void runsInStep2() {
        sequence.step().operate("RUNNING").steps(6);
        isIn("RUNNING", 2);
    }

    @Test
    void shouldWaitForItsStart() {
        sequence.steps(10);
        isIn("IDLE", 0);
    }

    @Test
    void shouldRunStepByStepToItsEnd() {
        sequence.step().operate("RUNNING").step();
        isIn("RUNNING", 1);
        sequence.steps(4);
        isIn("RUNNING", 1);
        sequence.step();
        isIn("RUNNING", 2);
        sequence.in("done-2", true).step();
        isIn("RUNNING", 2);
        sequence.step();
        isIn("RUNNING", 3);
        sequence.steps(4);
        isIn("COMPLETE", 3);
        assertThat(sequence.isOn("active")).isFalse();
        assertThat(sequence.registerNamed("completed")).isEqualTo(1);
        sequence.operate("IDLE").step();
        isIn("IDLE", 0);
    }

    @Test
    void shouldBeginAtTheFirstStepWhenItIsStartedAgainAtOnce() {
        runsInStep2();
        sequence.operate("STOPPING").step();
        sequence.operate("IDLE").operate("RUNNING").step();
        isIn("RUNNING", 1);
        assertThat(sequence.registerNamed("runs")).isEqualTo(2);
    }

    @Test
    void shouldHoldAndResumeInTheSameStepWithTheTimeThatWasLeft() {
        sequence.set("holding-s", 2).set("restarting-s", 3);
        sequence.step().operate("RUNNING").steps(4);
        sequence.operate("HOLDING").step();
        isIn("HOLDING", 1);
        sequence.step();
        isIn("HELD", 1);
        sequence.steps(100).operate("RESTARTING").steps(2);
        isIn("RESTARTING", 1);
        sequence.step();
        isIn("RUNNING", 1);
        sequence.step();
        isIn("RUNNING", 1);
        sequence.step();
        isIn("RUNNING", 2);
        assertThat(sequence.registerNamed("holds")).isEqualTo(1);
    }

    @Test
    void shouldHoldAStepThatIsNotDoneInTime() {
        runsInStep2();
        sequence.steps(19);
        isIn("RUNNING", 2);
        sequence.step();
        isIn("HOLDING", 2);
        assertThat(sequence.registerNamed("timeouts")).isEqualTo(1);
        assertThat(sequence.registerNamed("reason")).isEqualTo(Sequence.BY_TIMEOUT);
        sequence.step().operate("RESTARTING").step().in("done-2", true).steps(3);
        isIn("RUNNING", 3);
    }

    @Test
    void shouldAbortAStepThatIsNotDoneInTimeWhenDeclared() {
        sequence.set("abort-on-timeout", 1);
        runsInStep2();
        sequence.steps(21);
        isIn("ABORTED", 2);
    }

    @Test
    void shouldNotTakeABadFeedbackForDone() {
        runsInStep2();
        sequence.in("done-2", true).bad("done-2").steps(10);
        isIn("RUNNING", 2);
    }

    @Test
    void shouldStopOrAbortWhereverItIs() {
        sequence.set("stopping-s", 2).set("aborting-s", 2);
        runsInStep2();
        sequence.operate("STOPPING").step();
        isIn("STOPPING", 2);
        assertThat(sequence.isOn("active")).isTrue();
        sequence.step();
        isIn("STOPPED", 2);
        sequence.operate("IDLE")
                .step()
                .operate("RUNNING")
                .steps(3)
                .operate("ABORTING")
                .steps(2);
        isIn("ABORTED", 1);
        sequence.operate("IDLE").step();
        isIn("IDLE", 0);
    }

    @ParameterizedTest
    @CsvSource({"false,false,HOLDING", "true,true,HOLDING"})
    void shouldHoldWithoutItsPermit(boolean value, boolean isBad, String state) {
        sequence.in("permit", true);
        runsInStep2();
        sequence.in("permit", value);
        if (isBad) {
            sequence.bad("permit");
        }
        sequence.step();
        isIn(state, 2);
        sequence.step().operate("RESTARTING").step();
        assertThat(sequence.stateName()).as("not while the permit is missing").isEqualTo("HOLDING");
    }

    @Test
    void shouldNotStartWithoutItsPermit() {
        sequence.in("permit", false).step().operate("RUNNING").step();
        isIn("IDLE", 0);
        assertThat(sequence.registerNamed("runs")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,true"})
    void shouldAbortOnAnEmergency(boolean value, boolean isBad) {
        sequence.in("emergency", false);
        runsInStep2();
        sequence.in("emergency", value);
        if (isBad) {
            sequence.bad("emergency");
        }
        sequence.step();
        isIn("ABORTING", 2);
        assertThat(sequence.registerNamed("reason")).isEqualTo(Sequence.BY_EMERGENCY);
        sequence.step();
        isIn("ABORTED", 2);
    }

    @Test
    void shouldCountOneIntervalOfADowntime() {
        sequence.step().operate("RUNNING").steps(3).step(3_600 * SECOND);
        isIn("RUNNING", 1);
        sequence.steps(2);
        isIn("RUNNING", 2);
    }
}
