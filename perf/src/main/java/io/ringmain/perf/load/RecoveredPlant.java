package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.perf.Main;
import java.nio.file.Path;

/**
 * A process that starts a plant in the folder of its first argument and says so when the state is recovered, from at least
 * as many events as the second says. It ends as if it were killed, so that the next one finds the same.
 */
final class RecoveredPlant {
    static final String READY = "recovered";

    private RecoveredPlant() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", Main.LOGBACK);
        Path folder = Path.of(arguments[0]);
        Plant plant =
                Plant.launch(RecordedJournal.context(ChronicleJournalStore.open(folder), new FileSnapshotStore(folder))
                        .mode(ThreadingMode.SHARED));
        boolean isWhole = plant.status().recovered().events() >= Long.parseLong(arguments[1])
                && plant.status().isHealthy();
        System.out.println(isWhole ? READY : plant.status().recovered());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
