package io.ringmain.perf.load;

import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./ringmain demo} in an empty folder: from the start of the process to the line {@code Ringmain ready}, the
 * anonymous memory some seconds later, QuestDB's process apart, and in the long form the share of a core that the last of
 * the runs takes for 20 s with nobody looking: demo plant, OPC UA server and client, HTTP.
 */
public final class StartupSuite implements Suite {
    private static final int RUNS = 3;
    private static final int RUNS_LONG = 5;
    private static final int WINDOWS = 5;
    private static final long WINDOW_MS = 4_000;
    private static final long SETTLE_MS = 8_000;
    private static final long MEMORY_MS = 3_000;
    private static final double TARGET_SECONDS = 3;
    private static final double TARGET_MB = 300;
    private static final double MB = 1e6;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String describe() {
        return "./ringmain demo: from process start to 'Ringmain ready'; its memory; share of a core of the whole demo";
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 60 : 31;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("start.seconds", "memory.demo");
    }

    @Override
    public boolean isForked() {
        return false;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        String home = System.getProperty("ringmain.home");
        if (home == null || !Files.isRegularFile(Path.of(home, "gateway", "target", "ringmain.jar"))) {
            throw new SuiteFailedException(
                    "startup: not run, the gateway is not built: ./ringmain --version builds it");
        }
        Path launcher = Path.of(home, "ringmain");
        try {
            new DemoProcess(launcher, "--version").awaitEnd(); // builds what is older than its sources
            List<Double> seconds = new ArrayList<>();
            List<Double> megabytes = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            int runs = isLong ? RUNS_LONG : RUNS;
            for (int run = 1; run <= runs; run++) {
                start(launcher, isLong && run == runs ? WINDOWS : 0, seconds, megabytes, shares);
            }
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.ofRuns("start.seconds", "s", seconds).atMost(TARGET_SECONDS));
            figures.add(Figure.ofRuns("memory.demo", "MB", megabytes)
                    .atMost(TARGET_MB)
                    .withNote("anonymous memory in RAM 3 s after it was ready, QuestDB's process apart"));
            if (isLong) {
                figures.add(Figure.ofRuns("startup.demo.cpu", "% of a core", shares));
            }
            return figures;
        } catch (IOException e) {
            throw new SuiteFailedException("startup: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("startup: interrupted");
        }
    }

    private static void start(
            Path launcher, int windows, List<Double> seconds, List<Double> megabytes, List<Double> shares)
            throws IOException, InterruptedException {
        try (TemporaryFolder folder = new TemporaryFolder();
                DemoProcess demo = new DemoProcess(
                        launcher, "demo", "--port", "0", "--data", folder.path().toString())) {
            seconds.add(demo.secondsToReady());
            TimeUnit.MILLISECONDS.sleep(MEMORY_MS);
            megabytes.add(demo.anonymousBytes() / MB);
            if (windows > 0) {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            }
            for (int i = 0; i < windows; i++) {
                shares.add(demo.percentOfCore(WINDOW_MS));
            }
        }
    }
}
