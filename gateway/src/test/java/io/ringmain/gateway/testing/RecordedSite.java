package io.ringmain.gateway.testing;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A data folder with a journal that a test has made, from a site file, on a clock of its own. Thread: one. */
public final class RecordedSite {
    public static final long SECOND = 1_000_000_000L;

    /** One tag with one alarm. */
    public static final String LEVEL_WITH_ALARM = """
            site: {name: past}
            tags: [{name: Level, type: float64}]
            alarms: [{name: Level.HI, tag: Level, kind: HI, limit: 15}]
            """;

    private final Path folder;
    private long nowNs = 1_700_000_000 * SECOND;
    private long ids;
    private Plant plant;
    private SourcePublisher source;

    public RecordedSite(Path folder) {
        this.folder = folder;
    }

    /** What happens while the site runs. */
    public interface Story {
        void tell(RecordedSite site) throws Exception;
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path write(String name, String yaml) throws Exception {
        return Files.writeString(folder.resolve(name), yaml);
    }

    /** Runs the site from one start to one stop. */
    public RecordedSite run(String yaml, Story story) throws Exception {
        SiteDefinition site = SiteFile.read(
                        Source.file(write("recorded.yaml", yaml)), Overrides.none(), jars -> List.of(), List.of())
                .site();
        Files.createDirectories(data());
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data());
                Plant running = Plant.launch(new PlantContext()
                        .site(site)
                        .journalStore(store)
                        .snapshotStore(new FileSnapshotStore(data()))
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs, () -> nowNs))) {
            plant = running;
            source = plant.publisher("test", Backpressure.REFUSE);
            story.tell(this);
        }
        return this;
    }

    public RecordedSite update(String tag, double value) {
        source.update(plant.site().tagId(tag), value, Quality.GOOD, nowNs);
        plant.stepAll();
        return this;
    }

    /** A value that comes late. */
    public RecordedSite late(String tag, double value, long secondsAgo) {
        source.backfill().update(plant.site().tagId(tag), value, Quality.GOOD, nowNs - secondsAgo * SECOND);
        plant.stepAll();
        return this;
    }

    public RecordedSite tick(long seconds) {
        nowNs += seconds * SECOND;
        plant.tick();
        plant.stepAll();
        return this;
    }

    public RecordedSite order(Kind kind, String alarm) {
        int id = plant.site().alarmId(alarm);
        plant.submit(new Command(7, ++ids, kind, id, 0, null, 0, "", "anna", "seen"));
        plant.stepAll();
        return this;
    }

    public long nowNs() {
        return nowNs;
    }
}
