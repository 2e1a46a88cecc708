package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.Main;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that reads the site file of its first argument, starts its plant in the folder of its second, has every tag
 * updated twice and a snapshot taken. It says {@code running READ ALL}, in seconds, waits for a line, collects its garbage
 * and says {@code live BYTES}.
 */
final class BigPlant {
    private static final int ROUNDS = 2;
    private static final long SNAPSHOT_NS = 1_000_000_000L;
    private static final long DRAIN_MS = 60_000;

    private BigPlant() {}

    public static void main(String[] arguments) throws ConfigurationException, IOException {
        System.setProperty("logback.configurationFile", Main.LOGBACK);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        long begin = System.nanoTime();
        SiteConfiguration read =
                SiteFile.read(Source.file(Path.of(arguments[0])), Overrides.none(), folder -> List.of(), List.of());
        long readAt = System.nanoTime();
        ManagedSite written = read.managed(); // the gateway keeps it, too
        PlantContext context = new PlantContext().soundSite(read.site());
        read = null;
        run(context, Path.of(arguments[1]), begin, readAt);
        Reference.reachabilityFence(written);
    }

    private static void run(PlantContext context, Path data, long begin, long readAt) throws IOException {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                Plant plant = Plant.launch(context.mode(ThreadingMode.SHARED)
                        .journalStore(store)
                        .snapshotStore(store.snapshots())
                        .snapshotIntervalNs(SNAPSHOT_NS))) {
            long end = System.nanoTime();
            update(plant);
            awaitSnapshot(store);
            System.out.println("running " + (readAt - begin) / 1e9 + " " + (end - begin) / 1e9);
            System.in.read();
            System.out.println("live " + live());
        }
    }

    private static void update(Plant plant) {
        SourcePublisher publisher = plant.publisher("load", Backpressure.WAIT);
        for (int round = 0; round < ROUNDS; round++) {
            for (int id = 0; id < plant.site().tagCount(); id++) {
                if (plant.site().tagType(id) == TagType.INT64) {
                    publisher.update(id, 40L + round, Quality.GOOD, plant.nowNs());
                } else {
                    publisher.update(id, 40.0 + round, Quality.GOOD, plant.nowNs());
                }
            }
        }
        if (!plant.drain(DRAIN_MS)) {
            throw new IllegalStateException("the updates were not taken within a minute");
        }
    }

    private static void awaitSnapshot(ChronicleJournalStore store) {
        long deadline = System.nanoTime() + DRAIN_MS * 1_000_000;
        while (store.snapshots().newestFirst().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no snapshot was taken within a minute");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Bytes on the heap that are still needed, and beside it. */
    private static long live() {
        System.gc();
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
        }
        return bytes;
    }
}
