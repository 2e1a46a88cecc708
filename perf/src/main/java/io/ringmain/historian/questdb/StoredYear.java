package io.ringmain.historian.questdb;

import io.ringmain.core.spi.History;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A QuestDB of its own with a year of samples of one tag, one a second, made by the server itself: random numbers, of every
 * thousandth sample the quality is bad.
 *
 * <p>Thread: its owner.
 */
public final class StoredYear implements AutoCloseable {
    public static final String TAG = "Year.Flow";
    /** A whole minute. */
    public static final long FROM_NS = 1_700_000_040_000_000_000L;

    public static final long SAMPLES = 365 * 86_400L;
    public static final long TO_NS = FROM_NS + SAMPLES * 1_000_000_000L;

    /** So many are made in a fraction of the time after which a statement is given up. */
    private static final long AT_ONCE = 5 * 86_400L;

    private static final long START_NS = 60_000_000_000L;
    private static final long APPLY_NS = 300_000_000_000L;
    private static final long POLL_NS = 50_000_000;

    private final ChronicleJournalStore journal;
    private final QuestDb questDb;
    private final QuestDbQueries queries;

    private StoredYear(Path dataFolder, Path jar) {
        journal = ChronicleJournalStore.open(dataFolder);
        questDb = QuestDb.start(QuestDbSettings.child(dataFolder, jar, 0), journal::reader);
        queries = new QuestDbQueries(questDb::endpoint);
    }

    /**
     * Makes the samples, which takes about a minute, and starts the server again, as it would with what a site has recorded.
     *
     * @param dataFolder an empty one
     * @param jar of the server
     */
    public static StoredYear make(Path dataFolder, Path jar) {
        try (StoredYear making = new StoredYear(dataFolder, jar)) {
            making.awaitServer();
            making.insert();
        }
        StoredYear made = new StoredYear(dataFolder, jar);
        boolean isReady = false;
        try {
            made.awaitServer();
            made.awaitSums();
            isReady = true;
            return made;
        } finally {
            if (!isReady) {
                made.close();
            }
        }
    }

    private void awaitServer() {
        long deadline = System.nanoTime() + START_NS;
        while (true) {
            try {
                queries.execute(SamplesTable.CREATE).join();
                return;
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof HistoryUnavailableException) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }

    private void insert() {
        for (long from = 0; from < SAMPLES; from += AT_ONCE) {
            long count = Math.min(AT_ONCE, SAMPLES - from);
            queries.execute(insert(from, count)).join();
        }
        await(this::isVisible);
    }

    /** The server has its sums by the minute soon after a start. */
    private void awaitSums() {
        await(() -> questDb.sumsValidToNs() >= TO_NS);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + APPLY_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("QuestDB does not come to the end of a year");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static String insert(long from, long count) {
        String time = "(" + FROM_NS + " + (x - 1 + " + from + ") * 1000000000)::timestamp_ns";
        String quality = "CASE WHEN x % 1000 = 0 THEN " + (Quality.BAD_SENSOR_FAILURE & 0xFFFF_FFFFL) + " ELSE 0 END";
        return "INSERT INTO samples (ts, tag, type, value, quality, sequence, ordinal, ingress) SELECT " + time + ", '"
                + TAG + "', " + TagType.FLOAT64.code() + "::byte, 100 * rnd_double(), " + quality + ", x + " + from
                + ", 0, " + time + " FROM long_sequence(" + count + ")";
    }

    private boolean isVisible() {
        List<String[]> transactions = queries.rows(SamplesTable.TRANSACTIONS).join();
        return transactions.get(0)[0].equals(transactions.get(0)[1]);
    }

    public History history() {
        return questDb.history();
    }

    /** CPU time that the server has taken so far, over all cores. */
    public Duration serverCpu() {
        return ProcessHandle.of(questDb.childPid())
                .flatMap(server -> server.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        questDb.close();
        journal.close();
    }
}
