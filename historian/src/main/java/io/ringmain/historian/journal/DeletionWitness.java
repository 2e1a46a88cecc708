package io.ringmain.historian.journal;

import java.io.IOException;

/** Is told what retention is about to delete, to record it where it can not be changed. Thread: the journal's keeper. */
public interface DeletionWitness {

    /**
     * Records it.
     *
     * @param lastSequence everything up to there goes
     * @param snapshotSequence last event of the snapshot that stays for it
     * @throws IOException when it could not be recorded; nothing is deleted then, and it is tried again
     */
    void record(long lastSequence, long snapshotSequence) throws IOException;
}
