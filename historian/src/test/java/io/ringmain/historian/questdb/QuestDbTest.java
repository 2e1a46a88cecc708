package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.History.Bucket;
import io.ringmain.core.spi.History.Sample;
import io.ringmain.core.spi.History.Samples;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real server; every test has tags of its own. */
class QuestDbTest {

    @TempDir
    static Path folder;

    private static RecordedPlant plant;
    private static QuestDb questDb;
    private static History history;
    private static QuestDbQueries queries;

    @BeforeAll
    static void start() {
        plant = new RecordedPlant(folder);
        questDb = QuestDb.start(
                QuestDbSettings.child(folder, Path.of(System.getProperty("ringmain.questdb.jar")), 0),
                plant.store::reader);
        history = questDb.history();
        queries = new QuestDbQueries(questDb::endpoint);
    }

    @AfterAll
    static void stop() {
        questDb.close();
        plant.close();
    }

    @Test
    void shouldKeepNanosecondsAndEveryDouble() {
        plant.tag("A.Double", TagType.FLOAT64);
        List<Double> values = new ArrayList<>(List.of(
                0.1,
                -0.0,
                1.0 / 3,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY));
        SplittableRandom random = new SplittableRandom(4711);
        for (int i = 0; i < 500; i++) {
            values.add(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
        }
        long firstNs = plant.nowNs();
        plant.batch(() -> values.forEach(value -> plant.update("A.Double", value, e -> e.sourceTimeNs -= 789)));

        Samples samples = samples("A.Double", values.size());
        assertThat(samples.isTruncated()).isFalse();
        for (int i = 0; i < values.size(); i++) {
            assertThat(samples.items().get(i).value()).isEqualTo(values.get(i));
            assertThat(samples.items().get(i).sourceTimeNs()).isEqualTo(firstNs + 1000L * (i + 1) - 789);
        }
    }

    @Test
    void shouldKeepTypes() {
        plant.tag("B.Bool", TagType.BOOL);
        plant.tag("B.Int", TagType.INT64);
        plant.tag("B.Text", TagType.STRING);
        List<Long> numbers = List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, (1L << 53) + 1);
        List<String> texts = List.of(
                "",
                " ",
                "pump, \"A\"",
                "two\nlines\ttab\r\n",
                "bell \u0007 nul \u0000",
                "\\n",
                "Überdruck ≥ 3 бар 泵",
                "a'b\\c,d=e",
                "NULL");
        plant.batch(() -> {
            plant.update("B.Bool", true);
            plant.update("B.Bool", false);
            numbers.forEach(number -> plant.update("B.Int", number));
            texts.forEach(text -> plant.update("B.Text", text));
        });
        assertThat(samples("B.Bool", 2).items()).extracting(Sample::value).containsExactly(true, false);
        assertThat(samples("B.Int", numbers.size()).items())
                .extracting(Sample::value)
                .containsExactlyElementsOf(new ArrayList<Object>(numbers));
        assertThat(samples("B.Text", texts.size()).items())
                .extracting(Sample::value)
                .containsExactlyElementsOf(new ArrayList<Object>(texts));
    }

    @Test
    void shouldKeepArrays() {
        plant.tag(TagDefinition.builder("B.Reals", TagType.FLOAT64_ARRAY)
                .length(512)
                .build());
        plant.tag(
                TagDefinition.builder("B.Wholes", TagType.INT64_ARRAY).length(3).build());
        double[] reals = {0.1, Double.NaN, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
        double[] many = new double[512];
        Arrays.fill(many, -Math.PI * 1e-300);
        long[] wholes = {Long.MIN_VALUE, 0, Long.MAX_VALUE};
        plant.batch(() -> {
            plant.update("B.Reals", reals);
            plant.update("B.Reals", many);
            plant.update("B.Reals", new double[0]);
            plant.update("B.Wholes", wholes);
            plant.update("B.Wholes", null, e -> e.statusCode = Quality.BAD_TIMEOUT);
        });
        assertThat(samples("B.Reals", 3).items()).extracting(Sample::value).containsExactly(reals, many, new double[0]);
        assertThat(samples("B.Wholes", 2).items()).extracting(Sample::value).containsExactly(wholes, null);
    }

    @Test
    void shouldKeepWhatStoodInTheTableInPlaceOfWhatTheSourceSent() {
        plant.tag("B.Scaled", TagType.FLOAT64);
        plant.batch(() -> {
            plant.conditioned("B.Scaled", 12L, 50, Quality.UNCERTAIN);
            plant.update("B.Scaled", 51.0);
        });
        List<Sample> items = samples("B.Scaled", 2).items();
        assertThat(items).extracting(Sample::value).containsExactly(50.0, 51.0);
        assertThat(items).extracting(Sample::statusCode).containsExactly(Quality.UNCERTAIN, Quality.GOOD);
    }

    @Test
    void shouldKeepEveryQuality() {
        plant.tag("C.Quality", TagType.FLOAT64);
        List<Integer> qualities =
                List.of(Quality.GOOD, Quality.UNCERTAIN, Quality.BAD, Quality.BAD_NO_COMMUNICATION, 0xFFFF_FFFF);
        plant.batch(() -> {
            qualities.forEach(quality -> plant.update("C.Quality", 1.0, e -> e.statusCode = quality));
            plant.update("C.Quality", null, e -> e.statusCode = Quality.BAD_TIMEOUT);
        });
        List<Sample> items = samples("C.Quality", qualities.size() + 1).items();
        assertThat(items.subList(0, qualities.size()))
                .extracting(Sample::statusCode)
                .containsExactlyElementsOf(qualities);
        assertThat(items.get(qualities.size()).value()).isNull();
    }

    @Test
    void shouldKeepTwoUpdatesWithOneSourceTime() {
        plant.tag("D.Twice", TagType.INT64);
        long sourceNs = plant.nowNs();
        plant.batch(() -> {
            plant.update("D.Twice", 1L, e -> e.sourceTimeNs = sourceNs);
            plant.update("D.Twice", 2L, e -> e.sourceTimeNs = sourceNs);
        });
        assertThat(samples("D.Twice", 2).items()).extracting(Sample::value).containsExactly(1L, 2L);
    }

    @Test
    void shouldRecordWhatCommandsSet() {
        plant.tag("E.Setpoint", TagType.FLOAT64);
        plant.tag("E.Recipe", TagType.STRING);
        plant.batch(() -> {
            plant.write("E.Setpoint", TagType.FLOAT64, Double.doubleToRawLongBits(42.5), "");
            plant.write("E.Recipe", TagType.STRING, 0, "batch 7");
        });
        assertThat(samples("E.Setpoint", 1).items().get(0).value()).isEqualTo(42.5);
        assertThat(samples("E.Recipe", 1).items().get(0).value()).isEqualTo("batch 7");
    }

    @Test
    void shouldLeaveOutWhatIsNotToBeRecordedOrWasNotApplied() {
        TagDefinition tag = TagDefinition.internal("F.Silent", TagType.INT64);
        plant.tag(tag.change().history(false).build());
        plant.tag("F.Loud", TagType.INT64);
        plant.batch(() -> {
            plant.update("F.Silent", 1L);
            plant.update("F.Loud", 1L, e -> e.disposition = Event.FILTERED);
            plant.update("F.Loud", 2L, e -> e.disposition = Event.QUARANTINED);
            plant.update("F.Loud", 3L);
        });
        assertThat(samples("F.Loud", 1).items()).extracting(Sample::value).containsExactly(3L);
        assertThat(samples("F.Silent", 0).items()).isEmpty();
    }

    @Test
    void shouldFileSourceTimesThatCanNotBeRightAtTheTimeOfIntake() {
        plant.tag("G.Clock", TagType.INT64);
        long firstNs = plant.nowNs();
        long[] sources = {
            0, -5, 86_400_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, firstNs + TimeUnit.HOURS.toNanos(25)
        };
        plant.batch(() -> {
            for (long source : sources) {
                plant.update("G.Clock", source, e -> e.sourceTimeNs = source);
            }
            plant.update("G.Clock", 7L, e -> e.sourceTimeNs += TimeUnit.HOURS.toNanos(23));
        });
        List<Sample> items = samples("G.Clock", sources.length + 1).items();
        for (int i = 0; i < sources.length; i++) {
            assertThat(items.get(i).sourceTimeNs()).isEqualTo(firstNs + 1000L * (i + 1));
        }
        List<String[]> given = queries.rows("SELECT source_given FROM samples WHERE tag = 'G.Clock' ORDER BY sequence")
                .join();
        assertThat(given.get(0)[0]).isEqualTo("0");
        assertThat(given.get(sources.length)[0]).isNull();
    }

    /** What comes late was measured before much of what is there. */
    @Test
    void shouldPutLateValuesInTheirPlaceOnceAndPastTheRecorder() {
        plant.tag("G.Late", TagType.FLOAT64);
        plant.tag(TagDefinition.builder("G.Sparse", TagType.FLOAT64)
                .recording(Recording.onChange(Deadband.absolute(100), 0))
                .build());
        plant.batch(() -> {
            for (String tag : List.of("G.Late", "G.Sparse")) {
                plant.update(tag, 1.0, e -> e.sourceTimeNs -= TimeUnit.HOURS.toNanos(2));
                plant.update(tag, 200.0);
            }
        });
        samples("G.Late", 2);
        plant.batch(() -> {
            for (String tag : List.of("G.Late", "G.Sparse")) {
                late(tag, 3.0, 50);
                late(tag, 2.0, 90);
                late(tag, null, 40);
            }
            plant.update("G.Sparse", 201.0);
            plant.update("G.Late", 201.0);
        });
        assertThat(samples("G.Late", 6).items())
                .extracting(Sample::value)
                .containsExactly(1.0, 2.0, 3.0, null, 200.0, 201.0);
        assertThat(samples("G.Sparse", 5).items())
                .as("without what its deadband leaves out of the present")
                .extracting(Sample::value)
                .containsExactly(1.0, 2.0, 3.0, null, 200.0);
    }

    private static void late(String tag, Object value, long minutesAgo) {
        plant.update(tag, value, e -> {
            e.kind = EventKind.BACKFILL;
            e.statusCode = value == null ? Quality.BAD_SENSOR_FAILURE : Quality.GOOD;
            e.sourceTimeNs -= TimeUnit.MINUTES.toNanos(minutesAgo);
        });
    }

    @Test
    void shouldShowAValueUntilTheLinkWasLostAndNotFromTheValueOn() {
        plant.tag("G.Link", TagType.FLOAT64);
        plant.batch(() -> {
            plant.update("G.Link", 5.0, e -> e.sourceTimeNs -= TimeUnit.HOURS.toNanos(1));
            plant.status(EventKind.LINK, "G.Link", 5.0, Quality.BAD_NO_COMMUNICATION);
        });
        long lostNs = plant.nowNs();
        List<Sample> items = samples("G.Link", 2).items();
        assertThat(items.get(0).statusCode()).isEqualTo(Quality.GOOD);
        assertThat(items.get(1).statusCode()).isEqualTo(Quality.BAD_NO_COMMUNICATION);
        assertThat(items.get(1).sourceTimeNs()).isEqualTo(lostNs);
    }

    @Test
    void shouldKeepExtremesInBuckets() {
        plant.tag("H.Trend", TagType.FLOAT64);
        long fromNs = plant.nowNs();
        plant.batch(() -> {
            for (int i = 0; i < 1000; i++) {
                double value = i == 123 ? 1e6 : i == 777 ? -1e6 : i;
                plant.update("H.Trend", value);
            }
            plant.update("H.Trend", 5e6, e -> e.statusCode = Quality.BAD_SENSOR_FAILURE);
        });
        samples("H.Trend", 1001);
        List<Bucket> buckets =
                history.buckets("H.Trend", fromNs, plant.nowNs() + 1, 10).join();
        assertThat(buckets).hasSize(10);
        assertThat(buckets.stream().mapToLong(Bucket::count).sum()).isEqualTo(1001);
        assertThat(buckets.stream().mapToLong(Bucket::bad).sum()).isEqualTo(1);
        assertThat(buckets.stream().mapToDouble(Bucket::maximum).max().orElseThrow())
                .isEqualTo(1e6);
        assertThat(buckets.stream().mapToDouble(Bucket::minimum).min().orElseThrow())
                .isEqualTo(-1e6);
        assertThat(buckets.get(9).last()).isEqualTo(999);
        assertThat(buckets.get(0).startNs()).isEqualTo(fromNs);
        assertThat(history.buckets("H.Trend", fromNs, fromNs, 10).join()).isEmpty();
        assertThat(history.buckets("H.Nothing", fromNs, fromNs + 10, 10).join()).isEmpty();
    }

    @Test
    void shouldAnswerInOrderAndSayWhenThereIsMore() {
        plant.tag("I.Order", TagType.INT64);
        plant.batch(() -> {
            for (long i = 0; i < 100; i++) {
                long back = (i * 37) % 100;
                plant.update("I.Order", i, e -> e.sourceTimeNs = RecordedPlant.START_NS - 1_000_000 * back);
            }
        });
        List<Sample> all = samples("I.Order", 100).items();
        assertThat(all).extracting(Sample::sourceTimeNs).isSorted();
        Samples some = history.raw("I.Order", 0, Long.MAX_VALUE, 10).join();
        assertThat(some.isTruncated()).isTrue();
        assertThat(some.items()).isEqualTo(all.subList(0, 10));
        long third = all.get(2).sourceTimeNs();
        assertThat(history.raw("I.Order", third, third + 1, 10).join().items()).isEqualTo(all.subList(2, 3));
    }

    @Test
    void shouldTakeANameAsAName() {
        plant.tag("J.Safe", TagType.INT64);
        plant.batch(() -> plant.update("J.Safe", 1L));
        samples("J.Safe", 1);
        for (String name :
                List.of("' OR '1'='1", "x'; DROP TABLE samples; --", "\\' OR 1=1 --", "a%27b&c=d", "\u0000")) {
            assertThat(history.raw(name, 0, Long.MAX_VALUE, 10).join().items()).isEmpty();
        }
        assertThat(samples("J.Safe", 1).items()).hasSize(1);
    }

    @Test
    void shouldChangeNothingWhenAllIsSentAgain(@TempDir Path elsewhere) {
        plant.tag("K.Again", TagType.INT64);
        plant.batch(() -> {
            for (long i = 0; i < 1000; i++) {
                plant.update("K.Again", i);
            }
        });
        samples("K.Again", 1000);
        String count = queries.rows("SELECT count() FROM samples").join().get(0)[0];
        Endpoint server = questDb.endpoint();
        QuestDbSettings settings =
                QuestDbSettings.external(elsewhere, server.server(), server.user(), server.password());
        assertThat(settings.toString()).doesNotContain(server.password());
        try (QuestDb second = QuestDb.start(settings, plant.store::reader)) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(second.status().sequence())
                        .as(second.status().toString())
                        .isEqualTo(plant.lastSequence());
                assertThat(second.status().rows()).isGreaterThanOrEqualTo(1000);
            });
        }
        awaitApplied();
        assertThat(queries.rows("SELECT count() FROM samples").join().get(0)[0]).isEqualTo(count);
    }

    private static void awaitApplied() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> "0"
                        .equals(queries.rows("SELECT sum(sequencerTxn - writerTxn) FROM wal_tables()")
                                .join()
                                .get(0)[0]));
    }

    private static Samples samples(String tag, int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> questDb.status().sequence() == plant.lastSequence());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> history.raw(tag, 0, Long.MAX_VALUE, 10_000)
                                .join()
                                .items()
                                .size()
                        >= count);
        awaitApplied();
        Samples samples = history.raw(tag, 0, Long.MAX_VALUE, 10_000).join();
        assertThat(samples.items()).hasSize(count);
        return samples;
    }
}
