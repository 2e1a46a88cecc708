package io.ringmain.historian.backup;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A site in a process of its own: about 20,000 updates/s and a command at a time, whose number it says when it was answered. */
public final class LoadedSite {
    static final String COMMANDED = "Commanded";
    static final int TAGS = 50;
    private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int UPDATES = 40;

    private LoadedSite() {}

    static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>();
        tags.add(TagDefinition.internal(COMMANDED, TagType.INT64));
        for (int i = 0; i < TAGS; i++) {
            tags.add(TagDefinition.internal("T" + i, TagType.FLOAT64));
        }
        return new SiteDefinition("loaded", List.of(), tags, List.of(), List.of());
    }

    static PlantContext context(ChronicleJournalStore store, Path folder) {
        return new PlantContext()
                .site(site())
                .journalStore(store)
                .snapshotStore(new FileSnapshotStore(folder))
                .mode(ThreadingMode.SHARED)
                .snapshotIntervalNs(TimeUnit.SECONDS.toNanos(1));
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        Path folder = Path.of(arguments[0]);
        ChronicleJournalStore store = ChronicleJournalStore.open(folder);
        AuditFollower audit = AuditFollower.open(folder, store::reader);
        store.auditHead(audit::head);
        Plant plant = Plant.launch(context(store, folder));
        audit.start();
        Thread commands = new Thread(() -> command(plant, out), "commands");
        commands.setDaemon(true);
        commands.start();
        SourcePublisher source = plant.publisher("load", Backpressure.WAIT);
        for (long i = 0; ; i++) {
            for (int k = 0; k < UPDATES; k++) {
                source.update(
                        (int) (1 + (i * UPDATES + k) % TAGS), Math.sin(i * UPDATES + k), Quality.GOOD, plant.nowNs());
            }
            LockSupport.parkNanos(EVERY_NS);
        }
    }

    private static void command(Plant plant, PrintStream out) {
        for (long number = 1; ; number++) {
            Command command = new Command(
                    1, number, Command.Kind.WRITE, 0, 0, TagType.INT64, number, "", "operator", "by the test");
            CommandState state = plant.submit(command).join().state();
            if (state != CommandState.DONE) {
                out.println("command " + number + " " + state);
                return;
            }
            out.println(number);
        }
    }
}
