package io.ringmain.core.replay;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.plant.MemoryJournalStore;
import io.ringmain.core.plant.TestPlant;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalComparisonTest {
    private static TestPlant plant(double limit) {
        return new TestPlant(new SiteDefinition(
                        "two",
                        List.of(),
                        List.of(
                                TagDefinition.internal("Level", TagType.FLOAT64),
                                TagDefinition.internal("Note", TagType.STRING)),
                        List.of(AlarmDefinition.limit("Level", AlarmKind.HI, limit)),
                        List.of()))
                .start();
    }

    private static TestPlant drive(TestPlant plant, double top) {
        plant.tick(SECOND).update("Level", 10).update("Note", "begin").update("Level", top);
        return plant.tick(SECOND).update("Level", 20).update("Note", "end");
    }

    private static JournalComparison.Report compare(MemoryJournalStore first, MemoryJournalStore second) {
        return JournalComparison.of(first, second, timeNs -> false);
    }

    @Test
    void shouldFindACopyTheSame() {
        TestPlant one = drive(plant(80), 85);

        JournalComparison.Report report = compare(one.store(), one.store().copy());

        assertThat(report.isSame()).isTrue();
        assertThat(report.same()).isEqualTo(8);
        assertThat(report.firstSequence()).isEqualTo(1);
        assertThat(report.lastSequence()).isEqualTo(report.endFirst());
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void shouldSayThatOneGoesOn() {
        TestPlant one = drive(plant(80), 85);
        MemoryJournalStore earlier = one.store().copy();
        one.update("Level", 30).update("Level", 40);

        JournalComparison.Report report = compare(one.store(), earlier);

        assertThat(report.isSame()).isTrue();
        assertThat(report.endFirst()).isEqualTo(report.endSecond() + 2);
    }

    @Test
    void shouldNameTheFirstInputThatDiffers() {
        TestPlant one = drive(plant(80), 85);
        TestPlant other = drive(plant(80), 86);

        JournalComparison.Report report = compare(one.store(), other.store());

        assertThat(report.isSame()).isFalse();
        assertThat(report.inputs()).isEqualTo(1);
        assertThat(report.divergence().kind()).isEqualTo("UPDATE");
        assertThat(report.divergence().text()).startsWith("value: ");
        assertThat(report.divergence().before()).isEqualTo(report.divergence().sequence() - 1);
        assertThat(report.divergence().first().name()).isEqualTo("two");
    }

    @Test
    void shouldNameTheFirstOutcomeThatDiffersWhereTheInputsAreTheSame() {
        TestPlant one = drive(plant(80), 85);
        TestPlant other = drive(plant(90), 85);

        JournalComparison.Report report = compare(one.store(), other.store());

        assertThat(report.inputs()).as("the configuration").isEqualTo(1);
        assertThat(report.divergence().kind()).isEqualTo("CONFIG");
        assertThat(report.outcomes()).as("raised and returned").isEqualTo(2);
    }

    @Test
    void shouldCountRecordsThatOnlyOneHas() {
        TestPlant one = plant(80);
        TestPlant other = plant(80);
        one.update("Level", 1).update("Level", 2).update("Level", 3);
        other.update("Level", 1).tick(0).update("Level", 3);

        JournalComparison.Report report = compare(one.store(), other.store());

        assertThat(report.onlyFirst()).isEqualTo(1);
        assertThat(report.onlySecond()).isZero();
        assertThat(report.divergence().text()).isEqualTo("the second journal has no record of it");
    }

    @Test
    void shouldCompareFromWhereTheShorterBegins() {
        TestPlant one = drive(plant(80), 85);
        MemoryJournalStore late = one.store().copy();
        late.deleteBefore(one.tag("Level").sequence);

        JournalComparison.Report report = compare(one.store(), late);

        assertThat(report.isSame()).isTrue();
        assertThat(report.firstSequence()).isEqualTo(one.tag("Level").sequence);
        assertThat(report.notes()).singleElement().asString().contains("the second journal begins at sequence");
    }

    @Test
    void shouldNotFindTheSameWhereNothingIsCompared() {
        assertThat(compare(new MemoryJournalStore(), new MemoryJournalStore()).isSame())
                .isFalse();
        assertThat(compare(drive(plant(80), 85).store(), new MemoryJournalStore())
                        .isSame())
                .isFalse();
    }
}
