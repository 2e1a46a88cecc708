package io.ringmain.perf.load;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.agrona.DirectBuffer;

/** Records nothing. */
final class DiscardingStore implements JournalStore, SnapshotStore {

    @Override
    public JournalReader reader(long fromSequence) {
        return JournalReader.empty();
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        return new Journal() {
            @Override
            public void append(DirectBuffer buffer, int offset, int length) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void store(long sequence, Image image) {
        try {
            image.writeTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Stored> newestFirst() {
        return List.of();
    }
}
