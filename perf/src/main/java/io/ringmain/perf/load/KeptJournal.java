package io.ringmain.perf.load;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;

/** A store as it is, that remembers the journal it has opened, to be forced from outside. */
final class KeptJournal implements JournalStore {
    private final JournalStore store;
    private Journal journal;

    KeptJournal(JournalStore store) {
        this.store = store;
    }

    @Override
    public JournalReader reader(long fromSequence) {
        return store.reader(fromSequence);
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        journal = store.newEpoch(firstSequence);
        return journal;
    }

    @Override
    public long epochBegin(long sequence) {
        return store.epochBegin(sequence);
    }

    void force() {
        journal.force();
    }
}
