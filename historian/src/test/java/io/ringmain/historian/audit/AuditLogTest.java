package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSignAllOfASiteThatWasStopped() {
        AuditedJournal journal = new AuditedJournal(folder).epoch(10).epoch(7);

        AuditReport report = journal.check().run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.batches()).isEqualTo(17);
        assertThat(report.fromSequence()).isEqualTo(1);
        assertThat(report.signedSequence()).isEqualTo(170);
        assertThat(report.lastSequence()).isEqualTo(170);
        assertThat(report.unsignedBatches()).isZero();
        assertThat(report.checkpoints()).isEqualTo(journal.checkpoints().size()).isGreaterThan(5);
        assertThat(report.keys()).hasSize(1);
    }

    @Test
    void shouldSayWhatIsNotSignedYet() {
        AuditedJournal journal = new AuditedJournal(folder).epoch(10).unsignedEpoch(101, 4);

        AuditReport report = journal.check().run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.signedSequence()).isEqualTo(100);
        assertThat(report.lastSequence()).isEqualTo(140);
        assertThat(report.unsignedBatches()).isEqualTo(4);
        assertThat(report.notes()).anyMatch(note -> note.contains("last 4 batches are not signed yet"));
    }
}
