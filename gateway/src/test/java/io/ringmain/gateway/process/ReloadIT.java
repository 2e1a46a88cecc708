package io.ringmain.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site's files are read again when the process is sent SIGHUP. */
class ReloadIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path site(String tags) throws IOException {
        return Files.writeString(
                folder.resolve("site.yaml"),
                "site: {name: North, data: " + folder.resolve("data")
                        + "}\nhttp: {port: 0}\nhistorian: {questdb: {embedded: false}}\ntags:\n" + tags);
    }

    private void awaitLogged(String text) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(Files.readString(folder.resolve("data/ringmain.log")))
                        .contains(text));
    }

    @Test
    void shouldReadTheSiteFileAgainAndKeepWhatRunsWhenItIsWrong() throws Exception {
        Path site = site("  - {name: A, type: float64}\n");
        try (RingmainChild run = RingmainChild.start(folder, "run", site.toString())) {
            run.awaitReady(BOUND);
            site("  - {name: A, type: float64}\n  - {name: B, type: bool}\n");
            run.hangUp();
            awaitLogged("The site's files were read again; configuration");
            site("  - {name: A, type: float65}\n");
            run.hangUp();
            awaitLogged("The site's files were read again and nothing was changed");
            awaitLogged("float65");
            assertThat(run.terminate().awaitExit(Duration.ofSeconds(5))).isZero();
        }
    }
}
