package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.historian.journal.JavaChild;
import io.ringmain.historian.journal.JournalCheck;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rounds: {@code -Dringmain.kills=100}; a round again: {@code -Dringmain.seed=...}. */
class AuditKillTest {
    private static final int KILLS = Integer.getInteger("ringmain.kills", 2);
    private static final int MOST_LINES = 12;

    @TempDir
    private Path folder;

    @Test
    void shouldCatchUpFromTheJournalAfterEachKill() throws Exception {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("AuditKillTest: -Dringmain.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Checkpoint exported = null;
        for (int kill = 0; kill < KILLS; kill++) {
            String last = runUntilKilled(1 + random.nextInt(MOST_LINES));
            assertThat(last).as("appended, signed, problem").matches("\\d+ -?\\d+ ");
            AuditCheck check = new AuditCheck(folder);
            if (exported != null) {
                check.exported(exported);
            }
            AuditReport report = check.run();
            assertThat(report.findings()).as("after kill %d", kill).isEmpty();
            assertThat(report.lastSequence()).isGreaterThanOrEqualTo(Long.parseLong(last.split(" ")[0]));
            exported = Audit.of(folder).lastCheckpoint();
        }
        AuditStatus status = new AuditedJournal(folder).sign();
        assertThat(status.signedSequence()).isEqualTo(JournalCheck.of(folder).lastSequence());
        assertThat(new AuditCheck(folder).exported(exported).run().findings()).isEmpty();
    }

    private String runUntilKilled(int lines) throws Exception {
        Process child = JavaChild.start(AuditedProcess.class, folder);
        try (BufferedReader out = child.inputReader()) {
            String last = "";
            for (int i = 0; i < lines; i++) {
                last = out.readLine();
            }
            return last;
        } finally {
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
    }
}
