package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final String ALARM = "Flow.LO";

    private static SiteDefinition site(String expression, AlarmGroup... groups) {
        List<String> names = List.of(groups).stream().map(AlarmGroup::name).toList();
        return new SiteDefinition(
                "suppression",
                List.of(),
                List.of(
                        TagDefinition.internal("Flow", TagType.FLOAT64),
                        TagDefinition.internal("Running", TagType.BOOL),
                        TagDefinition.internal("Mode", TagType.STRING),
                        TagDefinition.internal("Count", TagType.INT64)),
                List.of(AlarmDefinition.limit("Flow", AlarmKind.LO, 5)
                        .withGroups(new AlarmGroups("", expression, names))),
                List.of(groups),
                List.of());
    }

    private static TestPlant start(SiteDefinition site) {
        TestPlant plant = new TestPlant(site).start();
        plant.update("Flow", 9).update("Running", true).update("Mode", "auto");
        plant.count("Count", 0);
        return plant;
    }

    private static String state(TestPlant plant) {
        return AlarmScript.describe(plant.alarm(ALARM));
    }

    @Test
    void shouldSuppressAtTheChangeOfATagAndShowTheStateThen() {
        TestPlant plant = start(site("not Running"));
        plant.update("Running", false);
        assertThat(state(plant)).isEqualTo("DSUPR/NORM");
        plant.update("Flow", 1);
        assertThat(state(plant)).isEqualTo("DSUPR/UNACK");
        plant.update("Running", true);
        assertThat(state(plant)).isEqualTo("UNACK");
        plant.assertReplays();
    }

    @Test
    void shouldNotLetACommandLiftASuppressionByDesign() {
        TestPlant plant = start(site("not Running"));
        plant.update("Running", false);
        assertThat(plant.order(Command.Kind.UNSUPPRESS, ALARM, "")).isEqualTo(Quality.BAD_INVALID_STATE);
        assertThat(plant.order(Command.Kind.SUPPRESS, ALARM, "work")).isZero();
        plant.update("Running", true);
        assertThat(state(plant)).as("the command's own is left").isEqualTo("DSUPR/NORM");
        assertThat(plant.alarm(ALARM).isSuppressedByDesign).isFalse();
        assertThat(plant.order(Command.Kind.UNSUPPRESS, ALARM, "")).isZero();
        assertThat(state(plant)).isEqualTo("NORM");
    }

    @Test
    void shouldKeepTheLastDecisionWhileWhatItReadsIsBad() {
        TestPlant plant = start(site("not Running"));
        plant.update("Running", false).status("Running", Quality.BAD_SENSOR_FAILURE);
        assertThat(state(plant)).isEqualTo("DSUPR/NORM");
        assertThat(plant.source().update(plant.id("Running"), true, Quality.BAD_SENSOR_FAILURE, plant.nowNs()))
                .isTrue();
        plant.plant().stepAll();
        assertThat(state(plant)).isEqualTo("DSUPR/NORM");
        plant.update("Running", true);
        assertThat(state(plant)).isEqualTo("NORM");
    }

    @Test
    void shouldReadNumbersTextsAndWrites() {
        TestPlant plant = start(site("Count >= 3 or Mode == 'manual' or Flow > 100"));
        plant.count("Count", 3);
        assertThat(state(plant)).isEqualTo("DSUPR/NORM");
        plant.count("Count", 2);
        assertThat(state(plant)).isEqualTo("NORM");
        plant.update("Mode", "manual");
        assertThat(state(plant)).isEqualTo("DSUPR/NORM");
        plant.update("Mode", "auto").update("Flow", 50);
        assertThat(state(plant)).isEqualTo("NORM");
        plant.update("Flow", 101);
        assertThat(state(plant)).as("inside the quiet band of the alarm").isEqualTo("DSUPR/NORM");
        plant.assertReplays();
    }

    @Test
    void shouldSuppressAllMembersOfAGroup() {
        TestPlant plant =
                start(site("", new AlarmGroup("Stopped", "not Running"), new AlarmGroup("Many", "Count > 5")));
        plant.update("Running", false).count("Count", 6);
        plant.update("Running", true);
        assertThat(state(plant)).as("the other group still does").isEqualTo("DSUPR/NORM");
        plant.count("Count", 0);
        assertThat(state(plant)).isEqualTo("NORM");
        plant.assertReplays();
    }

    @Test
    void shouldSuppressByTimeAlone() {
        TestPlant plant = start(site("onDelay(not Running, 5s)"));
        plant.update("Running", false);
        for (int i = 0; i < 4; i++) {
            plant.tick(SECOND);
        }
        assertThat(state(plant)).isEqualTo("NORM");
        plant.tick(SECOND).tick(SECOND);
        assertThat(state(plant)).isEqualTo("DSUPR/NORM");
        plant.update("Running", true);
        assertThat(state(plant)).isEqualTo("NORM");
        plant.assertReplays();
    }

    @Test
    void shouldStaySuppressedAcrossAKillAndASnapshot() {
        TestPlant plant = start(site("not Running", new AlarmGroup("Many", "count(Running) > 1")));
        plant.update("Running", false)
                .update("Running", true)
                .update("Running", false)
                .update("Flow", 1);
        plant.pass(3_600 * SECOND).start().tick(0);
        assertThat(state(plant)).isEqualTo("DSUPR/UNACK");
        plant.close().start().tick(0);
        assertThat(state(plant)).isEqualTo("DSUPR/UNACK");
        plant.update("Running", true);
        assertThat(state(plant)).as("counted across the stops").isEqualTo("DSUPR/UNACK");
        plant.assertReplays();
    }

    @Test
    void shouldSuppressAndShowByAConfiguration() {
        TestPlant plant = start(site(""));
        plant.update("Running", false).update("Flow", 1);
        plant.site(site("not Running")).start().tick(0);
        assertThat(state(plant)).isEqualTo("DSUPR/UNACK");
        plant.site(site("Running")).start().tick(0);
        assertThat(state(plant)).isEqualTo("UNACK");
        plant.site(site("", new AlarmGroup("Stopped", "not Running"))).start().tick(0);
        assertThat(state(plant)).isEqualTo("DSUPR/UNACK");
        plant.site(site("")).start().tick(0);
        assertThat(state(plant)).isEqualTo("UNACK");
        plant.assertReplays();
    }

    @Test
    void shouldGoOnWithAWideGroupInTheNextEvents() {
        List<TagDefinition> tags = new ArrayList<>(List.of(TagDefinition.internal("Off", TagType.BOOL)));
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            tags.add(TagDefinition.internal("T" + i, TagType.FLOAT64));
            alarms.add(AlarmDefinition.limit("T" + i, AlarmKind.HI, 80)
                    .withGroups(new AlarmGroups("", "", List.of("All"))));
        }
        TestPlant plant = new TestPlant(new SiteDefinition(
                        "wide", List.of(), tags, alarms, List.of(new AlarmGroup("All", "Off")), List.of()))
                .start();
        plant.update("Off", false).update("Off", true);
        assertThat(plant.alarm("T0.HI").isSuppressed).isTrue();
        assertThat(plant.alarm("T8999.HI").isSuppressed).isFalse();
        plant.start();
        for (int i = 0; i < 8; i++) {
            plant.tick(SECOND);
        }
        assertThat(plant.alarm("T8999.HI").isSuppressed).isTrue();
        plant.update("Off", false).tick(SECOND);
        plant.update("Off", true);
        for (int i = 0; i < 20; i++) {
            plant.tick(SECOND);
        }
        for (int i = 0; i < 9_000; i++) {
            assertThat(plant.alarm("T" + i + ".HI").isSuppressed).isTrue();
        }
        plant.assertReplays();
    }

    @Test
    void shouldRefuseExpressionsThatAreNoConditionsOverKnownTags() {
        for (String wrong : List.of("Flow", "Flo > 3", "Flow >", "Mode > 1")) {
            TestPlant plant = new TestPlant(site(wrong, new AlarmGroup("Group", wrong)));
            assertThatThrownBy(plant::start)
                    .hasMessageContaining("section=alarms, index=0, key=suppressed-by")
                    .hasMessageContaining("section=alarm-groups, index=0, key=suppressed-by")
                    .hasMessageContaining("'" + wrong + "': column");
        }
    }

    @Test
    void shouldRefuseAGroupThatIsNotDeclared() {
        SiteDefinition sound = site("", new AlarmGroup("Stopped", "not Running"));
        SiteDefinition unsound = new SiteDefinition(
                sound.name(), sound.connectors(), sound.tags(), sound.alarms(), List.of(), sound.machines());
        assertThatThrownBy(() -> new TestPlant(unsound).start())
                .hasMessageContaining("alarm group 'Stopped' is not declared");
    }
}
