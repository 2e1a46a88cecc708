package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.testing.RecordedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
    private static final String TAGS = "[{name: Level, type: float64}]\n";

    @TempDir
    private Path folder;

    private RecordedSite site;
    private Path archive;
    private Path restored;

    @BeforeEach
    void record() throws Exception {
        site = new RecordedSite(folder).run(RecordedSite.LEVEL_WITH_ALARM, running -> {
            for (int i = 0; i < 30; i++) {
                running.update("Level", i).tick(1);
            }
        });
        archive = folder.resolve("site.zip");
        restored = folder.resolve("restored");
    }

    @Test
    void shouldRestoreAndVerifyWhatWasBackedUp() {
        Run backup = Run.of("backup", site.data().toString(), "--out", archive.toString());
        Run restore = Run.of("restore", archive.toString(), "--data", restored.toString());

        assertThat(backup.exitCode()).isZero();
        assertThat(backup.out()).singleElement().asString().contains("journal up to sequence");
        assertThat(restore.err()).isEmpty();
        assertThat(restore.exitCode()).isZero();
        assertThat(restore.out()).hasSize(2);
        assertThat(restore.out().get(1))
                .matches("verified: \\d+ events, \\d+ results and \\d+ state hashes are the same");
        assertThat(Run.of("export", restored.toString(), "--format", "csv").out())
                .isEqualTo(Run.of("export", site.data().toString(), "--format", "csv")
                        .out());
    }

    @Test
    void shouldTakeTheSiteFileAndWhatItIncludes() throws Exception {
        Path plant = Files.createDirectories(folder.resolve("plant"));
        Files.createDirectories(folder.resolve("common"));
        Files.writeString(folder.resolve("common/tags.yaml"), "tags: " + TAGS);
        Path file =
                Files.writeString(plant.resolve("site.yaml"), "site: {name: past}\ninclude: [../common/tags.yaml]\n");

        Run backup = Run.of(
                "backup", site.data().toString(), "--out", archive.toString(), "--site", file.toString(), "--json");
        Run restore = Run.of("restore", archive.toString(), "--data", restored.toString(), "--json");

        assertThat(backup.err()).isEmpty();
        assertThat(backup.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(restore.out().get(0));
        assertThat(json.path("verified").asBoolean()).isTrue();
        assertThat(restored.resolve("site/common/tags.yaml")).hasContent("tags: " + TAGS);
        assertThat(Run.of("validate", restored.resolve("site/plant/site.yaml").toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void shouldSayWhatIsKeptElsewhere() throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {name: past}
                historian: {questdb: {embedded: false, url: "http://trends.example:9000"}}
                """);

        Run backup = Run.of("backup", site.data().toString(), "--out", archive.toString(), "--site", file.toString());

        assertThat(backup.exitCode()).isZero();
        assertThat(backup.err())
                .singleElement()
                .asString()
                .startsWith("note: samples on http://trends.example:9000 are not in the backup");
    }

    @Test
    void shouldRefuseWhatIsNoBackup() throws Exception {
        Files.writeString(archive, "not at all");

        Run restore = Run.of("restore", archive.toString(), "--data", restored.toString());

        assertThat(restore.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(restore.err()).singleElement().asString().contains("is no backup", "nothing was restored");
        assertThat(restored).doesNotExist();
    }

    @Test
    void shouldRefuseFoldersThatDoNotFit() {
        String data = site.data().toString();
        assertThat(Run.of("backup", data, "--out", site.data().resolve("x.zip").toString())
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.of("backup", data, "--out", folder.resolve("no/x.zip").toString())
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.of("backup", folder.resolve("plain").toString(), "--out", archive.toString())
                        .exitCode())
                .isEqualTo(ExitCode.NOT_REACHABLE);
        Run.of("backup", data, "--out", archive.toString());
        Run occupied = Run.of("restore", archive.toString(), "--data", data);
        assertThat(occupied.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(occupied.err()).singleElement().asString().contains("is not empty");
    }
}
