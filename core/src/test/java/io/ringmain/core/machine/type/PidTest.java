package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.SteppedMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.machine.SteppedMachine;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A controller on a first-order process: the valve in percent drives the PV to 1.5 times its value in 20 s, with some noise. */
class PidTest {
    private static final double INTERVAL_S = 0.5;
    private static final long SEED = 20_250_411;

    private final SteppedMachine pid = new SteppedMachine(new Pid(), INTERVAL_S)
            .set("gain", 2)
            .set("integral-time-s", 10)
            .set("pv-high", 150);
    private final Random random = new Random(SEED);
    private double pv = 30;
    private double noise;

    private void process(double dt) {
        pv += (1.5 * pid.out("output") - pv) * dt / 20;
        pid.in("pv", pv + noise * random.nextGaussian());
    }

    private void seconds(double count) {
        for (int i = 0; i < count / INTERVAL_S; i++) {
            process(INTERVAL_S);
            pid.step();
        }
    }

    private void automaticAt(double setpoint) {
        pid.shows("output", 20).in("pv", pv).step();
        pid.set("setpoint", setpoint).operate("AUTO");
        seconds(300);
    }

    @Test
    void shouldBeginWithWhatTheOutputShows() {
        pid.shows("output", 42).in("pv", 10.0).step();
        assertThat(pid.stateName()).isEqualTo("MANUAL");
        assertThat(pid.out("output")).isEqualTo(42);
        assertThat(pid.get("manual-output")).isEqualTo(42);
    }

    @Test
    void shouldNotWriteBeforeItKnowsWhereTheOutputIs() {
        pid.set("start-automatic", 1).set("output-low", 5).bad("pv").steps(100);
        assertThat(pid.isShown("output")).isFalse();
        pid.in("pv", 30.0).steps(3).shows("output", 42).step();
        assertThat(pid.stateName()).isEqualTo("AUTO");
        assertThat(pid.out("output")).isEqualTo(42);
    }

    @Test
    void shouldBeginWithItsManualOutputWhenNobodyEverShowsOne() {
        pid.set("manual-output", 12).in("pv", 30.0).steps(Pid.GAP_INTERVALS);
        assertThat(pid.isShown("output")).isFalse();
        pid.step();
        assertThat(pid.out("output")).isEqualTo(12);
    }

    @Test
    void shouldBeginInAutomaticWhenDeclared() {
        pid.set("start-automatic", 1).shows("output", 42).in("pv", 10.0).step();
        assertThat(pid.stateName()).isEqualTo("AUTO");
        assertThat(pid.out("output")).isEqualTo(42);
    }

    @Test
    void shouldBringThePvToTheSetpoint() {
        automaticAt(60);
        assertThat(pv).isCloseTo(60, within(0.01));
        assertThat(pid.out("output")).isCloseTo(40, within(0.01));
        pid.set("setpoint", 90);
        double highest = 0;
        for (int i = 0; i < 600; i++) {
            seconds(INTERVAL_S);
            highest = Math.max(highest, pv);
        }
        assertThat(pv).isCloseTo(90, within(0.01));
        assertThat(highest).as("overshoot").isLessThan(95);
    }

    @Test
    void shouldStayNearTheSetpointUnderNoise() {
        noise = 0.5;
        pid.set("derivative-time-s", 2).set("pv-filter-s", 1);
        automaticAt(60);
        double sum = 0;
        for (int i = 0; i < 1_000; i++) {
            seconds(INTERVAL_S);
            sum += pv;
        }
        assertThat(sum / 1_000).as("seed %d", SEED).isCloseTo(60, within(0.3));
    }

    @Test
    void shouldDoWhatTheStandardFormSays() {
        pid.set("gain", 3)
                .set("pv-high", 100)
                .shows("output", 50)
                .in("pv", 50.0)
                .step();
        pid.set("setpoint", 50).operate("AUTO").step();
        pid.set("setpoint", 51).step();
        assertThat(pid.out("output")).as("K e + K/Ti e dt").isCloseTo(50 + 3 + 3 / 10.0 * 0.5, within(1e-9));
        pid.step();
        assertThat(pid.out("output")).isCloseTo(50 + 3 + 3 / 10.0, within(1e-9));
    }

    @Test
    void shouldNotMultiplyByTheGainInTheParallelForm() {
        pid.set("gain", 3).set("pv-high", 100).set("parallel", 1).shows("output", 50);
        pid.in("pv", 50.0).step().set("setpoint", 50).operate("AUTO").step();
        pid.set("setpoint", 51).step();
        assertThat(pid.out("output")).as("K e + e dt/Ti").isCloseTo(50 + 3 + 0.5 / 10, within(1e-9));
    }

    @Test
    void shouldDeriveThePvAndNotTheSetpoint() {
        pid.set("gain", 1).set("integral-time-s", 0).set("derivative-time-s", 4).set("derivative-filter", 8);
        pid.set("pv-high", 100).shows("output", 50).in("pv", 50.0).step();
        pid.set("setpoint", 50).operate("AUTO").step();
        pid.set("setpoint", 52).step();
        assertThat(pid.out("output")).as("P alone").isCloseTo(52, within(1e-9));
        pid.in("pv", 51.0).step();
        assertThat(pid.out("output")).isCloseTo(52 - 1 - 4 * 1 / (0.5 + 0.5), within(1e-9));
        pid.step();
        assertThat(pid.out("output")).as("fades").isCloseTo(51 - 2, within(1e-9));
    }

    @Test
    void shouldOpenWhenThePvRisesIfDirect() {
        pid.set("direct", 1).shows("output", 50).in("pv", 50.0).step();
        pid.set("setpoint", 50).operate("AUTO").step();
        pid.in("pv", 60.0).step();
        assertThat(pid.out("output")).isGreaterThan(60);
    }

    @Test
    void shouldIntegrateOverTheTrueInterval() {
        pid.set("gain", 1)
                .set("pv-high", 100)
                .shows("output", 50)
                .in("pv", 50.0)
                .step();
        pid.set("setpoint", 50).operate("AUTO").step();
        pid.set("setpoint", 51).step(3 * SECOND);
        assertThat(pid.out("output")).isCloseTo(51 + 0.3, within(1e-9));
        pid.step(SECOND / 10);
        assertThat(pid.out("output")).isCloseTo(51 + 0.31, within(1e-9));
    }

    @Test
    void shouldNotBumpWhenTheModeChanges() {
        automaticAt(60);
        pid.in("pv", 75.0).step().step();
        double before = pid.out("output");
        pid.operate("MANUAL").step();
        assertThat(pid.out("output")).isEqualTo(before);
        assertThat(pid.get("manual-output")).isEqualTo(before);
        pid.set("manual-output", 17).step();
        assertThat(pid.out("output")).isEqualTo(17);
        pid.operate("AUTO").step();
        assertThat(pid.out("output")).isEqualTo(17);
        pid.step();
        assertThat(pid.out("output")).as("moves with the integral from there").isCloseTo(16, within(1.0));
        assertThat(pid.out("output")).isLessThan(17);
    }

    @Test
    void shouldTakeAManualOutputThatIsSetTogetherWithTheMode() {
        automaticAt(60);
        pid.operate("MANUAL").set("manual-output", 5).step();
        assertThat(pid.out("output")).isEqualTo(5);
    }

    @Test
    void shouldLetTheSetpointFollowThePvInManualWhenDeclared() {
        automaticAt(60);
        pid.set("setpoint-tracking", 1).operate("MANUAL").set("manual-output", 30);
        seconds(200);
        double before = pid.out("output");
        pid.operate("AUTO").step().step();
        assertThat(pid.get("setpoint")).isCloseTo(45, within(0.1));
        assertThat(pid.out("output")).isCloseTo(before, within(0.1));
    }

    @Test
    void shouldNotBumpWhenParametersChange() {
        automaticAt(60);
        pid.in("pv", 66.0).step();
        double drift = -pid.out("output");
        pid.step();
        drift += pid.out("output");
        double before = pid.out("output");
        pid.set("gain", 6).step();
        assertThat(pid.out("output") - before).as("K/Ti e dt alone").isCloseTo(3 * drift, within(1e-6));
        before = pid.out("output");
        pid.set("gain", 2)
                .set("setpoint-weight", 0.2)
                .set("integral-time-s", 1_000)
                .step();
        assertThat(pid.out("output")).isCloseTo(before, within(0.01));
    }

    @Test
    void shouldNotWindUp() {
        automaticAt(60);
        pid.set("setpoint", 150);
        pid.set("output-high", 60);
        seconds(1_000);
        assertThat(pid.out("output")).isEqualTo(60);
        assertThat(pv).isCloseTo(90, within(0.1));
        pid.set("setpoint", 85);
        seconds(2);
        assertThat(pid.out("output")).as("leaves the limit at once").isLessThan(59);
        seconds(300);
        assertThat(pv).isCloseTo(85, within(0.01));
    }

    @Test
    void shouldLimitTheRateOfTheOutput() {
        automaticAt(60);
        pid.set("output-rate", 2).set("setpoint", 120);
        double before = pid.out("output");
        for (int i = 0; i < 400; i++) {
            seconds(INTERVAL_S);
            assertThat(Math.abs(pid.out("output") - before)).isLessThanOrEqualTo(1 + 1e-9);
            before = pid.out("output");
        }
        seconds(200);
        assertThat(pv).isCloseTo(120, within(0.1));
    }

    @Test
    void shouldRampTheSetpoint() {
        automaticAt(60);
        pid.set("setpoint-rate", 1).set("setpoint", 80);
        seconds(10);
        assertThat(pid.out("working-setpoint")).isCloseTo(70, within(1e-9));
        seconds(10);
        assertThat(pid.out("working-setpoint")).isEqualTo(80);
        pid.operate("MANUAL").set("manual-output", 20);
        seconds(200);
        pid.operate("AUTO");
        process(INTERVAL_S);
        pid.step();
        assertThat(pid.out("working-setpoint")).as("begins at the PV").isCloseTo(30, within(1.0));
    }

    @Test
    void shouldHoldTheOutputWhileThePvIsBadAndSaySo() {
        automaticAt(60);
        double before = pid.out("output");
        pid.bad("pv").steps(50);
        assertThat(pid.stateName()).isEqualTo("HOLD");
        assertThat(pid.out("output")).isEqualTo(before);
        assertThat(pid.isOn("holding")).isTrue();
        assertThat(pid.registerNamed("holds")).isEqualTo(1);
        pid.in("pv", Double.NaN).step();
        assertThat(pid.stateName()).isEqualTo("HOLD");
        pid.in("pv", 70.0).step();
        assertThat(pid.stateName()).isEqualTo("AUTO");
        assertThat(pid.out("output")).as("no bump").isEqualTo(before);
        assertThat(pid.isOn("holding")).isFalse();
        pid.bad("pv").step().operate("MANUAL").step();
        assertThat(pid.stateName()).isEqualTo("MANUAL");
    }

    @Test
    void shouldTakeTheSetpointOfAnotherLoopInCascade() {
        automaticAt(60);
        pid.in("external-setpoint", 75.0).operate("CASCADE");
        double before = pid.out("output");
        pid.step();
        assertThat(pid.out("output")).as("no bump").isEqualTo(before);
        assertThat(pid.isOn("local")).isFalse();
        seconds(300);
        assertThat(pv).isCloseTo(75, within(0.01));
        pid.bad("external-setpoint");
        seconds(20);
        assertThat(pid.out("working-setpoint")).as("the last good one").isEqualTo(75);
        pid.operate("AUTO").step();
        assertThat(pid.get("setpoint")).isEqualTo(75);
        assertThat(pid.isOn("local")).isTrue();
    }

    @Test
    void shouldFallBackToAutomaticWithoutAnotherLoop() {
        automaticAt(60);
        pid.operate("CASCADE").step();
        assertThat(pid.stateName()).isEqualTo("AUTO");
    }

    @Test
    void shouldTrackAndGoOnFromThere() {
        automaticAt(60);
        pid.in("track", true).in("track-value", 77.0).step();
        assertThat(pid.stateName()).isEqualTo("TRACK");
        assertThat(pid.out("output")).isEqualTo(77);
        pid.bad("track-value").step();
        assertThat(pid.out("output")).isEqualTo(77);
        pid.in("track", false).step();
        assertThat(pid.stateName()).isEqualTo("AUTO");
        assertThat(pid.out("output")).isEqualTo(77);
    }

    @Test
    void shouldNotIntegrateAGapThatNobodyControlled() {
        automaticAt(60);
        pid.in("pv", 90.0).step(3_600 * SECOND);
        assertThat(pid.out("output")).isCloseTo(40, within(0.1));
    }

    @Test
    void shouldKeepItsOutputFiniteAndInItsLimits() {
        automaticAt(60);
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(10)) {
                case 0 -> pid.set("gain", random.nextDouble() * 100);
                case 1 -> pid.set("integral-time-s", random.nextInt(3) * random.nextDouble());
                case 2 -> pid.set("derivative-time-s", random.nextInt(3) * random.nextDouble() * 50);
                case 3 -> pid.set("setpoint", random.nextDouble() * 1e9 - 5e8);
                case 4 -> pid.bad("pv");
                case 5 -> pid.in("pv", Double.POSITIVE_INFINITY);
                default -> pid.in("pv", random.nextGaussian() * 1e8);
            }
            pid.step(random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * 6 * SECOND));
            assertThat(pid.out("output")).as("seed %d step %d", SEED, i).isBetween(0.0, 100.0);
        }
    }
}
