package io.ringmain.perf.load;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JournalSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A data folder with so many epochs and segments, and what it costs to go on in it. Segments have 64 KiB instead of 256 MiB:
 * what grows with a journal's age grows with how many there are, since nothing reads the old ones.
 *
 * <p>Thread: its owner.
 */
final class AgedJournal implements AutoCloseable {
    private static final long SEGMENT_BYTES = 64 * 1024;
    private static final JournalSettings SETTINGS = new JournalSettings(
            SEGMENT_BYTES, Long.MAX_VALUE / 2, 1 << 20, 1 << 10, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
    private static final int BATCH = 1_000;
    private static final int BATCHES_IN_SEGMENT = 5;
    private static final int APPENDED_BATCHES = 40;
    private static final int TAIL_EVENTS = 10_000;

    private final TemporaryFolder folder = new TemporaryFolder();
    private final RandomWalk walk;
    private final String name;
    private final List<Double> start = new ArrayList<>();
    private final List<Double> newest = new ArrayList<>();
    private final List<Double> tail = new ArrayList<>();
    private final List<Double> append = new ArrayList<>();

    /** @param segments of the last epoch; the others have one */
    AgedJournal(String name, int epochs, int segments, RandomWalk walk) {
        this.name = name;
        this.walk = walk;
        for (int epoch = 1; epoch < epochs; epoch++) {
            run(1);
        }
        run(segments * BATCHES_IN_SEGMENT);
    }

    String name() {
        return name;
    }

    private ChronicleJournalStore open() {
        return ChronicleJournalStore.open(folder.path(), SETTINGS);
    }

    private Plant launch(ChronicleJournalStore store, AuditFollower audit) {
        store.auditHead(audit::head);
        Plant plant = Plant.launch(RecordedJournal.context(store, new FileSnapshotStore(folder.path())));
        audit.start();
        return plant;
    }

    private void run(int batches) {
        try (ChronicleJournalStore store = open();
                AuditFollower audit = AuditFollower.open(folder.path(), store::reader);
                Plant plant = launch(store, audit)) {
            publish(plant, batches);
        }
    }

    private void publish(Plant plant, int batches) {
        SourcePublisher publisher = plant.publisher("aged", Backpressure.REFUSE);
        for (int batch = 0; batch < batches; batch++) {
            for (int i = 0; i < BATCH; i++) {
                walk.publish(publisher, plant.nowNs());
            }
            plant.stepAll();
        }
        publisher.close();
    }

    /** One start and what can be done behind it. */
    void measure() {
        long begin = System.nanoTime();
        try (ChronicleJournalStore store = open();
                AuditFollower audit = AuditFollower.open(folder.path(), store::reader);
                Plant plant = launch(store, audit)) {
            start.add(msSince(begin));
            begin = System.nanoTime();
            publish(plant, APPENDED_BATCHES);
            append.add((System.nanoTime() - begin) / (double) (APPENDED_BATCHES * BATCH));
            long last = plant.journaledSequence();
            begin = System.nanoTime();
            read(store, last);
            newest.add(msSince(begin));
            begin = System.nanoTime();
            read(store, last - TAIL_EVENTS);
            tail.add(msSince(begin));
        }
    }

    private static void read(ChronicleJournalStore store, long fromSequence) {
        try (JournalReader reader = store.reader(fromSequence)) {
            while (reader.poll((buffer, offset, length) -> {})) {
                // to the end for now
            }
        }
    }

    private static double msSince(long beginNs) {
        return (System.nanoTime() - beginNs) / 1e6;
    }

    /** From opening the data folder until the plant runs behind its snapshot, ms. */
    List<Double> start() {
        return start;
    }

    /** Opening a reader at the newest record and reading that, ms. */
    List<Double> newest() {
        return newest;
    }

    /** The same with the last 10,000 events, ms. */
    List<Double> tail() {
        return tail;
    }

    /** An update through the whole pipeline in one thread, ns. */
    List<Double> append() {
        return append;
    }

    @Override
    public void close() {
        folder.close();
    }
}
