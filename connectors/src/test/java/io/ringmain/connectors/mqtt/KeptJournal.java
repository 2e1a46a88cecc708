package io.ringmain.connectors.mqtt;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory, which outlives its plant. */
public final class KeptJournal implements JournalStore, SnapshotStore {
    private final List<byte[]> batches = new CopyOnWriteArrayList<>();

    @Override
    public JournalReader reader(long fromSequence) {
        return new JournalReader() {
            private int next;

            @Override
            public boolean poll(BatchHandler handler) {
                while (next < batches.size()) {
                    UnsafeBuffer batch = new UnsafeBuffer(batches.get(next++));
                    if (BatchHeader.lastSequence(batch, 0) >= fromSequence) {
                        handler.onBatch(batch, 0, batch.capacity());
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
                byte[] batch = new byte[length];
                buffer.getBytes(offset, batch);
                batches.add(batch);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void store(long sequence, Image image) {
        // the journal is enough to begin again
    }

    @Override
    public List<Stored> newestFirst() {
        return List.of();
    }
}
