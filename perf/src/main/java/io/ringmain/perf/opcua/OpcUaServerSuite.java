package io.ringmain.perf.opcua;

import io.ringmain.connectors.opcua.server.OpcUaServerProvider;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;
import io.ringmain.perf.load.LoadedPlant;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Our OPC UA server at work: 20 Milo clients in a process of their own on the same machine, each with the same 1,000 tags at
 * 100 ms, all of which change all the time: 200,000 values a second leave.
 */
public final class OpcUaServerSuite implements Suite {
    private static final int CLIENTS = 20;
    private static final int ITEMS = 1_000;
    private static final int INTERVAL_MS = 100;
    private static final int WARM_UP_S = 10;
    private static final int SECONDS = 60;
    private static final int SECONDS_LONG = 600;
    private static final double LATE_TARGET_PERCENT = 0.1;
    private static final String TAG = "Load.T";
    private static final String NAMESPACE = "urn:ringmain:site";
    private static final long PATIENCE_NS = 20_000_000_000L;

    @Override
    public String name() {
        return "opcua-server";
    }

    @Override
    public String describe() {
        return "OPC UA server: 20 clients with 1,000 items each at 100 ms, 60 s";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 640 : 85;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        int port = freePort();
        PlantContext context = new PlantContext()
                .mode(ThreadingMode.SHARED)
                .site(site(port))
                .access(new EveryoneLooks())
                .connectorProviders(List.of(new OpcUaServerProvider()));
        try (LoadedPlant loaded = LoadedPlant.launch(context)) {
            awaitServed(loaded);
            try (Changes changes = new Changes(loaded);
                    ToldProcess clients = new ToldProcess(
                            WatchingClients.class,
                            endpoint(port),
                            String.valueOf(CLIENTS),
                            String.valueOf(ITEMS),
                            String.valueOf(INTERVAL_MS),
                            NAMESPACE,
                            TAG)) {
                changes.begin();
                clients.await(WatchingClients.SUBSCRIBED);
                watch(clients, WARM_UP_S);
                return figures(watch(clients, isLong ? SECONDS_LONG : SECONDS), isLong ? SECONDS_LONG : SECONDS);
            }
        }
    }

    private static WatchReport watch(ToldProcess clients, int seconds) {
        clients.tell(String.valueOf(seconds));
        return WatchReport.parse(clients.await(WatchingClients.WATCHED));
    }

    private static List<Figure> figures(WatchReport report, int seconds) {
        return List.of(
                Figure.ofRuns("opcua.server.late", "% of the publishes", report.latePercent())
                        .atMost(LATE_TARGET_PERCENT)
                        .withNote("more than half an interval after its time, of " + report.publishes()
                                + "; the clients take their share of the two cores"),
                Figure.ofRuns("opcua.server.stalls", "% of the periods", report.stalledPercent())
                        .withNote(
                                "a thread of the clients' process that only wants to wake every 100 ms: late in the same"
                                        + " way"),
                Figure.ofRuns("opcua.server.rate", "values/s", (double) report.values() / seconds));
    }

    private static SiteDefinition site(int port) {
        List<TagDefinition> tags = new ArrayList<>(ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            tags.add(TagDefinition.internal(TAG + i, TagType.FLOAT64));
        }
        ConnectorDefinition server = new ConnectorDefinition(
                "server",
                "opcua-server",
                Map.of("endpoint", endpoint(port), "security", "None", "anonymous", "guest", "max-sessions", "50"));
        return new SiteDefinition("served", List.of(server), tags, List.of(), List.of());
    }

    private static String endpoint(int port) {
        return "opc.tcp://127.0.0.1:" + port + "/ringmain";
    }

    private static void awaitServed(LoadedPlant loaded) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (loaded.plant().link("server") != LinkState.OK) {
            if (System.nanoTime() > end) {
                throw new SuiteFailedException("opcua-server: it does not serve: "
                        + loaded.plant().status().links());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes every tag at each interval, from a thread of its own. */
    private static final class Changes implements AutoCloseable {
        private final LoadedPlant loaded;
        private final SourcePublisher publisher;
        private final int[] tagIds = new int[ITEMS];
        private final double[] values = new double[ITEMS];
        private final int[] statusCodes = new int[ITEMS];
        private final Thread thread = new Thread(this::run, "changes");
        private volatile boolean isOver;

        Changes(LoadedPlant loaded) {
            this.loaded = loaded;
            publisher = loaded.plant().publisher("changes", Backpressure.WAIT);
            for (int i = 0; i < ITEMS; i++) {
                tagIds[i] = loaded.plant().site().tagId(TAG + i);
            }
        }

        void begin() {
            thread.start();
        }

        private void run() {
            long due = System.nanoTime();
            for (int number = 1; !isOver; number++) {
                for (int i = 0; i < ITEMS; i++) {
                    values[i] = number + i / 1e3;
                }
                publisher.scan(
                        tagIds, values, statusCodes, ITEMS, loaded.plant().nowNs());
                due += TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
                for (long now = System.nanoTime(); now < due && !isOver; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
            }
        }

        @Override
        public void close() {
            isOver = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
