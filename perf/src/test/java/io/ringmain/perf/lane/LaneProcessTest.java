package io.ringmain.perf.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane in a JVM of its own says what its windows came to; nothing is measured here. */
@Timeout(60)
class LaneProcessTest {
    private static final int TAGS = 10;
    private static final long WINDOW_NS = 1_000_000;

    @Test
    void shouldTellRateAndCpuTimeOfEachWindowButTheWarmUps() {
        try (LaneProcess lane = LaneProcess.start(LaneKind.COPIED, TAGS)) {
            Rounds.run(1, 2, WINDOW_NS, List.of(lane));
            assertThat(lane.rates()).hasSize(2).allMatch(rate -> rate > 0);
            assertThat(lane.cpuNs()).hasSize(2).allMatch(ns -> ns > 0);
        }
    }
}
