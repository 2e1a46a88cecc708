package io.ringmain.historian.audit;

import java.util.List;

/**
 * What retention has deleted, according to entries with a good signature.
 *
 * @param leaves at the begin of the tree whose batches may be gone
 * @param lastSequence of them, -1 when nothing was deleted
 */
record Deleted(long leaves, long lastSequence) {

    static Deleted of(String logId, List<SignedEntry> entries, KeyRing ring, Findings findings, List<String> notes) {
        Deleted deleted = new Deleted(0, -1);
        String note = null;
        for (SignedEntry entry : entries) {
            if (entry.type() != EntryType.DELETION) {
                continue;
            }
            KeyRing.Key key = ring.key(entry.key());
            if (key == null || !key.verifying().hasSigned(entry.message(logId), entry.signature())) {
                findings.add("the record of a deletion behind sequence " + entry.sequence() + " is not signed by key "
                        + entry.key());
                continue;
            }
            long last = entry.number("lastSequence");
            if (last >= deleted.lastSequence && ring.isTrusted(entry.key())) {
                deleted = new Deleted(entry.number("leaves"), last);
                note = "sequences up to " + last + " were deleted by retention ("
                        + entry.fields().get("reason") + ", "
                        + entry.fields().get("time") + ", signature good): the journal can be verified from sequence "
                        + (last + 1) + " on";
            }
        }
        if (note != null) {
            notes.add(note);
        }
        return deleted;
    }
}
