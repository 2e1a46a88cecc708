package io.ringmain.perf.load;

import io.ringmain.core.pipeline.MeasuredPipeline;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.Sites;
import org.agrona.concurrent.IdleStrategy;

/**
 * Ringmain's stages in one thread as in mode SHARED, journal on disk, one limit alarm a tag.
 *
 * <p>Thread: one producer; the stages have a thread of their own.
 */
final class PairedPlant implements LatencyPairs.Side {
    private final TemporaryFolder folder = new TemporaryFolder();
    private final ChronicleJournalStore store = ChronicleJournalStore.open(folder.path());
    private final PassTimes times = new PassTimes();
    private final SwitchedIdle idle;
    private final MeasuredPipeline pipeline;
    private final SourcePublisher publisher;
    private final long offsetNs;

    PairedPlant(int tags, IdleStrategy strategy) {
        idle = new SwitchedIdle(strategy);
        pipeline = MeasuredPipeline.watched(Sites.of(tags, 1), store.newEpoch(1), idle, times);
        publisher = pipeline.publisher();
        offsetNs = pipeline.nowNs() - System.nanoTime();
        times.offsetNs(offsetNs);
        pipeline.awaitAll();
    }

    @Override
    public void send(int tag, double value, long intendedNs) {
        publisher.update(tag, value, Quality.GOOD, offsetNs + intendedNs);
    }

    @Override
    public PassTimes times() {
        return times;
    }

    @Override
    public SwitchedIdle idle() {
        return idle;
    }

    @Override
    public void close() {
        pipeline.close();
        store.close();
        folder.close();
    }
}
