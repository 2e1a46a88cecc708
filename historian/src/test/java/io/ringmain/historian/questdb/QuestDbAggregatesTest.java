package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.History.Sample;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real server; what it counts must be what the samples give one by one. */
class QuestDbAggregatesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    @TempDir
    static Path folder;

    private static RecordedPlant plant;
    private static QuestDb questDb;
    private static History history;

    @BeforeAll
    static void start() {
        plant = new RecordedPlant(folder);
        questDb = QuestDb.start(
                QuestDbSettings.child(folder, Path.of(System.getProperty("ringmain.questdb.jar")), 0),
                plant.store::reader);
        history = questDb.history();
    }

    @AfterAll
    static void stop() {
        questDb.close();
        plant.close();
    }

    private static void awaitStored() {
        await().atMost(Duration.ofMinutes(3)).until(() -> questDb.status().sequence() == plant.lastSequence());
    }

    @Test
    void shouldGiveWhatTheSamplesGiveOneByOne() {
        long seed = Long.getLong("ringmain.seed", 4711L);
        SplittableRandom random = new SplittableRandom(seed);
        plant.tag("A.Random", TagType.FLOAT64);
        long from = RecordedPlant.START_NS - DAY;
        List<DataPoint> points = new ArrayList<>();
        long timeNs = from - 7 * SECOND;
        for (int batch = 0; batch < 12; batch++) {
            List<DataPoint> some = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                timeNs += 1 + random.nextLong(10 * SECOND);
                int status = random.nextInt(6) > 0
                        ? Quality.GOOD
                        : random.nextBoolean() ? Quality.BAD_SENSOR_FAILURE : Quality.UNCERTAIN;
                double value = random.nextInt(100) == 0 ? Double.NaN : random.nextDouble(100);
                some.add(DataPoint.of(timeNs, value, status));
            }
            plant.batch(() -> some.forEach(point -> plant.update("A.Random", point.number(), e -> {
                e.sourceTimeNs = point.timeNs();
                e.statusCode = point.status();
            })));
            points.addAll(some);
            if (batch == 8) {
                awaitStored(); // what follows is partly in memory only
            }
        }
        long to = timeNs - 100 * SECOND;
        for (Aggregate aggregate : Aggregate.values()) {
            for (boolean isSloped : new boolean[] {true, false}) {
                for (boolean isStrict : new boolean[] {true, false}) {
                    for (long interval : new long[] {0, 60 * SECOND, 77 * SECOND + 7}) {
                        AggregateQuery query = new AggregateQuery(
                                "A.Random", aggregate, from, to, interval, isSloped, isStrict, 80, 70);
                        Aggregation expected = new Aggregation(query);
                        points.forEach(expected::add);
                        assertThat(shown(history.aggregate(query).join().items()))
                                .as("seed " + seed + " " + query)
                                .isEqualTo(shown(expected.finish(System.currentTimeMillis() * 1_000_000)));
                    }
                }
            }
        }
    }

    private static List<String> shown(List<AggregateValue> values) {
        return values.stream()
                .map(value -> value.timeNs() + " "
                        + (value.value() instanceof Double number ? String.format("%.9g", number) : value.value())
                        + " " + Integer.toHexString(value.statusCode()))
                .toList();
    }

    @Test
    void shouldAnswerWithWhatHasJustBeenWritten() {
        plant.tag("B.Edge", TagType.INT64);
        for (long i = 0; i < 50; i++) {
            long value = i;
            plant.batch(() -> plant.update("B.Edge", value));
            long now = plant.nowNs() + 1;
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            history.raw("B.Edge", 0, now, 1000).join().items().size() == value + 1);
        }
        List<Sample> items =
                history.raw("B.Edge", 0, Long.MAX_VALUE, 1000).join().items();
        assertThat(items).extracting(Sample::value).isEqualTo(range(50));
        awaitStored();
        assertThat(history.raw("B.Edge", 0, Long.MAX_VALUE, 1000).join().items())
                .isEqualTo(items);
        assertThat(history.raw("B.Edge", 0, Long.MAX_VALUE, 10).join().items()).isEqualTo(items.subList(0, 10));
        assertThat(history.buckets("B.Edge", 0, plant.nowNs() + 1, 1)
                        .join()
                        .get(0)
                        .count())
                .isEqualTo(50);
    }

    private static List<Object> range(long count) {
        List<Object> range = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            range.add(i);
        }
        return range;
    }

    @Test
    void shouldShowTheNewestSampleOfACompressedTagBeforeItIsKept() {
        plant.tag(TagDefinition.builder("C.Door", TagType.FLOAT64)
                .recording(Recording.compressed(Deadband.absolute(1), 0))
                .build());
        plant.batch(() -> {
            for (int i = 0; i <= 100; i++) {
                plant.update("C.Door", (double) i);
            }
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> history.raw("C.Door", 0, Long.MAX_VALUE, 10)
                                .join()
                                .items()
                                .size()
                        == 2);
        assertThat(history.raw("C.Door", 0, Long.MAX_VALUE, 10).join().items())
                .extracting(Sample::value)
                .containsExactly(0.0, 100.0);
    }

    @Test
    void shouldSayWhatStoodBeforeTheSpan() {
        plant.tag("D.Before", TagType.STRING);
        plant.batch(() -> {
            plant.update("D.Before", "first");
            plant.update("D.Before", "second");
        });
        long after = plant.nowNs() + 1;
        await().until(() -> history.before("D.Before", after).join() != null);
        assertThat(history.before("D.Before", after).join().value()).isEqualTo("second");
        awaitStored();
        assertThat(history.before("D.Before", after).join().value()).isEqualTo("second");
        assertThat(history.before("D.Before", after - 1).join().value()).isEqualTo("first");
        assertThat(history.before("D.Before", 0).join()).isNull();
    }
}
