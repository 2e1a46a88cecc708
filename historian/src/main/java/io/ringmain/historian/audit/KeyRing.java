package io.ringmain.historian.audit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The keys of a log in the order of their use, and which of them are to be trusted: the first one or the one that the
 * auditor has exported, and from it on each that was signed by the one before.
 */
final class KeyRing {
    /** A key and how it came. */
    record Key(int number, VerifyingKey verifying, boolean isLinked, SignedEntry entry) {}

    private final List<Key> keys = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int root = 1;

    /** @param trusted null when none was exported */
    static KeyRing of(String logId, List<SignedEntry> entries, VerifyingKey trusted) {
        KeyRing ring = new KeyRing();
        for (SignedEntry entry : entries) {
            if (entry.type() == EntryType.KEY) {
                ring.add(logId, entry);
            }
        }
        ring.trust(trusted);
        return ring;
    }

    private void add(String logId, SignedEntry entry) {
        int number = keys.size() + 1;
        try {
            VerifyingKey key = VerifyingKey.of(
                    Base64.getDecoder().decode(String.valueOf(entry.fields().get("public"))));
            String message = entry.message(logId);
            if (entry.key() != number || !key.hasSigned(message, entry.signature())) {
                problems.add("key " + number + " (" + key.fingerprint() + ") has not signed its own entry");
            }
            boolean isLinked =
                    number > 1 && keys.get(number - 2).verifying().hasSigned(message, entry.previousSignature());
            keys.add(new Key(number, key, isLinked, entry));
        } catch (IllegalArgumentException | AuditException e) {
            problems.add("key " + number + " can not be read: " + e.getMessage());
        }
    }

    private void trust(VerifyingKey trusted) {
        if (keys.isEmpty()) {
            problems.add("the log names no key");
        } else if (trusted != null) {
            root = 0;
            for (Key key : keys) {
                root = key.verifying().fingerprint().equals(trusted.fingerprint()) ? key.number() : root;
            }
            if (root == 0) {
                problems.add("forged key: the exported public key " + trusted.fingerprint()
                        + " is not among the log's keys, of which the last is "
                        + last().verifying().fingerprint());
            }
        }
        for (Key key : keys) {
            if (root > 0 && key.number() > root && !isTrusted(key.number())) {
                problems.add("forged key: key " + key.number() + " ("
                        + key.verifying().fingerprint() + ", from sequence "
                        + (key.entry().sequence() + 1)
                        + " on) was not signed by the key before it; after a restore without the private key, verify"
                        + " with the public key exported since then");
            }
        }
    }

    /** What is wrong with the keys, a line each. */
    List<String> problems() {
        return problems;
    }

    List<Key> keys() {
        return keys;
    }

    /** Null when there is none. */
    Key last() {
        return keys.isEmpty() ? null : keys.get(keys.size() - 1);
    }

    /** Number of the key from which trust goes out; 0 when the exported one is not there. */
    int root() {
        return root;
    }

    /** The key of that number, null when there is none. */
    Key key(int number) {
        return number < 1 || number > keys.size() ? null : keys.get(number - 1);
    }

    /** Older keys than the root are covered by what the root signed. */
    boolean isTrusted(int number) {
        if (root == 0 || number < 1 || number > keys.size()) {
            return false;
        }
        for (int at = root + 1; at <= number; at++) {
            if (!keys.get(at - 1).isLinked()) {
                return false;
            }
        }
        return true;
    }
}
