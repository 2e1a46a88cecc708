package io.ringmain.core.plant;

import io.ringmain.core.pipeline.CountingJournal;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;

/** A data folder that is always empty: what is appended is counted only. */
final class CountingStore implements JournalStore {
    final CountingJournal journal = new CountingJournal();

    @Override
    public JournalReader reader(long fromSequence) {
        return JournalReader.empty();
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        return journal;
    }
}
