package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.EventKind;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journal, one real server, and the rows that different ways lead to. */
class QuestDbRebuildTest {
    private static final int ROUNDS = 8;
    private static final int BATCHES = 40;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("ringmain.seed", 20261121L);
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void shouldMakeTheSameRowsHoweverOftenItWasCutOffAndMadeAgain() throws Exception {
        Path server = folder.resolve("server");
        try (RecordedPlant plant = new RecordedPlant(folder.resolve("site"));
                QuestDbProcess process = new QuestDbProcess(
                        QuestDbSettings.child(server, Path.of(System.getProperty("ringmain.questdb.jar")), 0))) {
            process.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> process.endpoint() != null);
            QuestDbQueries queries = new QuestDbQueries(process::endpoint);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> queries.rows("SELECT 1")
                            .handle((rows, error) -> error == null)
                            .join());
            configure(plant);
            for (int round = 0; round < ROUNDS; round++) {
                Path before = Files.createDirectories(folder.resolve("before" + round));
                copy(folder.resolve("site/projections"), before);
                try (QuestDb live = QuestDb.start(external(process, folder.resolve("site")), plant.store::reader)) {
                    record(plant, round);
                    await().atMost(Duration.ofSeconds(30))
                            .until(() -> live.status().sequence() == plant.lastSequence());
                }
                if (round % 3 == 1) { // as if it had been killed before it noted anything
                    copy(before, folder.resolve("site/projections"));
                }
            }
            try (QuestDb live = QuestDb.start(external(process, folder.resolve("site")), plant.store::reader)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> live.status().sequence() == plant.lastSequence());
            }
            new SamplesServer(process::endpoint, queries).awaitApplied();
            List<String> rows = rows(queries);
            assertThat(rows).as("seed " + seed).hasSizeGreaterThan(ROUNDS * BATCHES);

            for (int i = 0; i < 2; i++) {
                ProjectionStatus rebuilt = QuestDbRebuild.run(
                        external(process, folder.resolve("rebuilt" + i)), plant.store::reader, (sequence, n) -> {});
                assertThat(rebuilt.sequence()).isEqualTo(plant.lastSequence());
                assertThat(rebuilt.rows()).isEqualTo(rows.size());
                assertThat(rows(queries)).as("seed " + seed).isEqualTo(rows);
            }
        }
    }

    private static QuestDbSettings external(QuestDbProcess process, Path folder) {
        Endpoint server = process.endpoint();
        return QuestDbSettings.external(folder, server.server(), server.user(), server.password());
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void configure(RecordedPlant plant) {
        plant.tag("A.Bool", TagType.BOOL);
        plant.tag("A.Int", TagType.INT64);
        plant.tag("A.Every", TagType.FLOAT64);
        plant.tag("A.Text", TagType.STRING);
        plant.tag(
                TagDefinition.builder("A.Wholes", TagType.INT64_ARRAY).length(3).build());
        plant.tag(TagDefinition.builder("A.Reals", TagType.FLOAT64_ARRAY)
                .length(3)
                .build());
        plant.tag(door("A.Door", 1));
        plant.tag(TagDefinition.builder("A.Band", TagType.FLOAT64)
                .recording(Recording.onChange(Deadband.absolute(2), 20_000))
                .build());
        plant.tag(TagDefinition.builder("A.Period", TagType.STRING)
                .recording(Recording.periodic(50_000))
                .build());
    }

    private static TagDefinition door(String name, double deviation) {
        return TagDefinition.builder(name, TagType.FLOAT64)
                .recording(Recording.compressed(Deadband.absolute(deviation), TimeUnit.MILLISECONDS.toNanos(1)))
                .build();
    }

    private void record(RecordedPlant plant, int round) {
        for (int batch = 0; batch < BATCHES; batch++) {
            plant.batch(() -> {
                for (int i = 0; i < 20; i++) {
                    update(plant);
                }
            });
        }
        if (round == 3) {
            plant.batch(() -> plant.event(EventKind.START, 0, e -> {}));
        }
        plant.tag(door("A.Door" + round, 2)); // a configuration between the rounds
        if (round == 5) {
            plant.tag(TagDefinition.internal("A.Late", TagType.INT64));
        }
    }

    private void update(RecordedPlant plant) {
        double number = random.nextInt(40) / 10.0 + 50 * Math.sin(plant.nowNs() / 1e6);
        int status = random.nextInt(60) == 0 ? Quality.BAD : Quality.GOOD;
        switch (random.nextInt(12)) {
            case 0 -> plant.update("A.Bool", random.nextBoolean());
            case 1 -> plant.update("A.Int", random.nextLong());
            case 2 ->
                plant.update("A.Every", number, e -> e.sourceTimeNs = random.nextInt(9) == 0 ? 5 : e.sourceTimeNs);
            case 3 -> plant.update("A.Text", "text " + random.nextInt());
            case 4 -> plant.update("A.Wholes", new long[] {random.nextLong(), 1});
            case 5 -> plant.update("A.Reals", new double[] {random.nextDouble()});
            case 6, 7, 8 -> plant.update("A.Door", number, e -> e.statusCode = status);
            case 9, 10 -> plant.update("A.Band", number, e -> e.statusCode = status);
            default -> plant.update("A.Period", "p" + random.nextInt());
        }
    }

    private static List<String> rows(QuestDbQueries queries) {
        return queries
                .rows("SELECT ts::long, tag, type, value, \"long\", text, quality, sequence, ordinal,"
                        + " ingress::long, source_given FROM samples ORDER BY ts, tag, sequence, ordinal")
                .join()
                .stream()
                .map(row -> String.join("|", Stream.of(row).map(String::valueOf).toList()))
                .toList();
    }
}
