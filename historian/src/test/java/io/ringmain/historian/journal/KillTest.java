package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rounds: {@code -Dringmain.kills=100}; a round again: {@code -Dringmain.seed=...}. */
class KillTest {
    private static final int KILLS = Integer.getInteger("ringmain.kills", 6);

    @TempDir
    Path folder;

    @Test
    void shouldKeepEverythingAcknowledgedBeforeAKill() throws Exception {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("KillTest: -Dringmain.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = appendUntilKilled(last + 1, random);
            try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                    JournalReader reader = store.reader(last + 1)) {
                long found = KnownBatches.readAll(reader);
                assertThat(found).as("after kill %d", kill).isGreaterThanOrEqualTo(acknowledged);
                last = found;
                if (kill % 3 == 2) {
                    try (Journal journal = store.newEpoch(last + 1)) {
                        last = new KnownBatches().append(journal, last + 1, 10) - 1;
                    }
                    assertThat(KnownBatches.readAll(reader)).isEqualTo(last);
                }
            }
        }
        try (JournalReader reader = ChronicleJournalStore.readOnly(folder, 0)) {
            assertThat(KnownBatches.readAll(reader)).isEqualTo(last);
        }
        assertThat(JournalCheck.of(folder).problem()).isEmpty();
        assertThat(JournalSummary.of(folder).epochs())
                .extracting(JournalSummary.Epoch::state)
                .contains("KILLED");
        System.out.println("KillTest: " + KILLS + " kills, " + last + " records");
    }

    private long appendUntilKilled(long from, SplittableRandom random) throws Exception {
        int lines = 1 + random.nextInt(1500);
        Process child = JavaChild.start(AppendingProcess.class, folder, from, random.nextLong());
        long acknowledged = -1;
        try (BufferedReader answers = child.inputReader()) {
            for (int i = 0; i < lines; i++) {
                acknowledged = Long.parseLong(answers.readLine());
            }
            child.toHandle().destroyForcibly(); // the process itself would close the pipe
            child.waitFor();
            String line = answers.readLine();
            while (line != null) {
                acknowledged = Math.max(acknowledged, number(line, acknowledged));
                line = answers.readLine();
            }
        }
        return acknowledged;
    }

    /** The last line may be cut. */
    private static long number(String line, long acknowledged) {
        long number = line.isEmpty() ? 0 : Long.parseLong(line);
        return number > acknowledged ? number : acknowledged;
    }
}
