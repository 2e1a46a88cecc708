package io.ringmain.historian.questdb;

import io.questdb.client.Sender;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the journal's updates into QuestDB. Position is noted after the server has taken the rows; what was sent before
 * a failure is sent again, and the table's key makes that harmless.
 *
 * <p>Thread: one of its own; {@link #status()} any. Owns: the table and {@link ProjectionPosition}. It reads files only:
 * however slow the server is, the ring does not feel it.
 */
final class QuestDbProjection implements AutoCloseable, ProjectionRun.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(QuestDbProjection.class);
    private static final long FIRST_BACKOFF_MS = 100;
    private static final long LAST_BACKOFF_MS = 2_000;
    private static final long END_MS = 1_000;

    private final SamplesServer server;
    private final LongFunction<JournalReader> journal;
    private final ProjectionPosition position;
    private final Refusals refusals;
    private final Thread thread;
    private final Tail tail;
    private final MinuteView view;
    private final LongSupplier durable;
    private final boolean isFollowing;
    private volatile boolean isClosing;
    private volatile ProjectionStatus status =
            new ProjectionStatus(false, ProjectionPosition.NONE, 0, 0, 0, "starting");
    private long rowsFlushed;
    private long failures;
    private boolean isReported;

    /**
     * @param tail told what queries see
     * @param view of sums to keep, null for none
     * @param durable last sequence that a loss of power leaves in the journal
     * @param isFollowing false to end at the end of the journal
     */
    QuestDbProjection(
            SamplesServer server,
            LongFunction<JournalReader> journal,
            ProjectionPosition position,
            Refusals refusals,
            Tail tail,
            MinuteView view,
            LongSupplier durable,
            boolean isFollowing) {
        this.durable = durable;
        this.view = view;
        this.tail = tail;
        this.isFollowing = isFollowing;
        this.server = server;
        this.journal = journal;
        this.position = position;
        this.refusals = refusals;
        this.thread = new Thread(this::runToEnd, "questdb-projection");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    ProjectionStatus status() {
        return status;
    }

    /** Whether it has come to the end of the journal, or was closed. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    private void runToEnd() {
        try {
            run();
        } catch (Throwable e) { // an Error too: nobody else would say that nothing is projected any more
            LOG.error("The projection of samples has ended, a restart begins where it stood", e);
            status = new ProjectionStatus(
                    false, position.sequence(), rowsFlushed, failures + 1, refusals.rows(), "ended: " + e);
        }
    }

    private void run() {
        long backoffMs = FIRST_BACKOFF_MS;
        while (!isClosing) {
            long before = position.sequence();
            try {
                project();
            } catch (CompletionException e) {
                note(e.getCause() == null ? e : e.getCause());
            } catch (RuntimeException | IOException e) {
                note(e);
            }
            backoffMs = position.sequence() > before ? FIRST_BACKOFF_MS : Math.min(2 * backoffMs, LAST_BACKOFF_MS);
            pause(backoffMs);
        }
    }

    private void note(Throwable error) {
        if (isClosing) {
            return;
        }
        failures++;
        String detail = String.valueOf(error.getMessage());
        if (!isReported && !(error instanceof HistoryUnavailableException)) {
            isReported = true;
            LOG.warn("QuestDB takes no samples at the moment, they wait in the journal: {}", detail);
        }
        status = new ProjectionStatus(false, position.sequence(), rowsFlushed, failures, refusals.rows(), detail);
    }

    private void pause(long backoffMs) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoffMs);
        while (!isClosing && System.nanoTime() - untilNs < 0) {
            LockSupport.parkNanos(untilNs - System.nanoTime());
        }
    }

    /** Projects until closed or until something fails. */
    private void project() throws IOException {
        long table = server.ensureTable();
        if (table != position.table()) {
            position.reset(table); // a new server, or somebody has dropped the table: all rows again
            onVisible(new Tail.Mark(ProjectionPosition.NONE, Long.MIN_VALUE));
        }
        ProjectionRun run = begin();
        onTaken(position.sequence(), 0);
        try (Sender sender = server.sender();
                JournalReader reader = journal.apply(position.sequence() + 1)) {
            if (run.copy(sender, reader, !isFollowing)) {
                isClosing = true;
            }
        } catch (RuntimeException e) {
            if (Refusals.isRefusal(e)) {
                refusals.onRefused(position.sequence(), run.readSequence());
            }
            throw e;
        }
    }

    private ProjectionRun begin() throws IOException {
        try {
            return new ProjectionRun(server, position, refusals, view, durable, () -> isClosing, this);
        } catch (IOException e) {
            LOG.warn("All samples are sent to QuestDB again, as what was noted can not be used: {}", e.getMessage());
            position.reset(position.table());
            return new ProjectionRun(server, position, refusals, view, durable, () -> isClosing, this);
        }
    }

    @Override
    public void onVisible(Tail.Mark through) {
        tail.onVisible(through);
    }

    @Override
    public void onTaken(long sequence, long rows) {
        rowsFlushed += rows;
        if (rows > 0) {
            isReported = false;
        }
        status = new ProjectionStatus(true, sequence, rowsFlushed, failures, refusals.rows(), passedOver());
    }

    private String passedOver() {
        return refusals.rows() == 0 ? "" : refusals.rows() + " rows were refused, see " + refusals.file();
    }

    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
