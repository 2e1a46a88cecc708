package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.Salvage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
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
            await().atMost(Duration.ofSeconds(60)).until(() -> process.endpoint() != null);
            QuestDbQueries queries = new QuestDbQueries(process::endpoint);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> queries.rows("SELECT 1")
                            .handle((rows, error) -> error == null)
                            .join());
            configure(plant);
            for (int round = 0; round < ROUNDS; round++) {
                Path before = Files.createDirectories(folder.resolve("before" + round));
                copy(folder.resolve("site/projections"), before);
                try (QuestDb live = QuestDb.start(external(process, folder.resolve("site")), plant.store::reader)) {
                    record(plant, round);
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> live.status().sequence() == plant.lastSequence());
                }
                if (round % 3 == 1) { // as if it had been killed before it noted anything
                    copy(before, folder.resolve("site/projections"));
                }
            }
            try (QuestDb live = QuestDb.start(external(process, folder.resolve("site")), plant.store::reader)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> live.status().sequence() == plant.lastSequence());
            }
            new SamplesServer(process::endpoint, queries).awaitApplied();
            List<String> rows = rows(queries);
            assertThat(rows).as("seed " + seed).hasSizeGreaterThan(ROUNDS * BATCHES);

            for (int i = 0; i < 2; i++) {
                QuestDbRebuild.Report report = QuestDbRebuild.run(
                        external(process, folder.resolve("rebuilt" + i)), plant.store::reader, (sequence, n) -> {});
                ProjectionStatus rebuilt = report.status();
                assertThat(report.damage()).isEmpty();
                assertThat(rebuilt.sequence()).isEqualTo(plant.lastSequence());
                assertThat(rebuilt.rows()).isEqualTo(rows.size());
                assertThat(rows(queries)).as("seed " + seed).isEqualTo(rows);
            }
        }
    }

    @Test
    void shouldNameDamageOfTheJournalAndDropNothingWhenNothingOfItCanBeRead() throws Exception {
        Path site = folder.resolve("damaged");
        try (QuestDbProcess process = new QuestDbProcess(QuestDbSettings.child(
                folder.resolve("server"), Path.of(System.getProperty("ringmain.questdb.jar")), 0))) {
            process.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> process.endpoint() != null);
            try (RecordedPlant plant = new RecordedPlant(site)) {
                plant.tag("A.Text", TagType.STRING);
                for (int i = 0; i < 9; i++) {
                    String text = "text number " + i;
                    plant.batch(() -> plant.update("A.Text", text));
                }
            }
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> rebuild(process, site).damage().isEmpty());
            QuestDbQueries queries = new QuestDbQueries(process::endpoint);
            assertThat(rows(queries)).hasSize(9);

            overwrite(site, ".cq4", "text number 4");
            QuestDbRebuild.Report report = rebuild(process, site);
            assertThat(report.damage()).singleElement().asString().contains("epoch 1");
            assertThat(rows(queries)).hasSize(8).noneMatch(row -> row.contains("number 4"));

            overwrite(site, "epoch.properties", "");
            assertThatThrownBy(() -> rebuild(process, site))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the table stays as it is");
            assertThat(rows(queries)).hasSize(8);
        }
    }

    @Test
    void shouldLeaveATableThatRingmainDidNotMake() throws Exception {
        try (QuestDbProcess process = new QuestDbProcess(QuestDbSettings.child(
                folder.resolve("server"), Path.of(System.getProperty("ringmain.questdb.jar")), 0))) {
            process.start();
            QuestDbQueries queries = new QuestDbQueries(process::endpoint);
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                queries.execute("CREATE TABLE IF NOT EXISTS samples (somebody STRING)")
                        .join();
                return true;
            });
            assertThatThrownBy(() -> QuestDbRebuild.run(
                            external(process, folder.resolve("site")),
                            from -> JournalReader.empty(),
                            (sequence, rows) -> {}))
                    .isInstanceOf(HistoryUnavailableException.class)
                    .hasMessageContaining("was not made by Ringmain");
            assertThat(queries.rows("SHOW COLUMNS FROM samples").join())
                    .singleElement()
                    .satisfies(column -> assertThat(column[0]).isEqualTo("somebody"));
        }
    }

    @Test
    void shouldSaySoonThatTheServerIsNotThere() {
        long beganNs = System.nanoTime();
        assertThatThrownBy(() -> QuestDbRebuild.run(
                        QuestDbSettings.external(folder, URI.create("http://127.0.0.1:1"), "", ""),
                        from -> JournalReader.empty(),
                        (sequence, n) -> {}))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessage("QuestDB at http://127.0.0.1:1 does not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(15));
    }

    private static QuestDbRebuild.Report rebuild(QuestDbProcess process, Path site) throws InterruptedException {
        return QuestDbRebuild.run(external(process, site), from -> Salvage.open(site, from), (sequence, n) -> {});
    }

    /** Makes a text, or all of the files, unreadable. */
    private static void overwrite(Path site, String name, String text) throws IOException {
        try (Stream<Path> files = Files.walk(site.resolve("journal"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(name)).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    Arrays.fill(bytes, at, text.isEmpty() ? bytes.length : at + text.length(), (byte) 'x');
                    Files.write(file, bytes);
                }
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
