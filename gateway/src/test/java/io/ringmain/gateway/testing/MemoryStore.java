package io.ringmain.gateway.testing;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A data folder in memory, whose disk can be made to hang. */
public final class MemoryStore implements JournalStore, SnapshotStore {
    private final CopyOnWriteArrayList<byte[]> excerpts = new CopyOnWriteArrayList<>();
    private final AtomicReference<Stored> snapshot = new AtomicReference<>();
    private final Semaphore disk = new Semaphore(1);
    private volatile boolean isFailing;

    /** Appends wait from now on. */
    public void hang() {
        disk.acquireUninterruptibly();
    }

    public void goOn() {
        disk.release();
    }

    /** Appends fail from now on. */
    public void fail() {
        isFailing = true;
    }

    /** As retention does: what lies before that sequence is gone. */
    public void deleteBefore(long sequence) {
        excerpts.removeIf(excerpt -> BatchHeader.lastSequence(new UnsafeBuffer(excerpt), 0) < sequence);
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
                disk.acquireUninterruptibly();
                if (isFailing) {
                    disk.release();
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }
                byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                excerpts.add(bytes);
                disk.release();
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
        snapshot.set(new Snapshot(sequence, bytes.toByteArray()));
    }

    @Override
    public List<Stored> newestFirst() {
        Stored stored = snapshot.get();
        return stored == null ? List.of() : List.of(stored);
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
