package io.ringmain.gateway.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A headless browser process with a profile that is new and goes with it. It ends when its pipes do, so that none outlives
 * this process.
 *
 * <p>Thread: one, but for {@link #kill}: any.
 */
final class Browser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final long END_MS = 2_000;
    /** DevTools come in by descriptor 3 and go out by 4; nothing else of the browser gets into them. */
    private static final String PIPES = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--remote-debugging-pipe",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-sync",
            "--disable-breakpad",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--mute-audio");

    private static final Set<String> INHERITED =
            Set.of("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE");

    private final Process process;
    private final Path profile;

    private Browser(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /** @param host the only one that it finds, null for none */
    static Browser start(Path program, String host) throws RenderException {
        Path profile = null;
        try {
            profile = Files.createTempDirectory("ringmain-render");
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PIPES, "sh", program.toString()));
            command.addAll(OPTIONS);
            command.add("--user-data-dir=" + profile);
            command.add("--host-resolver-rules=MAP * ~NOTFOUND" + (host == null ? "" : ", EXCLUDE " + host));
            if ("root".equals(System.getProperty("user.name"))) {
                // Chromium's own sandbox does not run as root
                command.add("--no-sandbox");
            }
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().retainAll(INHERITED); // the others may hold passwords
            builder.environment().put("HOME", profile.toString());
            return new Browser(builder.start(), profile);
        } catch (IOException e) {
            if (profile != null) {
                delete(profile);
            }
            throw new RenderException(RenderException.UNAVAILABLE, program + " can not be started: " + e.getMessage());
        }
    }

    InputStream in() {
        return process.getInputStream();
    }

    OutputStream out() {
        return process.getOutputStream();
    }

    /** Ends it at once; who waits for it is told that it has ended. */
    void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends it, its helpers and its profile. */
    @Override
    public void close() {
        kill();
        try {
            if (!process.waitFor(END_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("The browser {} does not end", process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(profile);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The profile of a browser is left behind in {}: {}", folder, e.toString());
        }
    }
}
