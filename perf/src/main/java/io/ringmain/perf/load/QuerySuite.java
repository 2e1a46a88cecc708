package io.ringmain.perf.load;

import io.ringmain.core.spi.History;
import io.ringmain.historian.questdb.StoredYear;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a trend waits for: a year of one tag, a sample a second, in 2,000 intervals from QuestDB. */
public final class QuerySuite implements Suite {
    private static final int POINTS = 2_000;
    private static final int WARM_UPS = 3;
    private static final int RUNS = 9;
    private static final int RUNS_LONG = 51;
    private static final long NEEDED_BYTES = 10L << 30;
    private static final double TARGET_MS = 300;

    @Override
    public String name() {
        return "query";
    }

    @Override
    public String describe() {
        return "a year of one tag at 1 Hz, in 2,000 intervals from QuestDB";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(NEEDED_BYTES);
        Path jar = Path.of(System.getProperty("ringmain.home", ""), "gateway", "target", "questdb", "questdb.jar");
        if (!Files.isRegularFile(jar)) {
            throw new SuiteFailedException("query: not run, the gateway is not built: ./ringmain --version builds it");
        }
        try (TemporaryFolder folder = new TemporaryFolder();
                StoredYear year = new StoredYear(folder.path(), jar)) {
            List<Figure> figures = new ArrayList<>();
            measure(figures, year, "query.year", isLong ? RUNS_LONG : RUNS);
            return figures;
        }
    }

    private static void measure(List<Figure> figures, StoredYear year, String name, int runs) {
        List<Double> milliseconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int run = -WARM_UPS; run < runs; run++) {
            long cpuMs = year.serverCpu().toMillis();
            long begin = System.nanoTime();
            List<History.Bucket> points = year.history()
                    .buckets(StoredYear.TAG, StoredYear.FROM_NS, StoredYear.TO_NS, POINTS)
                    .join();
            double wallMs = (System.nanoTime() - begin) / 1e6;
            check(points);
            if (run >= 0) {
                milliseconds.add(wallMs);
                cpu.add((double) (year.serverCpu().toMillis() - cpuMs));
            }
        }
        figures.add(Figure.ofRuns(name, "ms", milliseconds).atMost(TARGET_MS));
        figures.add(Figure.ofRuns(name + ".cpu", "ms of the server", cpu));
    }

    private static void check(List<History.Bucket> points) {
        long samples =
                points.stream().mapToLong(point -> point.count() + point.bad()).sum();
        if (points.size() != POINTS || samples < StoredYear.SAMPLES) {
            throw new SuiteFailedException("query: " + points.size() + " points of " + samples + " samples");
        }
    }
}
