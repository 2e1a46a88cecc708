package io.ringmain.gateway.jobs.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.gateway.jobs.JobCancelledException;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.render.PageRenderer;
import io.ringmain.gateway.render.RenderSettings;
import io.ringmain.gateway.testing.RecordedSite;
import io.ringmain.gateway.view.Problem;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What jobs make of a recorded data folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private Path data;
    private Map<String, JobKind> kinds;

    @BeforeAll
    void record() throws Exception {
        data = new RecordedSite(folder)
                .run(RecordedSite.LEVEL_WITH_ALARM, running -> {
                    for (int i = 0; i < 3; i++) {
                        running.update("Level", 20).order(Kind.ACKNOWLEDGE, "Level.HI");
                        running.update("Level", 1).tick(60);
                    }
                })
                .data();
        JobSite site = new JobSite(data, List.of(), Map.of(), List.of());
        DatabaseSettings own = DatabaseSettings.server("jdbc:postgresql://db.example/plant", "u", Secret.none());
        PageRenderer nowhere =
                new PageRenderer(new RenderSettings(folder.resolve("no-browser"), 1, Duration.ofSeconds(5)));
        ReportOutput output = new ReportOutput(nowhere, null);
        kinds = Map.of(
                "export", new ExportKind(site),
                "replay", new ReplayKind(site),
                "verify", new VerifyKind(site),
                "what-if", new WhatIfKind(site),
                "report", new ReportKind(site, output),
                "backup", new BackupKind(site, null),
                "rebuild", new RebuildKind(site, own, URI.create("http://q.example:9000"), name -> null));
    }

    @Test
    void shouldSayThatNothingCanBeRenderedWhereThereIsNoBrowser() throws Exception {
        JsonNode given = JSON.readTree("{\"format\":\"pdf\"}");

        assertThatThrownBy(() -> kinds.get("report").validate(given)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.code()).isEqualTo("renderer-unavailable");
            assertThat(problem.detail()).contains("no-browser", "render.browser");
        });
    }

    private FakeRun run(String kind, String parameters) throws Exception {
        JsonNode given = JSON.readTree(parameters.replace('\'', '"'));
        kinds.get(kind).validate(given);
        FakeRun run = new FakeRun(given, Files.createTempDirectory(folder, kind));
        kinds.get(kind).run(run);
        return run;
    }

    @Test
    void shouldExportSamplesAsCsvAndParquet() throws Exception {
        FakeRun csv = run("export", "{'tags':'Lev*'}");
        assertThat(csv.file).hasFileName("history.csv");
        assertThat(Files.readAllLines(csv.file))
                .hasSize(7)
                .filteredOn(line -> line.startsWith("Level,float64,"))
                .hasSize(6);
        FakeRun none = run("export", "{'tags':'Lev*','from':'2200-01-01T00:00:00Z'}");
        assertThat(Files.readAllLines(none.file)).hasSize(1);
        assertThatThrownBy(() -> run("export", "{'tags':['Nothing']}"))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("tags-unknown"));
        FakeRun parquet = run("export", "{'format':'parquet'}");
        assertThat(Files.readString(parquet.file, StandardCharsets.ISO_8859_1)).startsWith("PAR1");
    }

    @Test
    void shouldExecuteASpanAgain() throws Exception {
        JsonNode all = JSON.readTree(run("replay", "{}").file.toFile());
        assertThat(all.path("events").asInt()).isGreaterThan(9);
        assertThat(all.path("stateHash").asText()).isNotEmpty();
        JsonNode two = JSON.readTree(run("replay", "{'from':'3','to':'4'}").file.toFile());
        assertThat(two.path("events").asInt()).isEqualTo(2);
        assertThatThrownBy(() -> run("replay", "{'from':'2200-01-01T00:00:00Z'}"))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("span-empty"));
    }

    @Test
    void shouldCompareTheReplayWithWhatWasRecorded() throws Exception {
        JsonNode found = JSON.readTree(run("verify", "{'what':'replay'}").file.toFile());
        assertThat(found.path("verified").asBoolean()).isTrue();
        assertThat(found.at("/replay/results").asInt()).isPositive();
    }

    @Test
    void shouldCheckDigestsAndOrderOfTheJournal() throws Exception {
        JsonNode found = JSON.readTree(run("verify", "{'what':'journal'}").file.toFile());
        assertThat(found.path("verified").asBoolean()).isTrue();
        assertThat(found.at("/journal/records").asInt()).isPositive();
    }

    @Test
    void shouldFailToVerifyADamagedJournalAndSayWhatItFound() throws Exception {
        Path copy = Files.createTempDirectory(folder, "damaged");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Path there = copy.resolve(data.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
        flipABit(copy);
        FakeRun run = new FakeRun(JSON.readTree("{\"what\":\"journal\"}"), Files.createTempDirectory(folder, "verify"));
        JobKind verify = new VerifyKind(new JobSite(copy, List.of(), Map.of(), List.of()));
        assertThatThrownBy(() -> verify.run(run))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("not-verified"));
        JsonNode found = JSON.readTree(run.file.toFile());
        assertThat(found.path("verified").asBoolean()).isFalse();
        assertThat(found.at("/journal/problem").asText()).isNotEmpty();
    }

    private static void flipABit(Path copy) throws Exception {
        try (Stream<Path> files = Files.walk(copy.resolve("journal"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            byte[] content = Files.readAllBytes(segment);
            int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("anna");
            assertThat(at).isPositive();
            content[at] ^= 1;
            Files.write(segment, content);
        }
    }

    @Test
    void shouldTellWhatAnotherSiteWouldHaveDone() throws Exception {
        String site =
                "site: {name: other}\\ntags: [{name: Level, type: float64}]\\nalarms: [{name: Level.HI, tag: Level, kind: HI, limit: 30}]";
        JsonNode report = JSON.readTree(
                run("what-if", "{'format':'json','site':'" + site + "'}").file.toFile());
        assertThat(report.isObject()).isTrue();
        assertThat(report.toString()).contains("Level.HI");
        assertThat(Files.readString(run("what-if", "{'site':'" + site + "'}").file))
                .contains("<html");
    }

    @Test
    void shouldReachNoFileByTheSiteOfAWhatIf() throws Exception {
        Path other = Files.writeString(folder.resolve("other.yaml"), "tags: [{name: Level, type: float64}]");
        assertThatThrownBy(() -> run("what-if", "{'site':'site: {name: x}\\ninclude: [" + other + "]'}"))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("site-unsound"));
    }

    @Test
    void shouldReportOnAlarms() throws Exception {
        FakeRun page = run("report", "{}");
        assertThat(Files.readString(page.file)).contains("<html", "Level.HI");
        assertThat(page.contentType).startsWith("text/html");
        JsonNode json = JSON.readTree(run("report", "{'format':'json'}").file.toFile());
        assertThat(json.path("annunciations").asInt()).isEqualTo(3);
    }

    @Test
    void shouldBackUpTheDataFolderWithoutTheResultsOfJobs() throws Exception {
        Files.createDirectories(data.resolve("jobs/1"));
        Files.writeString(data.resolve("jobs/1/old.zip"), "x");
        FakeRun run = run("backup", "{}");
        try (ZipFile zip = new ZipFile(run.file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .anyMatch(name -> name.contains("journal/"))
                    .noneMatch(name -> name.contains("old.zip"));
        }
    }

    @Test
    void shouldRebuildIntoAFileOfItsOwn() throws Exception {
        FakeRun run = run("rebuild", "{'into':'sqlite'}");
        assertThat(run.file).hasFileName("projection.db");
        try (Database database = Database.open(DatabaseSettings.sqlite(run.file.getParent()), "projection")) {
            assertThat(database.<Long, RuntimeException>readOnly(
                            "count", session -> session.count("SELECT count(*) FROM occurrences")))
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export  | {'tag':'A'}                     | unknown parameter tag",
                "export  | {'format':'xls'}                | format: 'xls' is not allowed, must be one of csv, parquet",
                "export  | {'from':'yesterday'}            | from: 'yesterday' is no time",
                "export  | {'from':'2026-01-02T00:00:00Z','to':'2026-01-01T00:00:00Z'} | to: must not be before from",
                "export  | {'tags':[]}                     | tags: a text, or a list",
                "export  | {'format':'parquet','exactText':true} | exactText: is for csv",
                "replay  | {'from':'x'}                    | from: 'x' is neither a sequence",
                "replay  | {'from':'9','to':'8'}           | to: must not be before from",
                "verify  | {'what':'all of it'}            | what: 'all of it' is not allowed",
                "verify  | {'what':'journal','from':'3'}   | from, to: are for",
                "what-if | {}                              | site: is missing",
                "what-if | {'site':'x','renames':[]}       | renames: an object of texts",
                "report  | {'positions':0}                 | positions: 0 is not allowed",
                "report  | {'report':'sales'}              | report: 'sales' is not allowed",
                "report  | {'format':'gif'}                | format: 'gif' is not allowed",
                "report  | {'format':'png','width':10}     | width: 10 is not allowed",
                "report  | {'width':800}                   | are for pdf and png",
                "report  | {'page':'/#/alarms'}            | a page is rendered as pdf or png",
                "report  | {'page':'//evil.example/','format':'pdf'} | a page of this server is expected",
                "report  | {'page':'/#/a b','format':'pdf'} | a page of this server is expected",
                "report  | {'page':'/#/a','format':'pdf','positions':1} | positions: is not for a page",
                "backup  | {'out':'/tmp/x'}                | unknown parameter out, none is taken",
                "rebuild | {'into':'jdbc:sqlite:/etc'}     | into: 'jdbc:sqlite:/etc' is not allowed",
                "rebuild | {'into':'jdbc:postgresql://db.example/plant'} | is what the running site writes itself",
                "rebuild | {'into':'http://q.example:9000'} | is what the running site writes itself",
                "rebuild | {'into':'ftp://x'}              | into: 'ftp://x' is not allowed"
            })
    void shouldSayWhichParameterIsWrongAndWhatIsAllowed(String kind, String parameters, String told) throws Exception {
        JsonNode given = JSON.readTree(parameters.replace('\'', '"'));
        assertThatThrownBy(() -> kinds.get(kind).validate(given)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("parameters-invalid");
            assertThat(problem.detail()).contains(told);
        });
    }

    @ParameterizedTest
    @CsvSource({"export", "replay", "report", "backup"})
    void shouldEndWhenItIsCancelled(String kind) throws Exception {
        FakeRun run = new FakeRun(JSON.readTree("{}"), Files.createTempDirectory(folder, kind));
        run.isCancelled = true;
        assertThatThrownBy(() -> kinds.get(kind).run(run)).isInstanceOf(JobCancelledException.class);
    }
}
