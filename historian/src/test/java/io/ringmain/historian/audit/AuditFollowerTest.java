package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Journal;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.KnownBatches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFollowerTest {
    private static final int CHECKS = 20;

    @TempDir
    private Path folder;

    @Test
    void shouldSignWhatIsAppendedWhileItRuns() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                AuditFollower audit = AuditFollower.open(folder, store::reader)) {
            store.auditHead(audit::head);
            try (Journal journal = store.newEpoch(1)) {
                audit.start();
                new KnownBatches().append(journal, 1, 50);
                await().until(() -> audit.status().signedSequence() == 50);
                assertThat(audit.status().problem()).isEmpty();
                new KnownBatches().append(journal, 51, 50);
            }
        }
        assertThat(Audit.of(folder).lastCheckpoint().sequence()).isEqualTo(100);
    }

    @Test
    void shouldBeVerifiedWithoutFindingsWhileItIsWritten() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                AuditFollower audit = AuditFollower.open(folder, store::reader);
                Journal journal = store.newEpoch(1)) {
            audit.start();
            Thread writer = new Thread(() -> {
                KnownBatches batches = new KnownBatches();
                for (long next = 1; !isOver.get(); ) {
                    next = batches.append(journal, next, 20);
                    LockSupport.parkNanos(100_000);
                }
            });
            writer.start();
            for (int i = 0; i < CHECKS; i++) {
                assertThat(new AuditCheck(folder).run().findings())
                        .as("check %d", i)
                        .isEmpty();
                if (i == CHECKS / 2) {
                    KeyRotation.rotate(folder);
                }
            }
            isOver.set(true);
            writer.join();
        }
        assertThat(Audit.of(folder).keys()).hasSize(2);
    }

    @Test
    void shouldRecordADeletionForTheJournalsKeeper() throws Exception {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                AuditFollower audit = AuditFollower.open(folder, store::reader);
                Journal journal = store.newEpoch(1)) {
            audit.start();
            new KnownBatches().append(journal, new KnownBatches().append(journal, 1, 50), 50);
            await().until(() -> audit.status().chainedSequence() == 100);

            audit.recordDeletion(new Deletion(50, 60, "age")).get(60, TimeUnit.SECONDS);

            assertThatThrownBy(() ->
                            audit.recordDeletion(new Deletion(77, 80, "age")).get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("no batch that is chained ends at sequence 77");
            assertThat(audit.status().problem()).isEmpty();
        }
        AuditReport report = new AuditCheck(folder).run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.fromSequence()).isEqualTo(51);
    }

    @Test
    void shouldLetTheSiteRunAndSayWhyItDoesNotSign() throws Exception {
        new AuditedJournal(folder).epoch(5);
        Files.writeString(folder.resolve("audit/log.properties"), "nonsense");
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                AuditFollower audit = AuditFollower.open(folder, store::reader)) {
            store.auditHead(audit::head).auditWarning(() -> audit.status().problem());
            try (Journal journal = store.newEpoch(51)) {
                audit.start();
                assertThat(journal.warnings()).singleElement().asString().contains("log.properties");
                new KnownBatches().append(journal, 51, 50);
                assertThat(audit.status().problem()).contains("log.properties", "its checksum is wrong");
                assertThat(audit.recordDeletion(new Deletion(50, 60, "age"))).isCompletedExceptionally();
            }
        }
    }
}
