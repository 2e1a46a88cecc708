package io.ringmain.core.plant;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A data folder in memory: what was appended stays when the plant is gone. */
public final class MemoryJournalStore implements JournalStore, SnapshotStore {
    private final CopyOnWriteArrayList<byte[]> excerpts = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Snapshot> snapshots = new CopyOnWriteArrayList<>();
    private volatile int keptSnapshots = 1;
    private volatile boolean isFull;
    private volatile boolean isForceBroken;
    private final AtomicInteger forces = new AtomicInteger();

    /** From now on every append fails as on a full disk. */
    public void fill() {
        isFull = true;
    }

    /** From now on every force fails as on a broken disk. */
    public void breakForce() {
        isForceBroken = true;
    }

    /** How often the journal was forced. */
    public int forces() {
        return forces.get();
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
        copy.snapshots.addAll(snapshots);
        copy.keptSnapshots = keptSnapshots;
        return copy;
    }

    /** What retention does: deletes what ends before a sequence. */
    public void deleteBefore(long sequence) {
        excerpts.removeIf(bytes -> BatchHeader.lastSequence(new UnsafeBuffer(bytes), 0) < sequence);
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
        return !snapshots.isEmpty();
    }

    /** Forgets the snapshot, so that a recovery starts from the first event. */
    public void dropSnapshot() {
        snapshots.clear();
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
                    throw new UncheckedIOException(new IOException("no space left"));
                }
                byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                excerpts.add(bytes);
            }

            @Override
            public void force() {
                if (isForceBroken) {
                    throw new UncheckedIOException(new IOException("Input/output error"));
                }
                forces.incrementAndGet();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void store(long sequence, Image image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            image.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        snapshots.add(0, new Snapshot(sequence, bytes.toByteArray()));
        while (snapshots.size() > keptSnapshots) {
            snapshots.remove(keptSnapshots);
        }
    }

    /** How many snapshots are kept, 1 at first. */
    public MemoryJournalStore keepSnapshots(int count) {
        keptSnapshots = count;
        return this;
    }

    @Override
    public List<Stored> newestFirst() {
        return List.copyOf(snapshots);
    }

    /** Bytes of a stored snapshot, the newest first; may be damaged on purpose. */
    public byte[] snapshotBytes(int index) {
        return snapshots.get(index).bytes();
    }

    private record Snapshot(long sequence, byte[] bytes) implements Stored {
        @Override
        public String name() {
            return "snapshot " + sequence;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
