package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that the threads of LOGIC and JOURNAL allocate, by their own counters, while ten million updates go through, mode
 * DEDICATED. They go in parts, and after each all is journaled; a part in which the journal went on to another segment is
 * set apart, and all others count.
 */
public final class AllocationSuite implements Suite {
    private static final int TAGS = 1_000;
    private static final int LIMITS = 4;
    private static final int EVENTS = 10_000_000;
    private static final int EVENTS_LONG = 100_000_000;
    private static final int PART = 50_000;
    /** Until all of it is compiled. */
    private static final int WARM_UP_PARTS = 100;

    private static final long WANTED_BYTES = 6L << 30;
    private static final long PATIENCE_MS = 30_000;

    private final RandomOrder order = new RandomOrder(TAGS);
    private long count;

    @Override
    public String name() {
        return "alloc";
    }

    @Override
    public String describe() {
        return "bytes that LOGIC and JOURNAL allocate, by their threads' own counters, 4 limits a tag, journal on disk";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 60 : 4;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("pipeline.alloc");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(WANTED_BYTES);
        try (LoadedPlant loaded =
                LoadedPlant.launch(ThreadingMode.DEDICATED, Sites.of(TAGS, LIMITS), JournalKind.CHRONICLE)) {
            SourcePublisher publisher = loaded.plant().publisher("load", Backpressure.WAIT);
            for (int part = 0; part < WARM_UP_PARTS; part++) {
                publish(loaded, publisher);
            }
            return measure(loaded, publisher, (isLong ? EVENTS_LONG : EVENTS) / PART);
        }
    }

    private List<Figure> measure(LoadedPlant loaded, SourcePublisher publisher, int parts) {
        ThreadAllocation threads = ThreadAllocation.of("ringmain-logic", "ringmain-journal");
        List<Double> allocated = new ArrayList<>();
        List<Double> rolls = new ArrayList<>();
        while (allocated.size() < parts) {
            int segments = loaded.segments();
            long bytes = threads.bytes();
            publish(loaded, publisher);
            double more = threads.bytes() - bytes;
            if (loaded.segments() == segments) {
                allocated.add(more / PART);
            } else {
                rolls.add(more);
            }
        }
        if (!loaded.plant().status().isHealthy()) {
            throw new SuiteFailedException("alloc: " + loaded.plant().status().reasons());
        }
        double mean = allocated.stream().mapToDouble(Double::doubleValue).sum() / parts;
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.ofRuns("pipeline.alloc", "B/update", allocated)
                .withValue(mean)
                .atMost(0)
                .withNote("over all updates, the runs are parts of 50,000: nothing but some hundred bytes whenever the"
                        + " journal maps the next 16 MiB of its file; set apart because it went on to a new segment: "
                        + rolls.size()));
        figures.add(Figure.ofRuns("pipeline.alloc.median", "B/update", allocated)
                .withNote("the median part, in most of which the journal maps nothing"));
        if (!rolls.isEmpty()) {
            figures.add(Figure.ofRuns("pipeline.alloc.roll", "B/segment", rolls));
        }
        return figures;
    }

    private void publish(LoadedPlant loaded, SourcePublisher publisher) {
        for (int i = 0; i < PART; i++) {
            publisher.update(
                    order.next(),
                    Sites.QUIET + (++count & 15),
                    Quality.GOOD,
                    loaded.plant().nowNs());
        }
        if (!loaded.plant().drain(PATIENCE_MS)) {
            throw new SuiteFailedException("alloc: the plant does not come along");
        }
    }
}
