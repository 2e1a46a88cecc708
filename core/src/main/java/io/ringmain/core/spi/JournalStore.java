package io.ringmain.core.spi;

/** A data folder's journal: all epochs for reading, a new epoch for appending. */
public interface JournalStore {

    /** A reader whose first batch is the first one whose last sequence is at least that. */
    JournalReader reader(long fromSequence);

    /**
     * Opens a new epoch. The sequence of its first event is the given one.
     *
     * @throws java.io.UncheckedIOException when the folder can not be written
     */
    Journal newEpoch(long firstSequence);

    /** First sequence of the epoch in which an event stands, 0 when that is not known. */
    default long epochBegin(long sequence) {
        return 0;
    }
}
