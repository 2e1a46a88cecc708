package io.ringmain.perf.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RingmainStationTest {

    @Test
    void shouldApplyAllThatIsSent() {
        PacketLayout layout = new PacketLayout(20, 2);
        try (RingmainStation station = new RingmainStation(layout, 1)) {
            // Waits until the last value sent is the current one, and all is journaled.
            assertThat(station.lane("test", 0).feed(0))
                    .isPositive()
                    .satisfies(values -> assertThat(values % 10).isZero());
        }
    }
}
