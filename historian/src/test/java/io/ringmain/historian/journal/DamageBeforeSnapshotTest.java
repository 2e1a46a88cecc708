package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who needs the journal from a sequence on is not stopped by damage before it. */
class DamageBeforeSnapshotTest {
    private final KnownBatches batches = new KnownBatches();

    @TempDir
    Path folder;

    private JournalFolder journal;

    @BeforeEach
    void write() {
        journal = new JournalFolder(folder);
        for (int epoch = 0; epoch < 2; epoch++) {
            try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                    Journal appending = store.newEpoch(1 + epoch * 1000L)) {
                for (int i = 0; i < 50; i++) {
                    batches.append(appending, 1 + epoch * 1000L + i * 20L, 20);
                }
            }
        }
    }

    private void zero(int epoch, int from, int to) throws Exception {
        Path segment = journal.segments(epoch).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        int at;
        try (SegmentFile file = new SegmentFile(segment)) {
            file.look(0);
            at = (int) file.position();
        }
        java.util.Arrays.fill(bytes, at + from, at + to, (byte) 0);
        Files.write(segment, bytes);
    }

    @Test
    void shouldPassOverWhatIsNotNeededAndNameIt() throws Exception {
        zero(2, 1000, 3000);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            try (JournalReader reader = store.reader(1500)) {
                long[] last = {0};
                while (reader.poll((buffer, offset, length) ->
                        last[0] = io.ringmain.core.codec.BatchHeader.lastSequence(buffer, offset))) {
                    // looked at by the handler
                }
                assertThat(last[0]).isEqualTo(2000);
                assertThat(reader.passedDamage())
                        .singleElement()
                        .asString()
                        .startsWith("epoch 2, ")
                        .contains("sequence 10");
            }
            try (Journal next = store.newEpoch(2001)) {
                batches.append(next, 2001, 20);
            }
        }
        JournalCheck check = JournalCheck.of(folder);
        assertThat(check.isPassed()).isFalse();
        assertThat(check.lastSequence()).isEqualTo(2020);
        assertThat(check.problem().orElseThrow()).startsWith("epoch 2, ");
    }

    @Test
    void shouldStopAtDamageThatIsNeeded() throws Exception {
        zero(2, 1000, 3000);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                JournalReader reader = store.reader(1001)) {
            assertThatThrownBy(() -> KnownBatches.readAll(reader)).isInstanceOf(DamagedJournalException.class);
        }
    }

    @Test
    void shouldStartWithoutAnOldManifest() throws Exception {
        Files.write(journal.epochFolder(1).resolve(EpochManifest.FILE), new byte[10]);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            try (JournalReader reader = store.reader(1001)) {
                assertThat(KnownBatches.readAll(reader)).isEqualTo(2000);
                assertThat(reader.passedDamage()).hasSize(1);
            }
            try (Journal next = store.newEpoch(2001)) {
                batches.append(next, 2001, 20);
            }
        }
        assertThat(JournalCheck.of(folder).problems()).isNotEqualTo(List.of());
    }
}
