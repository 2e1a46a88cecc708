package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums by the minute, against the real server. */
class MinuteViewTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 1440 * MINUTE;
    private static final long ROWS = Boolean.getBoolean("ringmain.year") ? 31_536_000 : 175_200;
    private static final Path JAR = Path.of(System.getProperty("ringmain.questdb.jar"));

    @TempDir
    Path folder;

    @Test
    void shouldGiveFromSumsWhatTheSamplesGive() {
        long seed = Long.getLong("ringmain.seed", 4711L);
        SplittableRandom random = new SplittableRandom(seed);
        long from = RecordedPlant.START_NS / DAY * DAY - 10 * DAY;
        List<DataPoint> points = new ArrayList<>();
        try (RecordedPlant plant = new RecordedPlant(folder);
                QuestDb questDb = QuestDb.start(QuestDbSettings.child(folder, JAR, 0), plant.store::reader)) {
            plant.tag("A.Sum", TagType.FLOAT64);
            for (int batch = 0; batch < 20; batch++) {
                add(plant, points, random, from + batch * 6 * 60 * MINUTE, 100);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> questDb.sumsValidToNs() == Long.MAX_VALUE);
            check(questDb.history(), points, from, seed);
            // late samples of a time that has been summed up already
            add(plant, points, random, from + 30 * 60 * MINUTE, 50);
            await().atMost(Duration.ofSeconds(60)).until(() -> questDb.status().sequence() == plant.lastSequence());
            assertThat(questDb.sumsValidToNs()).isLessThan(Long.MAX_VALUE);
            check(questDb.history(), points, from, seed);
        }
    }

    private static void add(
            RecordedPlant plant, List<DataPoint> points, SplittableRandom random, long fromNs, int count) {
        List<DataPoint> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int status = random.nextInt(6) > 0
                    ? Quality.GOOD
                    : random.nextBoolean() ? Quality.BAD_SENSOR_FAILURE : Quality.UNCERTAIN;
            double value = random.nextInt(50) == 0 ? Double.NaN : random.nextDouble(100);
            some.add(DataPoint.of(fromNs + random.nextLong(6 * 60 * MINUTE), value, status));
        }
        plant.batch(() -> some.forEach(point -> plant.update("A.Sum", point.number(), e -> {
            e.sourceTimeNs = point.timeNs();
            e.statusCode = point.status();
        })));
        points.addAll(some);
        points.sort(Comparator.comparingLong(DataPoint::timeNs));
    }

    private static void check(History history, List<DataPoint> points, long from, long seed) {
        for (Aggregate aggregate :
                List.of(Aggregate.AVERAGE, Aggregate.MINIMUM, Aggregate.MAXIMUM, Aggregate.RANGE, Aggregate.COUNT)) {
            for (boolean isStrict : new boolean[] {true, false}) {
                AggregateQuery query = new AggregateQuery(
                        "A.Sum", aggregate, from, from + 6 * DAY, 47 * MINUTE, true, isStrict, 80, 70);
                Aggregation expected = new Aggregation(query);
                points.forEach(expected::add);
                assertThat(shown(history.aggregate(query).join().items()))
                        .as("seed " + seed + " " + query)
                        .isEqualTo(shown(expected.finish(System.currentTimeMillis() * 1_000_000)));
            }
        }
    }

    private static List<String> shown(List<AggregateValue> values) {
        return values.stream()
                .map(value -> value.timeNs() + " "
                        + (value.value() instanceof Double number
                                ? String.format(Locale.ROOT, "%.9g", number)
                                : value.value())
                        + " " + Integer.toHexString(value.statusCode()))
                .toList();
    }

    /** One tag, two days of a sample a second; with {@code -Dringmain.year=true} a year, whose figures stand in CAMPAIGNS.md. */
    @Test
    void shouldAnswerALongSpanAtTwoThousandPoints() throws Exception {
        long from = 1_672_531_200L * SECOND;
        try (RecordedPlant plant = new RecordedPlant(folder);
                QuestDb questDb = QuestDb.start(QuestDbSettings.child(folder, JAR, 0), plant.store::reader)) {
            QuestDbQueries queries = new QuestDbQueries(questDb::endpoint);
            await().atMost(Duration.ofSeconds(60)).until(() -> questDb.sumsValidToNs() == Long.MAX_VALUE);
            for (long done = 0; done < ROWS; done += ROWS / 73) {
                long time = from / SECOND + done;
                queries.execute("INSERT INTO samples SELECT ((" + time + " + x - 1) * 1000000000L)::timestamp_ns,"
                                + " 'A.Year', 3::byte, sin(x / 1000.0) * 100 + rnd_double(), null, null,"
                                + " CASE WHEN x % 1000 = 0 THEN 2147483648L ELSE 0L END, " + done + " + x, 0,"
                                + " ((" + time + " + x - 1) * 1000000000L)::timestamp_ns, null FROM long_sequence("
                                + ROWS / 73 + ")")
                        .join();
            }
            new SamplesServer(questDb::endpoint, queries).awaitApplied();
            queries.execute(MinuteView.REFRESH).join();
            await().atMost(Duration.ofMinutes(5))
                    .until(
                            () -> queries.rows("SELECT sum(n) FROM " + MinuteView.NAME)
                                    .join()
                                    .get(0)[0],
                            Long.toString(ROWS)::equals);
            long to = from + ROWS * SECOND;
            long interval = (ROWS / 60 / 2000 + 1) * MINUTE;
            for (Aggregate aggregate : List.of(Aggregate.AVERAGE, Aggregate.RANGE, Aggregate.COUNT)) {
                AggregateQuery query = AggregateQuery.of("A.Year", aggregate, from, to, interval, true);
                measure(
                        aggregate.label(),
                        () -> questDb.history().aggregate(query).join().items().size());
            }
            measure(
                    "minmax",
                    () -> questDb.history()
                            .buckets("A.Year", from, to, 2000)
                            .join()
                            .size());
            AggregateQuery odd = AggregateQuery.of("A.Year", Aggregate.AVERAGE, from + 1, to, interval, true);
            measure(
                    "average, not at whole minutes",
                    () -> questDb.history().aggregate(odd).join().items().size());
            AggregateQuery day = AggregateQuery.of(
                    "A.Year", Aggregate.TIME_AVERAGE, from, Math.min(to, from + 10 * DAY), 10 * MINUTE, true);
            measure(
                    "timeAverage of 10 days",
                    () -> questDb.history().aggregate(day).join().items().size());
        }
    }

    private static void measure(String name, java.util.function.IntSupplier query) {
        long[] ms = new long[21];
        int size = 0;
        for (int i = 0; i < ms.length; i++) {
            long beganNs = System.nanoTime();
            size = query.getAsInt();
            ms[i] = (System.nanoTime() - beganNs) / 1_000_000;
        }
        assertThat(size).as(name).isBetween(100, 2_000);
        long first = ms[0];
        Arrays.sort(ms);
        System.out.printf(
                "%s: %d intervals, first %d ms, median %d ms, longest %d ms%n", name, size, first, ms[10], ms[20]);
    }
}
