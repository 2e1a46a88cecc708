package io.ringmain.perf.load;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * 10,000 alarms at once, SHARED, journal on disk: from the first update until all are journaled. The journal is then read:
 * all of them must be in it, in the order of the updates.
 */
public final class AlarmBurstSuite implements Suite {
    private static final int ALARMS = 10_000;
    private static final int RUNS = 7;
    private static final double TARGET_SECONDS = 1;
    private static final long WAIT_MS = 30_000;

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public String describe() {
        return "10,000 alarms at once: until all are journaled, in order";
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
        List<Double> seconds = new ArrayList<>();
        try (TemporaryFolder folder = new TemporaryFolder();
                ChronicleJournalStore store = ChronicleJournalStore.open(folder.path())) {
            try (Plant plant = Plant.launch(new PlantContext()
                    .mode(ThreadingMode.SHARED)
                    .site(Sites.of(ALARMS, 1))
                    .journalStore(store)
                    .snapshotStore(new FileSnapshotStore(folder.path())))) {
                SourcePublisher publisher = plant.publisher("burst", Backpressure.WAIT);
                for (int run = 0; run < RUNS; run++) {
                    all(plant, publisher, Sites.QUIET);
                    seconds.add(all(plant, publisher, Sites.HIGH));
                }
            }
            check(store);
        }
        return List.of(Figure.ofRuns("burst.alarms.10000", "s", seconds).atMost(TARGET_SECONDS));
    }

    /** Every tag once; seconds until all is journaled. */
    private static double all(Plant plant, SourcePublisher publisher, double value) {
        long begin = System.nanoTime();
        for (int tag = 0; tag < ALARMS; tag++) {
            publisher.update(tag, value, Quality.GOOD, plant.nowNs());
        }
        if (!plant.drain(WAIT_MS)) {
            throw new SuiteFailedException("burst: the stages did not keep up");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void check(ChronicleJournalStore store) {
        int[] activations = new int[1];
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = store.reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    count(decoder, activations);
                }
            })) {
                // The handler counts.
            }
        }
        if (activations[0] != RUNS * ALARMS) {
            throw new SuiteFailedException("burst: " + activations[0] + " activations in the journal");
        }
    }

    private static void count(BatchDecoder decoder, int[] activations) {
        while (decoder.next()) {
            for (int i = 0; i < decoder.resultCount(); i++) {
                Result result = decoder.result(i);
                // An activation names its own event as its occurrence.
                if (result.kind() == Result.ALARM && result.bits() == decoder.event().sequence) {
                    if (result.id() != activations[0] % ALARMS) {
                        throw new SuiteFailedException("burst: alarm " + result.id() + " out of order");
                    }
                    activations[0]++;
                }
            }
        }
    }
}
