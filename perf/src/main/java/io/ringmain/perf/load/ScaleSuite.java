package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.jmh.Seqlock;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an update costs in the whole pipeline with 0 and with 4 limits a tag, from few tags to many, beside a bare
 * versioned 64-byte write: windows in turn, one thread for everything (INVOKER), journal on disk, tags in random order.
 */
public final class ScaleSuite implements Suite {
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int LIMITS = 4;
    private static final int BATCH = 1_024;
    private static final int WINDOW = 1_024 * BATCH;
    private static final int WARM_UPS = 3;
    private static final int WINDOWS = 7;
    private static final int WINDOWS_LONG = 21;

    private static final double TARGET_FEW = 1.5;
    private static final double TARGET_MANY = 2;
    private static final double TARGET_GROWTH = 1.8;

    /** Costs of a number of tags, one value a window. */
    private record Costs(List<Double> plain, List<Double> limited, List<Double> bare) {}

    /** A plant and what publishes into it. */
    private static final class Lane implements AutoCloseable {
        private final LoadedPlant loaded;
        private final SourcePublisher publisher;
        private final RandomOrder order;
        private long count;

        Lane(int tags, int limits) {
            loaded = LoadedPlant.launch(ThreadingMode.INVOKER, Sites.of(tags, limits), JournalKind.CHRONICLE);
            publisher = loaded.plant().publisher("load", Backpressure.REFUSE);
            order = new RandomOrder(tags);
            for (int tag = 0; tag < tags; tag++) {
                publisher.update(tag, Sites.QUIET, Quality.GOOD, loaded.plant().nowNs());
                if ((tag & (BATCH - 1)) == 0) {
                    loaded.plant().stepAll();
                }
            }
            loaded.plant().stepAll();
        }

        /** Nanoseconds an update. */
        double window() {
            long begin = System.nanoTime();
            for (int done = 0; done < WINDOW; done += BATCH) {
                long scannedNs = loaded.plant().nowNs();
                for (int i = 0; i < BATCH; i++) {
                    publisher.update(order.next(), Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
                }
                loaded.plant().stepAll();
            }
            return (System.nanoTime() - begin) / (double) WINDOW;
        }

        @Override
        public void close() {
            loaded.close();
        }
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "cost of an update in the whole pipeline, 0 and %d limits, %,d and %,d tags, beside a bare write",
                LIMITS,
                FEW,
                MANY);
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<String> jvmFlags() {
        return List.of("-Xmx8g", "-XX:MaxDirectMemorySize=8g");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        int windows = isLong ? WINDOWS_LONG : WINDOWS;
        Costs few = measure(FEW, windows);
        Costs many = measure(MANY, windows);
        List<Figure> figures = new ArrayList<>();
        add(figures, FEW, few, TARGET_FEW);
        add(figures, MANY, many, TARGET_MANY);
        List<Double> growth = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            double ours = many.limited().get(i) - few.limited().get(i);
            double bare = many.bare().get(i) - few.bare().get(i);
            growth.add(ours / bare);
        }
        figures.add(Figure.ofRuns("scale.growth", "of a bare write's", growth).atMost(TARGET_GROWTH));
        return figures;
    }

    private static void add(List<Figure> figures, int tags, Costs costs, double target) {
        figures.add(Figure.ofRuns("scale.plain." + tags, "ns/update", costs.plain()));
        figures.add(Figure.ofRuns("scale.limits." + tags, "ns/update", costs.limited()));
        figures.add(Figure.ofRuns("scale.bare." + tags, "ns/write", costs.bare()));
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < costs.plain().size(); i++) {
            ratios.add(costs.limited().get(i) / costs.plain().get(i));
        }
        figures.add(Figure.ofRuns("scale.limits.ratio." + tags, "of no limits", ratios)
                .atMost(target));
    }

    private static Costs measure(int tags, int windows) {
        Costs costs = new Costs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Seqlock bare = new Seqlock(tags);
        RandomOrder order = new RandomOrder(tags);
        try (Lane plain = new Lane(tags, 0);
                Lane limited = new Lane(tags, LIMITS)) {
            for (int window = -WARM_UPS; window < windows; window++) {
                double plainNs = plain.window();
                double limitedNs = limited.window();
                double bareNs = bareWindow(bare, order);
                if (window >= 0) {
                    costs.plain().add(plainNs);
                    costs.limited().add(limitedNs);
                    costs.bare().add(bareNs);
                }
            }
        }
        return costs;
    }

    private static double bareWindow(Seqlock memory, RandomOrder order) {
        long begin = System.nanoTime();
        for (int i = 0; i < WINDOW; i++) {
            memory.put(order.next(), i, 0, begin, begin, i);
        }
        return (System.nanoTime() - begin) / (double) WINDOW;
    }
}
