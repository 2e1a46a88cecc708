package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.testing.RecordedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sites that were driven the same way, but for one value. */
class JournalDiffTest {
    private static final String SITE = """
            site: {name: twins}
            tags: [{name: Level, type: float64}]
            alarms: [{name: Level.HI, tag: Level, kind: HI, limit: 5}]
            """;

    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static Path third;

    @BeforeAll
    static void record() throws Exception {
        first = record("first", 4);
        second = record("second", 4);
        third = record("third", 7);
    }

    private static Path record(String name, double fourth) throws Exception {
        return new RecordedSite(Files.createDirectory(folder.resolve(name)))
                .run(SITE, running -> {
                    for (double value : new double[] {1, 2, 3, fourth, 2, 1}) {
                        running.tick(1).update("Level", value);
                    }
                })
                .data();
    }

    @Test
    void shouldFindTwinsTheSame() {
        Run run = Run.of("journal", "diff", first.toString(), second.toString());

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).singleElement().asString().startsWith("the same: ");
    }

    @Test
    void shouldNameWhereTheyPartWithWhatStandsAround() {
        Run run = Run.of("journal", "diff", first.toString(), third.toString(), "--context", "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(run.out()).first().asString().matches("first difference: sequence \\d+ \\(UPDATE\\): value: .*");
        assertThat(run.out())
                .anyMatch(line -> line.contains("value=3.0"))
                .anyMatch(line -> line.contains("value=4.0"))
                .anyMatch(line -> line.contains("value=7.0"))
                .anyMatch(line -> line.contains("value=2.0"))
                .noneMatch(line -> line.contains("value=1.0"))
                .last()
                .asString()
                .startsWith("different: ")
                .contains(" 1 with other inputs, 1 with other outcomes, ");
    }

    @Test
    void shouldAnswerInJson() throws Exception {
        Run run = Run.of("journal", "diff", first.toString(), third.toString(), "--json");

        JsonNode answer = new ObjectMapper().readTree(run.out().get(0));
        assertThat(answer.path("same").asBoolean()).isFalse();
        assertThat(answer.at("/difference/kind").asText()).isEqualTo("UPDATE");
        assertThat(answer.at("/difference/second").findValuesAsText("value")).contains("7.0");
    }

    @Test
    void shouldSayThatAFolderHasNoJournal() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Run run = Run.of("journal", "diff", first.toString(), empty.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(run.err()).singleElement().asString().contains("there is no journal in " + empty);
    }
}
