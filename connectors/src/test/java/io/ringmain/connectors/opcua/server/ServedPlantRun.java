package io.ringmain.connectors.opcua.server;

import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.FreePort;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.core.tag.Quality;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A real plant, whose journal goes nowhere unless it is said, served by a real server on a free port. Thread: one. */
public final class ServedPlantRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Plant plant;
    private final SourcePublisher source;
    private final int port;

    /** What it is made of. */
    public static final class Recipe {
        private SiteDefinition site = new SiteDefinition("test", List.of(), List.of(), List.of(), List.of());
        private final Map<String, String> settings = new TreeMap<>();
        private List<Machine> machines = List.of();
        private KnownUsers users = new KnownUsers();
        private History history;
        private JournalStore journal = new Nowhere();
        private SnapshotStore snapshots = new Nowhere();
        private final int port = FreePort.find();

        public Recipe() {
            settings.put("endpoint", "opc.tcp://127.0.0.1:" + port + "/ringmain");
            settings.put("security", "None");
            settings.put("anonymous", "operator");
        }

        public Recipe site(SiteDefinition definition) {
            site = definition;
            return this;
        }

        public Recipe setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        public Recipe machines(Machine... types) {
            machines = List.of(types);
            return this;
        }

        public Recipe users(KnownUsers known) {
            users = known;
            return this;
        }

        /** A data folder that keeps what happens. */
        public <T extends JournalStore & SnapshotStore> Recipe store(T store) {
            journal = store;
            snapshots = store;
            return this;
        }

        public Recipe history(History samples) {
            history = samples;
            return this;
        }

        public int port() {
            return port;
        }

        /** Starts it. */
        public ServedPlantRun launch(Path folder) {
            return new ServedPlantRun(this, folder);
        }

        /** Starts it, and waits until it listens. */
        public ServedPlantRun start(Path folder) {
            ServedPlantRun run = launch(folder);
            run.awaitLink(LinkState.OK);
            return run;
        }
    }

    private ServedPlantRun(Recipe recipe, Path folder) {
        List<ConnectorDefinition> connectors = new ArrayList<>(recipe.site.connectors());
        connectors.add(new ConnectorDefinition("ua", OpcUaServerProvider.TYPE, recipe.settings));
        port = recipe.port;
        plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition(
                        recipe.site.name(),
                        connectors,
                        recipe.site.tags(),
                        recipe.site.alarms(),
                        recipe.site.alarmGroups(),
                        recipe.site.machines()))
                .journalStore(recipe.journal)
                .snapshotStore(recipe.snapshots)
                .connectorProviders(List.of(new OpcUaServerProvider()))
                .machines(recipe.machines)
                .access(recipe.users)
                .history(recipe.history)
                .dataFolder(folder)
                .snapshotIntervalNs(0)
                .mode(ThreadingMode.SHARED));
        source = plant.publisher("test", Backpressure.WAIT);
    }

    public Plant plant() {
        return plant;
    }

    public String url() {
        return "opc.tcp://127.0.0.1:" + port + "/ringmain";
    }

    public void publish(String tag, double value) {
        publish(tag, value, Quality.GOOD, plant.nowNs());
    }

    public void publish(String tag, double value, int statusCode, long sourceTimeNs) {
        source.update(plant.site().tagId(tag), value, statusCode, sourceTimeNs);
    }

    public void publish(String tag, boolean value) {
        source.update(plant.site().tagId(tag), value, Quality.GOOD, plant.nowNs());
    }

    /** Changes the site, and waits until that is journaled. */
    public void configure(SiteChange change) {
        plant.configure(change, plant.site().version(), new Revision("test", "test"))
                .join();
    }

    /** What the server says of itself. */
    public String detail() {
        return plant.status().links().stream()
                .filter(link -> link.name().equals("ua"))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    public void awaitLink(LinkState state) {
        await().atMost(PATIENCE)
                .until(() -> plant.status().links().stream()
                        .anyMatch(link -> link.name().equals("ua") && link.state() == state));
    }

    @Override
    public void close() {
        plant.close();
    }

    /** Takes everything and keeps nothing. */
    private static final class Nowhere implements JournalStore, SnapshotStore {
        @Override
        public JournalReader reader(long fromSequence) {
            return JournalReader.empty();
        }

        @Override
        public Journal newEpoch(long firstSequence) {
            return new Journal() {
                @Override
                public void append(DirectBuffer buffer, int offset, int length) {
                    // nobody reads it
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void store(long sequence, Image image) {
            // nobody reads it
        }

        @Override
        public List<Stored> newestFirst() {
            return List.of();
        }
    }
}
