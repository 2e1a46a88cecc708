package io.ringmain.perf.stress;

import io.ringmain.perf.JavaCommand;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.load.TemporaryFolder;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Path log = folder.path().resolve("log");
            Process process = new ProcessBuilder(JavaCommand.of("org.openjdk.jcstress.Main", arguments))
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            int code = process.waitFor();
            Figure failed = failed(code, Files.readAllLines(log));
            if (Boolean.FALSE.equals(failed.met())) {
                Path kept = Files.createTempFile("ringmain-jcstress-", ".log");
                Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
                System.err.println("perf: stress failed; see " + kept);
            }
            return List.of(failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("stress: interrupted");
        }
    }

    private static Figure failed(int code, List<String> log) {
        Matcher last = null;
        for (String line : log) {
            Matcher matcher = TOTALS.matcher(line);
            if (matcher.find()) {
                last = matcher;
            }
        }
        if (last == null) {
            String said = log.isEmpty() ? "nothing" : log.get(log.size() - 1);
            throw new SuiteFailedException(
                    "stress: jcstress ended with " + code + " and no result, it said last: " + said);
        }
        double planned = Double.parseDouble(last.group(1));
        double passed = Double.parseDouble(last.group(2));
        return Figure.ofRuns("stress.failed", "of " + last.group(1), planned - passed)
                .atMost(0);
    }
}
