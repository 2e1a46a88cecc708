package io.ringmain.core.plant;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A data folder in memory: what was appended stays when the plant is gone. */
public final class MemoryJournalStore implements JournalStore, SnapshotStore {
    private final CopyOnWriteArrayList<byte[]> excerpts = new CopyOnWriteArrayList<>();
    private final AtomicReference<Stored> snapshot = new AtomicReference<>();
    private volatile boolean isFull;

    /** From now on every append fails as on a full disk. */
    public void fill() {
        isFull = true;
    }

    public int excerpts() {
        return excerpts.size();
    }

    /** What is on the disk after a kill: the first excerpts, and no snapshot. */
    public MemoryJournalStore prefix(int count) {
        MemoryJournalStore prefix = new MemoryJournalStore();
        prefix.excerpts.addAll(excerpts.subList(0, count));
        return prefix;
    }

    /** The same without one excerpt, and without a snapshot. */
    public MemoryJournalStore without(int index) {
        MemoryJournalStore torn = prefix(excerpts.size());
        torn.excerpts.remove(index);
        return torn;
    }

    /** A copy of everything, snapshot included. */
    public MemoryJournalStore copy() {
        MemoryJournalStore copy = prefix(excerpts.size());
        copy.snapshot.set(snapshot.get());
        return copy;
    }

    /** The bytes of one excerpt; not to be changed. */
    public byte[] excerpt(int index) {
        return excerpts.get(index);
    }

    /** Adds bytes as if they had been appended. */
    public void add(byte[] excerpt) {
        excerpts.add(excerpt);
    }

    public boolean hasSnapshot() {
        return snapshot.get() != null;
    }

    /** Forgets the snapshot, so that a recovery starts from the first event. */
    public void dropSnapshot() {
        snapshot.set(null);
    }

    @Override
    public JournalReader reader(long fromSequence) {
        return new JournalReader() {
            private int next;

            @Override
            public boolean poll(BatchHandler handler) {
                while (next < excerpts.size()) {
                    UnsafeBuffer buffer = new UnsafeBuffer(excerpts.get(next++));
                    if (BatchHeader.lastSequence(buffer, 0) >= fromSequence) {
                        handler.onBatch(buffer, 0, buffer.capacity());
                        return true;
                    }
                }
                return false;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        return new Journal() {
            @Override
            public void append(DirectBuffer buffer, int offset, int length) {
                if (isFull) {
                    throw new java.io.UncheckedIOException(new java.io.IOException("no space left"));
                }
                byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                excerpts.add(bytes);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void store(long sequence, DirectBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        snapshot.set(new Stored(sequence, bytes));
    }

    @Override
    public Optional<Stored> newest() {
        return Optional.ofNullable(snapshot.get())
                .map(s -> new Stored(s.sequence(), Arrays.copyOf(s.bytes(), s.bytes().length)));
    }
}
