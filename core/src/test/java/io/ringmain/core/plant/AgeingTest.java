package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time does to a value: it becomes stale, or frozen; and source times that can not be right. */
class AgeingTest {
    private TestPlant plant;

    private static TagDefinition tag(String name, TagType type, Conditioning conditioning) {
        return TagDefinition.internal(name, type)
                .change()
                .conditioning(conditioning)
                .build();
    }

    private static SiteDefinition site(TagDefinition... tags) {
        return new SiteDefinition("ageing", List.of(), List.of(tags), List.of(), List.of());
    }

    private void start(TagDefinition... tags) {
        plant = new TestPlant(site(tags)).start();
    }

    @Test
    void shouldMarkAStaleTagAtThatMomentAndHealItByTheNextUpdate() {
        start(
                tag("T", TagType.FLOAT64, Conditioning.NONE.withStale(10 * SECOND))
                        .withDeadband(1),
                tag("S", TagType.STRING, Conditioning.NONE.withStale(10 * SECOND)));
        plant.tick(20 * SECOND);
        assertThat(plant.tag("T").statusCode).as("never heard").isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        plant.update("T", 5).update("S", "a").tick(9 * SECOND);
        plant.update("T", 5.5);
        assertThat(plant.accounting("test").filtered())
                .as("heard although filtered")
                .isEqualTo(1);
        plant.tick(SECOND);
        plant.assertTag("T", 5, Quality.GOOD);
        assertThat(plant.tag("S").statusCode).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.tick(9 * SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.update("T", 5).update("S", "b");
        plant.assertTag("T", 5, Quality.GOOD);
        assertThat(plant.tag("S").statusCode).isZero();
        plant.tick(10 * SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.assertReplays();
    }

    @Test
    void shouldNotMakeABadValueBetterByItsAge() {
        start(tag("T", TagType.FLOAT64, Conditioning.NONE.withStale(SECOND)));
        plant.update("T", 5, Quality.BAD_SENSOR_FAILURE).tick(2 * SECOND);
        plant.assertTag("T", 5, Quality.BAD_SENSOR_FAILURE);
        plant.update("T", 5).tick(2 * SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_LAST_USABLE_VALUE);
    }

    @Test
    void shouldMarkAFrozenValueWhenNothingComesAndWhenTheSameComes() {
        Conditioning frozen = Conditioning.filtered(new Filter.Frozen(0.1, 10 * SECOND));
        start(tag("A", TagType.FLOAT64, frozen), tag("B", TagType.FLOAT64, frozen), tag("C", TagType.BOOL, frozen));
        plant.update("A", 5).update("B", 5).update("C", true);
        for (int i = 0; i < 9; i++) {
            plant.tick(SECOND).update("B", 5);
        }
        plant.assertTag("A", 5, Quality.GOOD);
        plant.tick(SECOND);
        plant.assertTag("A", 5, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.assertTag("B", 5, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.assertTag("C", 1, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.update("B", 5.05).update("A", 5.2).update("C", false);
        plant.assertTag("B", 5.05, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.assertTag("A", 5.2, Quality.GOOD);
        plant.assertTag("C", 0, Quality.GOOD);
        plant.tick(10 * SECOND);
        plant.assertTag("A", 5.2, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.assertReplays();
    }

    @Test
    void shouldBeFrozenBeforeItIsStaleAndStaleAfterItWasFrozen() {
        Conditioning both =
                Conditioning.filtered(new Filter.Frozen(0.1, 2 * SECOND)).withStale(5 * SECOND);
        start(tag("T", TagType.FLOAT64, both));
        plant.update("T", 5).tick(2 * SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.tick(3 * SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.update("T", 5);
        plant.assertTag("T", 5, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.update("T", 6);
        plant.assertTag("T", 6, Quality.GOOD);
        plant.tick(2 * SECOND);
        plant.assertTag("T", 6, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        plant.assertReplays();
    }

    @Test
    void shouldWaitAgainAfterADowntime() {
        start(tag("T", TagType.FLOAT64, Conditioning.NONE.withStale(10 * SECOND)));
        plant.update("T", 5).tick(9 * SECOND);
        plant.pass(3_600 * SECOND).start();
        plant.tick(9 * SECOND);
        plant.assertTag("T", 5, Quality.GOOD);
        plant.tick(SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.assertReplays();
    }

    @Test
    void shouldMarkATagStaleThatBecomesSoByConfiguration() {
        start(TagDefinition.internal("T", TagType.FLOAT64));
        plant.update("T", 5).tick(100 * SECOND);
        plant.site(site(tag("T", TagType.FLOAT64, Conditioning.NONE.withStale(3 * SECOND))))
                .start();
        plant.tick(2 * SECOND);
        plant.assertTag("T", 5, Quality.GOOD);
        plant.tick(SECOND);
        plant.assertTag("T", 5, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.assertReplays();
    }

    @Test
    void shouldCountSourceTimesThatCanNotBeRight() {
        start(TagDefinition.internal("T", TagType.FLOAT64));
        plant.pass(1_700_000_000L * SECOND);
        long now = plant.nowNs();
        for (long time : new long[] {now, now - 1, now + 61 * SECOND, 0, Long.MIN_VALUE, Long.MAX_VALUE, now}) {
            plant.source().update(plant.id("T"), 1.0, Quality.GOOD, time);
            plant.plant().stepAll();
            assertThat(plant.tag("T").sourceTimeNs).as("taken as it is").isEqualTo(time);
            assertThat(plant.tag("T").ingressTimeNs).isBetween(now, now + SECOND);
        }
        PlantStatus.SourceStatus source = plant.accounting("test");
        assertThat(source.futureTimes()).isEqualTo(2);
        assertThat(source.backwardTimes()).isEqualTo(3);
        assertThat(source.ancientTimes()).isEqualTo(1);
        assertThat(source.applied()).isEqualTo(7);
        plant.assertReplays();
    }
}
