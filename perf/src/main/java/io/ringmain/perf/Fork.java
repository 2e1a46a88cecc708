package io.ringmain.perf;

import io.ringmain.perf.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one suite in a JVM of its own, with the flags of this one, and reads its report. */
final class Fork {
    /** What {@code ./ringmain} adds to those of its JVM. */
    private static final String LAUNCHER_FLAGS = "RINGMAIN_JAVA_OPTS";

    private static final int PATIENCE = 5;
    private static final int LEAST_PATIENCE_S = 180;

    private Fork() {}

    /** Figures may be there even if the suite failed; then its run says why. */
    static Report run(Suite suite, Profile profile) {
        try {
            Path said = freshReport();
            try {
                int seconds = Math.max(LEAST_PATIENCE_S, PATIENCE * suite.seconds(profile.isLong()));
                Process process = begin(suite, profile, List.of(), said);
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    Children.end(process.toHandle());
                    throw new SuiteFailedException(suite.name() + ": not done after " + seconds + " s, ended");
                }
                String report = Files.readString(said);
                if (report.isBlank()) {
                    throw new SuiteFailedException(
                            suite.name() + ": its JVM ended with " + process.exitValue() + " and no report");
                }
                return Report.ofJson(report);
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException(suite.name() + ": interrupted");
        }
    }

    /** A file that goes with this JVM at the latest. */
    static Path freshReport() throws IOException {
        Path said = Files.createTempFile("ringmain-perf-", ".json");
        said.toFile().deleteOnExit();
        return said;
    }

    /** @param flags beyond those of this JVM and the suite's; and of JVMs that it starts by the launcher; {@code said} takes its report */
    static Process begin(Suite suite, Profile profile, List<String> flags, Path said) throws IOException {
        List<String> all = new ArrayList<>(suite.jvmFlags());
        all.addAll(flags);
        List<String> arguments =
                List.of("--in-process", "--json", "--profile", profile.toString(), "--only", suite.name());
        ProcessBuilder fork = new ProcessBuilder(JavaCommand.of(all, Main.class.getName(), arguments));
        if (!flags.isEmpty()) {
            fork.environment().merge(LAUNCHER_FLAGS, String.join(" ", flags), (before, more) -> before + " " + more);
        }
        Process process = fork.redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }
}
