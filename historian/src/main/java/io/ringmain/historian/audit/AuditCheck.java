package io.ringmain.historian.audit;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.JournalEpoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a journal with its chain, its tree and its signatures. Reads only, also while a site writes.
 *
 * <p>Thread: its owner.
 */
public final class AuditCheck {
    private static final int TRIES = 3;
    /** Some seconds. */
    private static final int MOST_SIGNATURES = 2_000;

    private final Path dataFolder;
    private Checkpoint exported;
    private VerifyingKey trusted;
    private int mostSignatures = MOST_SIGNATURES;
    private Progress progress = (done, whole) -> {};

    public AuditCheck(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** A checkpoint that was exported before: what it covers must still be there as it was. */
    public AuditCheck exported(Checkpoint checkpoint) {
        exported = checkpoint;
        return this;
    }

    /** The public key that was exported before: others must follow from it. */
    public AuditCheck trusted(VerifyingKey key) {
        trusted = key;
        return this;
    }

    /** Compares each signature, which takes a millisecond or two; otherwise of many only some thousand. */
    public AuditCheck allSignatures() {
        return signatures(Integer.MAX_VALUE);
    }

    AuditCheck signatures(int most) {
        mostSignatures = most;
        return this;
    }

    /** Is told how many leaves of how many are done. */
    public AuditCheck progress(Progress listener) {
        progress = listener;
        return this;
    }

    /** Compares everything. */
    public AuditReport run() {
        try {
            for (int i = 1; ; i++) {
                int before = deletions();
                AuditReport report = tryRun(i < TRIES);
                if (report != null && (report.isPassed() || i == TRIES || before == deletions())) {
                    return report; // otherwise retention was at work, and what is missing may be its doing
                }
            }
        } catch (AuditException e) {
            return failed(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the audit of " + dataFolder + " can not be read: " + e.getMessage(), e);
        }
    }

    /** Null when a file went away meanwhile. */
    private AuditReport tryRun(boolean mayFail) throws IOException {
        try {
            return AuditFolder.isIn(dataFolder) ? compare() : withoutAudit();
        } catch (NoSuchFileException | ProvisionException e) {
            if (mayFail) {
                return null;
            }
            throw e;
        }
    }

    private int deletions() throws IOException {
        Path file = AuditFolder.of(dataFolder).resolve("entries.log");
        return (int) EntryLog.read(file, new ArrayList<>()).stream()
                .filter(entry -> entry.type() == EntryType.DELETION)
                .count();
    }

    private static AuditReport failed(String finding) {
        return new AuditReport(List.of(finding), List.of(), 0, 0, -1, -1, -1, 0, List.of());
    }

    private AuditReport withoutAudit() {
        for (JournalEpoch epoch : JournalEpoch.of(dataFolder)) {
            if (!epoch.auditHead().isEmpty()) {
                return failed("epoch " + epoch.number() + ": it was chained to log "
                        + epoch.auditHead().split(":")[0] + ", and " + AuditFolder.of(dataFolder) + " is gone");
            }
        }
        if (exported != null || trusted != null) {
            return failed(AuditFolder.of(dataFolder)
                    + " is gone or was never there: nothing can be compared with what was" + " exported");
        }
        return new AuditReport(
                List.of(),
                List.of("there is no audit in the data folder: the journal is not tamper-evident"),
                0,
                0,
                -1,
                -1,
                -1,
                0,
                List.of());
    }

    private AuditReport compare() throws IOException {
        AuditFolder folder = AuditFolder.read(dataFolder);
        Findings findings = new Findings();
        List<String> notes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        // in this order: what is signed is stored before, what is stored is journaled before
        List<Checkpoint> checkpoints = CheckpointLog.readAll(folder, problems);
        StoredLeaves stored = new StoredLeaves(folder);
        List<SignedEntry> entries = EntryLog.read(folder.entries(), problems);
        List<JournalEpoch> epochs = JournalEpoch.of(dataFolder);
        problems.forEach(findings::add);
        KeyRing ring = KeyRing.of(folder.logId(), entries, trusted);
        ring.problems().forEach(findings::add);
        SignedHeads heads = new SignedHeads(folder.logId(), ring, findings, notes);
        heads.add(checkpoints, mostSignatures);
        if (exported != null) {
            heads.addExported(exported);
        }
        epochs.forEach(heads::add);
        heads.sort(checkpoints);
        Deleted deleted = Deleted.of(folder.logId(), entries, ring, findings, notes);
        AuditWalk walk = new AuditWalk(folder, stored, entries, epochs, heads, findings, notes);
        if (walk.takeDeleted(deleted.leaves())) {
            try (JournalLeaves source = new JournalLeaves(
                    folder.logId(),
                    ChronicleJournalStore.readWhatIsWhole(dataFolder),
                    epochs,
                    index -> null,
                    walk.epoch())) {
                walk.run(source, deleted.lastSequence(), progress);
            }
        }
        if (heads.signatures() < heads.compared()) {
            notes.add("of " + heads.compared() + " checkpoints that agree the signatures of " + heads.signatures()
                    + " were compared, the last one of each key among them; --all-signatures compares each");
        }
        say(notes, walk, checkpoints);
        return new AuditReport(
                findings.lines(),
                notes,
                walk.batches(),
                heads.compared(),
                walk.fromSequence(),
                heads.agreedSequence(),
                walk.tree().sequence(),
                walk.unsigned(),
                ring.keys().stream().map(key -> key.verifying().fingerprint()).toList());
    }

    private void say(List<String> notes, AuditWalk walk, List<Checkpoint> checkpoints) {
        if (walk.unsigned() > 0) {
            notes.add("the last " + walk.unsigned() + " batches are not signed yet"
                    + (checkpoints.isEmpty()
                            ? ""
                            : ", they follow the "
                                    + checkpoints.get(checkpoints.size() - 1).describe()));
        }
        if (exported == null) {
            notes.add("without an exported checkpoint (--checkpoint) a tail that was cut off together with its"
                    + " checkpoints can not be seen"
                    + (checkpoints.isEmpty() ? "" : ", nor one behind the last checkpoint"));
        }
        if (trusted == null) {
            notes.add(
                    "without an exported public key (--public-key) an audit that was made anew with another key can not"
                            + " be seen");
        }
    }
}
