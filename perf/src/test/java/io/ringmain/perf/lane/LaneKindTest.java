package io.ringmain.perf.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every lane works more than once. Nothing is measured here: times in a test mean nothing. */
class LaneKindTest {
    private static final int TAGS = 10;
    private static final long WINDOW_NS = 1_000_000;

    @ParameterizedTest
    @EnumSource(LaneKind.class)
    void shouldDoItsWorkInEveryWindow(LaneKind kind) {
        try (Lane lane = kind.open(TAGS)) {
            for (int window = 0; window < 2; window++) {
                assertThat(lane.window(WINDOW_NS)).isPositive();
                lane.settle();
            }
        }
    }
}
