package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.gateway.testing.RecordedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alarm goes active every 5 minutes for 2 minutes, 24 times from 2023-11-14T22:13:20Z on, each acknowledged in 1 minute. */
class AlarmReportCommandTest {
    @TempDir
    private Path folder;

    private RecordedSite site;

    @BeforeEach
    void record() throws Exception {
        site = new RecordedSite(folder).run(RecordedSite.LEVEL_WITH_ALARM, running -> {
            for (int i = 0; i < 24; i++) {
                running.update("Level", 20)
                        .tick(60)
                        .order(Kind.ACKNOWLEDGE, "Level.HI")
                        .tick(60);
                running.update("Level", 1).tick(180);
            }
        });
    }

    @Test
    void shouldTellTheFiguresAgainstTheirTargets() {
        Run run = report();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().get(0))
                .isEqualTo("Alarms of past, 2023-11-14T22:13:20.000000000Z to 2023-11-15T00:13:20.000000000Z");
        assertThat(run.out())
                .anyMatch(line -> line.matches("average in 10 min per position +2 .*: acceptable"))
                .anyMatch(line -> line.matches("annunciations +24"))
                .anyMatch(line -> line.matches("most frequent +Level.HI 24 \\(100.0 %\\)"));
    }

    @Test
    void shouldAnswerInJsonForAnySpan() throws Exception {
        Run run = report("--from", "2023-11-14T23:00:00Z", "--to", "2023-11-14T23:30:00Z", "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out().get(0));
        assertThat(json.path("annunciations").asInt()).isEqualTo(6);
        assertThat(json.path("acknowledgements").asInt()).isEqualTo(6);
        assertThat(json.path("acknowledgedSecondsMedian").asDouble()).isBetween(60.0, 75.0);
        assertThat(json.path("returnedSecondsMedian").asDouble()).isBetween(120.0, 129.0);
    }

    @Test
    void shouldWriteAPage() throws Exception {
        Path page = folder.resolve("report.html");

        Run run = report("--html", page.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(page)).contains("<h1>Alarms of past</h1>", "Level.HI");
    }

    @Test
    void shouldRefuseWhatIsNotAllowed() {
        assertThat(report("--from", "2026-01-01", "--to", "2025-01-01").exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(report("--positions", "0").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(report("--html", folder.resolve("no/page.html").toString()).exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.of("report").exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    private Run report(String... options) {
        return Run.of(Stream.concat(Stream.of("report", "alarms", site.data().toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void shouldRefuseASpanBeforeTheJournalInsteadOfCountingNothing() {
        Run run = report("--from", "2020-01-01", "--to", "2020-01-02");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).singleElement().asString().contains("ends before the first event", "2023-11-14T22:13:20");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldSayWhereTheFiguresBeginWhenTheSpanBeginsBeforeTheJournal() {
        Run run = report("--from", "2020-01-01", "--to", "2023-11-14T23:00:00Z");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("note: nothing is recorded before 2023-11-14T22:13:20Z: the figures begin there");
    }
}
