package io.ringmain.historian.records;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.journal.Salvage;
import io.ringmain.historian.projection.JournalFollower;
import io.ringmain.historian.projection.ProjectionState;
import io.ringmain.historian.sql.Database;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Alarm occurrences, events, log book and audit in an SQL database: what fills the tables from the journal, and what reads
 * them.
 *
 * <p>Thread: one starts and closes it; everything else any, and reading blocks.
 */
public final class Records implements AutoCloseable {
    /** Name of the schema, and of the folder of its migrations. */
    public static final String SCHEMA = "projection";

    private static final String NAME = "records";

    private final RecordStore store;
    private final JournalFollower follower;
    private final RecordQueries queries;

    private Records(Database database, RecordStore store, JournalFollower follower) {
        this.store = store;
        this.follower = follower;
        this.queries = new RecordQueries(database);
    }

    /**
     * Makes what is to be started; until then it is not up.
     *
     * @param database of the schema {@link #SCHEMA}, started or not; whoever made it stops it, after this was closed
     * @param journal gives a reader from a sequence on, for example {@code store::reader}
     * @param snapshots for the names of a journal whose first records are deleted
     * @param released last sequence that may be shown to anyone
     * @param durable last sequence that a loss of power leaves in the journal
     * @param machines declarations of machines written in Java by type, for the names of their states
     */
    public static Records of(
            Database database,
            Path dataFolder,
            LongFunction<JournalReader> journal,
            SnapshotStore snapshots,
            LongSupplier released,
            LongSupplier durable,
            Map<String, MachineDeclaration> machines) {
        RecordStore store = new RecordStore(database, dataFolder, journal, snapshots, new SiteNames(machines));
        return new Records(
                database,
                store,
                JournalFollower.of(NAME, journal, from -> Salvage.open(dataFolder, from), released, durable, store));
    }

    /** Begins to follow the journal, in a thread of its own; does not wait for the database. */
    public void start() {
        follower.start();
    }

    /** How far the tables are; the journal has to be kept from the sequence behind {@link #kept()} on. */
    public ProjectionState state() {
        return follower.state();
    }

    /** Last sequence that need not be read again, 0 for none; for the retention of the journal. */
    public long kept() {
        return store.kept();
    }

    public RecordQueries queries() {
        return queries;
    }

    /** Waits until the tables have everything up to a sequence; false when they have not by then. */
    public boolean awaitCovered(long sequence, long timeoutMs) {
        return follower.awaitCovered(sequence, timeoutMs);
    }

    @Override
    public void close() {
        follower.close();
    }
}
