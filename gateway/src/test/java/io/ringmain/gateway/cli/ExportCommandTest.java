package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value a second from 1970-01-12T13:46:40Z on, in a folder with a snapshot at its end. */
class ExportCommandTest {
    private static final long START_NS = 1_000_000_000_000_000L;

    @TempDir
    private Path folder;

    private long nowNs = START_NS;

    @BeforeEach
    void record() {
        SiteDefinition site = new SiteDefinition(
                "export",
                List.of(),
                List.of(TagDefinition.internal("A.Int", TagType.INT64), TagDefinition.internal("B.Int", TagType.INT64)),
                List.of(),
                List.of());
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Plant plant = Plant.launch(new PlantContext()
                        .site(site)
                        .journalStore(store)
                        .snapshotStore(new FileSnapshotStore(folder))
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs, () -> nowNs))) {
            SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);
            for (long value = 1; value <= 10; value++) {
                nowNs += 1_000_000_000L;
                source.update(plant.site().tagId("A.Int"), value, Quality.GOOD, nowNs);
                source.update(plant.site().tagId("B.Int"), -value, Quality.GOOD, nowNs);
                plant.stepAll();
            }
        }
    }

    @Test
    void shouldWriteCsvToStdout() {
        Run run = run(
                "--format", "csv", "--tags", "A.*", "--from", "1970-01-12T13:46:42Z", "--to", "1970-01-12T13:46:45Z");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).hasSize(4);
        assertThat(run.out().get(1))
                .startsWith("A.Int,int64,1970-01-12T13:46:42.000000000Z,1970-01-12T13:46:42.000000000Z,2,0,Good,");
    }

    @Test
    void shouldSayInJsonWhatWasExported() throws IOException {
        Path file = folder.resolve("out.parquet");

        Run run = run(
                "--format", "parquet", "--tags", "A.Int,B.*", "--by", "ingress", "--out", file.toString(), "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out().get(0));
        assertThat(json.get("samples").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(json.get("tags").asInt()).isEqualTo(2);
        assertThat(json.get("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(json.get("damage")).isEmpty();
    }

    @Test
    void shouldEndWithFourAndNameTheDamageWhenTheJournalIsDamaged() throws IOException {
        Path segment;
        try (Stream<Path> files = Files.list(folder.resolve("journal/epoch-000001"))) {
            segment = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("x\u0001"); // zlib's head
        assertThat(at).as("place of the configuration").isPositive();
        Arrays.fill(bytes, at + 10, at + 14, (byte) 0x55);
        Files.write(segment, bytes);
        Path file = folder.resolve("out.csv");

        Run run = run("--format", "csv", "--out", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(run.err())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("ringmain: the journal is damaged: epoch 1"));
        assertThat(Files.readString(file)).contains("A.Int,int64,").contains("B.Int,int64,");
    }

    @Test
    void shouldRefuseWhatIsNotAllowed() {
        assertRefused("must be csv or parquet", "--format", "xml");
        assertRefused("is no time", "--format", "csv", "--from", "yesterday");
        assertRefused("--to is before --from", "--format", "csv", "--from", "2026-01-02", "--to", "2026-01-01");
        assertRefused("--out is missing", "--format", "parquet");
        assertRefused(
                "there is no folder",
                "--format",
                "csv",
                "--out",
                folder.resolve("no/out.csv").toString());
        assertRefused("must be source or ingress", "--format", "csv", "--by", "clock");
    }

    @Test
    void shouldRefuseToExportTagsThatTheJournalDoesNotHave() throws IOException {
        Path file = folder.resolve("out.parquet");
        Files.writeString(file, "what was there");

        assertRefused(
                "--tags: no tag of this journal is called Intake.* or X; nothing was written",
                "--format",
                "parquet",
                "--tags",
                "Intake.*,X",
                "--out",
                file.toString());
        assertThat(file).hasContent("what was there");
        assertRefused("--tags: no tag of this journal is called Intake.*", "--format", "csv", "--tags", "Intake.*");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".tmp"));
        }
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        Run run = Run.of("export", folder.resolve("snapshots").toString(), "--format", "csv");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(run.err()).singleElement().asString().contains("there is no journal");
    }

    private void assertRefused(String problem, String... arguments) {
        Run run = run(arguments);
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains(problem);
    }

    private Run run(String... arguments) {
        return Run.of(Stream.concat(Stream.of("export", folder.toString()), Arrays.stream(arguments))
                .toArray(String[]::new));
    }
}
