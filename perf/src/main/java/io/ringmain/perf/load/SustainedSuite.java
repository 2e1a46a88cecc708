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
 * One producer as fast as the plant takes it, SHARED, four limit alarms a tag, journal on disk, for 60 s of wall clock.
 * Pauses of any kind count: the value is what was journaled over the whole time, the runs are windows of 5 s.
 */
public final class SustainedSuite implements Suite {
    private static final long WINDOW_NS = 5_000_000_000L;
    private static final long WARM_UP_NS = 2_000_000_000L;
    private static final int WINDOWS = 12;
    private static final int WINDOWS_LONG = 60;
    private static final int SCAN = 1_000;
    /** The most that a run may write before it ends early; with as much again free it may begin. */
    private static final long MAX_BYTES = 12L << 30;

    private final String name;
    private final int tags;
    private final double target;
    private final RandomOrder order;
    private long count;

    /** @param target updates a second that are wanted */
    public SustainedSuite(String name, int tags, double target) {
        this.name = name;
        this.tags = tags;
        this.target = target;
        this.order = new RandomOrder(tags);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String describe() {
        return String.format("60 s as fast as possible, journal on disk, %,d tags, 4 limit alarms a tag", tags);
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 310 : 67;
    }

    @Override
    public List<String> fixedNames() {
        return List.of(figure());
    }

    private String figure() {
        return "pipeline.sustained." + tags;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(2 * MAX_BYTES);
        try (LoadedPlant loaded =
                LoadedPlant.launch(ThreadingMode.SHARED, Sites.of(tags, PlantLane.LIMITS), JournalKind.CHRONICLE)) {
            SourcePublisher publisher = loaded.plant().publisher("load", Backpressure.WAIT);
            publish(loaded, publisher, WARM_UP_NS);
            return measure(loaded, publisher, isLong ? WINDOWS_LONG : WINDOWS);
        }
    }

    private List<Figure> measure(LoadedPlant loaded, SourcePublisher publisher, int windows) {
        ThreadAllocation stages = ThreadAllocation.ofStages();
        List<Double> rates = new ArrayList<>();
        List<Double> allocated = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        long bytesBefore = loaded.bytes();
        long first = loaded.plant().journaledSequence();
        long begin = System.nanoTime();
        long sequence = first;
        long last = begin;
        for (int window = 0; window < windows && loaded.bytes() < MAX_BYTES; window++) {
            long bytes = stages.bytes();
            long cpuNs = stages.cpuNs();
            publish(loaded, publisher, begin + (window + 1) * WINDOW_NS - System.nanoTime());
            long now = System.nanoTime();
            long reached = loaded.plant().journaledSequence();
            double updates = reached - sequence;
            rates.add(updates * 1e9 / (now - last));
            allocated.add((stages.bytes() - bytes) / updates);
            cpu.add((stages.cpuNs() - cpuNs) / updates);
            sequence = reached;
            last = now;
        }
        double updates = sequence - first;
        double seconds = (last - begin) / 1e9;
        double bytes = loaded.bytes() - bytesBefore;
        if (!loaded.plant().status().isHealthy()) {
            throw new SuiteFailedException(name + ": " + loaded.plant().status().reasons());
        }
        Figure rate = Figure.ofRuns(figure(), "updates/s", rates)
                .withValue(updates / seconds)
                .atLeast(target);
        return List.of(
                rates.size() == windows
                        ? rate
                        : rate.withNote("ended early: the journal had " + (MAX_BYTES >> 30) + " GiB by then"),
                Figure.ofRuns(figure() + ".time", "s", seconds),
                Figure.ofRuns(figure() + ".disk", "B/s", bytes / seconds),
                Figure.ofRuns(figure() + ".disk.update", "B/update", bytes / updates),
                Figure.ofRuns(figure() + ".alloc", "B/update", allocated).withNote("segments of the journal included"),
                Figure.ofRuns(figure() + ".cpu", "ns/update", cpu));
    }

    /** Publishes for that long; the source stamps a scan of 1,000 values with one time. */
    private void publish(LoadedPlant loaded, SourcePublisher publisher, long forNs) {
        long until = System.nanoTime() + forNs;
        long now = System.nanoTime();
        while (now < until) {
            long scannedNs = loaded.timeNs(now);
            for (int i = 0; i < SCAN; i++) {
                publisher.update(order.next(), Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
            }
            now = System.nanoTime();
        }
    }
}
