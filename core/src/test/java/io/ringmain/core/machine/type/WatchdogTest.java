package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.SteppedMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.SteppedMachine;
import org.junit.jupiter.api.Test;

/** Timeout 10 s, grace 30 s, stepped once a second. */
class WatchdogTest {
    private final SteppedMachine watchdog = new SteppedMachine(new Watchdog(), 1);
    private boolean isOn;

    private void beat(int times) {
        for (int i = 0; i < times; i++) {
            isOn = !isOn;
            watchdog.in("toggle", isOn).step();
        }
    }

    @Test
    void shouldStayQuietWhileTheFlagToggles() {
        beat(100);
        assertThat(watchdog.stateName()).isEqualTo("ALIVE");
        assertThat(watchdog.isOn("expired")).isFalse();
        assertThat(watchdog.registerNamed("beats"))
                .as("the first value is none")
                .isEqualTo(99);
    }

    @Test
    void shouldExpireAfterTheTimeoutAndRecoverWithABeat() {
        beat(5);
        watchdog.steps(9);
        assertThat(watchdog.isOn("expired")).isFalse();
        assertThat(watchdog.out("age-s")).isEqualTo(9);
        watchdog.step();
        assertThat(watchdog.isOn("expired")).isTrue();
        assertThat(watchdog.registerNamed("expiries")).isEqualTo(1);
        beat(1);
        assertThat(watchdog.isOn("expired")).isFalse();
        assertThat(watchdog.stateName()).isEqualTo("ALIVE");
    }

    @Test
    void shouldExpireAfterTheGraceTimeWithoutAFirstBeat() {
        watchdog.in("toggle", true).steps(29);
        assertThat(watchdog.stateName()).isEqualTo("GRACE");
        watchdog.step();
        assertThat(watchdog.stateName()).isEqualTo("EXPIRED");
    }

    @Test
    void shouldStayExpiredWhenLatchedUntilAnOperatorResetsIt() {
        watchdog.set("latch", 1);
        beat(5);
        watchdog.steps(10);
        beat(20);
        assertThat(watchdog.isOn("expired")).isTrue();
        watchdog.operate("GRACE");
        beat(1);
        assertThat(watchdog.stateName()).isEqualTo("ALIVE");
    }

    @Test
    void shouldNotTakeABadValueForABeat() {
        watchdog.count("counter", 1).step().count("counter", 2).step();
        assertThat(watchdog.stateName()).isEqualTo("ALIVE");
        for (int i = 0; i < 10; i++) {
            watchdog.count("counter", 3 + i).bad("counter").step();
        }
        assertThat(watchdog.stateName()).isEqualTo("EXPIRED");
    }

    @Test
    void shouldWantTheDeclaredChangeOfAValue() {
        watchdog.set("min-change", 0.5)
                .in("value", 10.0)
                .step()
                .in("value", 10.5)
                .step();
        assertThat(watchdog.registerNamed("beats")).isEqualTo(1);
        watchdog.in("value", 10.9).step();
        assertThat(watchdog.registerNamed("beats")).isEqualTo(1);
        watchdog.in("value", 11.0).step();
        assertThat(watchdog.registerNamed("beats"))
                .as("counted from the last beat")
                .isEqualTo(2);
        watchdog.in("value", Double.NaN).step();
        assertThat(watchdog.registerNamed("beats")).isEqualTo(2);
    }

    @Test
    void shouldGiveGraceAfterADowntime() {
        beat(5);
        watchdog.step(600 * SECOND);
        assertThat(watchdog.stateName()).isEqualTo("GRACE");
        assertThat(watchdog.isOn("expired")).isFalse();
        beat(1);
        assertThat(watchdog.stateName()).isEqualTo("ALIVE");
    }

    @Test
    void shouldBeSilentWhileDisabled() {
        beat(5);
        watchdog.operate("DISABLED").steps(100);
        assertThat(watchdog.isOn("expired")).isFalse();
        watchdog.operate("GRACE").steps(30);
        assertThat(watchdog.stateName()).isEqualTo("EXPIRED");
    }
}
