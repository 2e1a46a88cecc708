package io.ringmain.perf.load;

import com.sun.management.OperatingSystemMXBean;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * CPU that a plant takes when hardly anything happens: its clock alone, and 100 tags once a second as in the demo. The
 * share is of one core, of the whole process.
 */
public final class IdleSuite implements Suite {
    private static final int WINDOWS = 5;
    private static final long WINDOW_NS = 4_000_000_000L;
    private static final long SETTLE_NS = 3_000_000_000L;
    private static final int TAGS = 100;
    private static final double TARGET_PERCENT = 5;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String describe() {
        return "share of a core that an idle plant takes, 20 s, SHARED and DEDICATED";
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return 60;
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<Figure> figures = new ArrayList<>();
        for (ThreadingMode mode : new ThreadingMode[] {ThreadingMode.SHARED, ThreadingMode.DEDICATED}) {
            String prefix = "idle." + mode.name().toLowerCase(Locale.ROOT);
            try (LoadedPlant loaded = LoadedPlant.launch(mode, Sites.of(TAGS, 1), JournalKind.CHRONICLE)) {
                sleep(SETTLE_NS);
                figures.add(measure(prefix + ".clock", () -> sleep(WINDOW_NS)));
                SourcePublisher publisher = loaded.plant().publisher("demo", Backpressure.WAIT);
                figures.add(measure(prefix + ".demo", () -> trickle(loaded, publisher)));
            }
        }
        return figures;
    }

    private Figure measure(String name, Runnable window) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            long begin = System.nanoTime();
            long cpuNs = process.getProcessCpuTime();
            window.run();
            shares.add(100.0 * (process.getProcessCpuTime() - cpuNs) / (System.nanoTime() - begin));
        }
        return Figure.ofRuns(name, "% of a core", shares).atMost(TARGET_PERCENT);
    }

    private static void trickle(LoadedPlant loaded, SourcePublisher publisher) {
        long until = System.nanoTime() + WINDOW_NS;
        for (int i = 0; System.nanoTime() < until; i++) {
            publisher.update(
                    i % TAGS,
                    Sites.QUIET + (i & 15),
                    Quality.GOOD,
                    loaded.plant().nowNs());
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / TAGS);
        }
    }

    private static void sleep(long ns) {
        try {
            TimeUnit.NANOSECONDS.sleep(ns);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("idle: interrupted");
        }
    }
}
