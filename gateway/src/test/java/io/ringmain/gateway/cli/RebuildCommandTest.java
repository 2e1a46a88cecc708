package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.gateway.testing.RecordedSite;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildCommandTest {
    @TempDir
    private Path folder;

    private RecordedSite site;

    @BeforeEach
    void record() throws Exception {
        site = new RecordedSite(folder).run(RecordedSite.LEVEL_WITH_ALARM, running -> {
            for (int i = 0; i < 3; i++) {
                running.update("Level", 20).order(Kind.ACKNOWLEDGE, "Level.HI");
                running.update("Level", 1).tick(60);
            }
        });
    }

    private Run rebuild(String into, String... options) {
        List<String> arguments =
                new java.util.ArrayList<>(List.of("rebuild", site.data().toString(), "--into", into));
        arguments.addAll(List.of(options));
        return Run.of(arguments.toArray(String[]::new));
    }

    private List<String> occurrences(Path sqlite) {
        Database database = Database.open(DatabaseSettings.sqlite(sqlite), "projection");
        try {
            return database.session(
                    "look",
                    session -> session.list(
                            "SELECT alarm, state FROM occurrences ORDER BY sequence",
                            row -> row.text("alarm") + " " + row.text("state")));
        } finally {
            database.stop();
        }
    }

    @Test
    void shouldMakeTheTablesOfTheJournalAndTheSameAgain() throws Exception {
        Path sql = folder.resolve("sql");
        for (int i = 0; i < 2; i++) {
            Run run = rebuild("jdbc:sqlite:" + sql, "--json");
            assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
            JsonNode json = new ObjectMapper().readTree(run.out().get(0));
            assertThat(json.path("refused").asLong()).isZero();
            assertThat(json.path("rows").asLong()).isPositive();
            assertThat(occurrences(sql)).containsExactly("Level.HI NORM", "Level.HI NORM", "Level.HI NORM");
        }
        assertThat(rebuild("jdbc:sqlite:" + sql).out().get(0)).contains(" rows up to sequence ");
    }

    @Test
    void shouldSayInOneSentenceThatQuestDbIsNotThere() {
        Run run = rebuild("http://127.0.0.1:1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(run.err()).containsExactly("ringmain: QuestDB at http://127.0.0.1:1 does not answer");
    }

    @Test
    void shouldSayWhatItIsThatCanNotBeDone() {
        assertThat(rebuild("ftp://here").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(rebuild("jdbc:oracle:here").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(rebuild("jdbc:postgresql://127.0.0.1:1/none", "--user", "nobody")
                        .exitCode())
                .isEqualTo(ExitCode.NOT_REACHABLE);
        try (ChronicleJournalStore held = ChronicleJournalStore.open(site.data())) {
            assertThat(rebuild("jdbc:sqlite:" + folder).exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        }
        Run none = Run.of("rebuild", folder.toString(), "--into", "jdbc:sqlite:" + folder);
        assertThat(none.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
    }
}
