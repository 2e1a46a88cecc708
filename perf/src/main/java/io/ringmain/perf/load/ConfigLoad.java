package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.perf.Main;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that reads the site file of its first argument, starts its plant in the folder of its second and says how many
 * seconds each took.
 */
final class ConfigLoad {
    private ConfigLoad() {}

    public static void main(String[] arguments) throws ConfigurationException {
        System.setProperty("logback.configurationFile", Main.LOGBACK);
        long begin = System.nanoTime();
        SiteConfiguration read =
                SiteFile.read(Source.file(Path.of(arguments[0])), Overrides.none(), folder -> List.of(), List.of());
        long readAt = System.nanoTime();
        Path data = Path.of(arguments[1]);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                Plant plant = Plant.launch(new PlantContext()
                        .soundSite(read.site())
                        .mode(ThreadingMode.SHARED)
                        .journalStore(store)
                        .snapshotStore(new FileSnapshotStore(data)))) {
            long end = System.nanoTime();
            if (plant.site().definition().tags().isEmpty()) {
                throw new IllegalStateException("the plant has no tags");
            }
            System.out.println((readAt - begin) / 1e9 + " " + (end - begin) / 1e9);
        }
    }
}
