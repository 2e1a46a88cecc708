package io.ringmain.perf.load;

import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.MeasuredPipeline;
import io.ringmain.perf.Sites;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Ringmain beside the bare ring at 100,000 updates/s, short windows in turn: from the intended send until the update is in
 * the CVT, and until the bare ring's consumer has it. Both consumers idle in the same way, and both take the time
 * themselves, so that nobody's looking is part of it. One sender, one consumer at a time: two cores bear no more that spin.
 */
final class LatencyPairs {
    /** The line. */
    private static final double MOST = 2;

    private static final int RATE = 100_000;
    private static final int TAGS = 1_000;
    private static final int WINDOW_MS = 400;
    private static final int WINDOW_LONG_MS = 4_000;
    private static final int IDLE_MS = 100;
    private static final int WARM_UPS = 5;
    private static final int PAIRS = 7;
    private static final int PAIRS_PARKING = 5;
    private static final long GIVE_UP_NS = 30_000_000_000L;

    private static final String NOTE =
            "One sender, a ring for many; consumers idle in the same way and take the time themselves. "
                    + "The ring's only moves on; Ringmain's reads the clock, writes the value, its hash and its times, looks for alarms.";

    /** One of the two that are compared. */
    interface Side extends AutoCloseable {
        void send(int tag, double value, long intendedNs);

        PassTimes times();

        SwitchedIdle idle();

        @Override
        void close();
    }

    private LatencyPairs() {}

    static List<Figure> run(boolean isLong) {
        Distribution windows = new Distribution();
        List<Figure> figures = new ArrayList<>();
        figures.add(measure(Idle.SPIN, PAIRS, isLong, windows, "latency.cvt.p50.ratio")
                .atMost(MOST));
        figures.add(measure(Idle.PARK, PAIRS_PARKING, isLong, windows, "latency.cvt.p50.ratio.park"));
        figures.addAll(windows.figures());
        return figures;
    }

    private static Figure measure(Idle strategy, int pairs, boolean isLong, Distribution windows, String name) {
        String prefix = "latency.pair." + strategy.name().toLowerCase(Locale.ROOT);
        int windowMs = isLong ? WINDOW_LONG_MS : WINDOW_MS;
        List<Double> ratios = new ArrayList<>();
        try (PairedPlant plant = new PairedPlant(TAGS, MeasuredPipeline.strategyOf(strategy));
                PairedRing ring = new PairedRing(MeasuredPipeline.strategyOf(strategy))) {
            for (int i = 0; i < WARM_UPS; i++) {
                window(plant, WINDOW_MS / 2);
                window(ring, WINDOW_MS / 2);
            }
            for (int i = 0; i < pairs; i++) {
                Histogram ours = window(plant, windowMs);
                Histogram bare = window(ring, windowMs);
                ratios.add(ours.getValueAtPercentile(50) / (double) bare.getValueAtPercentile(50));
                windows.add(prefix + ".cvt", ours);
                windows.add(prefix + ".ring", bare);
                windows.add(prefix + ".idle", OpenLoop.idle(RATE, IDLE_MS));
            }
        }
        return Figure.ofRuns(name, "x", ratios).withNote(NOTE);
    }

    private static Histogram window(Side side, int forMs) {
        Histogram histogram = Distribution.histogram();
        PassTimes times = side.times();
        times.begin(histogram);
        side.idle().isOn(true);
        long target = times.count() + (long) RATE * forMs / 1000;
        double intervalNs = 1e9 / RATE;
        long count = target - times.count();
        // the consumer wakes first
        long begin = System.nanoTime() + 2_000_000;
        for (long i = 0; i < count; i++) {
            long intended = begin + (long) (i * intervalNs);
            while (System.nanoTime() < intended) {
                Thread.onSpinWait();
            }
            side.send((int) (i % TAGS), Sites.QUIET + (i & 15), intended);
        }
        long end = System.nanoTime();
        while (times.count() < target) {
            Thread.onSpinWait();
            if (System.nanoTime() - end > GIVE_UP_NS) {
                throw new SuiteFailedException(
                        "latency: " + (target - times.count()) + " updates did not come through");
            }
        }
        side.idle().isOn(false);
        return histogram;
    }
}
