package io.ringmain.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.ring.Doorbell;
import org.junit.jupiter.api.Test;

class SleepingIdleTest {
    private static final long US = 1_000;

    private final Doorbell bell = new Doorbell();
    private long nowNs;
    private final SleepingIdle idle = new SleepingIdle(bell, () -> nowNs, false);

    /** Rounds without work until the clock has been looked at once more. */
    private void look() {
        for (int i = 0; i < SleepingIdle.CLOCK_EVERY; i++) {
            idle.idle(0);
        }
    }

    /** Nothing to do for that long. */
    private void pass(long ns) {
        look();
        nowNs += ns;
        look();
    }

    private boolean isLyingDown() {
        return !bell.hasRung();
    }

    private void work(int times, long intervalNs) {
        for (int i = 0; i < times; i++) {
            pass(intervalNs);
            idle.idle(1);
        }
    }

    @Test
    void shouldLookOnForAWhileWhenThereIsNoWork() {
        pass(SleepingIdle.LOOKS_ON_NS);
        assertThat(isLyingDown()).isFalse();
    }

    @Test
    void shouldLieDownWhenThereIsNoWorkForLonger() {
        pass(SleepingIdle.LOOKS_ON_NS + 1);
        assertThat(isLyingDown()).isTrue();
    }

    @Test
    void shouldGetUpWhenThereIsWork() {
        pass(SleepingIdle.LOOKS_ON_NS + 1);
        idle.idle(1);
        assertThat(isLyingDown()).isFalse();
    }

    @Test
    void shouldLieDownAgainWhenItWasWokenForNothing() {
        pass(SleepingIdle.LOOKS_ON_NS + 1);
        bell.ring();
        idle.idle(0); // the permit of the ring lets it pass at once
        assertThat(isLyingDown()).isTrue();
    }

    @Test
    void shouldLookOnLongerWhereWorkIsFrequent() {
        work(100, 100 * US);
        pass(200 * US);
        assertThat(isLyingDown()).isFalse();
        pass(SleepingIdle.LOOKS_ON_FREQUENT_NS);
        assertThat(isLyingDown()).isTrue();
    }

    @Test
    void shouldSleepSoonAgainWhenFrequentWorkHasBecomeRare() {
        work(100, 100 * US);
        work(1, 10_000 * US);
        pass(SleepingIdle.LOOKS_ON_NS + 1);
        assertThat(isLyingDown()).isTrue();
    }
}
