package io.ringmain.historian.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JavaChild;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rounds: {@code -Dringmain.kills=100}; a round again: {@code -Dringmain.seed=...}. */
class RecordsKillTest {
    private static final int KILLS = Integer.getInteger("ringmain.kills", 3);
    private static final long HOUR_NS = 3_600 * JournaledSite.SECOND;

    @TempDir
    Path folder;

    @Test
    void shouldHaveTheRowsOfARebuildAfterKillsAtAnyMoment() throws Exception {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("RecordsKillTest: -Dringmain.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = JavaChild.start(
                    RecordingProcess.class, folder, JournaledSite.START_NS + kill * HOUR_NS, random.nextLong());
            int lines = 50 + random.nextInt(1_500);
            try (BufferedReader answers = child.inputReader()) {
                for (int i = 0; i < lines; i++) {
                    assertThat(answers.readLine()).isNotNull();
                }
                child.toHandle().destroyForcibly(); // the process itself would close the pipe
                child.waitFor();
            }
        }
        try (JournaledSite site = new JournaledSite(folder, JournaledSite.START_NS + KILLS * HOUR_NS);
                RecordedTables live = RecordedTables.sqlite(folder).start(folder, site.store::reader)) {
            Map<String, List<String>> rows = live.awaitUp(site.last()).dump();
            Path beside = folder.resolve("beside");
            try (RecordedTables again = RecordedTables.sqlite(beside)) {
                RecordsRebuild.run(
                        again.database,
                        beside,
                        from -> ChronicleJournalStore.readOnly(folder, from),
                        new FileSnapshotStore(folder),
                        JournaledSite.machines(),
                        state -> {});
                Map<String, List<String>> rebuilt = again.dump();
                rows.forEach((table, lived) ->
                        assertThat(rebuilt.get(table)).as(table).isEqualTo(lived));
            }
            System.out.println("RecordsKillTest: " + KILLS + " kills, " + site.last() + " events, rows "
                    + rows.values().stream().mapToInt(List::size).sum());
            assertThat(rows.get("occurrences")).isNotEmpty();
            assertThat(rows.get("audit")).isNotEmpty();
        }
    }
}
