package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.Sites;
import io.ringmain.perf.SuiteFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a data folder with so many journaled updates and no snapshot: 1,000 float64 tags with one limit alarm each, {@link
 * RandomWalk values of two decimals} in random order.
 */
public final class RecordedJournal {
    public static final int TAGS = RandomWalk.TAGS;
    private static final long STEP_NS = 50_000;
    private static final int SCAN = 1_000;
    private static final long POLL_NS = 50_000;
    private static final long PATIENCE_NS = 60_000_000_000L;

    private RecordedJournal() {}

    public static PlantContext context(ChronicleJournalStore journal, SnapshotStore snapshots) {
        return new PlantContext()
                .mode(ThreadingMode.INVOKER)
                .site(Sites.of(TAGS, 1))
                .journalStore(journal)
                .snapshotStore(snapshots)
                .snapshotIntervalNs(0);
    }

    /**
     * In one thread, at 20,000 updates a second of ring time: the same events every time.
     *
     * @param batch updates in one batch of the journal
     */
    public static void write(Path folder, long updates, int batch) {
        long[] nowNs = {1_700_000_000_000_000_000L};
        RandomWalk walk = new RandomWalk();
        try (ChronicleJournalStore journal = ChronicleJournalStore.open(folder);
                Plant plant = Plant.launch(context(journal, new Nowhere()).clocks(() -> nowNs[0], () -> nowNs[0]))) {
            SourcePublisher publisher = plant.publisher("recorded", Backpressure.REFUSE);
            for (long done = 0; done < updates; done += batch) {
                for (int i = 0; i < batch; i++) {
                    nowNs[0] += STEP_NS;
                    walk.publish(publisher, nowNs[0]);
                }
                plant.stepAll();
            }
        }
    }

    /**
     * As the product does it: SHARED, one producer in the caller's thread that waits when the ring is full, and stamps a scan
     * of 1,000 values with one time.
     *
     * @param walk what is published
     * @return updates a second, until the last one is journaled
     */
    public static double writeLive(Path folder, long updates, RandomWalk walk) {
        try (ChronicleJournalStore journal = ChronicleJournalStore.open(folder);
                Plant plant = Plant.launch(context(journal, new Nowhere()).mode(ThreadingMode.SHARED))) {
            SourcePublisher publisher = plant.publisher("recorded", Backpressure.WAIT);
            long first = plant.journaledSequence();
            long begin = System.nanoTime();
            for (long done = 0; done < updates; done += SCAN) {
                long scannedNs = plant.nowNs();
                for (int i = 0; i < SCAN; i++) {
                    walk.publish(publisher, scannedNs);
                }
            }
            while (plant.journaledSequence() - first < updates) {
                if (System.nanoTime() - begin > PATIENCE_NS || !plant.status().isHealthy()) {
                    throw new SuiteFailedException(
                            "replay: not journaled: " + plant.status().reasons());
                }
                LockSupport.parkNanos(POLL_NS);
            }
            return updates * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** Keeps no snapshot. */
    static final class Nowhere implements SnapshotStore {
        @Override
        public void store(long sequence, Image image) {
            // The next start begins with the first event.
        }

        @Override
        public List<Stored> newestFirst() {
            return List.of();
        }
    }
}
