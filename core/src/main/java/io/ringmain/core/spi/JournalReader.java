package io.ringmain.core.spi;

import java.util.List;
import org.agrona.DirectBuffer;

/** Reads batches in order, over all epochs. Thread: its owner. */
public interface JournalReader extends AutoCloseable {

    /** Takes one batch; the buffer is valid during the call only. */
    interface BatchHandler {
        void onBatch(DirectBuffer buffer, int offset, int length);
    }

    /** Reads nothing, as of a store that holds no batch. */
    static JournalReader empty() {
        return new JournalReader() {
            @Override
            public boolean poll(BatchHandler handler) {
                return false;
            }

            @Override
            public void close() {}
        };
    }

    /** Hands over the next batch if there is one; false when the end is reached for now. */
    boolean poll(BatchHandler handler);

    /** What was damaged and passed over since it ends before what was asked for, a line each. */
    default List<String> passedDamage() {
        return List.of();
    }

    @Override
    void close();
}
