package io.ringmain.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldKeepTheDistancesOfTheFileDividedByTheSpeed() {
        Pace pace = new Pace(10, false);
        pace.begin(0, false);
        assertThat(pace.untilDueNs(100 * SECOND, 0)).isZero();
        assertThat(pace.untilDueNs(110 * SECOND, 0)).isEqualTo(SECOND);
        assertThat(pace.untilDueNs(120 * SECOND, SECOND)).isEqualTo(SECOND);
        assertThat(pace.sourceTimeNs(120 * SECOND)).isEqualTo(120 * SECOND);
    }

    @Test
    void shouldNotWaitForARowThatIsOlderThanTheOneBefore() {
        Pace pace = new Pace(1, false);
        pace.begin(0, false);
        pace.untilDueNs(100 * SECOND, 0);
        pace.untilDueNs(105 * SECOND, 0);
        assertThat(pace.untilDueNs(99 * SECOND, 5 * SECOND)).isNegative();
        assertThat(pace.untilDueNs(106 * SECOND, 5 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void shouldLetAFurtherPassFollowTheLastRowAtTheDistanceOfTheLastTwo() {
        Pace pace = new Pace(1, false);
        pace.begin(0, false);
        pace.untilDueNs(100 * SECOND, 0);
        pace.untilDueNs(102 * SECOND, 0);
        pace.begin(2 * SECOND, true);
        assertThat(pace.untilDueNs(100 * SECOND, 2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void shouldMoveSourceTimesToWhenRowsAreDue() {
        Pace pace = new Pace(2, true);
        pace.begin(0, false);
        pace.untilDueNs(100 * SECOND, 0);
        long first = pace.sourceTimeNs(100 * SECOND);
        pace.untilDueNs(110 * SECOND, 0);
        assertThat(pace.sourceTimeNs(110 * SECOND) - first).isEqualTo(5 * SECOND);
        assertThat(Math.abs(first - System.currentTimeMillis() * 1_000_000)).isLessThan(60 * SECOND);
    }

    @Test
    void shouldWaitForNothingWithoutASpeed() {
        Pace pace = new Pace(0, false);
        pace.begin(0, false);
        pace.untilDueNs(100 * SECOND, 0);
        assertThat(pace.untilDueNs(900 * SECOND, 0)).isZero();
    }
}
