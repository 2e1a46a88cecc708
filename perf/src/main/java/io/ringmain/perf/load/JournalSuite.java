package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.lane.LaneKind;
import io.ringmain.perf.lane.LaneProcess;
import io.ringmain.perf.lane.Rounds;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What recording costs: the same pipeline with JOURNAL as it is, with the audit beside it, with a JOURNAL whose batches go
 * to memory, and with a stage in its place that only copies the bytes, each in a JVM of its own, in windows in turn; and how
 * many bytes an event takes on disk.
 */
public final class JournalSuite implements Suite {
    private static final int TAGS = 1_000;
    private static final long WINDOW_NS = 200_000_000L;
    private static final int WARM_UPS = 5;
    private static final int WINDOWS = 11;
    private static final int WINDOWS_LONG = 61;
    private static final int DISK_EVENTS = 1_000_000;
    /** Updates in a batch of the journal: under load, and when there is less to do. */
    private static final int BATCH = 1_000;

    private static final int MIDDLE_BATCH = 100;
    private static final int SMALL_BATCH = 10;
    private static final long WANTED_BYTES = 16L << 30;

    private static final double DEVIATION = 5;
    /** Of the tags, in turn. */
    private static final List<Deadband> DEADBANDS = List.of(
            Deadband.NONE,
            Deadband.absolute(DEVIATION / 2),
            Deadband.absolute(DEVIATION),
            Deadband.percent(2 * DEVIATION));

    private static final String PERCENT = "% of throughput";
    private static final double TARGET_COST = 40;
    private static final double TARGET_BYTES = 24;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String describe() {
        return "what JOURNAL costs beside a stage that only copies the bytes; bytes on disk an event";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 100 : 26;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("journal.bytes");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(WANTED_BYTES);
        List<Figure> figures = new ArrayList<>();
        cost(figures, isLong ? WINDOWS_LONG : WINDOWS);
        figures.add(disk("journal.bytes", BATCH)
                .atMost(TARGET_BYTES)
                .withNote("1,000 updates a batch, as under load; every update is journaled, also those that their tag's"
                        + " deadband filters"));
        figures.add(disk("journal.bytes.100", MIDDLE_BATCH));
        figures.add(disk("journal.bytes.10", SMALL_BATCH));
        return figures;
    }

    private static void cost(List<Figure> figures, int windows) {
        try (LaneProcess journaled = LaneProcess.start(LaneKind.JOURNALED, TAGS);
                LaneProcess audited = LaneProcess.start(LaneKind.AUDITED, TAGS);
                LaneProcess encoded = LaneProcess.start(LaneKind.ENCODED, TAGS);
                LaneProcess copied = LaneProcess.start(LaneKind.COPIED, TAGS)) {
            Rounds.run(WARM_UPS, windows, WINDOW_NS, List.of(journaled, audited, encoded, copied));
            List<Double> recorded = journaled.rates();
            List<Double> copy = copied.rates();
            figures.add(Figure.ofRuns("journal.rate", "updates/s", recorded));
            figures.add(Figure.ofRuns("journal.rate.copy", "updates/s", copy));
            figures.add(Figure.ofRuns("journal.cpu", "ns/update", journaled.cpuNs()));
            figures.add(Figure.ofRuns("journal.cpu.memory", "ns/update", encoded.cpuNs()));
            figures.add(Figure.ofRuns("journal.cpu.copy", "ns/update", copied.cpuNs()));
            figures.add(Figure.ofRuns("journal.cost", PERCENT, percentLost(recorded, copy))
                    .atMost(TARGET_COST));
            figures.add(Figure.ofRuns("journal.cost.audited", PERCENT, percentLost(audited.rates(), copy)));
            figures.add(Figure.ofRuns("journal.cost.store", PERCENT, percentLost(recorded, encoded.rates())));
        }
    }

    /** Window by window, so that what disturbs a round disturbs both. */
    private static List<Double> percentLost(List<Double> rates, List<Double> references) {
        List<Double> lost = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            lost.add(100 * (1 - rates.get(i) / references.get(i)));
        }
        return lost;
    }

    /** Journal and audit of full doubles with source times of their own, some of them inside their tag's deadband. */
    private static Figure disk(String name, int batch) {
        try (TemporaryFolder folder = new TemporaryFolder()) {
            try (ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
                    AuditFollower audit = AuditFollower.open(folder.path(), store::reader);
                    Plant plant = Plant.launch(new PlantContext()
                            .mode(ThreadingMode.INVOKER)
                            .site(withDeadbands())
                            .journalStore(store)
                            .snapshotStore(new FileSnapshotStore(folder.path())))) {
                audit.start();
                publish(plant, batch);
            }
            double bytes = folder.bytesOf("journal") + folder.bytesOf("audit");
            return Figure.ofRuns(name, "B/update", bytes / DISK_EVENTS);
        }
    }

    private static SiteDefinition withDeadbands() {
        List<TagDefinition> tags = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            tags.add(TagDefinition.builder("Load.T" + tag, TagType.FLOAT64)
                    .range(0, 100)
                    .deadband(DEADBANDS.get(tag % DEADBANDS.size()))
                    .build());
        }
        return new SiteDefinition("disk", List.of(), tags, List.of(), List.of());
    }

    private static void publish(Plant plant, int batch) {
        SourcePublisher publisher = plant.publisher("load", Backpressure.REFUSE);
        RandomOrder order = new RandomOrder(TAGS);
        Random random = new Random(17);
        for (int done = 0; done < DISK_EVENTS; done += batch) {
            for (int i = 0; i < batch; i++) {
                double value = Sites.QUIET + DEVIATION * random.nextGaussian();
                publisher.update(order.next(), value, Quality.GOOD, plant.nowNs() - random.nextInt(50_000_000));
            }
            plant.stepAll();
        }
        PlantStatus.SourceStatus source = plant.status().sources().stream()
                .filter(account -> account.name().equals("load"))
                .findFirst()
                .orElseThrow();
        boolean isWhole = source.applied() + source.filtered() == DISK_EVENTS;
        if (!isWhole || source.filtered() < DISK_EVENTS / 3 || !plant.status().isHealthy()) {
            throw new SuiteFailedException("journal: " + plant.status().reasons() + ", " + source);
        }
    }
}
