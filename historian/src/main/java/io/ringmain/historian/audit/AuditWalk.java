package io.ringmain.historian.audit;

import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.journal.JournalEpoch;
import java.util.List;

/**
 * Goes along the stored leaves and the journal at the same time. The tree is made of the stored leaves, so that the signed
 * roots tell whether these are the true ones, and each batch is compared with its leaf, so that what differs is named
 * exactly; where no leaf is stored, the journal's own is taken.
 */
final class AuditWalk {
    private static final String EDITED = "not what was recorded (edited, or another batch in its place)";
    private static final String MISSING = "recorded, and not in the journal any more (deleted, cut off or unreadable)";
    private static final String FOREIGN = "in the journal, but never recorded";

    private final AuditFolder folder;
    private final StoredLeaves stored;
    private final List<SignedEntry> entries;
    private final List<JournalEpoch> epochs;
    private final SignedHeads heads;
    private final Findings findings;
    private final List<String> notes;
    private final AuditTree tree;
    private final TreeHash hash = new TreeHash();
    private JournalLeaves source;
    private Leaf journal;
    private long batches;
    private long fromSequence = -1;
    private long unsigned;
    private long lost;
    private boolean isEntryTaken;
    private boolean isJournalOver;

    AuditWalk(
            AuditFolder folder,
            StoredLeaves stored,
            List<SignedEntry> entries,
            List<JournalEpoch> epochs,
            SignedHeads heads,
            Findings findings,
            List<String> notes) {
        this.folder = folder;
        this.stored = stored;
        this.entries = entries;
        this.epochs = epochs;
        this.heads = heads;
        this.findings = findings;
        this.notes = notes;
        this.tree = new AuditTree(folder.logId());
    }

    /** Takes what retention has deleted as it is stored; the signed roots behind it tell whether it is true. */
    boolean takeDeleted(long leaves) {
        heads.compare(tree);
        while (tree.size() < leaves) {
            BlockRoot block = stored.deletedBlock(tree.size());
            Leaf leaf = block == null ? stored.at(tree.size()) : null;
            if (block != null) {
                tree.append(block, folder.blockBits());
            } else if (leaf != null) {
                tree.append(leaf);
            } else {
                findings.add("the hash of leaf " + tree.size() + " is gone, its batch was deleted by retention: nothing"
                        + " behind it can be compared");
                return false;
            }
            heads.compare(tree);
        }
        return true;
    }

    int epoch() {
        return tree.epoch();
    }

    AuditTree tree() {
        return tree;
    }

    /**
     * Compares all that is left.
     *
     * @param deletedTo batches up to that sequence are passed: they may be gone at any moment
     */
    void run(JournalLeaves leaves, long deletedTo, Progress progress) {
        source = leaves;
        while (step(deletedTo)) {
            heads.compare(tree);
            unsigned = heads.agreedSize() == tree.size() ? 0 : unsigned;
            progress.at(tree.size(), stored.size());
        }
        heads.compare(tree);
        heads.end(tree);
        if (lost > 0) {
            notes.add(
                    lost + " batches at the end were chained, never signed, and are not in the journal: a loss of power"
                            + " takes such, a cut of what is not signed looks the same");
        }
    }

    private boolean step(long deletedTo) {
        Leaf expected = expected(deletedTo);
        Leaf known = stored.at(tree.size());
        if (known == null) {
            return expected != null && takeExpected(expected);
        }
        if (expected == null) {
            takeMissing(known);
        } else if (expected.hasHashOf(known)) {
            take(known);
        } else {
            differ(known, expected);
        }
        return true;
    }

    /** What entries and journal say stands at the tree's end. */
    private Leaf expected(long deletedTo) {
        SignedEntry entry = EntryLog.at(entries, tree.size());
        isEntryTaken = entry != null;
        if (entry != null) {
            return entry.leaf(folder.logId(), hash);
        }
        while (journal == null) {
            journal = nextOfJournal();
            if (journal == null) {
                return null;
            }
            if (journal.type() == EntryType.BATCH && journal.sequence() <= deletedTo) {
                journal = null;
            }
        }
        return journal;
    }

    private Leaf nextOfJournal() {
        try {
            return isJournalOver ? null : source.next(tree.size(), tree.sequence());
        } catch (DamagedJournalException e) {
            isJournalOver = true; // the check of the journal itself names the place
            return null;
        }
    }

    private boolean takeExpected(Leaf expected) {
        take(expected);
        return true;
    }

    /** Both agree, or there is only one. */
    private void take(Leaf leaf) {
        if (leaf.type() == EntryType.BATCH) {
            batches++;
            fromSequence = fromSequence < 0 ? source.firstSequence() : fromSequence;
        }
        append(leaf);
        consume();
    }

    private void append(Leaf leaf) {
        tree.append(leaf);
        if (leaf.type() == EntryType.BATCH) {
            unsigned++;
        }
    }

    private void consume() {
        if (!isEntryTaken) {
            journal = null;
        }
    }

    /** The journal is at its end, and a leaf is stored. */
    private void takeMissing(Leaf known) {
        if (tree.size() < heads.signedSize()) {
            missing(known);
        } else if (known.type() == EntryType.BATCH) {
            lost++;
        }
        append(known);
    }

    private void missing(Leaf known) {
        switch (known.type()) {
            case BATCH -> findings.add(known.epoch(), firstOf(known), known.sequence(), MISSING);
            case EPOCH -> findings.add("epoch " + known.epoch() + ": its manifest is missing or not what was recorded");
            default ->
                findings.add(folder.entries() + ": the entry " + known.type() + " of leaf " + tree.size()
                        + " (behind sequence " + known.sequence() + ") is missing or not what was recorded");
        }
    }

    /** First sequence of a batch whose leaf follows now. */
    private long firstOf(Leaf batch) {
        long first = Math.max(1, tree.sequence() + 1);
        for (JournalEpoch epoch : epochs) {
            first = epoch.number() == batch.epoch() ? Math.max(first, epoch.firstSequence()) : first;
        }
        return first;
    }

    private void differ(Leaf known, Leaf expected) {
        boolean areBatches = known.type() == EntryType.BATCH && expected.type() == EntryType.BATCH;
        if (areBatches && source.firstSequence() <= known.sequence()) {
            if (expected.sequence() < known.sequence()) {
                findings.add(expected.epoch(), source.firstSequence(), expected.sequence(), FOREIGN);
                journal = null;
                return;
            }
            findings.add(known.epoch(), firstOf(known), known.sequence(), EDITED);
            append(known);
            if (expected.sequence() == known.sequence()) {
                journal = null;
            }
            return;
        }
        boolean isSameEpoch = known.type() == EntryType.EPOCH
                && expected.type() == EntryType.EPOCH
                && known.epoch() == expected.epoch();
        if (known.type() == EntryType.BATCH && expected.type() == EntryType.EPOCH && !isLater(expected, known)) {
            findings.add("epoch " + expected.epoch() + ": in the journal, but never recorded there");
            journal = null;
            return;
        }
        missing(known);
        append(known);
        if (isSameEpoch || isEntryTaken && known.type() == expected.type()) {
            consume();
        }
    }

    /** Whether a batch that is not there explains that an epoch comes early. */
    private boolean isLater(Leaf epoch, Leaf batch) {
        return source.pendingFirstSequence() > batch.sequence() && epoch.epoch() > batch.epoch();
    }

    long batches() {
        return batches;
    }

    /** First sequence that was compared, -1 when there is none. */
    long fromSequence() {
        return fromSequence;
    }

    /** Batches behind the last signature that agrees. */
    long unsigned() {
        return unsigned;
    }
}
