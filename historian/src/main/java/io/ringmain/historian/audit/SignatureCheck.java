package io.ringmain.historian.audit;

import java.util.ArrayList;
import java.util.List;

/** Whether a checkpoint is signed by a key that is to be trusted, with nothing but the entries of the keys. */
final class SignatureCheck {
    private SignatureCheck() {}

    /** @param mayBeOlder whether a key from before the trusted one will do */
    static List<String> problems(Checkpoint checkpoint, List<String> keys, VerifyingKey trusted, boolean mayBeOlder) {
        List<SignedEntry> entries = new ArrayList<>();
        try {
            for (String line : keys) {
                entries.add(SignedEntry.parse(line));
            }
        } catch (AuditException e) {
            return List.of("its keys can not be read: " + e.getMessage());
        }
        KeyRing ring = KeyRing.of(checkpoint.logId(), entries, trusted);
        List<String> problems = new ArrayList<>(ring.problems());
        KeyRing.Key key = ring.key(checkpoint.key());
        if (key == null || !key.verifying().hasSigned(checkpoint.message(), checkpoint.signature())) {
            problems.add("the signature of the " + checkpoint.describe() + " is not of key " + checkpoint.key());
        } else if (!mayBeOlder && problems.isEmpty() && checkpoint.key() < ring.root()) {
            problems.add("the " + checkpoint.describe() + " is signed by key " + checkpoint.key()
                    + ", which is older than the trusted one");
        }
        return problems;
    }
}
