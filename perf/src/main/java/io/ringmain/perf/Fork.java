package io.ringmain.perf;

import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs one suite in a JVM of its own, with the flags of this one, and reads its report. */
final class Fork {
    private Fork() {}

    static List<Figure> run(Suite suite, boolean isLong) {
        List<String> arguments = new ArrayList<>(List.of("--in-process", "--json", "--only", suite.name()));
        if (isLong) {
            arguments.add("--long");
        }
        try {
            Process process = new ProcessBuilder(JavaCommand.of(suite.jvmFlags(), Main.class.getName(), arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (said.isBlank()) {
                throw new SuiteFailedException(suite.name() + ": its JVM ended with " + code + " and no report");
            }
            return Report.ofJson(said).figures();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException(suite.name() + ": interrupted");
        }
    }
}
