package io.ringmain.connectors.testing;

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
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A data folder in memory. Thread: any. */
public final class KeptStore implements JournalStore, SnapshotStore {
    private final CopyOnWriteArrayList<byte[]> excerpts = new CopyOnWriteArrayList<>();
    private final AtomicReference<Stored> snapshot = new AtomicReference<>();

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
                byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                excerpts.add(bytes);
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
