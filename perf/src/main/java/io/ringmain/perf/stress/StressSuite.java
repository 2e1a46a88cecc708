package io.ringmain.perf.stress;

import io.ringmain.perf.JavaCommand;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** jcstress: no reader of the CVT sees half an update, no stage half an event or half its results. */
public final class StressSuite implements Suite {
    private static final Pattern TOTALS =
            Pattern.compile("Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (.*)");

    @Override
    public String name() {
        return "stress";
    }

    @Override
    public String describe() {
        return "jcstress: torn reads of the CVT, half events and results, pages of snapshots; 0 forbidden outcomes";
    }

    @Override
    public boolean isForked() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 600 : 23;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<String> arguments = isLong
                ? List.of("-m", "default")
                : List.of("-m", "sanity", "-time", "150", "-iters", "1", "-sc", "false", "-fsm", "0");
        try {
            Path folder = Files.createTempDirectory("ringmain-jcstress-");
            Path log = folder.resolve("log");
            Process process = new ProcessBuilder(JavaCommand.of("org.openjdk.jcstress.Main", arguments))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            int code = process.waitFor();
            Figure failed = failed(code, log);
            if (Boolean.TRUE.equals(failed.met())) {
                delete(folder);
            } else {
                System.err.println("perf: stress failed; see " + folder);
            }
            return List.of(failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("stress: interrupted");
        }
    }

    private static Figure failed(int code, Path log) throws IOException {
        Matcher last = null;
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = TOTALS.matcher(line);
            if (matcher.find()) {
                last = matcher;
            }
        }
        if (last == null) {
            throw new SuiteFailedException("stress: jcstress ended with " + code + " and no result; see " + log);
        }
        double planned = Double.parseDouble(last.group(1));
        double passed = Double.parseDouble(last.group(2));
        return Figure.ofRuns("stress.failed", "of " + last.group(1), planned - passed)
                .atMost(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
