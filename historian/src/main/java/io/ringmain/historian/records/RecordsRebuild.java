package io.ringmain.historian.records;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.journal.Salvage;
import io.ringmain.historian.projection.JournalFollower;
import io.ringmain.historian.projection.ProjectionState;
import io.ringmain.historian.sql.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Makes the tables anew from the journal. The rows are those that were there, but for what the journal has no longer; a site
 * that runs afterwards goes on from there.
 *
 * <p>Thread: the caller's, for as long as it takes.
 */
public final class RecordsRebuild {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DOWN_NS = TimeUnit.SECONDS.toNanos(30);

    /**
     * What came of it.
     *
     * @param state how far it came
     * @param damage of the journal, whose records are missing, a line each
     */
    public record Report(ProjectionState state, List<String> damage) {}

    private RecordsRebuild() {}

    /**
     * Deletes all rows, also those of another data folder, and fills the tables from the first record to the last.
     *
     * @param database of the schema {@link Records#SCHEMA}, started
     * @param progress told some times a second how far it is
     * @throws IllegalStateException when the database takes no rows for half a minute
     * @throws InterruptedException when the thread was interrupted; the tables have a part of the rows then
     */
    public static Report run(
            Database database,
            Path dataFolder,
            LongFunction<JournalReader> journal,
            SnapshotStore snapshots,
            Map<String, MachineDeclaration> machines,
            Consumer<ProjectionState> progress)
            throws InterruptedException {
        RecordStore store = new RecordStore(database, dataFolder, journal, snapshots, new SiteNames(machines));
        store.remake("asked for by a rebuild");
        try (JournalFollower follower =
                JournalFollower.toEnd("rebuild", journal, from -> Salvage.open(dataFolder, from), store)) {
            follower.start();
            long deadlineNs = System.nanoTime() + DOWN_NS;
            while (!follower.hasEnded()) {
                ProjectionState state = follower.state();
                progress.accept(state);
                deadlineNs = state.isUp() ? System.nanoTime() + DOWN_NS : deadlineNs;
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IllegalStateException(state.detail());
                }
                LockSupport.parkNanos(POLL_NS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            progress.accept(follower.state());
            return new Report(follower.state(), List.copyOf(follower.damage()));
        }
    }
}
