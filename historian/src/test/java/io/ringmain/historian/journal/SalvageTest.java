package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two epochs of 3,000 records each in segments of a few hundred, a record a microsecond. */
class SalvageTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long MICROS = 1_000;
    private static final long LAST = 6_000;
    /** No segment has as many. */
    private static final long SEGMENT = 3_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        KnownBatches batches = new KnownBatches();
        long next = 1;
        for (int epoch = 1; epoch <= 2; epoch++) {
            try (ChronicleJournalStore store =
                            ChronicleJournalStore.open(folder, JournalSettings.DEFAULT.segments(8 * 1024));
                    ChronicleJournal journal = (ChronicleJournal) store.newEpoch(next)) {
                for (int i = 0; i < 30; i++) {
                    while (!journal.keeper().isReady()) {
                        Thread.onSpinWait(); // or segments become larger
                    }
                    next = batches.append((Journal) journal, next, 100);
                }
            }
        }
    }

    @Test
    void shouldFindWhereATimeBegins() {
        for (long sequence = 1; sequence <= LAST; sequence += 97) {
            assertThat(Salvage.sequenceAt(folder, START_NS + sequence * MICROS))
                    .as("sequence " + sequence)
                    .isLessThanOrEqualTo(sequence)
                    .isGreaterThan(sequence - SEGMENT);
        }
    }

    @Test
    void shouldBeginAtTheBeginForATimeBeforeIt() {
        assertThat(Salvage.sequenceAt(folder, Long.MIN_VALUE)).isZero();
        assertThat(Salvage.sequenceAt(folder, START_NS)).isZero();
    }

    @Test
    void shouldGoOnAsUsualBehindDamageThatAReaderMeets() throws Exception {
        Files.write(new JournalFolder(folder).segments(1).get(1), new byte[64]);
        Files.write(new JournalFolder(folder).segments(2).get(2), new byte[64]);
        KnownBatches batches = new KnownBatches();
        Set<String> known = new HashSet<>();
        long[] last = {0};
        long[] holes = {0};
        JournalReader.BatchHandler noting = (buffer, offset, length) -> {
            holes[0] += BatchHeader.firstSequence(buffer, offset) == last[0] + 1 ? 0 : 1;
            last[0] = BatchHeader.lastSequence(buffer, offset);
        };
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal live = store.newEpoch(LAST + 1);
                JournalReader reader =
                        Salvage.around(folder, store::reader, known).apply(1)) {
            long next = LAST + 1;
            for (int i = 0; i < 3; i++) {
                while (reader.poll(noting)) {
                    // noted by the handler
                }
                assertThat(last[0]).isEqualTo(next - 1);
                next = batches.append(live, next, 100);
            }
            assertThat(reader.passedDamage()).hasSize(2);
        }
        assertThat(known).hasSize(2);
        assertThat(holes[0]).isEqualTo(2);
    }

    @Test
    void shouldReadOnBehindDamageAndNameIt() throws Exception {
        JournalFolder journal = new JournalFolder(folder);
        Files.write(journal.segments(1).get(1), new byte[64]);
        long[] first = {0};
        long[] last = {0};
        try (JournalReader reader = Salvage.open(folder, 0)) {
            while (reader.poll((buffer, offset, length) -> {
                first[0] = first[0] == 0 ? BatchHeader.firstSequence(buffer, offset) : first[0];
                last[0] = BatchHeader.lastSequence(buffer, offset);
            })) {
                // noted by the handler
            }
            assertThat(reader.passedDamage()).singleElement().asString().startsWith("epoch 1");
        }
        assertThat(first[0]).isEqualTo(1);
        assertThat(last[0]).isEqualTo(LAST);
    }
}
