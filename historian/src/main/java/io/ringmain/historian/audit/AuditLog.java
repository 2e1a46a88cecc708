package io.ringmain.historian.audit;

import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.journal.JournalEpoch;
import io.ringmain.historian.journal.JournalForce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The writing end of an audit: takes leaves from the journal and signs what is on disk. What is behind the last checkpoint
 * is always made again from the journal, so being killed costs nothing and loss of power neither.
 *
 * <p>Thread: one at a time. Owns: {@code DIR/audit}; the caller keeps the data folder locked.
 */
final class AuditLog implements AutoCloseable {
    private final Path dataFolder;
    private final AuditFolder folder;
    private final EntryLog entries;
    private final CheckpointLog checkpoints;
    private final LeafLog leaves;
    private final AuditTree tree;
    private final TreeHash hash = new TreeHash();
    private final LongSupplier clockMs;
    private final JournalForce journalForce;
    private final KeyStore keyStore;
    private SigningKey key;
    private int keyNumber;
    private JournalLeaves source;

    private AuditLog(Path dataFolder, AuditFolder folder, LongSupplier clockMs) throws IOException {
        this.dataFolder = dataFolder;
        this.folder = folder;
        this.clockMs = clockMs;
        entries = EntryLog.open(folder.entries());
        checkpoints = CheckpointLog.open(folder);
        Checkpoint signed = checkpoints.last();
        leaves = LeafLog.open(folder, signed == null ? 0 : signed.size());
        tree = leaves.tree();
        journalForce = new JournalForce(dataFolder, tree.epoch());
        keyStore = new KeyStore(folder.privateKey());
    }

    static AuditLog open(Path dataFolder) throws IOException {
        return open(dataFolder, AuditFolder.BLOCK_BITS, System::currentTimeMillis);
    }

    /**
     * Opens the audit of a data folder, or begins one with a new key.
     *
     * @throws AuditException when its files contradict each other: nothing is signed then until somebody has looked
     */
    static AuditLog open(Path dataFolder, int blockBits, LongSupplier clockMs) throws IOException {
        AuditFolder folder =
                AuditFolder.isIn(dataFolder) ? AuditFolder.read(dataFolder) : AuditFolder.create(dataFolder, blockBits);
        AuditLog log = new AuditLog(dataFolder, folder, clockMs);
        boolean isOpen = false;
        try {
            log.checkSigned();
            log.openKey();
            isOpen = true;
            return log;
        } finally {
            if (!isOpen) {
                log.close();
            }
        }
    }

    private void checkSigned() {
        Checkpoint signed = checkpoints.last();
        if (signed != null && tree.size() == signed.size()) {
            requireSame(signed);
        }
    }

    private void requireSame(Checkpoint signed) {
        if (!Arrays.equals(signed.root(), tree.root()) || !Arrays.equals(signed.chain(), tree.chain())) {
            throw new AuditException("tampered: the journal up to sequence " + signed.sequence()
                    + " is not what was signed in the " + signed.describe());
        }
    }

    private void openKey() throws IOException {
        KeyRing ring = KeyRing.of(folder.logId(), entries.entries(), null);
        if (ring.last() == null && checkpoints.last() != null) {
            throw new AuditException("tampered: " + folder.entries() + " names no key, but there are checkpoints");
        }
        key = keyStore.read(ring.last());
        keyNumber = ring.keys().size();
    }

    /** Whether leaves are there up to the last checkpoint; before that nothing can be signed. */
    boolean isCaughtUp() {
        Checkpoint signed = checkpoints.last();
        return signed == null || tree.size() >= signed.size();
    }

    /**
     * Begins to read the journal where the leaves end.
     *
     * @param readers gives a reader of the batches from a sequence on
     * @throws AuditException when the journal ends before, or has another batch there
     */
    void follow(LongFunction<JournalReader> readers) {
        if (source != null) {
            source.close();
        }
        long from = tree.sequence();
        source = new JournalLeaves(
                folder.logId(), readers.apply(from), JournalEpoch.of(dataFolder), entries::at, tree.epoch());
        if (from >= 0) {
            byte[] batch = source.peekBatch();
            Leaf stored = leaves.lastBatch();
            if (batch == null || source.firstSequence() > from) {
                throw new AuditException("tampered: the journal "
                        + (batch == null
                                ? "ends before sequence " + from
                                : "has no batch that ends at sequence " + from)
                        + ", which was signed");
            }
            if (stored != null && !Arrays.equals(stored.hash(), batch)) {
                throw new AuditException("tampered: the batch of sequences " + source.firstSequence() + " to "
                        + source.pendingLastSequence() + " is not the one that was signed");
            }
            source.skipBatch();
        }
    }

    /** Takes up to that many leaves from the journal; returns how many there were. */
    int take(int most) throws IOException {
        int taken = 0;
        while (taken < most) {
            if (key == null && isCaughtUp()) {
                beginKey();
                continue;
            }
            Leaf leaf = source.next(tree.size(), tree.sequence());
            if (leaf == null) {
                break;
            }
            requireNoHole(leaf);
            append(leaf);
            taken++;
        }
        leaves.flush();
        return taken;
    }

    private void requireNoHole(Leaf leaf) {
        long first = source.firstSequence();
        boolean isHole = leaf.type() == EntryType.BATCH
                && tree.sequence() >= 0
                && first != tree.sequence() + 1
                && !source.isBegin(first);
        if (isHole) {
            throw new AuditException("sequences " + (tree.sequence() + 1) + " to " + (first - 1)
                    + " are gone from the journal before they were chained");
        }
    }

    private void append(Leaf leaf) throws IOException {
        leaves.append(leaf);
        Checkpoint signed = checkpoints.last();
        if (signed != null && tree.size() == signed.size()) {
            requireSame(signed);
        }
    }

    /** Forces what was taken to disk and signs it, if there is something new. */
    void sign() throws IOException {
        Checkpoint before = checkpoints.last();
        if (key == null || !isCaughtUp() || before != null && before.size() == tree.size()) {
            return;
        }
        // a loss of power must not take what was signed: a shorter journal is a tampered one then
        journalForce.force();
        leaves.flush();
        Checkpoint unsigned = new Checkpoint(
                folder.logId(),
                tree.size(),
                tree.sequence(),
                tree.root(),
                tree.chain(),
                clockMs.getAsLong(),
                keyNumber,
                new byte[0]);
        checkpoints.append(unsigned.signed(key.sign(unsigned.message())));
    }

    /** Makes what was signed survive a loss of power; otherwise the journal is enough to sign it again. */
    void forceCheckpoints() throws IOException {
        checkpoints.force();
        CheckedFile.forceFolder(folder.path());
    }

    /** The first key, or one in the place of one whose private half is not here. */
    private void beginKey() throws IOException {
        SigningKey made = SigningKey.generate();
        addKey(made, keyNumber == 0 ? "first" : "the private key of the one before was not there");
    }

    /** Signs with a new key from here on, which the present one signs. */
    void rotate() throws IOException {
        requireKey();
        sign();
        addKey(SigningKey.generate(), "rotation");
        sign();
    }

    private void requireKey() {
        if (key == null) {
            throw new AuditException("the audit is not caught up with the journal");
        }
    }

    private void addKey(SigningKey made, String reason) throws IOException {
        keyStore.prepare(made);
        String body = "public=" + made.verifying().base64() + "\nreason=" + reason + "\ntime=" + time() + "\n";
        int number = keyNumber + 1;
        String message = SignedEntry.message(
                folder.logId(), EntryType.KEY, tree.size(), tree.epoch(), tree.sequence(), number, body);
        byte[] previous = key == null ? new byte[0] : key.sign(message);
        add(new SignedEntry(
                EntryType.KEY, tree.size(), tree.epoch(), tree.sequence(), number, body, made.sign(message), previous));
        keyStore.adopt();
        key = made;
        keyNumber = number;
    }

    /**
     * Records what retention is about to delete, durably, and keeps what proves the rest; the leaves of the batches may go.
     *
     * @throws AuditException when it is not all signed yet
     */
    void record(Deletion deletion) throws IOException {
        requireKey();
        sign();
        long gone = LeafSearch.leavesUpTo(folder, tree.size(), deletion.lastSequence());
        String body = "lastSequence=" + deletion.lastSequence() + "\nleaves=" + gone + "\nsnapshotSequence="
                + deletion.snapshotSequence() + "\nreason=" + deletion.reason() + "\ntime=" + time() + "\n";
        String message = SignedEntry.message(
                folder.logId(), EntryType.DELETION, tree.size(), tree.epoch(), tree.sequence(), keyNumber, body);
        add(new SignedEntry(
                EntryType.DELETION,
                tree.size(),
                tree.epoch(),
                tree.sequence(),
                keyNumber,
                body,
                key.sign(message),
                new byte[0]));
        sign();
        leaves.force();
        checkpoints.force();
        leaves.deleteBlocks(gone);
        checkpoints.deleteUpTo(deletion.lastSequence());
    }

    private void add(SignedEntry entry) throws IOException {
        entries.append(entry);
        append(entry.leaf(folder.logId(), hash));
    }

    private String time() {
        return Instant.ofEpochMilli(clockMs.getAsLong()).toString();
    }

    /** Log, size and head of the chain, as the manifest of an epoch carries them. */
    String head() {
        return head(folder.logId(), tree.size(), tree.chain());
    }

    static String head(String logId, long size, byte[] chain) {
        return logId + ":" + size + ":" + HexFormat.of().formatHex(chain);
    }

    Path rotateRequest() {
        return folder.rotateRequest();
    }

    AuditStatus status(String problem) {
        Checkpoint signed = checkpoints.last();
        return new AuditStatus(
                signed == null ? -1 : signed.sequence(),
                tree.sequence(),
                tree.size(),
                signed == null ? 0 : signed.timeMs(),
                key == null ? "" : key.verifying().fingerprint(),
                problem);
    }

    List<SignedEntry> entries() {
        return entries.entries();
    }

    @Override
    public void close() throws IOException {
        try (checkpoints;
                leaves) {
            if (source != null) {
                source.close();
            }
            checkpoints.force();
        }
    }
}
