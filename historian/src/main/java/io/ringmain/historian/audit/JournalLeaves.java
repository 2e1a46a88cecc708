package io.ringmain.historian.audit;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.JournalEpoch;
import java.util.List;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;

/**
 * The leaves that follow from a journal: of each batch, before the first batch of an epoch of that epoch, and signed
 * entries at the places that they were given.
 *
 * <p>Thread: its owner. Owns: the reader.
 */
final class JournalLeaves implements AutoCloseable {
    private final String logId;
    private final JournalReader reader;
    private final LongFunction<SignedEntry> entries;
    private final TreeHash hash = new TreeHash();
    private final TreeHash batchHash = new TreeHash();
    private final List<JournalEpoch> epochs;
    private int epoch;
    private byte[] pending;
    private long pendingFirst;
    private long pendingLast;
    private long firstSequence;

    /**
     * @param reader from the first batch that is wanted
     * @param epochs of the journal
     * @param entries signed ones by the index of their leaf, null where there is none
     * @param epoch number of the last one whose leaf was made
     */
    JournalLeaves(
            String logId,
            JournalReader reader,
            List<JournalEpoch> epochs,
            LongFunction<SignedEntry> entries,
            int epoch) {
        this.logId = logId;
        this.reader = reader;
        this.entries = entries;
        this.epoch = epoch;
        this.epochs = epochs;
    }

    /** The next leaf if there is one, null at the end for now. */
    Leaf next(long index, long sequenceBefore) {
        SignedEntry entry = entries.apply(index);
        if (entry != null) {
            return entry.leaf(logId, hash);
        }
        if (pending == null && !readBatch()) {
            return null;
        }
        JournalEpoch begun = begun();
        if (begun != null) {
            epoch = begun.number();
            return new Leaf(EntryType.EPOCH, epoch, sequenceBefore, hash.leaf(EntryType.EPOCH, begun.identity()));
        }
        Leaf leaf = new Leaf(EntryType.BATCH, epoch, pendingLast, pending);
        firstSequence = pendingFirst;
        pending = null;
        return leaf;
    }

    /** The next batch's hash without the epoch that may begin with it; null at the end. */
    byte[] peekBatch() {
        return pending == null && !readBatch() ? null : pending;
    }

    /** Passes the batch that was peeked. */
    void skipBatch() {
        pending = null;
    }

    /** First sequence of the batch last given or peeked. */
    long firstSequence() {
        return pending == null ? firstSequence : pendingFirst;
    }

    /** First sequence of the batch that was read last. */
    long pendingFirstSequence() {
        return pendingFirst;
    }

    /** Last sequence of the batch that was read last. */
    long pendingLastSequence() {
        return pendingLast;
    }

    /** Whether an epoch begins with that sequence. */
    boolean isBegin(long sequence) {
        return epochs.stream().anyMatch(each -> each.firstSequence() == sequence);
    }

    /** The first epoch behind the present one that begins at the pending batch or before it. */
    private JournalEpoch begun() {
        for (JournalEpoch each : epochs) {
            if (each.number() > epoch && each.firstSequence() <= pendingFirst) {
                return each;
            }
        }
        return null;
    }

    private boolean readBatch() {
        do {
            if (!reader.poll(this::take)) {
                return false;
            }
        } while (pending == null);
        return true;
    }

    private void take(DirectBuffer buffer, int offset, int length) {
        int fragment = BatchHeader.fragment(buffer, offset);
        if (fragment == 0) {
            batchHash.beginLeaf(EntryType.BATCH);
        }
        batchHash.update(buffer, offset, length);
        if (fragment == BatchHeader.fragments(buffer, offset) - 1) {
            pending = batchHash.endLeaf();
            pendingFirst = BatchHeader.firstSequence(buffer, offset);
            pendingLast = BatchHeader.lastSequence(buffer, offset);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
