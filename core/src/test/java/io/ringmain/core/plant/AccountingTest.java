package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountingTest {
    private static void assertBalanced(TestPlant plant) {
        for (PlantStatus.SourceStatus s : plant.plant().status().sources()) {
            assertThat(s.received())
                    .as("%s", s)
                    .isEqualTo(
                            s.applied() + s.filtered() + s.conflated() + s.refused() + s.quarantined() + s.inFlight());
        }
    }

    @Test
    void shouldBalanceEverySourceAfterEveryStepThroughTheWholePlant() {
        long seed = 12;
        System.out.println("AccountingTest seed " + seed);
        Random random = new Random(seed);
        TestPlant plant = new TestPlant(new SiteDefinition(
                        "accounts",
                        List.of(),
                        List.of(
                                TagDefinition.internal("Wide", TagType.FLOAT64).withDeadband(2),
                                TagDefinition.internal("Bool", TagType.BOOL)),
                        List.of(),
                        List.of()))
                .ringSize(64)
                .start();
        SourcePublisher conflating = plant.plant().publisher("conflating", Backpressure.CONFLATE);
        for (int step = 0; step < 5_000; step++) {
            SourcePublisher source = random.nextBoolean() ? conflating : plant.source();
            switch (random.nextInt(40)) {
                case 0 -> plant.plant().stepAll();
                case 1 -> plant.plant().tick();
                case 2 -> conflating.flush();
                // No such tag, and a value of another type: quarantined.
                case 3 -> source.update(9, true, Quality.GOOD, plant.nowNs());
                case 4 -> source.update(0, true, Quality.GOOD, plant.nowNs());
                default -> source.update(0, random.nextInt(10) / 2.0, Quality.GOOD, plant.nowNs());
            }
            assertBalanced(plant);
        }
        plant.plant().stepAll();
        conflating.flush();
        plant.plant().stepAll();
        assertBalanced(plant);
        PlantStatus.SourceStatus s = plant.accounting("conflating");
        assertThat(s.inFlight()).isZero();
        assertThat(List.of(s.applied(), s.filtered(), s.conflated(), s.quarantined()))
                .allMatch(count -> count > 0);
        assertThat(plant.accounting("test").refused()).isPositive();
        plant.assertReplays();
    }

    @Test
    void shouldAnswerACommandThatFindsNoRoom() {
        TestPlant plant = new TestPlant(new SiteDefinition(
                        "full", List.of(), List.of(TagDefinition.internal("A", TagType.BOOL)), List.of(), List.of()))
                .ringSize(64)
                .start();
        while (plant.source().update(0, true, Quality.GOOD, 1)) {
            // Until there is room for commands only.
        }
        for (int i = 0; i < 64 / 16; i++) {
            assertThat(plant.plant().submit(plant.write("A", TagType.BOOL, 0))).isNotDone();
        }
        assertThat(plant.plant().submit(plant.write("A", TagType.BOOL, 0))).isCompletedExceptionally();
        plant.plant().stepAll();
        assertThat(plant.submit(plant.write("A", TagType.BOOL, 0)).join().statusCode())
                .isZero();
    }
}
