package io.ringmain.historian.audit;

import io.ringmain.historian.journal.JournalEpoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the tree must be at certain sizes: checkpoints, an exported one among them, and what manifests of epochs carry.
 * Signatures are compared as the walk reaches them.
 */
final class SignedHeads {
    /**
     * @param isChecked whether its signature is compared, too
     * @param epoch of whose manifest it is, 0 of a checkpoint
     */
    private record Head(
            long size, Checkpoint checkpoint, boolean isChecked, boolean isExported, int epoch, String carried) {}

    private final String logId;
    private final KeyRing ring;
    private final Findings findings;
    private final List<String> notes;
    private final List<Head> heads = new ArrayList<>();
    private int next;
    private long agreedSequence = -1;
    private long agreedSize;
    private long compared;
    private long signatures;
    private boolean isBroken;

    SignedHeads(String logId, KeyRing ring, Findings findings, List<String> notes) {
        this.logId = logId;
        this.ring = ring;
        this.findings = findings;
        this.notes = notes;
    }

    /**
     * Adds what is stored.
     *
     * @param mostSignatures that are compared: a signature takes a millisecond or two, and the last one of a key covers all
     *     before it; of more checkpoints some are left to their roots
     */
    void add(List<Checkpoint> checkpoints, int mostSignatures) {
        long before = -1;
        int step = 1 + (checkpoints.size() - 1) / mostSignatures;
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint checkpoint = checkpoints.get(i);
            boolean isLastOfKey =
                    i + 1 == checkpoints.size() || checkpoints.get(i + 1).key() != checkpoint.key();
            if (checkpoint.size() <= before) {
                findings.add("the " + checkpoint.describe() + " stands behind one of " + before + " leaves");
            } else {
                heads.add(new Head(checkpoint.size(), checkpoint, isLastOfKey || i % step == 0, false, 0, ""));
                before = checkpoint.size();
            }
        }
    }

    void addExported(Checkpoint checkpoint) {
        if (checkpoint.logId().equals(logId)) {
            heads.add(new Head(checkpoint.size(), checkpoint, true, true, 0, ""));
        } else {
            findings.add("the exported checkpoint is of log " + checkpoint.logId() + ", the data folder has log "
                    + logId + ": another journal, or the audit was begun anew");
        }
    }

    void add(JournalEpoch epoch) {
        if (epoch.auditHead().isEmpty()) {
            return;
        }
        String[] parts = epoch.auditHead().split(":");
        if (parts.length != 3 || !parts[0].equals(logId)) {
            findings.add("epoch " + epoch.number() + ": its manifest follows log " + parts[0]
                    + ", the data folder has log " + logId);
            return;
        }
        try {
            heads.add(new Head(Long.parseLong(parts[1]), null, false, false, epoch.number(), epoch.auditHead()));
        } catch (NumberFormatException e) {
            findings.add("epoch " + epoch.number() + ": its manifest carries '" + epoch.auditHead()
                    + "', which is no head of a chain");
        }
    }

    /** Puts them in the order of their sizes; what was signed before an epoch began must be signed still. */
    void sort(List<Checkpoint> checkpoints) {
        long signed = checkpoints.stream().mapToLong(Checkpoint::size).max().orElse(0);
        for (Head head : heads) {
            if (head.checkpoint() == null && head.size() > signed) {
                findings.add("epoch " + head.epoch() + ": when it began, " + head.size()
                        + " leaves were signed; the last checkpoint that is left covers " + signed);
                break;
            }
        }
        heads.sort(Comparator.comparingLong(Head::size));
    }

    /** Greatest number of leaves that some checkpoint covers. */
    long signedSize() {
        return heads.stream()
                .filter(head -> head.checkpoint != null)
                .mapToLong(Head::size)
                .max()
                .orElse(0);
    }

    /** Compares what is signed for the tree's present size. */
    void compare(AuditTree tree) {
        while (next < heads.size() && heads.get(next).size() <= tree.size()) {
            Head head = heads.get(next++);
            boolean isPassed = head.size() < tree.size();
            if (head.checkpoint == null) {
                if (!isPassed) {
                    compareCarried(head, tree);
                }
            } else if (!head.isChecked() && !isPassed && isSame(head.checkpoint(), tree)) {
                compared++;
            } else if (isSignatureGood(head) && !isPassed) {
                compareRoot(head, tree);
            } else if (isPassed && head.isExported()) {
                notes.add("the exported checkpoint lies in what retention deleted: only its signature was compared");
            }
        }
    }

    private boolean isSignatureGood(Head head) {
        signatures++;
        Checkpoint checkpoint = head.checkpoint();
        KeyRing.Key key = ring.key(checkpoint.key());
        String what = (head.isExported() ? "exported " : "") + checkpoint.describe();
        if (key == null || !key.verifying().hasSigned(checkpoint.message(), checkpoint.signature())) {
            findings.add("the signature of the " + what + " is not of key " + checkpoint.key()
                    + ": the checkpoint was changed or the key is forged");
            return false;
        }
        if (ring.root() > 0 && checkpoint.key() > ring.root() && !ring.isTrusted(checkpoint.key())) {
            return false; // the ring has said so
        }
        return true;
    }

    private void compareRoot(Head head, AuditTree tree) {
        Checkpoint checkpoint = head.checkpoint();
        if (isSame(checkpoint, tree)) {
            compared++;
            agreedSequence = Math.max(agreedSequence, tree.sequence());
            agreedSize = tree.size();
        } else if (!isBroken || head.isExported()) {
            isBroken = true;
            findings.add("epoch " + tree.epoch() + ", sequences " + Math.max(1, agreedSequence + 1) + " to "
                    + checkpoint.sequence()
                    + ": the chain does not lead to what the " + (head.isExported() ? "exported " : "")
                    + checkpoint.describe() + " says");
        }
    }

    private static boolean isSame(Checkpoint checkpoint, AuditTree tree) {
        return Arrays.equals(checkpoint.root(), tree.root())
                && Arrays.equals(checkpoint.chain(), tree.chain())
                && checkpoint.sequence() == tree.sequence();
    }

    private void compareCarried(Head head, AuditTree tree) {
        if (!isBroken && !head.carried().equals(AuditLog.head(logId, tree.size(), tree.chain()))) {
            findings.add("epoch " + head.epoch() + ": its manifest carries another head of the chain than the "
                    + tree.size() + " leaves before it lead to");
        }
    }

    /** Names what is signed and no longer there. */
    void end(AuditTree tree) {
        Head most = null;
        for (; next < heads.size(); next++) {
            Head head = heads.get(next);
            if (head.checkpoint() == null) {
                findings.add("epoch " + head.epoch() + ": its manifest follows " + head.size() + " leaves, there are "
                        + tree.size());
            } else if (isSignatureGood(head)) {
                most = head;
            }
        }
        if (most != null) {
            findings.add("epoch " + tree.epoch() + ", sequences " + (tree.sequence() + 1) + " to "
                    + most.checkpoint().sequence() + ": cut off, the " + (most.isExported() ? "exported " : "")
                    + most.checkpoint().describe() + " covers them");
        }
    }

    long compared() {
        return compared;
    }

    /** How many signatures were compared. */
    long signatures() {
        return signatures;
    }

    /** Last sequence under a signature that agrees, -1 when there is none. */
    long agreedSequence() {
        return agreedSequence;
    }

    long agreedSize() {
        return agreedSize;
    }
}
