package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringmain.gateway.testing.RecordedSite;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose output nobody gets. */
class LostOutputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private static Path folder;

    private static RecordedSite site;

    @BeforeAll
    static void record() throws Exception {
        site = new RecordedSite(folder).run("site: {name: past}\ntags: [{name: Level, type: float64}]\n", running -> {
            for (int i = 0; i < 5_000; i++) {
                running.update("Level", i).tick(1);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal tail", "journal holds", "report alarms", "replay --show", "export --format csv"})
    void shouldFailAndSaySoWhenTheDiskOfItsOutputIsFull(String command) throws Exception {
        assumeThat(Files.exists(FULL)).isTrue();
        StringWriter err = new StringWriter();

        int code = run(command, new FileOutputStream(FULL.toFile()), err);

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .isEqualTo("ringmain: stdout can not be written: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal tail", "replay --show", "export --format csv"})
    void shouldEndQuietlyWhenItsReaderHasSeenEnough(String command) throws Exception {
        Process reader = new ProcessBuilder("sh", "-c", "exec 0<&-; echo closed; exec sleep 60").start();
        StringWriter err = new StringWriter();
        int code;
        try {
            assertThat(reader.inputReader().readLine()).isEqualTo("closed");
            code = run(command, reader.getOutputStream(), err);
        } finally {
            reader.destroy();
        }

        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
    }

    private static int run(String command, OutputStream out, StringWriter err) {
        return RingmainCommand.commandLine(out)
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of(command.split(" ")),
                                Stream.of(site.data().toString()))
                        .toArray(String[]::new));
    }
}
