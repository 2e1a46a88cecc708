package io.ringmain.gateway.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How pages are rendered.
 *
 * @param browser the program, null to look where Chromium is usually installed
 * @param pool how many browsers run at once
 * @param timeout longest time for one page; the browser is killed then
 */
public record RenderSettings(Path browser, int pool, Duration timeout) {
    public static final RenderSettings DEFAULT = new RenderSettings(null, 2, Duration.ofSeconds(60));

    private static final List<Path> USUAL = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    /** The program to start, empty when it is not there. */
    Optional<Path> program() {
        return (browser == null ? USUAL : List.of(browser))
                .stream().filter(Files::isExecutable).findFirst();
    }

    /** Where it was looked for. */
    String places() {
        return browser == null ? USUAL.toString() : browser.toString();
    }
}
