package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.historian.journal.ChronicleJournalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalHoldTest {
    @TempDir
    private Path folder;

    private String data;

    @BeforeEach
    void make() {
        data = folder.toString();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            store.newEpoch(1).close();
        }
    }

    private Run hold(String from, String to, String reason) {
        return Run.of("journal", "hold", data, "--from", from, "--to", to, "--reason", reason);
    }

    @Test
    void shouldHoldListAndRelease() {
        assertThat(Run.of("journal", "holds", data).out()).containsExactly("nothing is held");
        Run held = hold("2026-05-03", "2026-05-04T12:00:00Z", "accident at the north gate");
        assertThat(held.exitCode()).isZero();
        assertThat(held.out())
                .singleElement()
                .asString()
                .startsWith("hold 1: 2026-05-03T00:00:00Z to 2026-05-04T12:00:00Z, set ")
                .endsWith(": accident at the north gate");
        assertThat(Run.of("journal", "holds", data, "--json").out())
                .singleElement()
                .asString()
                .contains("\"id\":1", "\"reason\":\"accident at the north gate\"", "\"released\":null");
        assertThat(Run.of("journal", "info", data).out()).anyMatch(line -> line.matches("held +1 spans"));
        assertThat(Run.of("journal", "release", data, "1").exitCode()).isZero();
        assertThat(Run.of("journal", "holds", data).out()).containsExactly("nothing is held");
        assertThat(Run.of("journal", "holds", data, "--all").out())
                .singleElement()
                .asString()
                .contains(", released ");
        assertThat(hold("2026-05-03", "2026-05-04", "again").out().get(0)).startsWith("hold 2:");
    }

    @Test
    void shouldHoldWhileASiteHasTheFolder() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            assertThat(hold("2026-05-03", "2026-05-04", "audit").exitCode()).isZero();
        }
    }

    @Test
    void shouldRefuseWhatIsNoSpanAndWhatIsNotHeld() {
        Run backwards = hold("2026-05-04", "2026-05-03", "no");
        assertThat(backwards.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(backwards.err().get(0)).contains("--to: 2026-05-03T00:00:00Z is not behind --from");
        assertThat(hold("2026-05-03", "2026-05-04", " ").exitCode()).isEqualTo(ExitCode.REFUSED);
        Run release = Run.of("journal", "release", data, "7");
        assertThat(release.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(release.err()).singleElement().asString().contains("no hold 7 is in force");
        assertThat(Run.of("journal", "holds", data + "/none").exitCode()).isNotZero();
    }

    @Test
    void shouldNameADamagedFileOfHoldsWithoutNamingAClass() throws Exception {
        Path holds = Files.writeString(folder.resolve("journal/holds.properties"), "1=nonsense\n");

        Run run = Run.of("journal", "holds", data);

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(run.err()).containsExactly("ringmain: " + holds + " is damaged: its checksum is wrong");
    }

    @Test
    void shouldEndAlikeInAFolderWithoutAnything() throws Exception {
        String empty = Files.createDirectories(folder.resolve("empty")).toString();

        for (String command : List.of("tail", "verify", "info", "holds", "key", "checkpoint")) {
            assertThat(Run.of("journal", command, empty).exitCode()).as(command).isEqualTo(ExitCode.NOT_REACHABLE);
        }
    }
}
