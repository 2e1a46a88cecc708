package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What LOGIC keeps small for usual sites is right for unusual ones, too. */
class ManyTagsTest {
    private static final int TAGS = 700;

    private static String name(int tag) {
        return "T" + tag;
    }

    private static TestPlant start(List<TagDefinition> tags) {
        return new TestPlant(new SiteDefinition("many", List.of(), tags, List.of(), List.of())).start();
    }

    @Test
    void shouldKeepToEachDeadbandWhenAllAreDifferent() {
        List<TagDefinition> tags = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            tags.add(TagDefinition.internal(name(tag), TagType.FLOAT64).withDeadband(tag));
        }
        TestPlant plant = start(tags);
        for (int tag = 1; tag < TAGS; tag++) {
            plant.update(name(tag), 0).update(name(tag), tag);
            assertThat(plant.tag(name(tag)).asDouble()).isZero();
            plant.update(name(tag), tag + 0.5);
            assertThat(plant.tag(name(tag)).asDouble()).isEqualTo(tag + 0.5);
        }
        plant.update(name(0), 0).update(name(0), Double.MIN_VALUE);
        assertThat(plant.tag(name(0)).asDouble()).isEqualTo(Double.MIN_VALUE);
        plant.assertReplays();
    }

    @Test
    void shouldFollowEachTagThatIsReadAmongThoseThatAreNot() {
        List<TagDefinition> tags = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            tags.add(TagDefinition.internal(name(tag), TagType.FLOAT64));
        }
        int[] read = {0, 63, 64, 127, 128, 500, TAGS - 1};
        for (int tag : read) {
            tags.add(TagDefinition.builder("Twice" + tag, TagType.FLOAT64)
                    .derivation(Derivation.of(name(tag) + " * 2"))
                    .build());
        }
        TestPlant plant = start(tags);
        for (int tag = 0; tag < TAGS; tag++) {
            plant.update(name(tag), tag);
        }
        for (int tag : read) {
            plant.assertTag("Twice" + tag, 2.0 * tag, Quality.GOOD);
        }
        plant.assertReplays();
    }

    @Test
    void shouldTakeAFullRingOfUpdatesOfKnownAndUnknownTags() {
        TestPlant plant = start(List.of(
                TagDefinition.builder("A", TagType.FLOAT64)
                        .deadband(Deadband.absolute(1))
                        .build(),
                TagDefinition.internal("B", TagType.FLOAT64)));
        int[] ids = {plant.id("A"), plant.id("B"), 2, 1_000_000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE};
        long quarantined = plant.accounting("test").quarantined();
        for (int i = 0; i < 700; i++) {
            assertThat(plant.source().update(ids[i % ids.length], i, Quality.GOOD, plant.nowNs()))
                    .isTrue();
        }
        plant.plant().stepAll();
        assertThat(plant.accounting("test").quarantined() - quarantined).isEqualTo(500);
        assertThat(plant.plant().changes().of(plant.id("A"))).isEqualTo(100);
        assertThat(plant.plant().changes().of(plant.id("B"))).isEqualTo(100);
        plant.assertTag("B", 694, Quality.GOOD);
        plant.assertReplays();
    }
}
