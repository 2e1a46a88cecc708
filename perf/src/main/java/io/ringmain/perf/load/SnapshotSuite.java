package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The longest step of a thread that does all stages of a plant of 1,000,000 tags under load, in windows in which a snapshot
 * is taken and in the others.
 */
public final class SnapshotSuite implements Suite {
    private static final int TAGS = 1_000_000;
    private static final int BATCH = 256;
    private static final long INTERVAL_NS = 6_000_000_000L;
    private static final long WINDOW_NS = 1_000_000_000L;
    private static final int SNAPSHOTS = 4;
    private static final int SNAPSHOTS_LONG = 20;
    private static final int MAX_WINDOWS = 200;

    /** Counts what it hands on. */
    private record Counted(SnapshotStore store, AtomicInteger count) implements SnapshotStore {
        @Override
        public void store(long sequence, Image image) {
            count.incrementAndGet();
            store.store(sequence, image);
        }

        @Override
        public List<Stored> newestFirst() {
            return store.newestFirst();
        }
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String describe() {
        return "1,000,000 tags under load: the longest step while a snapshot is taken, beside the longest without";
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return 120;
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<String> jvmFlags() {
        return List.of("-Xmx6g", "-XX:MaxDirectMemorySize=6g");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(8L << 30);
        AtomicInteger count = new AtomicInteger();
        try (TemporaryFolder folder = new TemporaryFolder();
                ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
                Plant plant = Plant.launch(new PlantContext()
                        .mode(ThreadingMode.INVOKER)
                        .site(Sites.of(TAGS, 0))
                        .journalStore(store)
                        .snapshotStore(new Counted(new FileSnapshotStore(folder.path()), count))
                        .snapshotIntervalNs(INTERVAL_NS))) {
            return measure(plant, count, isLong ? SNAPSHOTS_LONG : SNAPSHOTS);
        }
    }

    private static List<Figure> measure(Plant plant, AtomicInteger count, int wanted) {
        SourcePublisher publisher = plant.publisher("load", Backpressure.REFUSE);
        RandomOrder order = new RandomOrder(TAGS);
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int i = 0; with.size() < wanted + 1; i++) {
            int before = count.get();
            double longest = window(plant, publisher, order);
            (count.get() == before ? without : with).add(longest);
            if (i == MAX_WINDOWS) {
                throw new SuiteFailedException("snapshot: in " + i + " s only " + with.size() + " snapshots");
            }
        }
        // the first window and the first snapshot warm up
        return List.of(
                Figure.ofRuns("snapshot.pause", "ms", with.subList(1, with.size())),
                Figure.ofRuns("snapshot.pause.without", "ms", without.subList(1, without.size())));
    }

    private static double window(Plant plant, SourcePublisher publisher, RandomOrder order) {
        long longestNs = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WINDOW_NS) {
            for (int i = 0; i < BATCH; i++) {
                publisher.update(order.next(), Sites.QUIET + (i & 7), Quality.GOOD, plant.nowNs());
            }
            long step = System.nanoTime();
            plant.tick(); // asks for the snapshot when it is due
            plant.stepAll();
            longestNs = Math.max(longestNs, System.nanoTime() - step);
        }
        return longestNs / 1e6;
    }
}
