package io.ringmain.perf.load;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
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
    /** Nearest to a 2,000th of the year in whole minutes, and exactly that. */
    private static final long MINUTES_NS = 263 * 60 * 1_000_000_000L;

    private static final long SECONDS_NS = StoredYear.SAMPLES / POINTS * 1_000_000_000L;

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
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return 240;
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
                StoredYear year = StoredYear.make(folder.path(), jar)) {
            int runs = isLong ? RUNS_LONG : RUNS;
            List<Figure> figures = new ArrayList<>();
            measure(figures, year, "query.year", true, runs, () -> chart(year.history()));
            measure(figures, year, "query.year.average", true, runs, () -> averages(year.history(), MINUTES_NS));
            measure(figures, year, "query.year.seconds", false, runs, () -> averages(year.history(), SECONDS_NS));
            return figures;
        }
    }

    private static void measure(
            List<Figure> figures, StoredYear year, String name, boolean isTarget, int runs, Runnable query) {
        List<Double> milliseconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int run = -WARM_UPS; run < runs; run++) {
            long cpuMs = year.serverCpu().toMillis();
            long begin = System.nanoTime();
            query.run();
            double wallMs = (System.nanoTime() - begin) / 1e6;
            if (run >= 0) {
                milliseconds.add(wallMs);
                cpu.add((double) (year.serverCpu().toMillis() - cpuMs));
            }
        }
        Figure figure = Figure.ofRuns(name, "ms", milliseconds);
        figures.add(isTarget ? figure.atMost(TARGET_MS) : figure);
        figures.add(Figure.ofRuns(name + ".cpu", "ms of the server", cpu));
    }

    /** Minimum, maximum, average and last of each interval. */
    private static void chart(History history) {
        List<History.Bucket> points = history.buckets(StoredYear.TAG, StoredYear.FROM_NS, StoredYear.TO_NS, POINTS)
                .join();
        long samples = points.stream().mapToLong(History.Bucket::count).sum();
        // intervals are widened to whole minutes
        if (points.size() > POINTS || points.size() < POINTS - POINTS / 100 || samples != StoredYear.SAMPLES) {
            throw new SuiteFailedException("query: " + points.size() + " points of " + samples + " samples");
        }
    }

    private static void averages(History history, long intervalNs) {
        AggregateQuery query = AggregateQuery.of(
                StoredYear.TAG, Aggregate.AVERAGE, StoredYear.FROM_NS, StoredYear.TO_NS, intervalNs, false);
        List<AggregateValue> values = history.aggregate(query).join().items();
        boolean isRight = values.stream().allMatch(value -> (double) value.value() > 45 && (double) value.value() < 55);
        if (values.size() != query.count() || !isRight) {
            throw new SuiteFailedException("query: " + values.size() + " averages, " + values.get(0) + " ...");
        }
    }
}
