package io.ringmain.core.spi;

import java.util.Optional;
import org.agrona.DirectBuffer;

/** Where state snapshots are kept. */
public interface SnapshotStore {

    /**
     * One stored snapshot.
     *
     * @param sequence the last event it contains
     * @param bytes the snapshot as core wrote it
     */
    record Stored(long sequence, byte[] bytes) {}

    /** Stores a snapshot durably and atomically, and may delete older ones. Thread: the snapshot writer. */
    void store(long sequence, DirectBuffer buffer, int length);

    /** The newest snapshot that is whole, skipping damaged ones; empty when there is none. */
    Optional<Stored> newest();
}
