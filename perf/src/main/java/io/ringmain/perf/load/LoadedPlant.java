package io.ringmain.perf.load;

import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.util.List;

/**
 * A plant as in the product, with its data in a temporary folder.
 *
 * <p>Thread: its owner.
 */
public final class LoadedPlant implements AutoCloseable {
    private final TemporaryFolder folder;
    private final ChronicleJournalStore store;
    private final KeptJournal journal;
    private final Plant plant;
    private final long offsetNs;

    private LoadedPlant(TemporaryFolder folder, ChronicleJournalStore store, KeptJournal journal, Plant plant) {
        this.folder = folder;
        this.store = store;
        this.journal = journal;
        this.plant = plant;
        this.offsetNs = plant.nowNs() - System.nanoTime();
    }

    public static LoadedPlant launch(ThreadingMode mode, SiteDefinition site, JournalKind journal) {
        PlantContext context = new PlantContext().mode(mode).site(site);
        if (journal == JournalKind.NONE) {
            DiscardingStore nowhere = new DiscardingStore();
            return new LoadedPlant(
                    null, null, null, Plant.launch(context.journalStore(nowhere).snapshotStore(nowhere)));
        }
        return launch(context);
    }

    /** With the product's journal. */
    static LoadedPlant launch(ThreadingMode mode, Idle idle, SiteDefinition site) {
        return launch(new PlantContext().mode(mode).idle(idle).site(site));
    }

    /** With the product's journal, and connectors. */
    public static LoadedPlant launch(ThreadingMode mode, SiteDefinition site, List<ConnectorProvider> connectors) {
        return launch(new PlantContext().mode(mode).site(site).connectorProviders(connectors));
    }

    /** With the product's journal, for the rest as the context says. */
    public static LoadedPlant launch(PlantContext context) {
        TemporaryFolder folder = new TemporaryFolder();
        ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
        KeptJournal kept = new KeptJournal(store);
        Plant plant = Plant.launch(context.journalStore(kept)
                .snapshotStore(new FileSnapshotStore(folder.path()))
                .dataFolder(folder.path()));
        return new LoadedPlant(folder, store, kept, plant);
    }

    public Plant plant() {
        return plant;
    }

    /** Bytes on disk. */
    long bytes() {
        return folder == null ? 0 : folder.bytes();
    }

    /** Segments of the journal, with the one that is ready for later. */
    int segments() {
        return folder == null ? 0 : folder.count("journal", ".cq4");
    }

    /** Waits until the disk has all that was journaled. */
    void force() {
        if (journal != null) {
            journal.force();
        }
    }

    /** The clock's time that {@link System#nanoTime} stands for. */
    public long timeNs(long monotonicNs) {
        return offsetNs + monotonicNs;
    }

    @Override
    public void close() {
        plant.close();
        if (store != null) {
            store.close();
            folder.close();
        }
    }
}
