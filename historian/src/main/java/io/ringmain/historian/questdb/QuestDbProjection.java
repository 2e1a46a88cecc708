package io.ringmain.historian.questdb;

import io.questdb.client.Sender;
import io.questdb.client.cutlass.line.LineSenderException;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the journal's updates into QuestDB. Position is noted after the server has taken the rows; what was sent before
 * a failure is sent again, and the table's key makes that harmless.
 *
 * <p>Thread: one of its own; {@link #status()} any. Owns: the table and {@link ProjectionPosition}. It reads files only:
 * however slow the server is, the ring does not feel it.
 */
final class QuestDbProjection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuestDbProjection.class);
    private static final int FLUSH_ROWS = 25_000;
    private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TABLE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long NOTE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long FIRST_BACKOFF_MS = 100;
    private static final long LAST_BACKOFF_MS = 2_000;
    private static final int ANSWER_MS = 30_000;
    private static final long END_MS = 1_000;

    private final Supplier<Endpoint> endpoint;
    private final LongFunction<JournalReader> journal;
    private final QuestDbQueries queries;
    private final ProjectionPosition position;
    private final Refusals refusals;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile ProjectionStatus status =
            new ProjectionStatus(false, ProjectionPosition.NONE, 0, 0, 0, "starting");
    private long rowsFlushed;
    private long failures;
    private boolean isReported;
    private long tableSeenNs;
    /** Last sequence whose rows the sender has been given. */
    private long readSequence;

    QuestDbProjection(
            Supplier<Endpoint> endpoint,
            LongFunction<JournalReader> journal,
            QuestDbQueries queries,
            ProjectionPosition position,
            Refusals refusals) {
        this.endpoint = endpoint;
        this.journal = journal;
        this.queries = queries;
        this.position = position;
        this.refusals = refusals;
        this.thread = new Thread(this::run, "questdb-projection");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    ProjectionStatus status() {
        return status;
    }

    private void run() {
        position.load();
        long backoffMs = FIRST_BACKOFF_MS;
        while (!isClosing) {
            long before = position.sequence();
            try {
                project();
            } catch (CompletionException e) {
                note(e.getCause() == null ? e : e.getCause());
            } catch (RuntimeException | IOException e) {
                if (Refusals.isRefusal(e)) {
                    refusals.onRefused(position.sequence(), readSequence);
                }
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
        long table = table();
        if (table == ProjectionPosition.NONE) {
            queries.execute(SamplesTable.CREATE).join();
            table = table();
        }
        if (table != position.table()) {
            position.reset(table); // a new server, or somebody has dropped the table: all rows again
        }
        SampleRows rows = new SampleRows(position.configuration());
        BatchDecoder decoder = new BatchDecoder();
        readSequence = position.sequence();
        up();
        try (Sender sender = sender();
                JournalReader reader = journal.apply(position.sequence() + 1)) {
            if (refusals.isCareful(position.sequence()) && !sendOneByOne(rows, sender, reader)) {
                return;
            }
            long flushedRows = rows.rows();
            long dirtySinceNs = 0;
            long notedNs = System.nanoTime();
            RowSender direct = new RowSender(sender);
            boolean[] isBatch = {false};
            JournalReader.BatchHandler handler = (buffer, offset, length) -> {
                isBatch[0] = decoder.wrap(buffer, offset, length);
                if (isBatch[0]) {
                    readSequence = decoder.lastSequence();
                    rows.add(decoder, direct);
                }
            };
            while (!isClosing) {
                boolean hadBatch = reader.poll(handler);
                long now = System.nanoTime();
                boolean isDirty = rows.rows() > flushedRows;
                if (isDirty && dirtySinceNs == 0) {
                    dirtySinceNs = now;
                }
                boolean isDue = isDirty && (rows.rows() - flushedRows >= FLUSH_ROWS || now - dirtySinceNs >= FLUSH_NS);
                if (isDue || !isDirty && readSequence > position.sequence() && now - notedNs > NOTE_NS) {
                    flush(sender, rows, rows.rows() - flushedRows, readSequence);
                    flushedRows = rows.rows();
                    dirtySinceNs = 0;
                    notedNs = now;
                }
                if (!hadBatch && !isClosing) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            flush(sender, rows, rows.rows() - flushedRows, readSequence);
        }
    }

    /**
     * Sends what was refused before batch by batch; false when one was refused again, and is passed over. Then the sender
     * is of no use any more.
     */
    private boolean sendOneByOne(SampleRows rows, Sender sender, JournalReader reader) throws IOException {
        BatchDecoder decoder = new BatchDecoder();
        StringBuilder text = new StringBuilder();
        RowSender kept = new RowSender(sender, text);
        JournalReader.BatchHandler handler = (buffer, offset, length) -> {
            if (decoder.wrap(buffer, offset, length)) {
                readSequence = decoder.lastSequence();
                rows.add(decoder, kept);
            }
        };
        while (!isClosing && refusals.isCareful(position.sequence())) {
            long rowsBefore = rows.rows();
            try {
                if (!reader.poll(handler)) {
                    return true;
                }
                flush(sender, rows, rows.rows() - rowsBefore, readSequence);
                if (rows.rows() > rowsBefore) {
                    refusals.onTaken();
                }
            } catch (LineSenderException e) {
                if (!Refusals.isRefusal(e)) {
                    throw e;
                }
                requireTable();
                long first = position.sequence() + 1;
                refusals.quarantine(first, readSequence, rows.rows() - rowsBefore, text.toString(), e.getMessage());
                position.save(readSequence, rows.configuration());
                return false;
            }
            text.setLength(0);
        }
        return true;
    }

    /** Id of the table, {@link ProjectionPosition#NONE} when there is none. */
    private long table() {
        List<String[]> row = queries.rows(SamplesTable.IDENTITY).join();
        tableSeenNs = System.nanoTime();
        if (row.isEmpty()) {
            return ProjectionPosition.NONE;
        }
        if (!"true".equals(row.get(0)[1])) {
            throw new HistoryUnavailableException(
                    "table " + SamplesTable.NAME + " at " + endpoint.get()
                            + " was not made by Ringmain; drop it or use another server",
                    null);
        }
        return Long.parseLong(row.get(0)[0]);
    }

    private void flush(Sender sender, SampleRows rows, long count, long sequence) throws IOException {
        if (count > 0) {
            sender.flush();
            rowsFlushed += count;
            isReported = false;
            // a server takes rows for a table that was dropped in the meantime, and throws them away
            if (System.nanoTime() - tableSeenNs > TABLE_NS) {
                requireTable();
            }
        }
        if (sequence > position.sequence()) {
            position.save(sequence, rows.configuration());
        }
        up();
    }

    private void requireTable() {
        if (table() != position.table()) {
            throw new HistoryUnavailableException("table " + SamplesTable.NAME + " was dropped", null);
        }
    }

    private void up() {
        status = new ProjectionStatus(true, position.sequence(), rowsFlushed, failures, refusals.rows(), passedOver());
    }

    private String passedOver() {
        return refusals.rows() == 0 ? "" : refusals.rows() + " rows were refused, see " + refusals.file();
    }

    private Sender sender() {
        Endpoint server = endpoint.get();
        Sender.LineSenderBuilder builder = Sender.builder(Sender.Transport.HTTP)
                .address(server.address())
                .protocolVersion(Sender.PROTOCOL_VERSION_V2) // not asked from the server
                .httpTimeoutMillis(ANSWER_MS)
                .retryTimeoutMillis(0) // trying again is done here, from the journal
                .disableAutoFlush();
        if (server.isTls()) {
            builder.enableTls();
        }
        if (server.hasUser()) {
            builder.httpUsernamePassword(server.user(), server.password());
        }
        return builder.build();
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
