package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.lane.Lane;
import io.ringmain.perf.lane.Producers;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole plant with four limit alarms a tag and its journal on disk; its sources wait when the ring is full. A window ends
 * when all of it is journaled and handed over.
 *
 * <p>Thread: its owner.
 */
public final class PlantLane implements Lane {
    static final int LIMITS = 4;

    private static final long PATIENCE_MS = 30_000;

    private final LoadedPlant loaded;
    private final Producers producers;

    /** @param isScanning whether a source hands over its scan as one, not value by value */
    public PlantLane(ThreadingMode mode, int tags, int producerCount, boolean isScanning) {
        loaded = LoadedPlant.launch(mode, Sites.of(tags, LIMITS), JournalKind.CHRONICLE);
        List<Runnable> scans = new ArrayList<>();
        for (int i = 0; i < producerCount; i++) {
            Scan scan = new Scan(loaded, loaded.plant().publisher("load-" + i, Backpressure.WAIT), tags);
            scans.add(isScanning ? scan::together : scan::oneByOne);
        }
        producers = new Producers(scans);
    }

    @Override
    public double window(long forNs) {
        long begin = System.nanoTime();
        long updates = producers.publish(forNs);
        if (!loaded.plant().drain(PATIENCE_MS)) {
            throw new SuiteFailedException("the plant does not come along");
        }
        return updates * 1e9 / (System.nanoTime() - begin);
    }

    @Override
    public void settle() {
        if (!loaded.plant().status().isHealthy()) {
            throw new SuiteFailedException(
                    "the plant is not healthy: " + loaded.plant().status().reasons());
        }
        loaded.force();
    }

    @Override
    public void close() {
        loaded.close();
    }

    /** A source that scans its tags in random order and stamps the scan. */
    private static final class Scan {
        private final LoadedPlant loaded;
        private final SourcePublisher publisher;
        private final RandomOrder order;
        private final int[] tagIds = new int[Producers.SCAN];
        private final double[] values = new double[Producers.SCAN];
        private final int[] statusCodes = new int[Producers.SCAN];
        private long count;

        Scan(LoadedPlant loaded, SourcePublisher publisher, int tags) {
            this.loaded = loaded;
            this.publisher = publisher;
            this.order = new RandomOrder(tags);
        }

        void together() {
            long scannedNs = loaded.plant().nowNs();
            for (int i = 0; i < Producers.SCAN; i++) {
                tagIds[i] = order.next();
                values[i] = Sites.QUIET + (++count & 15);
                statusCodes[i] = Quality.GOOD;
            }
            publisher.scan(tagIds, values, statusCodes, Producers.SCAN, scannedNs);
        }

        void oneByOne() {
            long scannedNs = loaded.plant().nowNs();
            for (int i = 0; i < Producers.SCAN; i++) {
                publisher.update(order.next(), Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
            }
        }
    }
}
