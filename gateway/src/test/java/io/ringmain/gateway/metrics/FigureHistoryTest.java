package io.ringmain.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.ringmain.gateway.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FigureHistoryTest {
    private final TestClock clock = new TestClock();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private double level;
    private final FigureHistory history = new FigureHistory(registry, clock);

    @BeforeEach
    void begin() {
        registry.register(() -> GaugeSnapshot.builder()
                .name("level")
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(level)
                        .build())
                .build());
        sampleAt(Duration.ZERO, 1);
        sampleAt(Duration.ofSeconds(15), 2);
    }

    @AfterEach
    void end() {
        history.close();
    }

    private void sampleAt(Duration later, double value) {
        clock.advance(later);
        level = value;
        history.sample();
    }

    private double[] values() {
        return history.series(labels -> true).get(0).samples().values();
    }

    @Test
    void shouldWaitForAClockThatWasSetBackALittle() {
        sampleAt(Duration.ofSeconds(-30), 3);
        assertThat(values()).containsExactly(1, 2);

        sampleAt(Duration.ofSeconds(45), 4);
        assertThat(values()).containsExactly(1, 2, 4);
    }

    @Test
    void shouldBeginAnewWhenTheClockWasFarAhead() {
        sampleAt(Duration.ofHours(-5), 3);
        sampleAt(Duration.ofSeconds(15), 4);

        assertThat(values()).containsExactly(3, 4);
    }
}
