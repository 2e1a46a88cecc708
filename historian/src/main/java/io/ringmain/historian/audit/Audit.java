package io.ringmain.historian.audit;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * What can be taken out of a data folder's audit: keys, checkpoints, proofs. Reads only, also while a site writes.
 *
 * <p>Thread: its owner.
 */
public final class Audit {
    /**
     * A key of the log.
     *
     * @param number from 1
     * @param fromSequence first one that it signs
     * @param reason for which it was made
     * @param time when, RFC 3339
     */
    public record Key(int number, VerifyingKey verifying, long fromSequence, String reason, String time) {}

    private final Path dataFolder;
    private final AuditFolder folder;

    private Audit(Path dataFolder) {
        this.dataFolder = dataFolder;
        this.folder = AuditFolder.read(dataFolder);
    }

    /**
     * The audit of a data folder.
     *
     * @throws ProvisionException when it has none
     * @throws AuditException when it can not be read
     */
    public static Audit of(Path dataFolder) {
        if (!AuditFolder.isIn(dataFolder)) {
            throw new ProvisionException(
                    "there is no audit in " + dataFolder + ": it begins when a site first runs there");
        }
        return new Audit(dataFolder);
    }

    /** The keys in the order of their use; the last one signs. */
    public List<Key> keys() {
        return KeyRing.of(folder.logId(), entries(), null).keys().stream()
                .map(key -> new Key(
                        key.number(),
                        key.verifying(),
                        key.entry().sequence() + 1,
                        key.entry().fields().getOrDefault("reason", ""),
                        key.entry().fields().getOrDefault("time", "")))
                .toList();
    }

    private List<SignedEntry> entries() {
        List<String> problems = new ArrayList<>();
        try {
            List<SignedEntry> entries = EntryLog.read(folder.entries(), problems);
            if (!problems.isEmpty()) {
                throw new AuditException(problems.get(0));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> keyLines() {
        return entries().stream()
                .filter(entry -> entry.type() == EntryType.KEY)
                .map(SignedEntry::line)
                .toList();
    }

    /** @throws AuditException when nothing is signed yet */
    public Checkpoint lastCheckpoint() {
        try {
            Checkpoint newest = CheckpointLog.newest(folder);
            if (newest == null) {
                throw new AuditException("nothing is signed yet in " + dataFolder);
            }
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Proves that a record is in the journal.
     *
     * @param hasNames whether the configuration before it is added, for which the journal is read up to there
     * @throws AuditException when there is no such record, or it is not signed yet
     */
    public RecordProof record(long sequence, boolean hasNames, Progress progress) {
        Checkpoint checkpoint = lastCheckpoint();
        if (sequence > checkpoint.sequence()) {
            throw new AuditException("sequence " + sequence + " is not signed yet; signed is what is up to sequence "
                    + checkpoint.sequence());
        }
        MerklePaths paths = paths();
        BatchProof batch = batch(sequence, checkpoint, paths);
        if (!RecordProof.holds(batch, sequence)) {
            throw new AuditException(
                    "sequence " + sequence + " has no record: nothing followed from its event (a tick)");
        }
        long configured = hasNames ? configurationBefore(sequence, progress) : -1;
        BatchProof configuration = configured < 0 ? null : batch(configured, checkpoint, paths);
        return new RecordProof(sequence, batch, configuration, checkpoint, keyLines());
    }

    /**
     * Proves that what an earlier checkpoint covered is unchanged.
     *
     * @throws AuditException when it is of another log, or later than what is signed here
     */
    public ConsistencyProof consistency(Checkpoint from) {
        Checkpoint to = lastCheckpoint();
        if (!from.logId().equals(folder.logId())) {
            throw new AuditException(
                    "the checkpoint is of log " + from.logId() + ", the data folder has log " + folder.logId());
        }
        if (from.size() > to.size() || from.size() < 1) {
            throw new AuditException("the checkpoint covers " + from.size() + " leaves, signed are " + to.size());
        }
        return new ConsistencyProof(from, to, paths().consistency(from.size(), to.size()), keyLines());
    }

    private MerklePaths paths() {
        StoredLeaves stored;
        try {
            stored = new StoredLeaves(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MerklePaths(
                index -> {
                    Leaf leaf = stored.at(index);
                    if (leaf == null) {
                        throw new AuditException("the hash of leaf " + index + " is not stored any more");
                    }
                    return leaf.hash();
                },
                (from, to) -> {
                    boolean isBlock = to - from == folder.blockLeaves() && from % folder.blockLeaves() == 0;
                    return isBlock ? stored.root(from >> folder.blockBits()) : null;
                });
    }

    private BatchProof batch(long sequence, Checkpoint checkpoint, MerklePaths paths) {
        long leaf = LeafSearch.batchWith(folder, checkpoint.size(), sequence);
        if (leaf == LeafSearch.NONE) {
            throw new AuditException("sequence " + sequence + " is not among the hashes that are stored: deleted by"
                    + " retention, or never recorded");
        }
        BatchProof proof = new BatchProof(leaf, bytes(sequence), paths.inclusion(leaf, checkpoint.size()));
        if (!Arrays.equals(proof.leafHash(), paths.root(leaf, leaf + 1))) {
            throw new AuditException(
                    "the batch of sequence " + sequence + " is not the one that was recorded: run 'journal verify'");
        }
        return proof;
    }

    private byte[] bytes(long sequence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean[] isWhole = {false};
        try (JournalReader reader = ChronicleJournalStore.readOnly(dataFolder, sequence)) {
            while (!isWhole[0]
                    && reader.poll((buffer, offset, length) -> {
                        byte[] excerpt = new byte[length];
                        buffer.getBytes(offset, excerpt);
                        bytes.writeBytes(excerpt);
                        isWhole[0] = BatchHeader.fragment(buffer, offset) == BatchHeader.fragments(buffer, offset) - 1;
                    })) {
                // until the batch is whole
            }
        }
        return bytes.toByteArray();
    }

    private long configurationBefore(long sequence, Progress progress) {
        Search search = new Search(sequence);
        try (JournalReader reader = ChronicleJournalStore.readOnly(dataFolder, 0)) {
            while (!search.isOver && reader.poll(search::look)) {
                progress.at(search.at, sequence);
            }
        }
        return search.found;
    }

    /** Looks for the last configuration before a record. */
    private static final class Search {
        private final BatchDecoder decoder = new BatchDecoder();
        private final long sequence;
        private long at;
        private long found = -1;
        private boolean isOver;

        Search(long sequence) {
            this.sequence = sequence;
        }

        void look(DirectBuffer buffer, int offset, int length) {
            if (!decoder.wrap(buffer, offset, length)) {
                return;
            }
            while (decoder.next()) {
                at = decoder.event().sequence;
                if (at <= sequence && RecordProof.isConfiguration(decoder.event())) {
                    found = at;
                }
            }
            isOver = decoder.lastSequence() >= sequence;
        }
    }
}
