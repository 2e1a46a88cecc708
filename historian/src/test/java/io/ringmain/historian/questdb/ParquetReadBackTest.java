package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.export.Export;
import io.ringmain.historian.export.ExportFormat;
import io.ringmain.historian.export.ExportReport;
import io.ringmain.historian.export.ExportRequest;
import io.ringmain.historian.files.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported Parquet files, read by QuestDB, whose reader shares no code with what writes them. */
class ParquetReadBackTest {
    private static final int MANY = 40_000;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldBeReadByAnotherProgramAsItWasWritten() throws IOException {
        try (RecordedPlant plant = new RecordedPlant(folder)) {
            record(plant);
            Path importable = Files.createDirectories(folder.resolve("questdb/import"));
            ExportReport report = Export.toFile(
                    folder,
                    new ExportRequest(List.of(new Glob("*")), 0, Long.MAX_VALUE, ExportRequest.By.SOURCE),
                    ExportFormat.PARQUET,
                    importable.resolve("a.parquet"),
                    Progress.NONE);
            assertThat(report.rows()).isEqualTo(MANY + 7);
            try (QuestDb questDb = QuestDb.start(
                    QuestDbSettings.child(folder, Path.of(System.getProperty("ringmain.questdb.jar")), 0),
                    plant.store::reader)) {
                QuestDbQueries queries = new QuestDbQueries(questDb::endpoint);
                await().atMost(DEADLINE)
                        .ignoreExceptions()
                        .until(() -> queries.rows("select 1").join().size() == 1);
                compare(queries);
            }
        }
    }

    private static void record(RecordedPlant plant) {
        plant.tag("A.Bool", TagType.BOOL);
        plant.tag("A.Int", TagType.INT64);
        plant.tag("A.Real", TagType.FLOAT64);
        plant.tag("A.Text", TagType.STRING);
        plant.tag(TagDefinition.builder("A.Reals", TagType.FLOAT64_ARRAY)
                .length(3)
                .build());
        plant.batch(() -> {
            plant.update("A.Bool", true, e -> e.sourceTimeNs -= 1);
            plant.update("A.Int", Long.MAX_VALUE);
            plant.update("A.Real", -0.1);
            plant.update("A.Text", "Ü=1");
            plant.update("A.Text", "");
            plant.update("A.Real", null, e -> e.statusCode = Quality.BAD_TIMEOUT);
            plant.update("A.Reals", new double[] {0.5, -1e300, 3});
        });
        plant.batch(() -> {
            for (long i = 0; i < MANY; i++) {
                plant.update("A.Int", i * i);
            }
        });
    }

    private static void compare(QuestDbQueries queries) {
        assertThat(lines(
                        queries,
                        "select tag, type, source_time, ingress_time, value_int64, value_float64, value_string,"
                                + " quality, quality_name, sequence, ordinal from read_parquet('a.parquet') limit 6"))
                .containsExactly(
                        "A.Bool bool 2023-11-14T22:13:20.000005999Z 2023-11-14T22:13:20.000006000Z - - - 0 Good 6 0",
                        "A.Int int64 2023-11-14T22:13:20.000007000Z 2023-11-14T22:13:20.000007000Z"
                                + " 9223372036854775807 - - 0 Good 7 0",
                        "A.Real float64 2023-11-14T22:13:20.000008000Z 2023-11-14T22:13:20.000008000Z - -0.1 - 0 Good 8 0",
                        "A.Text string 2023-11-14T22:13:20.000009000Z 2023-11-14T22:13:20.000009000Z - - Ü=1 0 Good 9 0",
                        "A.Text string 2023-11-14T22:13:20.000010000Z 2023-11-14T22:13:20.000010000Z - -  0 Good 10 0",
                        "A.Real float64 2023-11-14T22:13:20.000011000Z 2023-11-14T22:13:20.000011000Z - - -"
                                + " 2148139008 BadTimeout 11 0");
        assertThat(lines(queries, "select value_bool from read_parquet('a.parquet') limit 1"))
                .containsExactly("true");
        assertThat(lines(
                        queries,
                        "select value_float64_array[2], value_float64_array[3] from read_parquet('a.parquet')"
                                + " where tag = 'A.Reals'"))
                .containsExactly("-1.0E300 3.0");
        assertThat(lines(
                        queries,
                        "select count(), sum(value_int64), max(sequence) from read_parquet('a.parquet')"
                                + " where sequence > 12"))
                .containsExactly(MANY + " " + squares() + " " + (MANY + 12));
    }

    private static long squares() {
        long sum = 0;
        for (long i = 0; i < MANY; i++) {
            sum += i * i;
        }
        return sum;
    }

    private static List<String> lines(QuestDbQueries queries, String sql) {
        return queries.rows(sql).join().stream()
                .map(row -> String.join(" ", row).replace("null", "-"))
                .toList();
    }
}
