package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Journal;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.JournalCheck;
import io.ringmain.historian.journal.JournalSettings;
import io.ringmain.historian.journal.KnownBatches;
import io.ringmain.historian.journal.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention at work beside the audit, as the process joins them. */
class RetainedJournalTest {
    private static final long FOREVER = Long.MAX_VALUE / 4;
    private static final JournalSettings KEEP = new JournalSettings(2_000, FOREVER, 0, 0, FOREVER, Long.MAX_VALUE);
    /** Less than the open segment needs. */
    private static final JournalSettings DELETE = new JournalSettings(2_000, FOREVER, 0, 0, FOREVER, 1);

    @TempDir
    private Path folder;

    private long epoch(JournalSettings settings, long first, int batches) throws Exception {
        long next = first;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, settings);
                AuditFollower audit = AuditFollower.open(folder, store::reader)) {
            store.auditHead(audit::head);
            store.tell((last, snapshot) -> sign(audit, new Deletion(last, snapshot, "retention")));
            StoredState.store(store.snapshots(), first + 55);
            try (Journal journal = store.newEpoch(first)) {
                audit.start();
                KnownBatches known = new KnownBatches();
                for (int i = 0; i < batches; i++) {
                    next = known.append(journal, next, 10);
                }
                if (settings == DELETE) {
                    await().until(() -> ChronicleJournalStore.firstKept(folder) > 200);
                }
            }
        }
        return next;
    }

    private static void sign(AuditFollower audit, Deletion deletion) throws IOException {
        try {
            audit.recordDeletion(deletion).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void shouldVerifyWhatRetentionHasLeft() throws Exception {
        long second = epoch(KEEP, 1, 20);
        Checkpoint exported = Audit.of(folder).lastCheckpoint();
        long third = epoch(KEEP, second, 20);
        long end = epoch(DELETE, third, 20);

        AuditReport report = new AuditCheck(folder).exported(exported).run();

        assertThat(JournalCheck.of(folder).problems()).isEmpty();
        assertThat(report.findings()).isEmpty();
        assertThat(report.fromSequence()).isBetween(201L, third);
        assertThat(report.signedSequence()).isEqualTo(end - 1);
        assertThat(Audit.of(folder).record(end - 5, false, Progress.NONE).problems(null))
                .isEmpty();
    }

    @Test
    void shouldFindThatMoreIsGoneThanRetentionHasSigned() throws Exception {
        long second = epoch(KEEP, 1, 20);
        long third = epoch(KEEP, second, 20);
        epoch(DELETE, third, 20);
        epoch(KEEP, 601, 5);
        try (Stream<Path> files = Files.list(new Attack(folder).epoch(3))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".cq4")).toList()) {
                Files.delete(file);
            }
        }

        assertThat(new AuditCheck(folder).run().findings())
                .anyMatch(line ->
                        line.startsWith("epoch 3, sequences") && line.contains("recorded, and not in the journal"));
    }
}
