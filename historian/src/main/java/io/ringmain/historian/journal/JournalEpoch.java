package io.ringmain.historian.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An epoch as others than the journal see it.
 *
 * @param number from 1
 * @param firstSequence of the first batch that can stand in it
 * @param identity what its manifest says about its begin; never changes
 * @param auditHead how far the audit's chain had come when it began, see {@link ChronicleJournalStore#auditHead}; empty
 *     when nobody said so
 */
public record JournalEpoch(int number, long firstSequence, String identity, String auditHead) {

    /** Epochs of a data folder whose manifests can be read, oldest first; takes no lock. */
    public static List<JournalEpoch> of(Path dataFolder) {
        List<JournalEpoch> epochs = new ArrayList<>();
        for (EpochManifest manifest : new JournalFolder(dataFolder).epochs(damage -> {})) {
            epochs.add(new JournalEpoch(
                    manifest.epoch(), manifest.firstSequence(), manifest.identity(), manifest.audit()));
        }
        return epochs;
    }
}
