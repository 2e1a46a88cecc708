package io.ringmain.perf.load;

import io.ringmain.perf.JavaCommand;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the start of a process to the recovered state, with 10,000,000 updates in the journal behind the last snapshot. */
public final class RecoverySuite implements Suite {
    private static final long UPDATES = 10_000_000;
    /** As many as a busy site has in a batch, and as few as one with little to do. */
    private static final int BATCH = 1_000;

    private static final int SMALL_BATCH = 4;
    private static final int RUNS = 5;
    private static final int RUNS_LONG = 15;
    private static final long NEEDED_BYTES = 4L << 30;
    private static final double TARGET_SECONDS = 5;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String describe() {
        return "start of a process behind 10,000,000 journaled updates and no snapshot";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 150 : 20;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("recovery.seconds");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(NEEDED_BYTES);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.ofRuns("recovery.seconds", "s", starts(BATCH, isLong ? RUNS_LONG : RUNS))
                .atMost(TARGET_SECONDS));
        if (isLong) { // writing it takes a minute
            figures.add(Figure.ofRuns("recovery.seconds.small", "s", starts(SMALL_BATCH, RUNS_LONG)));
        }
        return figures;
    }

    private static List<Double> starts(int batch, int runs) {
        List<Double> seconds = new ArrayList<>();
        try (TemporaryFolder folder = new TemporaryFolder()) {
            RecordedJournal.write(folder.path(), UPDATES, batch);
            for (int run = 0; run < runs; run++) {
                seconds.add(start(folder.path()));
            }
        } catch (IOException e) {
            throw new SuiteFailedException("recovery: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("recovery: interrupted");
        }
        return seconds;
    }

    private static double start(Path folder) throws IOException, InterruptedException {
        List<String> arguments = List.of(folder.toString(), String.valueOf(UPDATES));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(JavaCommand.of(RecoveredPlant.class.getName(), arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (process.waitFor() != 0 || !RecoveredPlant.READY.equals(line)) {
                throw new SuiteFailedException(
                        "recovery: the process that starts said '" + line + "' and ended with " + process.exitValue());
            }
            return seconds;
        }
    }
}
