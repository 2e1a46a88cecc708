package io.ringmain.historian.audit;

/**
 * What retention is about to delete: everything up to a sequence.
 *
 * @param lastSequence of the last batch that goes
 * @param snapshotSequence of the snapshot that stays for it, -1 when there is none
 * @param reason in a few words, one line
 */
public record Deletion(long lastSequence, long snapshotSequence, String reason) {
    public Deletion {
        if (reason.indexOf('\n') >= 0 || reason.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a reason of several lines");
        }
    }
}
