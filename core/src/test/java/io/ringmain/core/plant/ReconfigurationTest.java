package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The site is changed between two starts. */
class ReconfigurationTest {
    private static final AlarmDefinition HI = AlarmDefinition.limit("A", AlarmKind.HI, 80);

    private static TagDefinition tag(String name) {
        return TagDefinition.internal(name, TagType.FLOAT64);
    }

    private static SiteDefinition site(List<TagDefinition> tags, List<AlarmDefinition> alarms) {
        return new SiteDefinition("changing", List.of(), tags, alarms, List.of());
    }

    private final TestPlant plant = new TestPlant(site(List.of(tag("A"), tag("B")), List.of(HI))).start();

    @Test
    void shouldNotMakeAnEventWhenNothingHasChanged() {
        int version = plant.plant().site().version();
        plant.close().start();
        assertThat(plant.plant().site().version()).isEqualTo(version);
    }

    @Test
    void shouldKeepStateByNameWhenTagsAreAddedAndMoved() {
        plant.update("A", 85.0).update("B", 2.0);
        int idOfA = plant.id("A");
        plant.site(site(List.of(tag("C"), tag("B"), tag("A")), List.of(HI))).start();
        assertThat(plant.id("A")).isEqualTo(idOfA);
        assertThat(plant.id("C")).isEqualTo(2);
        assertThat(plant.tag("A").asDouble()).isEqualTo(85);
        assertThat(plant.tag("B").asDouble()).isEqualTo(2);
        assertThat(plant.tag("C").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldNotAnnounceAnAlarmAgainBecauseSomethingElseHasChanged() {
        AlarmDefinition again = HI.withPolicy(AlarmPolicy.DEFAULT.reAlarmedAfter(60 * SECOND));
        TestPlant running = new TestPlant(site(List.of(tag("A")), List.of(again))).start();
        running.update("A", 90);
        assertThat(running.acknowledge("A.HI", 0)).isZero();
        assertThat(running.order(Command.Kind.DISABLE, "A.HI", "")).isZero();
        running.tick(120 * SECOND);
        assertThat(running.order(Command.Kind.ENABLE, "A.HI", "")).isZero();
        running.site(site(List.of(tag("A"), tag("B")), List.of(again))).start().tick(SECOND);
        assertThat(running.alarm("A.HI").state).isEqualTo(AlarmState.ACKED);
        running.tick(60 * SECOND);
        assertThat(running.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
        running.assertReplays();
    }

    @Test
    void shouldRetireARemovedTagAndNeverReuseItsId() {
        plant.update("B", 2.0);
        int id = plant.id("B");
        plant.site(site(List.of(tag("A"), tag("C")), List.of(HI))).start();
        assertThat(plant.id("B")).isEqualTo(-1);
        assertThat(plant.id("C")).isNotEqualTo(id);
        TagValue untouched = new TagValue();
        untouched.tagId = 77;
        assertThat(plant.plant().values().read(id, untouched)).isFalse();
        assertThat(untouched.tagId).isEqualTo(77);
        plant.source().update(id, 3.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        assertThat(plant.accounting("test").quarantined()).isEqualTo(1);
        plant.site(site(List.of(tag("A"), tag("B"), tag("C")), List.of(HI))).start();
        assertThat(plant.id("B")).isEqualTo(id);
        assertThat(plant.tag("B").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        plant.assertReplays();
    }

    @Test
    void shouldForgetTheValueOfARetypedTag() {
        plant.update("B", 2.0);
        plant.site(site(List.of(tag("A"), TagDefinition.internal("B", TagType.STRING)), List.of(HI)))
                .start();
        assertThat(plant.tag("B").type).isEqualTo(TagType.STRING);
        assertThat(plant.tag("B").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        plant.update("B", "text");
        assertThat(plant.tag("B").asString()).isEqualTo("text");
        plant.assertReplays();
    }

    @Test
    void shouldNotRaiseByADelayThatBeganBeforeTheTagWasRetyped() {
        AlarmDefinition delayed = HI.withDelays(10 * SECOND, 0);
        plant.site(site(List.of(tag("A")), List.of(delayed))).start();
        plant.update("A", 85.0);
        plant.site(site(List.of(TagDefinition.internal("A", TagType.INT64)), List.of(delayed)))
                .start();
        plant.tick(20 * SECOND);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.NORM);
    }

    @Test
    void shouldNotReadARetiredAlarm() {
        plant.update("A", 85.0);
        int id = plant.plant().site().alarmId("A.HI");
        plant.site(site(List.of(tag("A")), List.of())).start();
        assertThat(plant.plant().alarms().read(id, new AlarmSnapshot())).isFalse();
        plant.update("A", 86.0);
        plant.site(site(List.of(tag("A")), List.of(HI))).start();
        assertThat(plant.plant().site().alarmId("A.HI")).isEqualTo(id);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.NORM);
        assertThat(plant.alarm("A.HI").occurrences).isZero();
        plant.update("A", 87.0);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldRaiseAnAlarmWhoseLimitWasMovedBehindTheValue() {
        plant.update("A", 75.0);
        plant.site(site(List.of(tag("A")), List.of(AlarmDefinition.limit("A", AlarmKind.HI, 70))))
                .start();
        plant.tick(0);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
        plant.site(site(List.of(tag("A")), List.of(AlarmDefinition.limit("A", AlarmKind.HI, 90))))
                .start();
        plant.tick(0);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.RTNUN);
        plant.assertReplays();
    }

    @Test
    void shouldRaiseThousandsOfNewAlarmsOverSeveralEvents() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            tags.add(tag("T" + i));
            alarms.add(AlarmDefinition.limit("T" + i, AlarmKind.HI, 80));
        }
        TestPlant wide = new TestPlant(site(tags, List.of())).start();
        tags.forEach(tag -> wide.update(tag.name(), 90.0));
        wide.site(site(tags, alarms)).start();
        for (int i = 0; i < 12; i++) {
            wide.tick(0);
        }
        assertThat(alarms).allMatch(alarm -> wide.alarm(alarm.name()).state == AlarmState.UNACK);
        wide.assertReplays();
    }

    @Test
    void shouldBeginTheDelayOfAChangedAlarmAgain() {
        plant.site(site(List.of(tag("A")), List.of(HI.withDelays(10 * SECOND, 0))))
                .start();
        plant.update("A", 85.0).tick(5 * SECOND);
        plant.site(site(List.of(tag("A")), List.of(HI.withDelays(20 * SECOND, 0))))
                .start();
        plant.tick(0).tick(19 * SECOND);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.NORM);
        plant.tick(SECOND);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
    }

    @Test
    void shouldPutAnAlarmThatWatchesAnotherTagBackToNormal() {
        plant.update("A", 85.0);
        AlarmDefinition moved = AlarmDefinition.of("A.HI", "B", HI.condition())
                .withRationale(AlarmRationale.ofMessage("moved to another tag"));
        plant.site(site(List.of(tag("A"), tag("B")), List.of(moved))).start();
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.NORM);
        plant.update("A", 90.0);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.NORM);
        plant.update("B", 90.0);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
    }

    private static SiteDefinition pumps(boolean hasMachine) {
        List<TagDefinition> tags = new ArrayList<>();
        tags.add(tag("level"));
        for (String name : List.of("running-a", "running-b", "fault-a", "fault-b", "start-a", "start-b")) {
            tags.add(TagDefinition.internal(name, TagType.BOOL));
        }
        Map<String, String> bindings = new java.util.TreeMap<>();
        tags.forEach(tag -> bindings.put(tag.name(), tag.name()));
        return new SiteDefinition(
                "pumps",
                List.of(),
                tags,
                List.of(),
                hasMachine
                        ? List.of(new MachineDefinition("Pumps", PumpDuty.TYPE, SECOND, bindings, Map.of()))
                        : List.of());
    }

    @Test
    void shouldNotQuarantineEveryEventAfterAMachineWasRemoved() {
        TestPlant with = new TestPlant(pumps(true)).machines(new PumpDuty()).start();
        with.update("level", 80.0).tick(SECOND);
        int id = with.plant().site().machineId("Pumps");
        assertThat(with.machine("Pumps").state).isEqualTo(1);
        with.close().site(pumps(false)).start();
        assertThat(with.plant().machines().read(id, new MachineSnapshot())).isFalse();
        // The snapshot that close stores has to know it too.
        with.close().start();
        with.tick(5 * SECOND).update("level", 81.0);
        assertThat(with.plant().status().reasons()).isEmpty();
        assertThat(with.tag("level").asDouble()).isEqualTo(81);
        with.site(pumps(true)).start().tick(SECOND);
        assertThat(with.machine("Pumps").steps).isEqualTo(1);
        with.assertReplays();
    }

    @Test
    void shouldWaitForAFreshValueWhenTheUnitOfATagIsAnother() {
        plant.update("A", 3.0);
        TagDefinition inBar = tag("A").change().unit("bar").build();
        plant.site(site(List.of(inBar), List.of())).start();
        assertThat(plant.tag("A").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        plant.update("A", 3.0);
        plant.site(site(List.of(inBar.change().description("the same unit").build()), List.of()))
                .start();
        assertThat(plant.tag("A").asDouble()).isEqualTo(3.0);
        assertThat(Quality.isBad(plant.tag("A").statusCode)).isFalse();
        plant.assertReplays();
    }
}
