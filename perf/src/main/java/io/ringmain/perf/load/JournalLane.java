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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A pipeline with one way to record, what publishes into it, and its rates.
 *
 * <p>Thread: its owner.
 */
final class JournalLane implements AutoCloseable {
    static final int TAGS = 1_000;

    private static final SiteDefinition SITE = Sites.of(TAGS, 1);
    private static final int SCAN = 1_000;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long POLL_NS = 1_000_000;

    private final MeasuredPipeline pipeline;
    private final TemporaryFolder folder;
    private final ChronicleJournalStore store;
    private final AuditFollower audit;
    private final RandomOrder order = new RandomOrder(TAGS);
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private long count;

    private JournalLane(
            MeasuredPipeline pipeline, TemporaryFolder folder, ChronicleJournalStore store, AuditFollower audit) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.store = store;
        this.audit = audit;
        pipeline.awaitAll();
    }

    /** The product's journal. */
    static JournalLane journaled() {
        TemporaryFolder folder = new TemporaryFolder();
        ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
        return new JournalLane(MeasuredPipeline.journaled(SITE, store.newEpoch(1)), folder, store, null);
    }

    /** The same with the thread that chains and signs what is recorded. */
    static JournalLane audited() {
        TemporaryFolder folder = new TemporaryFolder();
        ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
        AuditFollower audit = AuditFollower.open(folder.path(), store::reader);
        store.auditHead(audit::head);
        MeasuredPipeline pipeline = MeasuredPipeline.journaled(SITE, store.newEpoch(1));
        audit.start();
        return new JournalLane(pipeline, folder, store, audit);
    }

    /** Encodes as the product does and stores nothing. */
    static JournalLane encoded() {
        return new JournalLane(MeasuredPipeline.journaled(SITE, new MemoryJournal()), null, null, null);
    }

    /** Only copies the bytes. */
    static JournalLane copied() {
        return new JournalLane(MeasuredPipeline.copied(SITE), null, null, null);
    }

    /** Publishes for that long; notes events a second until all are handed over, and CPU time of the stages. */
    void window(long forNs) {
        SourcePublisher publisher = pipeline.publisher();
        long first = pipeline.sequence();
        long cpuNs = pipeline.cpuNs();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < forNs) {
            long scannedNs = pipeline.nowNs();
            for (int i = 0; i < SCAN; i++) {
                publisher.update(order.next(), Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
            }
        }
        pipeline.awaitAll();
        double events = pipeline.sequence() - first;
        rates.add(events * 1e9 / (System.nanoTime() - begin));
        cpu.add((pipeline.cpuNs() - cpuNs) / events);
        settle();
    }

    /** What is left to be written and signed shall not cost the next lane. */
    private void settle() {
        pipeline.force();
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (audit != null && audit.status().chainedSequence() < pipeline.sequence()) {
            if (!audit.status().problem().isEmpty() || System.nanoTime() - deadline > 0) {
                throw new SuiteFailedException("journal: the audit does not come along: " + audit.status());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Events a second of the windows behind the first ones. */
    List<Double> ratesBehind(int warmUps) {
        return rates.subList(warmUps, rates.size());
    }

    /** CPU time an event, ns, of the same windows. */
    List<Double> cpuBehind(int warmUps) {
        return cpu.subList(warmUps, cpu.size());
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
