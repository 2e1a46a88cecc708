package io.ringmain.historian.questdb;

import io.questdb.client.Sender;
import io.questdb.client.cutlass.line.LineSenderException;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.recording.SampleSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Copies from the position on, over one connection, until it is closed or something fails. After a failure the next run
 * begins at the position again.
 *
 * <p>Thread: the projection's.
 */
final class ProjectionRun {
    private static final int FLUSH_ROWS = 25_000;
    private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TABLE_NS = TimeUnit.SECONDS.toNanos(2);
    /** How long rows wait for their records to be on disk; a site may keep some in the mapped file only. */
    private static final long DURABLE_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long VISIBLE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long NOTE_NS = TimeUnit.SECONDS.toNanos(5);

    /** Rows through there are seen by queries when a transaction is. */
    private record Applying(long transaction, Tail.Mark through) {}

    /** What a run tells whoever started it. */
    interface Progress {
        /** The server has all samples through a sequence. */
        void onTaken(long sequence, long rows);

        /** Queries see all samples through there. */
        default void onVisible(Tail.Mark through) {}
    }

    private final SamplesServer server;
    private final ProjectionPosition position;
    private final Refusals refusals;
    private final MinuteView view;
    private final LongSupplier durable;
    private final BooleanSupplier isClosing;
    private final Progress progress;
    private final BatchDecoder decoder = new BatchDecoder();
    private final SampleRows rows;
    private final Deque<Applying> applying = new ArrayDeque<>();
    private long tableSeenNs = System.nanoTime();
    private long newestNs = Long.MIN_VALUE;
    private long visibleNs = System.nanoTime();
    /** The server was asked what queries see behind there. */
    private long lookedAt = ProjectionPosition.NONE;
    /** Last sequence whose rows the sender has been given. */
    private long readSequence;

    ProjectionRun(
            SamplesServer server,
            ProjectionPosition position,
            Refusals refusals,
            MinuteView view,
            LongSupplier durable,
            BooleanSupplier isClosing,
            Progress progress)
            throws IOException {
        this.server = server;
        this.position = position;
        this.refusals = refusals;
        this.view = view;
        this.durable = durable;
        this.isClosing = isClosing;
        this.progress = progress;
        this.rows = new SampleRows(position.configuration(), position.recording());
        this.readSequence = position.sequence();
    }

    long readSequence() {
        return readSequence;
    }

    /**
     * @param isEnding whether the end of the journal ends the run
     * @return whether it did
     */
    boolean copy(Sender sender, JournalReader reader, boolean isEnding) throws IOException {
        if (refusals.isCareful(position.sequence()) && !sendOneByOne(sender, reader)) {
            return false;
        }
        RowSender direct = new RowSender(sender);
        if (view != null) {
            view.begin();
        }
        SampleSink sink = sample -> {
            direct.keep(sample);
            newestNs = Math.max(newestNs, sample.timeNs());
            if (view != null) {
                view.onSent(sample.timeNs());
            }
        };
        JournalReader.BatchHandler handler = (buffer, offset, length) -> {
            if (decoder.wrap(buffer, offset, length)) {
                readSequence = decoder.lastSequence();
                rows.add(decoder, sink);
            }
        };
        long dirtySinceNs = 0;
        long notedNs = System.nanoTime();
        long noted = position.sequence();
        while (!isClosing.getAsBoolean()) {
            boolean hadBatch = reader.poll(handler);
            long now = System.nanoTime();
            boolean isDirty = direct.pending() > 0;
            if (isDirty && dirtySinceNs == 0) {
                dirtySinceNs = now;
            }
            boolean isDue = isDirty && (direct.pending() >= FLUSH_ROWS || now - dirtySinceNs >= FLUSH_NS);
            boolean isLooking = isWaiting() && now - visibleNs > VISIBLE_NS;
            if (isDue || isLooking || !isDirty && readSequence > noted && now - notedNs > NOTE_NS) {
                flush(direct, false);
                dirtySinceNs = 0;
                notedNs = now;
                noted = readSequence;
            }
            if (!hadBatch) {
                if (isEnding) {
                    flush(direct, true);
                    return true;
                }
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        flush(direct, true);
        return false;
    }

    /**
     * Sends what was refused before batch by batch; false when one was refused again, and is passed over. Then the sender
     * is of no use any more.
     */
    private boolean sendOneByOne(Sender sender, JournalReader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        RowSender kept = new RowSender(sender, text);
        JournalReader.BatchHandler handler = (buffer, offset, length) -> {
            if (decoder.wrap(buffer, offset, length)) {
                readSequence = decoder.lastSequence();
                rows.add(decoder, kept);
            }
        };
        while (!isClosing.getAsBoolean() && refusals.isCareful(position.sequence())) {
            long rowsBefore = kept.rows();
            try {
                if (!reader.poll(handler)) {
                    return true;
                }
                flush(kept, true);
                if (kept.rows() > rowsBefore) {
                    refusals.onTaken();
                }
            } catch (LineSenderException e) {
                if (!Refusals.isRefusal(e)) {
                    throw e;
                }
                server.requireTable(position.table());
                long first = position.sequence() + 1;
                refusals.quarantine(first, readSequence, kept.rows() - rowsBefore, text.toString(), e.getMessage());
                position.save(readSequence, rows.configuration(), rows.recording());
                return false;
            }
            text.setLength(0);
        }
        return true;
    }

    /**
     * A server that knew more than a loss of power leaves in the journal would keep it for ever. What is older than a second
     * has had its time, so that catching up waits for nothing.
     */
    private void awaitDurable() {
        long untilNs = System.nanoTime() + DURABLE_NS;
        while (durable.getAsLong() < readSequence
                && TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - rows.ringTimeNs() < DURABLE_NS
                && System.nanoTime() - untilNs < 0
                && !isClosing.getAsBoolean()) {
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    private boolean isWaiting() {
        return lookedAt < readSequence || !applying.isEmpty() || view != null && view.isWaiting();
    }

    private void lookAtTransactions(Tail.Mark sent) {
        long[] transactions = server.transactions();
        if (transactions == null) {
            return;
        }
        lookedAt = sent.sequence();
        applying.add(new Applying(transactions[0], sent));
        while (!applying.isEmpty() && applying.peek().transaction() <= transactions[1]) {
            progress.onVisible(applying.poll().through());
        }
        if (view != null) {
            view.look(newestNs);
        }
    }

    private void flush(RowSender sender, boolean isLast) throws IOException {
        long count = sender.pending();
        if (count > 0) {
            awaitDurable();
        }
        sender.flush();
        if (count > 0 && System.nanoTime() - tableSeenNs > TABLE_NS) {
            server.requireTable(position.table());
            tableSeenNs = System.nanoTime();
        }
        if (isLast || System.nanoTime() - visibleNs > VISIBLE_NS) {
            lookAtTransactions(new Tail.Mark(readSequence, rows.ringTimeNs()));
            visibleNs = System.nanoTime();
        }
        boolean isDue = isLast || !rows.isRecording() || position.isStateDue();
        if (readSequence > position.sequence() && isDue) {
            position.save(readSequence, rows.configuration(), rows.recording());
        }
        progress.onTaken(readSequence, count);
    }
}
