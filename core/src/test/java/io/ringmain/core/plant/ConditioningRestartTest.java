package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams through everything that conditions a value, recovered in every way. */
class ConditioningRestartTest {
    private static final int TAGS = 12;

    private static final Filter[] FILTERS = {
        new Filter.OutOfRange(5, 95, false),
        new Filter.Outlier(Filter.Outlier.Method.HAMPEL, 5, 3, 0.5, true),
        new Filter.Outlier(Filter.Outlier.Method.Z_SCORE, 31, 2, 0.5, false),
        new Filter.Exponential(2 * SECOND),
        new Filter.Kalman(1, 4),
        new Filter.Frozen(3, 2 * SECOND),
        new Filter.OutOfRange(10, 90, true),
    };

    private final ScriptedConnector device = new ScriptedConnector();
    private long next;

    private static SiteDefinition site(Random random) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            List<Filter> filters = new ArrayList<>();
            for (Filter filter : FILTERS) {
                if (random.nextInt(2) == 0) {
                    filters.add(filter);
                }
            }
            Conditioning conditioning = Conditioning.filtered(filters.toArray(new Filter[0]))
                    .withStale(random.nextInt(2) * random.nextInt(5) * SECOND);
            if (random.nextInt(2) == 0) {
                conditioning = conditioning.withScaling(Scaling.linear(0, 50, 0, 100)
                        .outside(Scaling.Outside.values()[random.nextInt(3)])
                        .raw(random.nextBoolean() ? TagType.INT64 : TagType.FLOAT64));
            }
            TagDefinition tag = i % 2 == 0
                    ? TagDefinition.internal("T" + i, TagType.FLOAT64)
                    : ScriptedConnector.tag("T" + i, TagType.FLOAT64, "plc");
            tags.add(tag.change().conditioning(conditioning).build().withDeadband(i % 3 * 0.5));
            alarms.add(AlarmDefinition.limit("T" + i, AlarmKind.HI, 60));
        }
        tags.add(TagDefinition.internal("Text", TagType.STRING));
        return new SiteDefinition("random", List.of(ScriptedConnector.definition("plc")), tags, alarms, List.of());
    }

    private void load(TestPlant plant, Random random, int steps) {
        for (int i = 0; i < steps; i++) {
            String tag = "T" + random.nextInt(TAGS);
            switch (random.nextInt(16)) {
                case 0 -> plant.tick(random.nextInt(3) * SECOND);
                case 1 -> plant.update(tag, random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY);
                case 2 -> plant.status(tag, random.nextBoolean() ? Quality.BAD : Quality.GOOD);
                case 3 -> plant.count(tag, random.nextInt(60));
                case 4 -> force(plant, tag, TagType.FLOAT64, Double.doubleToLongBits(random.nextInt(100)), "");
                case 5 -> force(plant, "Text", TagType.STRING, 0, "forced " + i);
                case 6 -> release(plant, tag);
                case 7 -> release(plant, "Text");
                case 8 -> plant.update("Text", "real " + i);
                case 9 -> {
                    device.context.link(random.nextBoolean() ? LinkState.UNAVAILABLE : LinkState.OK);
                    plant.plant().stepAll();
                }
                case 10 -> plant.submit(plant.write(tag, TagType.FLOAT64, Double.doubleToLongBits(random.nextInt(99))));
                default -> plant.update(tag, 120 * random.nextDouble() - 10);
            }
        }
    }

    private void force(TestPlant plant, String tag, TagType type, long bits, String text) {
        plant.submit(new Command(
                3, next++, Command.Kind.OVERRIDE, plant.id(tag), 0, type, bits, text, "operator", "why not"));
    }

    private void release(TestPlant plant, String tag) {
        plant.submit(
                new Command(3, next++, Command.Kind.RELEASE, plant.id(tag), 0, null, 0, "", "operator", "why not"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRecoverTheSameFromSnapshotAndTailAsFromTheWholeJournal(long seed) {
        System.out.println("ConditioningRestartTest seed " + seed);
        SiteDefinition site = site(new Random(seed));
        TestPlant plant = new TestPlant(site).connectors(device).start();
        load(plant, new Random(seed + 100), 600);
        plant.assertReplays().close();
        MemoryJournalStore whole = plant.store().copy();
        whole.dropSnapshot();
        long[] hashes = new long[2];
        MemoryJournalStore[] stores = {plant.store().copy(), whole};
        long commands = next;
        for (int i = 0; i < stores.length; i++) {
            next = commands;
            TestPlant again = new TestPlant(site, stores[i])
                    .connectors(device)
                    .pass(3_600 * SECOND)
                    .start();
            load(again, new Random(seed + 200), 400);
            again.assertReplays();
            hashes[i] = again.plant().stateHash();
        }
        assertThat(hashes[0]).isEqualTo(hashes[1]);
    }
}
