package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.historian.journal.ChronicleJournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagsCommandTest {
    private static final String SITE = """
            site: {name: plant, data: data}
            connectors: [{name: plc, type: opcua, endpoint: "opc.tcp://127.0.0.1:4840", security: None}]
            tags:
              - {name: A, type: float64, unit: bar, range: [0, 10], description: "=1, \\"x\\" ü"}
              - {name: B, type: int64, source: {connector: plc, address: "ns=2;s=B", options: {queue-size: 10}}}
            alarms: [{name: A.HI, tag: A, kind: HI, limit: 5}]
            """;

    @TempDir
    private Path folder;

    private Path site;
    private Path csv;

    @BeforeEach
    void write() throws IOException {
        site = Files.writeString(folder.resolve("plant.yaml"), SITE);
        csv = folder.resolve("tags.csv");
    }

    private Run run(Path file, String... command) {
        return Run.of(Stream.concat(
                        Stream.of("tags"), Stream.concat(Arrays.stream(command), Stream.of("--site", "" + file)))
                .toArray(String[]::new));
    }

    private Run put(String table, String... options) throws IOException {
        Files.writeString(csv, table);
        return run(
                site,
                Stream.concat(Stream.of("import", csv.toString()), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private Path export(Path file, String name) {
        Path out = folder.resolve(name);
        assertThat(run(file, "export", "--out", out.toString()).exitCode()).isZero();
        return out;
    }

    @Test
    void shouldMakeTheSameBytesOfWhatItHasImported() throws IOException {
        Path first = export(site, "first.csv");
        Path other = Files.writeString(
                Files.createDirectory(folder.resolve("other")).resolve("other.yaml"),
                SITE.substring(0, SITE.indexOf("tags:")));

        Run run = run(other, "import", first.toString());

        assertThat(run.out())
                .containsExactly(first + ": 2 created, 0 changed, 0 unchanged, 0 removed; kept in "
                        + folder.resolve("other/other.d/tags.yaml"));
        assertThat(export(other, "second.csv")).hasSameBinaryContentAs(first);
        assertThat(run(other, "import", first.toString()).out().get(0))
                .endsWith("2 unchanged, 0 removed; nothing to be changed");
        assertThat(String.join("\r\n", run(site, "export").out()) + "\r\n").isEqualTo(Files.readString(first));
    }

    @Test
    void shouldSayOfEveryRowWhatIsWrongAndChangeNothing() throws IOException {
        Run run = put("""
                name,type,range-low,range-high,source.connector,source.address
                C,float64,0,10,,
                D,flaot64,,,,
                E,float64,low,1,,
                """);
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).hasSize(2);
        assertThat(run.err().get(0)).startsWith(csv + ":3: type: 'flaot64' is not allowed");
        assertThat(run.err().get(1)).startsWith(csv + ":4: range-low: ");

        run = put("name,type,source.connector,source.address\nC,float64,,\nD,float64,plc,nonsense\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().startsWith(csv + ":3: source.address: ");

        run = put("name,typ\nC,bool\n");
        assertThat(run.err()).singleElement().asString().startsWith(csv + ":1: typ: is not a column");
        assertThat(folder.resolve("plant.d")).doesNotExist();
    }

    @Test
    void shouldOnlyCountInADryRun() throws IOException {
        Run run = put("name,type,unit\nA,float64,kPa\nC,bool,\n", "--dry-run", "--json");

        JsonNode json = TestGateway.json(run.out().get(0));
        assertThat(run.exitCode()).isZero();
        assertThat(json.path("created").asInt()).isEqualTo(1);
        assertThat(json.path("changed").asInt()).isEqualTo(1);
        assertThat(json.path("applied").asBoolean()).isFalse();
        assertThat(folder.resolve("plant.d")).doesNotExist();

        run = put("name,type\nC,boll\n", "--dry-run", "--json");
        JsonNode error = TestGateway.json(run.out().get(0)).path("errors").path(0);
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(error.path("line").asInt()).isEqualTo(2);
        assertThat(error.path("column").asText()).isEqualTo("type");
    }

    @Test
    void shouldRemoveWhatIsNotInTheTableWhenItIsToldTo() throws IOException {
        assertThat(put("name,type\nC,bool\n", "--replace").err())
                .singleElement()
                .asString()
                .startsWith(csv + ": alarms[A.HI].tag: ");

        Run run = put("name,type\nA,float64\n", "--replace");

        assertThat(run.out().get(0)).contains("0 created, 0 changed, 1 unchanged, 1 removed");
        assertThat(run(site, "export").out()).hasSize(2).last().asString().startsWith("A,float64,");
    }

    @Test
    void shouldSayHowToImportWhileTheSiteRuns() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (ChronicleJournalStore running = ChronicleJournalStore.open(data)) {
            Run run = put("name,type\nC,bool\n");

            assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
            assertThat(run.err()).singleElement().asString().contains("runs on " + data, "/api/v1/tags:import");
            assertThat(put("name,type\nC,bool\n", "--dry-run").exitCode()).isZero();
            assertThat(run(site, "export").out()).hasSize(3);
        }
        assertThat(put("name,type\nC,bool\n").exitCode()).isZero();
        assertThat(Run.of("validate", site.toString()).exitCode()).isZero();
        assertThat(run(site, "export").out()).hasSize(4);
    }

    @Test
    void shouldRefuseWhatIsNotAllowed() throws IOException {
        assertThat(run(site, "export", "--json").err())
                .singleElement()
                .asString()
                .contains("--out is missing");
        assertThat(run(site, "import", "none.csv").exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(Run.of("tags").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(Run.of("tags", "import", csv.toString()).exitCode()).isEqualTo(ExitCode.REFUSED);
    }
}
