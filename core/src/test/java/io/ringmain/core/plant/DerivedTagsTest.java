package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DerivedTagsTest {
    private static final long MS = 1_000_000;

    private final MemoryJournalStore store = new MemoryJournalStore();
    private final List<TagDefinition> tags = new ArrayList<>(List.of(
            TagDefinition.builder("A", TagType.FLOAT64).unit("bar").build(),
            TagDefinition.builder("B", TagType.FLOAT64).unit("kPa").build(),
            TagDefinition.internal("N", TagType.INT64),
            TagDefinition.internal("On", TagType.BOOL),
            TagDefinition.internal("Text", TagType.STRING)));
    private final List<AlarmDefinition> alarms = new ArrayList<>();

    private static TagDefinition.Builder derived(String name, String expression) {
        return TagDefinition.builder(name, TagType.FLOAT64).derivation(Derivation.of(expression));
    }

    private TestPlant start(TagDefinition... more) {
        tags.addAll(List.of(more));
        return new TestPlant(site(), store).start();
    }

    private SiteDefinition site() {
        return new SiteDefinition("derived", List.of(), List.copyOf(tags), alarms, List.of());
    }

    private static double value(TestPlant plant, String tag) {
        return plant.tag(tag).asDouble();
    }

    @Test
    void shouldFollowItsInputsInTheirUnits() {
        TestPlant plant = start(derived("Sum", "A + B").unit("kPa").build());
        assertThat(plant.tag("Sum").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        plant.update("A", 2).update("B", 50);
        assertThat(value(plant, "Sum")).isEqualTo(250);
        assertThat(plant.tag("Sum").statusCode).isEqualTo(Quality.GOOD);
        assertThat(plant.tag("Sum").sourceTimeNs).isEqualTo(plant.nowNs());
        plant.submit(plant.write("A", TagType.FLOAT64, Double.doubleToLongBits(1)));
        assertThat(value(plant, "Sum")).isEqualTo(150);
        plant.assertReplays();
    }

    @Test
    void shouldEvaluateEachOnceAndInputsFirst() {
        TestPlant plant = start(
                derived("Z", "Left + Right + A").build(),
                derived("Left", "A * 2").unit("bar").build(),
                derived("Right", "Left + A").unit("bar").build());
        plant.update("A", 1);
        long sequence = plant.tag("A").sequence;
        assertThat(value(plant, "Z")).isEqualTo(2 + 3 + 1);
        assertThat(plant.tag("Z").sequence).isEqualTo(sequence);
        assertThat(plant.tag("Left").sequence).isEqualTo(sequence);
        plant.assertReplays();
    }

    @Test
    void shouldTakeTheWorstQualityOfWhatItRead() {
        TestPlant plant = start(
                derived("Sum", "value(A, 'bar') + N").build(),
                derived("Choice", "if(On, A, N)").unit("bar").build(),
                derived("Safe", "valid(A, 7)").unit("bar").build());
        plant.update("A", 2).count("N", 3).update("On", true);
        plant.status("N", Quality.UNCERTAIN);
        assertThat(plant.tag("Sum").statusCode).isEqualTo(Quality.UNCERTAIN);
        assertThat(plant.tag("Choice").statusCode).isEqualTo(Quality.GOOD);
        plant.status("A", Quality.BAD_SENSOR_FAILURE);
        assertThat(plant.tag("Sum").statusCode).isEqualTo(Quality.BAD_SENSOR_FAILURE);
        assertThat(value(plant, "Sum")).isEqualTo(5);
        assertThat(value(plant, "Safe")).isEqualTo(7);
        assertThat(plant.tag("Safe").statusCode).isEqualTo(Quality.GOOD);
        plant.status("N", Quality.BAD_DEVICE_FAILURE);
        assertThat(plant.tag("Sum").statusCode).isEqualTo(Quality.BAD_SENSOR_FAILURE);
        plant.update("On", false);
        assertThat(plant.tag("Choice").statusCode).isEqualTo(Quality.BAD_DEVICE_FAILURE);
        plant.update("A", 2).count("N", 3);
        assertThat(plant.tag("Sum").statusCode).isEqualTo(Quality.GOOD);
        plant.assertReplays();
    }

    @Test
    void shouldKeepTheLastValueWhenTheResultIsNotFinite() {
        TestPlant plant = start(derived("Ratio", "10 / value(A, 'bar')").build());
        plant.update("A", 4);
        assertThat(value(plant, "Ratio")).isEqualTo(2.5);
        plant.update("A", 0);
        assertThat(value(plant, "Ratio")).isEqualTo(2.5);
        assertThat(plant.tag("Ratio").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        plant.update("A", Double.NaN);
        assertThat(plant.tag("Ratio").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        plant.update("A", 5);
        assertThat(value(plant, "Ratio")).isEqualTo(2);
        assertThat(plant.tag("Ratio").statusCode).isEqualTo(Quality.GOOD);
        plant.assertReplays();
    }

    @Test
    void shouldNotWriteWhatDidNotChange() {
        TestPlant plant = start(
                TagDefinition.builder("High", TagType.BOOL)
                        .derivation(Derivation.of("A > 5"))
                        .build(),
                derived("Coarse", "A")
                        .unit("bar")
                        .deadband(Deadband.absolute(1))
                        .build());
        plant.update("A", 1);
        long sequence = plant.tag("High").sequence;
        plant.update("A", 1.5).update("A", 2);
        assertThat(plant.tag("High").sequence).isEqualTo(sequence);
        assertThat(value(plant, "Coarse")).isEqualTo(1);
        plant.update("A", 2.5);
        assertThat(value(plant, "Coarse")).isEqualTo(2.5);
        plant.assertReplays();
    }

    @Test
    void shouldFollowAForcedInputAndStandUnderAForcedValue() {
        TestPlant plant = start(
                derived("Twice", "A * 2").unit("bar").build(),
                derived("More", "Twice + 1").unit("bar").build());
        plant.update("A", 1);
        submit(plant, Command.Kind.OVERRIDE, "A", 10);
        assertThat(value(plant, "Twice")).isEqualTo(20);
        assertThat(plant.tag("Twice").statusCode).isEqualTo(Quality.GOOD);
        submit(plant, Command.Kind.OVERRIDE, "Twice", 5);
        assertThat(value(plant, "More")).isEqualTo(6);
        submit(plant, Command.Kind.RELEASE, "A", 0);
        assertThat(value(plant, "A")).isEqualTo(1);
        assertThat(value(plant, "Twice")).isEqualTo(5);
        submit(plant, Command.Kind.RELEASE, "Twice", 0);
        assertThat(value(plant, "Twice")).isEqualTo(2);
        assertThat(value(plant, "More")).isEqualTo(3);
        plant.assertReplays();
    }

    private static void submit(TestPlant plant, Command.Kind kind, String tag, double value) {
        long bits = Double.doubleToLongBits(value);
        plant.submit(new Command(
                kind.code(), plant.id(tag), kind, plant.id(tag), 0, TagType.FLOAT64, bits, "", "operator", "because"));
    }

    @Test
    void shouldRaiseAlarms() {
        alarms.add(AlarmDefinition.limit("Difference", AlarmKind.HI, 10));
        TestPlant plant = start(derived("Difference", "abs(A - B)").unit("bar").build());
        plant.update("A", 1).update("B", 100);
        assertThat(plant.alarm("Difference.HI").state).isEqualTo(AlarmState.NORM);
        plant.update("A", 20);
        assertThat(plant.alarm("Difference.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldCompareTexts() {
        TestPlant plant = start(TagDefinition.builder("Runs", TagType.BOOL)
                .derivation(Derivation.of("Text == 'running'"))
                .build());
        plant.update("Text", "running");
        assertThat(plant.tag("Runs").asBoolean()).isTrue();
        plant.update("Text", "standing");
        assertThat(plant.tag("Runs").asBoolean()).isFalse();
        plant.assertReplays();
    }

    @Test
    void shouldTickWhatChangesWithTime() {
        TestPlant plant = start(
                derived("Total", "total(N)").build(),
                derived("Late", "if(onDelay(On, 2s), 1, 0)")
                        .derivation(new Derivation("if(onDelay(On, 2s), 1, 0)", 100 * MS))
                        .build());
        plant.count("N", 3).update("On", true);
        plant.tick(10 * SECOND);
        assertThat(value(plant, "Total")).isCloseTo(30, offset(1e-9));
        assertThat(value(plant, "Late")).isEqualTo(1);
        double before = value(plant, "Total");
        for (int i = 0; i < 30; i++) {
            plant.tick(100 * MS);
        }
        assertThat(value(plant, "Total") - before).isBetween(6.0, 9.0);
        plant.assertReplays();
    }

    @Test
    void shouldGoOnWithATotalAfterAStandstillAndNotCountIt() {
        TestPlant plant = start(
                derived("Total", "total(N)").build(),
                derived("Late", "if(onDelay(On, 2s), 1, 0)").build());
        plant.count("N", 3).update("On", true).tick(SECOND).tick(SECOND);
        double total = value(plant, "Total");
        assertThat(total).isBetween(3.0, 6.0);
        plant.close().pass(3_600 * SECOND).start().tick(MS);
        assertThat(value(plant, "Total")).isCloseTo(6, offset(0.1));
        assertThat(value(plant, "Late")).isZero();
        plant.tick(3 * SECOND);
        assertThat(value(plant, "Total")).isCloseTo(15, offset(0.1));
        assertThat(value(plant, "Late")).isEqualTo(1);
        plant.assertReplays();
    }

    @Test
    void shouldKeepTheHistoryOfAnUnchangedExpression() {
        TestPlant plant = start(
                derived("Kept", "count(On)").build(),
                derived("Changed", "count(On)").build());
        for (int i = 0; i < 3; i++) {
            plant.update("On", false).update("On", true);
        }
        assertThat(value(plant, "Kept")).isEqualTo(3);
        tags.set(tags.size() - 1, derived("Changed", "count(On) + 0").build());
        tags.add(derived("New", "Kept * 2").build());
        plant.site(site()).start();
        assertThat(value(plant, "New")).isEqualTo(6);
        assertThat(value(plant, "Changed")).isZero();
        plant.update("On", false).update("On", true);
        assertThat(value(plant, "Kept")).isEqualTo(4);
        assertThat(value(plant, "Changed")).isEqualTo(1);
        assertThat(value(plant, "New")).isEqualTo(8);
        tags.remove(tags.size() - 2);
        plant.site(site()).start();
        plant.update("On", false).update("On", true);
        assertThat(value(plant, "New")).isEqualTo(10);
        plant.assertReplays();
    }

    @Test
    void shouldGoOnWithAWideFanOutInTheNextEvents() {
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            tags.add(derived("D" + i, "N + " + i).build());
        }
        TestPlant plant = start();
        for (int i = 0; i < 8; i++) {
            plant.tick(MS);
        }
        plant.count("N", 5);
        assertThat(value(plant, "D0")).isEqualTo(5);
        assertThat(value(plant, "D9999")).isNotEqualTo(5 + 9_999);
        plant.tick(MS).tick(MS).tick(MS).tick(MS);
        for (int i = 0; i < count; i++) {
            assertThat(value(plant, "D" + i)).isEqualTo(5 + i);
        }
        plant.update("A", 1).assertReplays();
        assertThat(plant.replay().stateHash()).isEqualTo(plant.plant().stateHash());
    }

    @Test
    void shouldEvaluateAsManyAsHaveNoResultsInTheNextEventsToo() {
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            tags.add(derived("D" + i, "if(N > 10, 1, 0) * " + i).build());
        }
        TestPlant plant = start();
        for (int i = 0; i < 8; i++) {
            plant.tick(MS);
        }
        plant.count("N", 1)
                .count("N", 11)
                .count("N", 11)
                .tick(MS)
                .tick(MS)
                .tick(MS)
                .tick(MS)
                .tick(MS);
        assertThat(value(plant, "D9999")).isEqualTo(9_999);
        plant.assertReplays();
    }

    @Test
    void shouldBeTheSameFromASnapshotAndItsTailAsFromTheWholeJournal() {
        TestPlant plant = start(
                derived("Total", "total(A * 2)").build(),
                derived("Mean", "average(A - B, 1min)").unit("kPa").build(),
                derived("Slope", "rate(A)").build(),
                derived("Far", "Mean * 2 + Total").unit("kPa").build());
        churn(plant, new Random(5), 400);
        plant.assertReplays().close();
        MemoryJournalStore whole = store.copy();
        whole.dropSnapshot();
        TestPlant tail =
                new TestPlant(site(), store.copy()).pass(3_600 * SECOND).start();
        TestPlant fromWhole = new TestPlant(site(), whole).pass(3_600 * SECOND).start();
        assertThat(tail.plant().status().recovered().snapshotSequence()).isPositive();
        assertThat(fromWhole.plant().status().recovered().snapshotSequence()).isZero();
        assertThat(tail.plant().stateHash()).isEqualTo(fromWhole.plant().stateHash());
        churn(tail, new Random(6), 100);
        churn(fromWhole, new Random(6), 100);
        assertThat(tail.plant().stateHash()).isEqualTo(fromWhole.plant().stateHash());
        assertThat(value(tail, "Far")).isNotZero();
    }

    private static void churn(TestPlant plant, Random random, int steps) {
        for (int i = 0; i < steps; i++) {
            plant.update(random.nextBoolean() ? "A" : "B", random.nextInt(100)).tick(random.nextInt(700) * MS);
        }
    }

    /** Time functions, and a fan-out that is never done within one event. */
    static void wideRun(MemoryJournalStore store) {
        List<TagDefinition> tags = new ArrayList<>(List.of(TagDefinition.internal("A", TagType.FLOAT64)));
        for (int i = 0; i < 9_000; i++) {
            tags.add(derived("D" + i, i % 100 == 0 ? "total(A) + average(A, " + (1 + i) + "ms)" : "A * " + i)
                    .build());
        }
        TestPlant plant =
                new TestPlant(new SiteDefinition("wide", List.of(), tags, List.of(), List.of()), store).start();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            plant.update("A", random.nextInt(100));
            if (i % 3 == 0) {
                plant.tick(random.nextInt(500) * MS);
            }
        }
        plant.assertReplays();
    }

    @Test
    void shouldFollowALongChain() {
        TestPlant plant = start(derived("Deep0", "A").unit("bar").build());
        for (int i = 1; i < 300; i++) {
            tags.add(derived("Deep" + i, "Deep" + (i - 1) + " + 1").unit("bar").build());
        }
        plant.site(site()).start();
        plant.update("A", 1);
        assertThat(value(plant, "Deep299")).isEqualTo(300);
        plant.assertReplays();
    }
}
