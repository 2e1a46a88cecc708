package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrayTest {
    private final ScriptedConnector device = new ScriptedConnector();
    private final SiteDefinition site = site(8);
    private final TestPlant plant = new TestPlant(site).connectors(device).start();

    private static SiteDefinition site(int length) {
        return new SiteDefinition(
                "arrays",
                List.of(ScriptedConnector.definition("plc")),
                List.of(
                        TagDefinition.builder("F", TagType.FLOAT64_ARRAY)
                                .length(length)
                                .build(),
                        ScriptedConnector.tag("I", TagType.INT64_ARRAY, "plc")
                                .change()
                                .length(512)
                                .conditioning(Conditioning.NONE.withStale(10 * SECOND))
                                .build(),
                        TagDefinition.internal("N", TagType.FLOAT64)),
                List.of(),
                List.of());
    }

    private void reals(String tag, double... values) {
        assertThat(plant.source().update(plant.id(tag), values, values.length, Quality.GOOD, plant.nowNs()))
                .isTrue();
        plant.plant().stepAll();
    }

    private void wholes(String tag, long... values) {
        assertThat(plant.source().update(plant.id(tag), values, values.length, Quality.GOOD, plant.nowNs()))
                .isTrue();
        plant.plant().stepAll();
    }

    private static double[] doubles(TagValue value) {
        double[] values = new double[value.elementCount];
        Arrays.setAll(values, value::elementAsDouble);
        return values;
    }

    @Test
    void shouldHoldTheElementsOfTheNewestUpdate() {
        reals("F", 1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY);
        assertThat(doubles(plant.tag("F"))).containsExactly(1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY);
        reals("F", new double[0]);
        assertThat(plant.tag("F").elementCount).isZero();
        assertThat(plant.tag("F").statusCode).isEqualTo(Quality.GOOD);
        long[] many = new Random(1).longs(512).toArray();
        wholes("I", many);
        assertThat(Arrays.copyOf(plant.tag("I").elements, 512)).isEqualTo(many);
        assertThat(plant.tag("F").asString()).isEqualTo("[]");
        plant.assertReplays();
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        reals("F", 1, 2);
        reals("F", new double[9]);
        assertThat(doubles(plant.tag("F"))).containsExactly(1, 2);
        assertThat(plant.tag("F").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        wholes("F", 1);
        assertThat(plant.tag("F").statusCode).isEqualTo(Quality.BAD_TYPE_MISMATCH);
        plant.update("F", 1.0);
        reals("N", 1.0);
        assertThat(plant.accounting("test").quarantined()).isEqualTo(4);
        assertThat(plant.source().update(plant.id("I"), new long[513], 513, 0, 0))
                .isFalse();
        assertThat(plant.accounting("test").refused()).isEqualTo(1);
        reals("F", 3.5);
        assertThat(doubles(plant.tag("F"))).containsExactly(3.5);
        plant.assertReplays();
    }

    @Test
    void shouldNotBeWrittenByCommands() {
        for (Command.Kind kind : List.of(Command.Kind.WRITE, Command.Kind.OVERRIDE)) {
            Command command =
                    new Command(5, kind.code(), kind, plant.id("F"), 0, TagType.FLOAT64_ARRAY, 0, "", "op", "why");
            assertThat(plant.submit(command).join().statusCode()).isEqualTo(Quality.BAD_NOT_SUPPORTED);
        }
    }

    @Test
    void shouldKeepItsElementsWhenTheLinkIsLostOrItIsStale() {
        device.context.updates().update(plant.id("I"), new long[] {4, 5}, 2, Quality.GOOD, plant.nowNs());
        plant.tick(10 * SECOND);
        assertThat(plant.tag("I").statusCode).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        device.context.link(LinkState.UNAVAILABLE);
        plant.plant().stepAll();
        plant.tick(0);
        assertThat(plant.tag("I").statusCode).isEqualTo(Quality.BAD_NO_COMMUNICATION);
        assertThat(plant.tag("I").asString()).isEqualTo("[4, 5]");
        plant.assertReplays();
    }

    @Test
    void shouldTellArraysApartByTheirContent() {
        reals("F", 1, 2);
        long hash = plant.plant().stateHash();
        long bits = plant.tag("F").bits;
        reals("F", 2, 1);
        assertThat(plant.tag("F").bits).isNotEqualTo(bits);
        assertThat(plant.plant().stateHash()).isNotEqualTo(hash);
    }

    @Test
    void shouldConflateToTheNewestArray() {
        SourcePublisher source = plant.plant().publisher("slow", Backpressure.CONFLATE);
        int updates = 3_000;
        for (int i = 0; i < updates; i++) {
            double[] values = new double[1 + i % 8];
            Arrays.fill(values, i);
            source.update(plant.id("F"), values, values.length, Quality.GOOD, plant.nowNs());
        }
        while (!source.flush()) {
            plant.plant().stepAll();
        }
        plant.plant().stepAll();
        double[] last = new double[1 + (updates - 1) % 8];
        Arrays.fill(last, updates - 1);
        assertThat(doubles(plant.tag("F"))).isEqualTo(last);
        plant.assertReplays();
    }

    @Test
    void shouldRecoverFromSnapshotAndJournal() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            reals("F", random.doubles(random.nextInt(9)).toArray());
            wholes("I", random.longs(random.nextInt(513)).toArray());
        }
        double[] expected = doubles(plant.tag("F"));
        String text = plant.tag("I").asString();
        plant.assertReplays().close();
        MemoryJournalStore whole = plant.store().copy();
        whole.dropSnapshot();
        for (MemoryJournalStore store : List.of(plant.store().copy(), whole)) {
            TestPlant again = new TestPlant(site, store)
                    .connectors(new ScriptedConnector())
                    .pass(SECOND)
                    .start();
            assertThat(doubles(again.tag("F"))).isEqualTo(expected);
            assertThat(again.tag("I").asString()).isEqualTo(text);
            again.assertReplays();
        }
    }

    @Test
    void shouldBeginAnewWhenItsLengthChanges() {
        reals("F", 1, 2);
        plant.site(site(2)).start();
        assertThat(plant.tag("F").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        reals("F", 1, 2, 3);
        assertThat(plant.tag("F").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        reals("F", 1, 2);
        assertThat(doubles(plant.tag("F"))).containsExactly(1, 2);
        plant.assertReplays();
    }

    @Test
    void shouldNotAllocateWhenTheSlotsHaveGrown() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] values = new double[8];
        TagValue into = new TagValue();
        SourcePublisher source = plant.source();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long allocated = 0;
            for (int i = 0; i < 5_000; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                values[i % 8] = i;
                source.update(0, values, 8, Quality.GOOD, plant.nowNs());
                plant.plant().values().read(0, into);
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
                plant.plant().stepAll();
            }
            least = Math.min(least, allocated);
        }
        assertThat(least).isZero();
    }

    @Test
    void shouldDeriveFromElementsAndWholeArrays() {
        List<TagDefinition> tags = new ArrayList<>(site.tags());
        tags.add(TagDefinition.builder("One", TagType.INT64_ARRAY).build());
        for (String expression :
                List.of("F[2]", "sum(F)", "max(F)", "float(I[500])", "float(One[0])", "average(F[0], 10s)")) {
            tags.add(TagDefinition.builder(expression.replaceAll("[^A-Za-z0-9]", ""), TagType.FLOAT64)
                    .derivation(Derivation.of(expression))
                    .build());
        }
        plant.site(new SiteDefinition("derived", site.connectors(), tags, List.of(), List.of()))
                .start();
        long[] whole = new long[512];
        Arrays.setAll(whole, i -> i);
        reals("F", 1, 2, 3, 4, 5, 6, 7, 8);
        wholes("I", whole);
        wholes("One", 42);
        assertThat(plant.tag("F2").asDouble()).isEqualTo(3);
        assertThat(plant.tag("sumF").asDouble()).isEqualTo(36);
        assertThat(plant.tag("maxF").asDouble()).isEqualTo(8);
        assertThat(plant.tag("floatI500").asDouble()).isEqualTo(500);
        assertThat(plant.tag("floatOne0").asDouble()).isEqualTo(42);
        assertThat(plant.tag("averageF010s").asDouble()).isEqualTo(1);
        assertThat(plant.tag("F2").statusCode).isEqualTo(Quality.GOOD);
        reals("F", 1, 2);
        assertThat(plant.tag("F2").asDouble()).as("the array is too short now").isEqualTo(3);
        assertThat(plant.tag("F2").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(plant.tag("sumF").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        wholes("I", 1);
        assertThat(plant.tag("floatI500").statusCode).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        plant.close().start();
        reals("F", 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(plant.tag("sumF").asDouble()).isEqualTo(16);
        plant.assertReplays();
    }

    @Test
    void shouldRefuseAnAlarmOverAnArray() {
        for (int length : List.of(1, 8)) {
            SiteDefinition unsound = new SiteDefinition(
                    "unsound",
                    List.of(),
                    List.of(TagDefinition.builder("F", TagType.FLOAT64_ARRAY)
                            .length(length)
                            .build()),
                    List.of(AlarmDefinition.of("A", "F", new AlarmCondition.Expression("F[0] > 1"))),
                    List.of());
            assertThatThrownBy(() -> new TestPlant(unsound).start()).hasMessageContaining("reads the array 'F'");
        }
    }

    @Test
    void shouldRefuseAHugeText() {
        TestPlant texts = new TestPlant(new SiteDefinition(
                        "texts", List.of(), List.of(TagDefinition.internal("S", TagType.STRING)), List.of(), List.of()))
                .start();
        byte[] huge = new byte[1 << 20];
        assertThat(texts.source().update(0, huge, huge.length, Quality.GOOD, 0)).isFalse();
        assertThat(texts.accounting("test").refused()).isEqualTo(1);
        texts.update("S", "x".repeat(256));
        assertThat(texts.tag("S").textLength).isEqualTo(256);
    }
}
