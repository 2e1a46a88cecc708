package io.ringmain.historian.records;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.journal.Salvage;
import io.ringmain.historian.journal.SiteBefore;
import io.ringmain.historian.projection.ProjectionTarget;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables, written in transactions that hold the rows and the position: a transaction that was not kept is made again
 * from the journal, one that was kept is not.
 *
 * <p>Thread: the projection's. Owns: the schema {@code projection}.
 */
final class RecordStore implements ProjectionTarget {
    private static final Logger LOG = LoggerFactory.getLogger(RecordStore.class);
    private static final long FIRST = 1;

    private final Database database;
    private final Path dataFolder;
    private final LongFunction<JournalReader> journal;
    private final SnapshotStore snapshots;
    private final SiteNames names;
    private final PendingRows rows = new PendingRows();
    private final OpenCommands open = new OpenCommands();
    private final JournalRecords records;
    private volatile long position;
    private byte[] savedSite;
    private Batch last = Batch.NONE;
    /** The last one of which rows came. */
    private Batch lastWithRows = Batch.NONE;

    private volatile long refused;
    private volatile String remark = "";

    private record Batch(long first, long last, long timeNs) {
        static final Batch NONE = new Batch(0, 0, 0);
    }

    RecordStore(
            Database database,
            Path dataFolder,
            LongFunction<JournalReader> journal,
            SnapshotStore snapshots,
            SiteNames names) {
        this.database = database;
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.snapshots = snapshots;
        this.names = names;
        this.records = new JournalRecords(names, rows, open);
    }

    @Override
    public long open() throws IOException {
        rows.clear();
        open.clear();
        remark = "";
        database.start();
        String folder = FolderIdentity.of(dataFolder);
        int missing = missingTables();
        if (missing > 0) {
            String why = "tables are missing";
            if (missing < RecordTable.NAMES.size()) { // without any, there is nothing to lose
                requireWholeJournal(why);
            }
            remake(why);
        }
        StoredPosition stored = stored();
        if (stored != null && !isUsable(stored, folder)) {
            stored = null;
        }
        if (stored == null) {
            database.transaction(
                    "begin", session -> session.execute(StoredPosition.INSERT, folder, JournalRecords.FORMAT));
            stored = new StoredPosition(folder, JournalRecords.FORMAT, 0, 0, 0, 0);
        } else if (!stored.folder().equals(folder)) {
            database.transaction("adopt", session -> session.execute(StoredPosition.ADOPT, folder));
        }
        load(stored);
        return position;
    }

    private StoredPosition stored() {
        Optional<StoredPosition> row =
                database.readOnly("position", session -> session.one(StoredPosition.SELECT, StoredPosition::of));
        return row.orElse(null);
    }

    /**
     * Whether the rows are of this journal and can be gone on with; if not, they have been deleted.
     *
     * @throws IllegalStateException when they are somebody else's, or could not be made again
     */
    private boolean isUsable(StoredPosition stored, String folder) {
        JournalMatch.Result match = stored.sequence() == 0 ? JournalMatch.Result.SAME : match(stored, folder);
        if (match == JournalMatch.Result.OTHER && !stored.folder().equals(folder)) {
            throw new IllegalStateException("the tables in " + database.settings() + " are of another data folder;"
                    + " use another database, or replace them with 'rebuild'");
        }
        if (match == JournalMatch.Result.GONE) {
            remark = "the journal's records behind sequence " + stored.sequence()
                    + " are gone; what came of them is not in the tables";
        }
        boolean isOther = match == JournalMatch.Result.OTHER || stored.format() != JournalRecords.FORMAT;
        if (!isOther) {
            return true;
        }
        String why = match == JournalMatch.Result.OTHER
                ? "they go on from records that the journal does not have"
                : "their rows are of format " + stored.format() + ", this program's is " + JournalRecords.FORMAT;
        requireWholeJournal(why);
        remake(why);
        return false;
    }

    private JournalMatch.Result match(StoredPosition stored, String folder) {
        try {
            return JournalMatch.of(stored, journal);
        } catch (DamagedJournalException e) {
            if (!stored.folder().equals(folder)) {
                throw e;
            }
            return JournalMatch.Result.SAME; // what is read next stands behind it
        }
    }

    /** First sequence of the journal that can be read, {@link Long#MAX_VALUE} when there is none. */
    private long first() {
        try {
            return JournalMatch.first(journal);
        } catch (DamagedJournalException e) {
            return JournalMatch.first(from -> Salvage.open(dataFolder, from));
        }
    }

    /** Rows are only deleted where the journal gives all of them again. */
    private void requireWholeJournal(String why) {
        if (first() > FIRST) {
            throw new IllegalStateException("the tables in " + database.settings() + " can not be gone on with, as "
                    + why + ", and the journal's first records are gone; replace them with 'rebuild'");
        }
    }

    private int missingTables() {
        return database.session("tables", session -> {
            int missing = 0;
            for (String table : RecordTable.NAMES) {
                try {
                    session.count("SELECT COUNT(*) FROM " + table + " WHERE 1 = 0");
                } catch (DatabaseException.Syntax e) {
                    missing++;
                }
            }
            return missing;
        });
    }

    /** Deletes all tables and makes them again, empty. */
    void remake(String why) {
        LOG.warn("The tables of the projection in {} are made anew: {}", database.settings(), why);
        database.session("drop", session -> {
            for (String table : RecordTable.NAMES) {
                session.execute("DROP TABLE IF EXISTS " + table);
            }
            return session.execute("DROP TABLE IF EXISTS schema_history");
        });
        database.stop();
        database.start();
    }

    private void load(StoredPosition stored) {
        position = stored.sequence();
        refused = stored.refused();
        last = new Batch(stored.batchFirst(), stored.sequence(), stored.batchTimeNs());
        lastWithRows = last;
        database.readOnly("state", session -> {
            names.configure(StoredSite.read(session));
            session.list(
                            "SELECT sequence, user_name, action, target FROM audit WHERE state = ?",
                            row -> new Waiting(
                                    row.int64("sequence"),
                                    row.text("user_name"),
                                    row.text("action"),
                                    row.text("target")),
                            CommandState.PENDING.name())
                    .forEach(waiting -> open.add(
                            waiting.sequence(),
                            waiting.user(),
                            Command.Kind.valueOf(waiting.action()),
                            waiting.target()));
            return null;
        });
        savedSite = names.configuration();
        if (position == 0) {
            beginLate();
        }
    }

    /** A journal whose first records are deleted has what they configured in a snapshot. */
    private void beginLate() {
        long first = first();
        if (first > FIRST && first != Long.MAX_VALUE) {
            names.configure(SiteBefore.of(snapshots, first));
            remark = "the journal begins at sequence " + first + "; what came before is not in the tables";
        }
    }

    private record Waiting(long sequence, String user, String action, String target) {}

    @Override
    public void add(BatchDecoder batch) {
        int before = rows.size();
        records.add(batch);
        last = new Batch(batch.firstSequence(), batch.lastSequence(), batch.baseTimeNs());
        lastWithRows = rows.size() > before ? last : lastWithRows;
    }

    @Override
    public int pending() {
        return rows.size();
    }

    @Override
    public void flush(long sequence) {
        List<PendingRows.Step> steps = rows.steps();
        long passedOver;
        try {
            passedOver = database.transaction("project", session -> {
                boolean isFit = RowWriter.all(session, steps);
                if (!isFit) {
                    throw new NotFit();
                }
                note(session, sequence, 0);
                return 0L;
            });
        } catch (NotFit e) {
            passedOver = carefully(steps, sequence);
        } catch (DatabaseException e) {
            if (!Refusal.isOne(e)) {
                throw e;
            }
            passedOver = carefully(steps, sequence);
        }
        refused += passedOver;
        position = sequence;
        savedSite = names.configuration();
        rows.clear();
    }

    /** A row is too long for its columns. */
    private static final class NotFit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFit() {
            super(null, null, false, false);
        }
    }

    private long carefully(List<PendingRows.Step> steps, long sequence) {
        return database.transaction("project row by row", session -> {
            long count = RowWriter.each(session, steps);
            note(session, sequence, count);
            return count;
        });
    }

    private void note(Session session, long sequence, long newlyRefused) {
        if (names.configuration() != savedSite) {
            StoredSite.write(session, names.configuration());
        }
        Batch batch = sequence == last.last() ? last : lastWithRows;
        int noted = session.execute(
                StoredPosition.UPDATE, batch.last(), batch.first(), batch.timeNs(), newlyRefused, position);
        if (noted != 1) {
            throw new IllegalStateException(
                    "somebody else writes the tables in " + database.settings() + "; only one process may");
        }
    }

    /** Last sequence that is in the tables for good. Thread: any. */
    long kept() {
        return position;
    }

    @Override
    public String remark() {
        return refused > 0
                ? refused + " rows were refused, see table refused" + (remark.isEmpty() ? "" : "; " + remark)
                : remark;
    }

    @Override
    public long refused() {
        return refused;
    }
}
