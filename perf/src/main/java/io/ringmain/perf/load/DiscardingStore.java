package io.ringmain.perf.load;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Records nothing. */
final class DiscardingStore implements JournalStore, SnapshotStore {

    @Override
    public JournalReader reader(long fromSequence) {
        return new JournalReader() {
            @Override
            public boolean poll(BatchHandler handler) {
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
            public void append(DirectBuffer buffer, int offset, int length) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void store(long sequence, DirectBuffer buffer, int length) {}

    @Override
    public Optional<Stored> newest() {
        return Optional.empty();
    }
}
