package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Writes a data folder with so many journaled updates and no snapshot: 1,000 float64 tags with one limit alarm each, random
 * walks of two decimals in random order, 20,000 updates a second of ring time. The same seed gives the same events.
 */
public final class RecordedJournal {
    public static final int TAGS = 1_000;
    private static final long STEP_NS = 50_000;
    private static final long SEED = 20_251_121;
    private static final double STEP = 0.8;

    private RecordedJournal() {}

    public static PlantContext context(ChronicleJournalStore journal, SnapshotStore snapshots) {
        return new PlantContext()
                .mode(ThreadingMode.INVOKER)
                .site(Sites.of(TAGS, 1))
                .journalStore(journal)
                .snapshotStore(snapshots)
                .snapshotIntervalNs(0);
    }

    /** @param batch updates in one batch of the journal */
    public static void write(Path folder, long updates, int batch) {
        long[] nowNs = {1_700_000_000_000_000_000L};
        try (ChronicleJournalStore journal = ChronicleJournalStore.open(folder);
                Plant plant = Plant.launch(context(journal, new Nowhere()).clocks(() -> nowNs[0], () -> nowNs[0]))) {
            SourcePublisher publisher = plant.publisher("recorded", Backpressure.REFUSE);
            RandomOrder order = new RandomOrder(TAGS);
            Random random = new Random(SEED);
            double[] values = new double[TAGS];
            Arrays.fill(values, Sites.QUIET);
            for (long done = 0; done < updates; done += batch) {
                for (int i = 0; i < batch; i++) {
                    int tag = order.next();
                    double next = values[tag] + STEP * random.nextGaussian();
                    values[tag] = Math.rint(100 * Math.max(0, Math.min(100, next))) / 100;
                    nowNs[0] += STEP_NS;
                    publisher.update(tag, values[tag], Quality.GOOD, nowNs[0]);
                }
                plant.stepAll();
            }
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
