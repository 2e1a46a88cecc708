package io.ringmain.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no browser, or one that is none. */
class PageRendererTest {
    @TempDir
    private Path folder;

    private final Rendering text = Rendering.of(RenderFormat.PDF, "<p>figures</p>", 800, 600);

    private static PageRenderer with(Path browser) {
        return new PageRenderer(new RenderSettings(browser, 1, Duration.ofSeconds(10)));
    }

    private static void assertFails(PageRenderer renderer, Rendering what, Path target, String code, String words) {
        assertThatThrownBy(() -> renderer.render(what, target, () -> false))
                .isInstanceOfSatisfying(
                        RenderException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void shouldSayThatThereIsNoBrowser() {
        try (PageRenderer renderer = with(folder.resolve("chromium"))) {
            assertThatThrownBy(renderer::requireAvailable).hasMessageContaining("render.browser");
            assertFails(renderer, text, folder.resolve("a.pdf"), RenderException.UNAVAILABLE, "chromium");
        }
        assertThat(folder.resolve("a.pdf")).doesNotExist();
    }

    @Test
    void shouldFailWhenTheProgramIsNoBrowser() throws Exception {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\nexit 7\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (PageRenderer renderer = with(program)) {
            assertFails(renderer, text, folder.resolve("a.pdf"), RenderException.FAILED, "has ended unexpectedly");
        }
    }

    @Test
    void shouldKeepTheEnvironmentsSecretsFromTheBrowser() throws Exception {
        Path seen = folder.resolve("environment");
        Path program = Files.writeString(
                folder.resolve("curious"), "#!/bin/sh\n/usr/bin/env | /usr/bin/cut -d= -f1 > '" + seen + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (PageRenderer renderer = with(program)) {
            assertFails(renderer, text, folder.resolve("a.pdf"), RenderException.FAILED, "has ended unexpectedly");
        }
        assertThat(Files.readAllLines(seen))
                .contains("HOME")
                .allMatch(name -> List.of(
                                "HOME",
                                "PATH",
                                "LANG",
                                "LC_ALL",
                                "TZ",
                                "TMPDIR",
                                "LD_LIBRARY_PATH",
                                "FONTCONFIG_PATH",
                                "FONTCONFIG_FILE",
                                "PWD",
                                "OLDPWD",
                                "SHLVL",
                                "_")
                        .contains(name));
    }

    @Test
    void shouldKillAProgramThatSaysNothing() throws Exception {
        Path program = Files.writeString(folder.resolve("silent-browser"), "#!/bin/sh\nexec sleep 1000\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        RenderSettings settings = new RenderSettings(program, 1, Duration.ofMillis(300));
        try (PageRenderer renderer = new PageRenderer(settings)) {
            assertFails(renderer, text, folder.resolve("a.pdf"), RenderException.TIMEOUT, "in time");
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void shouldRefuseSizesThatNoScreenHas() {
        assertThatThrownBy(() -> Rendering.of(RenderFormat.PNG, "", 100, 600))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rendering.of(RenderFormat.PNG, "", 800, 100_000))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
