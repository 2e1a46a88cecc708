package io.ringmain.core.machine.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.machine.SteppedMachine;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.tag.Quality;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stepped twice a second; the connector is played by what the inputs and the action's tag show. */
class AcquisitionEngineTest {
    private final SteppedMachine engine = new SteppedMachine(new AcquisitionEngine(), 0.5).toDevice();

    private static List<String> states() {
        Machine machine = new AcquisitionEngine();
        return machine.declaration().states();
    }

    private AcquisitionEngineTest reports(AcquisitionPhase phase) {
        engine.count("phase", phase.code());
        return this;
    }

    /** In that state, as the connector reports it. */
    private void in(AcquisitionPhase phase) {
        reports(phase);
        engine.steps(2);
        if (phase == AcquisitionPhase.RESETTING) {
            reports(AcquisitionPhase.RUNNING);
            engine.steps(2).operate("RESETTING");
            engine.step();
            done();
            reports(phase);
            engine.steps(4);
        }
        assertThat(engine.stateName()).isEqualTo(phase.name());
    }

    /** The connector has done what was asked for last. */
    private void done() {
        engine.shows("action", engine.written("action"), Quality.GOOD).step();
    }

    private AcquisitionAction asked() {
        return AcquisitionAction.ofCode(engine.written("action") % 10);
    }

    @Test
    void shouldUseTheCodesOfPhasesAsStates() {
        for (AcquisitionPhase phase : AcquisitionPhase.values()) {
            assertThat(states().get(phase.code())).isEqualTo(phase.name());
        }
    }

    @ParameterizedTest
    @EnumSource(AcquisitionPhase.class)
    void shouldFollowEveryPhaseFromEveryOther(AcquisitionPhase to) {
        for (AcquisitionPhase from : AcquisitionPhase.values()) {
            if (from == AcquisitionPhase.RESETTING || to == AcquisitionPhase.RESETTING) {
                continue; // is entered by operators' actions only
            }
            in(from);
            reports(to);
            engine.steps(2);
            assertThat(engine.stateName()).as("%s to %s", from, to).isEqualTo(to.name());
        }
    }

    @Test
    void shouldStayWhereItIsWhileThePhaseIsUnknown() {
        in(AcquisitionPhase.RUNNING);
        reports(AcquisitionPhase.WAITING);
        engine.bad("phase").steps(10);
        assertThat(engine.stateName()).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, STARTING, START",
        "STARTING, STOPPED, STOP",
        "WAITING, STOPPED, STOP",
        "RUNNING, STOPPED, STOP",
        "RESETTING, STOPPED, STOP",
        "FAULTED, STOPPED, STOP",
        "WAITING, RESETTING, RESTART",
        "RUNNING, RESETTING, RESTART",
        "FAULTED, RESETTING, RESET",
    })
    void shouldTellTheConnectorWhatAnOperatorWants(AcquisitionPhase from, String to, AcquisitionAction action) {
        in(from);
        engine.operate(to).step();
        assertThat(asked()).isEqualTo(action);
        assertThat(engine.stateName()).isEqualTo(to);
    }

    @Test
    void shouldOfferOperatorsNothingElse() {
        long offered = new AcquisitionEngine()
                .declaration().transitions().stream()
                        .filter(Transition::isOperator)
                        .count();
        assertThat(offered).isEqualTo(9);
    }

    @Test
    void shouldNotFallBackWhileTheConnectorIsStillAtIt() {
        in(AcquisitionPhase.RUNNING);
        engine.operate("STOPPED").steps(3);
        assertThat(engine.stateName()).isEqualTo("STOPPED");
        done();
        reports(AcquisitionPhase.STOPPED);
        engine.steps(10);
        assertThat(engine.stateName()).isEqualTo("STOPPED");
        assertThat(engine.registerNamed("is-stopped")).isEqualTo(1);
        assertThat(engine.registerNamed("actions")).isEqualTo(1);
    }

    @Test
    void shouldCountRepeatsAsNewActions() {
        in(AcquisitionPhase.RUNNING);
        engine.operate("RESETTING").step();
        long first = engine.written("action");
        done();
        engine.steps(3);
        assertThat(engine.stateName()).isEqualTo("STARTING");
        engine.step();
        assertThat(engine.stateName()).isEqualTo("RUNNING");
        engine.operate("RESETTING").step();
        assertThat(engine.written("action")).isNotEqualTo(first);
        assertThat(asked()).isEqualTo(AcquisitionAction.RESTART);
    }

    @Test
    void shouldStopAgainWhatHasBegunAnew() {
        in(AcquisitionPhase.RUNNING);
        engine.operate("STOPPED").step();
        done();
        reports(AcquisitionPhase.STOPPED);
        engine.steps(10);
        long first = engine.written("action");

        reports(AcquisitionPhase.STARTING);
        engine.step();
        assertThat(engine.written("action")).isNotEqualTo(first);
        assertThat(asked()).isEqualTo(AcquisitionAction.STOP);
        assertThat(engine.stateName()).isEqualTo("STOPPED");
    }

    @Test
    void shouldShowAnAcquisitionThatDoesNotObey() {
        in(AcquisitionPhase.RUNNING);
        engine.operate("STOPPED").step();
        for (int i = 0; i < 5; i++) {
            done();
            engine.steps(4);
        }
        engine.steps(2);
        assertThat(engine.stateName()).isEqualTo("RUNNING");
        assertThat(engine.registerNamed("is-stopped")).isEqualTo(1);
    }

    @Test
    void shouldLetItRunOnWhenTheConnectorTakesNoActions() {
        in(AcquisitionPhase.RUNNING);
        engine.operate("STOPPED").step();
        engine.shows("action", engine.written("action"), Quality.BAD_NOT_SUPPORTED);
        engine.steps(3);
        assertThat(engine.stateName()).isEqualTo("RUNNING");
        assertThat(engine.registerNamed("not-supported")).isEqualTo(1);
        assertThat(engine.registerNamed("is-stopped")).isZero();
        assertThat(engine.registerNamed("pending")).isZero();
    }

    @Test
    void shouldGiveUpWaitingAndRememberTheStop() {
        in(AcquisitionPhase.WAITING);
        engine.operate("STOPPED").steps(25);
        assertThat(engine.registerNamed("is-stopped")).isEqualTo(1);
        assertThat(asked()).isEqualTo(AcquisitionAction.STOP);
        assertThat(engine.registerNamed("actions")).isEqualTo(2);
    }

    @Test
    void shouldShowTheCounts() {
        engine.count("cycles", 10)
                .count("samples", 20)
                .count("requests", 3)
                .count("errors", 4)
                .count("overruns", 5)
                .count("lateness", 6)
                .count("longest-lateness", 7)
                .step();
        assertThat(List.of("cycles", "samples", "requests", "errors", "overruns", "lateness-us", "longest-lateness-us"))
                .extracting(engine::registerNamed)
                .containsExactly(10L, 20L, 3L, 4L, 5L, 6L, 7L);
    }
}
