package io.ringmain.perf.load;

import io.ringmain.core.pipeline.MeasuredPipeline;
import io.ringmain.core.pipeline.MemoryJournal;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.lane.Lane;
import io.ringmain.perf.lane.Producers;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A pipeline with one limit alarm a tag and one way to record, and what publishes into it. A window ends when all of it is
 * handed over.
 *
 * <p>Thread: its owner.
 */
public final class JournalLane implements Lane {
    private static final int LIMITS = 1;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long POLL_NS = 1_000_000;

    private final MeasuredPipeline pipeline;
    private final TemporaryFolder folder;
    private final ChronicleJournalStore store;
    private final AuditFollower audit;
    private final SourcePublisher publisher;
    private final RandomOrder order;
    private final Producers producers = new Producers(List.of(this::scan));
    private long count;
    private double cpuNs = Double.NaN;

    private JournalLane(
            int tags,
            MeasuredPipeline pipeline,
            TemporaryFolder folder,
            ChronicleJournalStore store,
            AuditFollower audit) {
        this.pipeline = pipeline;
        publisher = pipeline.publisher();
        order = new RandomOrder(tags);
        this.folder = folder;
        this.store = store;
        this.audit = audit;
        pipeline.awaitAll();
    }

    /** The product's journal. */
    public static JournalLane journaled(int tags) {
        TemporaryFolder folder = new TemporaryFolder();
        ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
        return new JournalLane(tags, MeasuredPipeline.journaled(site(tags), store.newEpoch(1)), folder, store, null);
    }

    /** The same with the thread that chains and signs what is recorded. */
    public static JournalLane audited(int tags) {
        TemporaryFolder folder = new TemporaryFolder();
        ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
        AuditFollower audit = AuditFollower.open(folder.path(), store::reader);
        store.auditHead(audit::head);
        MeasuredPipeline pipeline = MeasuredPipeline.journaled(site(tags), store.newEpoch(1));
        audit.start();
        return new JournalLane(tags, pipeline, folder, store, audit);
    }

    /** Encodes as the product does and stores nothing. */
    public static JournalLane encoded(int tags) {
        return new JournalLane(tags, MeasuredPipeline.journaled(site(tags), new MemoryJournal()), null, null, null);
    }

    /** Only copies the bytes. */
    public static JournalLane copied(int tags) {
        return new JournalLane(tags, MeasuredPipeline.copied(site(tags)), null, null, null);
    }

    private static SiteDefinition site(int tags) {
        return Sites.of(tags, LIMITS);
    }

    private void scan() {
        long scannedNs = pipeline.nowNs();
        for (int i = 0; i < Producers.SCAN; i++) {
            publisher.update(order.next(), Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
        }
    }

    @Override
    public double window(long forNs) {
        long cpuBefore = pipeline.cpuNs();
        long begin = System.nanoTime();
        double updates = producers.publish(forNs);
        pipeline.awaitAll();
        double rate = updates * 1e9 / (System.nanoTime() - begin);
        cpuNs = (pipeline.cpuNs() - cpuBefore) / updates;
        return rate;
    }

    @Override
    public double cpuNs() {
        return cpuNs;
    }

    /** What is left to be written and signed shall not cost the next lane. */
    @Override
    public void settle() {
        pipeline.force();
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (audit != null && audit.status().chainedSequence() < pipeline.sequence()) {
            if (!audit.status().problem().isEmpty() || System.nanoTime() - deadline > 0) {
                throw new SuiteFailedException("journal: the audit does not come along: " + audit.status());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    @Override
    public void close() {
        pipeline.close();
        if (audit != null) {
            audit.close();
        }
        if (store != null) {
            store.close();
            folder.close();
        }
    }
}
