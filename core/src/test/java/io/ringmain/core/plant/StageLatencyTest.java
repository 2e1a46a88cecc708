package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.StageLatency;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageLatencyTest {
    private static final long MS = 1_000_000;

    private final TestPlant plant = new TestPlant(new SiteDefinition(
            "latency", List.of(), List.of(TagDefinition.internal("A", TagType.INT64)), List.of(), List.of()));

    @BeforeEach
    void start() {
        plant.start();
    }

    private List<StageLatency.Reading> readings() {
        return plant.plant().status().stages().stream()
                .map(PlantStatus.StageStatus::latency)
                .toList();
    }

    private void publish(int updates) {
        for (int i = 0; i < updates; i++) {
            assertThat(plant.source().update(0, (long) i, Quality.GOOD, plant.nowNs()))
                    .isTrue();
        }
    }

    @Test
    void shouldTellHowLongAnEventWaitedForEachStage() {
        publish(1);
        plant.pass(5 * MS);
        plant.plant().stepAll();
        assertThat(readings()).hasSize(3).allSatisfy(reading -> {
            // Two digits: the recorded value stands for a range of 1 %.
            assertThat(reading.maxNs()).isBetween(5 * MS, 51 * MS / 10);
            assertThat(reading.p50Ns()).isZero();
        });
    }

    @Test
    void shouldSampleTheFirstEventOfACycleAndEverySixtyFourth() {
        List<StageLatency.Reading> before = readings();
        publish(640);
        plant.plant().stepAll();
        List<StageLatency.Reading> after = readings();
        for (int stage = 0; stage < 3; stage++) {
            assertThat(after.get(stage).count() - before.get(stage).count()).isBetween(10L, 11L);
        }
    }

    @Test
    void shouldCountEverySampleInOneBucket() {
        publish(200);
        plant.pass(70 * MS);
        plant.plant().stepAll();
        assertThat(readings())
                .allSatisfy(reading -> assertThat(reading.buckets().stream()
                                .mapToLong(StageLatency.Bucket::count)
                                .sum())
                        .isEqualTo(reading.count()));
    }
}
