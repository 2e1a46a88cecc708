package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstOutTest {
    private static final List<String> NAMES = List.of("A", "B", "C");

    private TestPlant plant = start(0, 0, 0);

    /** Alarms on A, B and C in one group, with these on-delays in seconds. */
    private static SiteDefinition site(String group, long... delays) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            tags.add(TagDefinition.internal(NAMES.get(i), TagType.FLOAT64));
            alarms.add(AlarmDefinition.limit(NAMES.get(i), AlarmKind.HI, 80)
                    .withDelays(delays[i] * SECOND, 0)
                    .withGroups(new AlarmGroups(group, "", List.of())));
        }
        return new SiteDefinition("first out", List.of(), tags, alarms, List.of());
    }

    private static TestPlant start(long... delays) {
        TestPlant plant = new TestPlant(site("Trip", delays)).start();
        NAMES.forEach(name -> plant.update(name, 0));
        return plant;
    }

    private String marked() {
        StringBuilder marked = new StringBuilder();
        for (String name : NAMES) {
            marked.append(plant.alarm(name + ".HI").isFirstOut ? name : "");
        }
        return marked.toString();
    }

    @Test
    void shouldMarkTheFirstUntilTheWholeGroupIsNormal() {
        plant.update("B", 90).update("A", 90).update("C", 90);
        assertThat(marked()).isEqualTo("B");
        plant.acknowledge("B.HI", 0);
        plant.update("B", 0);
        assertThat(marked()).as("the first is normal, the others are not").isEqualTo("B");
        plant.update("A", 0).update("C", 0);
        plant.acknowledge("A.HI", 0);
        assertThat(marked()).isEqualTo("B");
        plant.acknowledge("C.HI", 0);
        assertThat(marked()).isEmpty();
        plant.update("C", 90);
        assertThat(marked()).isEqualTo("C");
        plant.assertReplays();
    }

    @Test
    void shouldDecideWithinOneEventByTheTimeAtWhichTheConditionBegan() {
        plant = start(8, 2, 9);
        plant.update("A", 90).pass(SECOND).update("B", 90).pass(SECOND).update("C", 90);
        plant.tick(20 * SECOND);
        assertThat(marked()).as("B's delay was over first").isEqualTo("A");
        plant.assertReplays();
    }

    @Test
    void shouldDecideByTheIdWhenAllElseIsTheSame() {
        plant = start(9, 5, 7);
        plant.update("C", 90).update("A", 90).update("B", 90);
        plant.tick(20 * SECOND);
        assertThat(marked()).isEqualTo("A");
        plant.assertReplays();
    }

    @Test
    void shouldNotMarkWhatNobodyIsShown() {
        plant.order(Command.Kind.SHELVE, "A.HI", 0, SECOND, "work");
        plant.update("A", 90).update("B", 90);
        assertThat(marked()).isEqualTo("B");
        plant.tick(SECOND);
        assertThat(marked()).isEqualTo("B");
        plant.order(Command.Kind.REMOVE_FROM_SERVICE, "B.HI", "work");
        plant.order(Command.Kind.DISABLE, "A.HI", "");
        assertThat(marked()).as("none of the group is shown any more").isEmpty();
        plant.order(Command.Kind.RETURN_TO_SERVICE, "B.HI", "done");
        assertThat(marked()).isEqualTo("B");
        plant.assertReplays();
    }

    @Test
    void shouldKeepTheMarkAcrossAKill() {
        plant.update("B", 90).update("A", 90);
        plant.pass(3_600 * SECOND).start().tick(0);
        assertThat(marked()).isEqualTo("B");
        plant.update("C", 90);
        assertThat(marked()).isEqualTo("B");
        plant.close().start();
        assertThat(marked()).as("from a snapshot").isEqualTo("B");
        plant.assertReplays();
    }

    @Test
    void shouldLoseTheMarkWithTheGroup() {
        plant.update("B", 90).update("A", 90);
        plant.site(site("", 0, 0, 0)).start();
        assertThat(marked()).isEmpty();
        plant.site(site("Other", 0, 0, 0)).start();
        assertThat(marked()).isEmpty();
        plant.update("C", 90);
        assertThat(marked()).as("others stand already").isEmpty();
        plant.assertReplays();
    }
}
