package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A real plant with one connector, whose journal is kept in memory. Thread: one. */
public final class TestSite implements AutoCloseable {
    private final Plant plant;
    private final String connector;
    private final SourcePublisher source;

    public TestSite(
            ConnectorProvider provider,
            ConnectorDefinition connector,
            List<TagDefinition> tags,
            KeptStore journal,
            Path folder,
            AccessControl access) {
        this.connector = connector.name();
        plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition("test", List.of(connector), tags, List.of(), List.of()))
                .journalStore(journal)
                .snapshotStore(journal)
                .connectorProviders(List.of(provider))
                .access(access)
                .dataFolder(folder)
                .snapshotIntervalNs(0)
                .mode(ThreadingMode.SHARED));
        source = plant.publisher("test", Backpressure.WAIT);
    }

    public Plant plant() {
        return plant;
    }

    public boolean isLinked() {
        return plant.link(connector) == LinkState.OK;
    }

    public void publish(String tag, double value) {
        source.update(plant.site().tagId(tag), value, Quality.GOOD, plant.nowNs());
    }

    public void publish(String tag, double value, int statusCode, long timeNs) {
        source.update(plant.site().tagId(tag), value, statusCode, timeNs);
    }

    public TagValue read(String tag) {
        TagValue value = new TagValue();
        plant.values().read(plant.site().tagId(tag), value);
        return value;
    }

    public CommandOutcome write(String tag, double value) throws Exception {
        Command command = new Command(
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextLong(),
                Command.Kind.WRITE,
                plant.site().tagId(tag),
                0,
                TagType.FLOAT64,
                Double.doubleToLongBits(value),
                "",
                "operator",
                "test");
        return plant.submit(command).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        plant.close();
    }
}
