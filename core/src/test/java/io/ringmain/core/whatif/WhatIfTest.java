package io.ringmain.core.whatif;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.plant.MemoryJournalStore;
import io.ringmain.core.plant.TestPlant;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final TagDefinition LEVEL = TagDefinition.internal("Level", TagType.FLOAT64);
    private static final TagDefinition FLOW = TagDefinition.internal("Flow", TagType.FLOAT64);
    private static final AlarmDefinition HI = AlarmDefinition.limit("Level", AlarmKind.HI, 80);

    private final MemoryJournalStore store = new MemoryJournalStore().keepSnapshots(3);
    private final TestPlant plant =
            new TestPlant(site(List.of(LEVEL, FLOW), HI), store).pass(SECOND).start();

    private static SiteDefinition site(List<TagDefinition> tags, AlarmDefinition... alarms) {
        return new SiteDefinition("other", List.of(), tags, List.of(alarms), List.of());
    }

    private WhatIfReport whatIf(SiteDefinition other) {
        return whatIf(other, Renames.NONE, ReplayPoint.BEGIN, ReplayPoint.END);
    }

    private WhatIfReport whatIf(SiteDefinition other, Renames renames, ReplayPoint from, ReplayPoint to) {
        return WhatIf.run(
                new ReplaySource(store, store, List.of(), Map.of()), other, renames, from, to, ReplayListener.NONE);
    }

    /** Over 80 for ten seconds, back, over 85 for another ten. */
    private void twice() {
        plant.tick(SECOND).update("Level", 82).tick(10 * SECOND).update("Level", 50);
        plant.tick(60 * SECOND).update("Level", 88).tick(10 * SECOND).update("Level", 50);
    }

    private static AlarmDifference only(WhatIfReport report) {
        assertThat(report.alarms()).hasSize(1);
        return report.alarms().get(0);
    }

    @Test
    void shouldFindNoDifferenceWithTheSameSite() {
        twice();
        plant.acknowledge("Level.HI", 0);
        plant.start().tick(SECOND).update("Level", 90);

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI));

        assertThat(report.isSame()).isTrue();
        assertThat(report.sameOccurrences()).isEqualTo(3);
        assertThat(report.addedTicks()).isZero();
        assertThat(report.commandDifferences()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.executed()).isEqualTo(report.events() - report.skippedConfigurations());
        assertThat(report.after().figures())
                .usingRecursiveComparison()
                .isEqualTo(report.before().figures());
        assertThat(report.before().figures().annunciations).isEqualTo(3);
    }

    @Test
    void shouldNameOccurrencesThatWouldNotHaveBeen() {
        twice();

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), AlarmDefinition.limit("Level", AlarmKind.HI, 85)));

        AlarmDifference difference = only(report);
        assertThat(difference.alarm()).isEqualTo("Level.HI");
        assertThat(difference.onlyRecorded())
                .singleElement()
                .satisfies(occurrence -> assertThat(occurrence.durationNs(0)).isEqualTo(10 * SECOND));
        assertThat(difference.onlyWhatIf()).isEmpty();
        assertThat(difference.same()).isEqualTo(1);
        assertThat(report.before().figures().annunciations).isEqualTo(2);
        assertThat(report.after().figures().annunciations).isEqualTo(1);
        assertThat(report.after().mostFrequent()).containsExactly(new WhatIfReport.Frequent("Level.HI", 1));
    }

    @Test
    void shouldNameOccurrencesOfANewAlarm() {
        twice();

        WhatIfReport report = whatIf(site(
                List.of(LEVEL, FLOW),
                HI,
                AlarmDefinition.limit("Level", AlarmKind.LO, 60).withPriority(3)));

        AlarmDifference difference = only(report);
        assertThat(difference.alarm()).isEqualTo("Level.LO");
        assertThat(difference.onlyWhatIf()).hasSize(2).allMatch(occurrence -> occurrence.priority() == 3);
        assertThat(report.sameOccurrences()).isEqualTo(2);
    }

    @Test
    void shouldRaiseAnAlarmInTimeThoughNoTickIsRecordedThen() {
        twice();

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI.withDelays(3 * SECOND, 0)));

        assertThat(report.addedTicks()).isEqualTo(2);
        assertThat(only(report).changed())
                .hasSize(2)
                .allMatch(AlarmDifference.Change::isOtherTime)
                .noneMatch(AlarmDifference.Change::isOtherEnd)
                .allMatch(
                        change -> change.whatIf().raisedNs() - change.recorded().raisedNs() == 3 * SECOND);
    }

    @Test
    void shouldNotLetTimersRunDuringADowntime() {
        plant.tick(SECOND).update("Level", 82).tick(2 * SECOND);
        plant.pass(3_600 * SECOND).start().tick(SECOND).update("Level", 50);

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI.withDelays(10 * SECOND, 0)));

        assertThat(only(report).onlyRecorded()).hasSize(1);
        assertThat(only(report).changed()).isEmpty();
    }

    @Test
    void shouldNameAnotherPriority() {
        twice();

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI.withPriority(4)));

        assertThat(only(report).changed())
                .hasSize(2)
                .allMatch(AlarmDifference.Change::isOtherPriority)
                .noneMatch(AlarmDifference.Change::isOtherTime);
        assertThat(report.after().figures().byPriority).containsExactly(0, 0, 0, 0, 2);
    }

    @Test
    void shouldNameWhatWouldHaveBeenHidden() {
        plant.update("Flow", 0);
        twice();
        AlarmDefinition hidden = HI.withGroups(new AlarmGroups("", "Flow < 1", List.of()));

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), hidden));

        assertThat(only(report).changed()).hasSize(2).allMatch(AlarmDifference.Change::isOtherAnnouncement);
        assertThat(report.after().figures().annunciations).isZero();
    }

    @Test
    void shouldAimAnAcknowledgementAtTheOccurrenceThatIsPresentThen() {
        plant.tick(SECOND).update("Level", 82).tick(5 * SECOND);
        assertThat(plant.acknowledge("Level.HI", plant.alarm("Level.HI").occurrence))
                .isEqualTo(Quality.GOOD);
        plant.tick(SECOND).update("Level", 50);

        // Raised later, so of another number.
        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI.withDelays(2 * SECOND, 0)));

        assertThat(report.commandDifferences()).isEmpty();
        assertThat(report.after().figures().acknowledgements).isEqualTo(1);
        assertThat(only(report).changed().get(0).whatIf().acknowledgedNs())
                .isEqualTo(only(report).changed().get(0).recorded().acknowledgedNs());
    }

    @Test
    void shouldNotAimAnAcknowledgementThatMeantAnOlderOccurrence() {
        plant.tick(SECOND).update("Level", 82);
        long first = plant.alarm("Level.HI").occurrence;
        plant.update("Level", 50).update("Level", 82);
        assertThat(plant.acknowledge("Level.HI", first)).isEqualTo(Quality.BAD_EVENT_ID_UNKNOWN);

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI.withPriority(1)));

        assertThat(report.commandDifferences()).isEmpty();
        assertThat(report.after().figures().acknowledgements).isZero();
    }

    @Test
    void shouldListACommandThatCanNotApplyWithItsRefusal() {
        plant.tick(SECOND).update("Level", 82);
        plant.acknowledge("Level.HI", 0);

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), AlarmDefinition.limit("Level", AlarmKind.HI, 85)));

        assertThat(report.commandDifferences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Command.Kind.ACKNOWLEDGE);
            assertThat(difference.target()).isEqualTo("Level.HI");
            assertThat(difference.user()).isEqualTo("operator");
            assertThat(difference.recordedCode()).isEqualTo(Quality.GOOD);
            assertThat(difference.whatIfCode()).isEqualTo(Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED);
        });
        assertThat(report.commands()).isEqualTo(1);
    }

    @Test
    void shouldListCommandsToAlarmsThatAreNotThere() {
        plant.tick(SECOND).update("Level", 82);
        plant.order(Command.Kind.SHELVE, "Level.HI", 0, 60 * SECOND, "work");

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW)));

        assertThat(report.commandDifferences()).singleElement().satisfies(difference -> {
            assertThat(difference.whatIfCode()).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
            assertThat(difference.detail()).isEqualTo("there is no such alarm");
        });
        assertThat(only(report).onlyRecorded()).hasSize(1);
    }

    @Test
    void shouldCountUpdatesOfATagThatIsNotThere() {
        plant.update("Flow", 1).update("Flow", 2).update("Level", 1);

        WhatIfReport report = whatIf(site(List.of(LEVEL), HI));

        assertThat(report.remarks()).containsExactly(new Remark(Remark.Kind.TAG_MISSING, "Flow", "", 2));
        assertThat(report.isSame()).isTrue();
    }

    @Test
    void shouldConvertValuesWhereNothingGetsLostAndListTheOthers() {
        plant.update("Level", 79)
                .update("Level", 81.5)
                .tick(SECOND)
                .update("Level", 81)
                .update("Level", Double.NaN);
        TagDefinition whole = TagDefinition.internal("Level", TagType.INT64);

        WhatIfReport report = whatIf(site(List.of(whole, FLOW), HI));

        assertThat(report.remarks())
                .containsExactly(new Remark(Remark.Kind.VALUE_NOT_CONVERTED, "Level", "float64 into int64", 2));
        assertThat(only(report).changed()).singleElement().matches(AlarmDifference.Change::isOtherTime, "raised by 81");
    }

    @Test
    void shouldLeaveOutWhatIsDerivedNow() {
        plant.update("Flow", 90).update("Level", 10);
        TagDefinition derived = TagDefinition.builder("Level", TagType.FLOAT64)
                .derivation(Derivation.of("Flow"))
                .build();

        WhatIfReport report = whatIf(site(List.of(derived, FLOW), HI));

        assertThat(report.remarks()).containsExactly(new Remark(Remark.Kind.TAG_DERIVED, "Level", "", 1));
        assertThat(only(report).onlyWhatIf()).hasSize(1);
    }

    @Test
    void shouldRemarkAnotherUnitAndAlarmsOnWhatIsNotRecorded() {
        plant.update("Level", 10);
        TagDefinition inMetres =
                TagDefinition.builder("Level", TagType.FLOAT64).unit("m").build();
        TagDefinition added = TagDefinition.internal("New", TagType.FLOAT64);

        WhatIfReport report =
                whatIf(site(List.of(inMetres, FLOW, added), HI, AlarmDefinition.limit("New", AlarmKind.HI, 1)));

        assertThat(report.remarks())
                .containsExactly(
                        new Remark(Remark.Kind.UNIT_CHANGED, "Level", "recorded in '', taken as 'm'", 1),
                        new Remark(Remark.Kind.NOT_RECORDED, "New", "", 0));
    }

    @Test
    void shouldSkipRecordedConfigurations() {
        plant.update("Level", 82);
        SiteDefinition stricter = site(List.of(FLOW, LEVEL), AlarmDefinition.limit("Level", AlarmKind.HI, 40));
        plant.plant().configure(stricter, plant.plant().site().version(), new Revision("anna", "stricter"));
        plant.plant().stepAll();
        plant.tick(SECOND).update("Level", 50).tick(SECOND).update("Level", 30);

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI));

        assertThat(report.skippedConfigurations()).isEqualTo(2);
        assertThat(only(report).changed())
                .singleElement()
                .matches(AlarmDifference.Change::isOtherEnd, "it returned with 50 and not with 30");
    }

    @Test
    void shouldFollowRenamedTagsAndAlarms() {
        twice();
        TagDefinition renamed = TagDefinition.internal("Tank.Level", TagType.FLOAT64);
        SiteDefinition other = site(List.of(renamed, FLOW), AlarmDefinition.limit("Tank.Level", AlarmKind.HI, 80));

        WhatIfReport report =
                whatIf(other, new Renames(Map.of("Level", "Tank.Level")), ReplayPoint.BEGIN, ReplayPoint.END);

        assertThat(report.remarks()).isEmpty();
        assertThat(report.isSame()).isTrue();
        assertThat(report.sameOccurrences()).isEqualTo(2);
    }

    @Test
    void shouldTakeEffectWhenTheSpanBegins() {
        plant.tick(SECOND).update("Level", 82);
        plant.close().start().tick(SECOND).update("Level", 84);
        ReplayPoint from = ReplayPoint.sequence(plant.tag("Level").sequence + 1);
        plant.tick(SECOND).update("Level", 83).tick(SECOND).update("Level", 50);
        ReplayPoint to = ReplayPoint.sequence(plant.tag("Level").sequence);
        plant.tick(SECOND).update("Level", 99);

        WhatIfReport report = whatIf(
                site(List.of(LEVEL, FLOW), AlarmDefinition.limit("Level", AlarmKind.HI, 85)), Renames.NONE, from, to);

        assertThat(report.snapshot()).isNotEmpty();
        AlarmDifference.Change change = only(report).changed().get(0);
        assertThat(change.recorded().isStanding()).isTrue();
        assertThat(change.whatIf().raisedNs()).isEqualTo(change.recorded().raisedNs());
        assertThat(change.whatIf().returnedNs()).isLessThan(change.recorded().returnedNs());
        assertThat(report.before().figures().annunciations).isZero();
    }

    @Test
    void shouldStartAgainWithTheStateOfThenWhereTheSiteIsTheSame() {
        plant.tick(SECOND).update("Level", 82);
        ReplayPoint from = ReplayPoint.sequence(plant.tag("Level").sequence + 1);
        plant.acknowledge("Level.HI", plant.alarm("Level.HI").occurrence);
        plant.tick(SECOND).update("Level", 50);

        WhatIfReport report = whatIf(site(List.of(LEVEL, FLOW), HI), Renames.NONE, from, ReplayPoint.END);

        assertThat(report.isSame()).isTrue();
        assertThat(report.sameOccurrences()).isEqualTo(1);
        assertThat(report.commandDifferences()).isEmpty();
    }

    @Test
    void shouldRefuseASpanOfWhichNothingIsRecorded() {
        plant.update("Level", 1);

        assertThatThrownBy(() ->
                        whatIf(site(List.of(LEVEL)), Renames.NONE, ReplayPoint.sequence(1_000_000), ReplayPoint.END))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("nothing is recorded in that span");
    }
}
