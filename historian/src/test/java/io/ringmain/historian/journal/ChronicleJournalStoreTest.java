package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.CheckedFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalStoreTest {
    private final KnownBatches batches = new KnownBatches();

    @TempDir
    Path folder;

    @Test
    void shouldTailTheLiveEpoch() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                JournalReader early = store.reader(0);
                Journal journal = store.newEpoch(1)) {
            assertThat(KnownBatches.readAll(early)).isEqualTo(-1);
            long next = batches.append(journal, 1, 64);
            assertThat(KnownBatches.readAll(early)).isEqualTo(64);
            assertThat(KnownBatches.readAll(early)).isEqualTo(-1);
            batches.append(journal, next, 10);
            assertThat(KnownBatches.readAll(early)).isEqualTo(74);
        }
    }

    @Test
    void shouldReadAcrossEpochsInOrder() {
        long next = 1;
        for (int epoch = 0; epoch < 3; epoch++) {
            try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                    Journal journal = store.newEpoch(next)) {
                next = batches.append(journal, next, 100);
                next = batches.append(journal, next, 1);
            }
        }
        try (JournalReader reader = ChronicleJournalStore.readOnly(folder, 0)) {
            assertThat(KnownBatches.readAll(reader)).isEqualTo(303);
        }
        JournalSummary summary = JournalSummary.of(folder);
        assertThat(summary.epochs()).extracting(JournalSummary.Epoch::state).containsOnly("CLEAN");
        assertThat(summary.records()).containsEntry("UPDATE", 303L);
        assertThat(summary.batches()).isEqualTo(6);
        assertThat(summary.lastTimeNs() - summary.firstTimeNs()).isEqualTo(302_000);
        assertThat(JournalCheck.of(folder)).isEqualTo(new JournalCheck(6, 303, 3, 303, List.of()));
    }

    @Test
    void shouldGoOnWithANewEpochInTheSameProcess() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                JournalReader reader = store.reader(0)) {
            long next;
            try (Journal journal = store.newEpoch(1)) {
                next = batches.append(journal, 1, 5);
                assertThat(KnownBatches.readAll(reader)).isEqualTo(5);
                assertThatThrownBy(() -> store.newEpoch(6)).isInstanceOf(IllegalStateException.class);
            }
            assertThat(KnownBatches.readAll(reader)).isEqualTo(-1);
            try (Journal journal = store.newEpoch(next)) {
                assertThat(KnownBatches.readAll(reader)).isEqualTo(-1);
                batches.append(journal, next, 5);
                assertThat(KnownBatches.readAll(reader)).isEqualTo(10);
            }
        }
    }

    @Test
    void shouldRollBySizeAndFindTheSegmentOfASequence() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, 64 * 1024);
                Journal journal = store.newEpoch(1);
                JournalReader tail = store.reader(0)) {
            long next = 1;
            for (int i = 0; i < 200; i++) {
                next = batches.append(journal, next, 100);
                if (i % 50 == 49) {
                    assertThat(KnownBatches.readAll(tail)).isEqualTo(next - 1);
                }
            }
            // some 300 KiB; a segment may grow to twice its size while its keeper has not made the next one
            assertThat(new JournalFolder(folder).segments(1)).hasSizeGreaterThan(1);
            for (long from : new long[] {0, 1, 100, 101, 4711, 19_901, 20_000}) {
                assertThat(firstOf(store.reader(from))).isEqualTo(from == 0 ? 1 : (from - 1) / 100 * 100 + 1);
            }
            assertThat(firstOf(store.reader(20_001))).isEqualTo(-1);
        }
        assertThat(JournalCheck.of(folder).records()).isEqualTo(20_000);
    }

    private static long firstOf(JournalReader reader) {
        BatchDecoder decoder = new BatchDecoder();
        try (reader) {
            return reader.poll(decoder::wrap) ? decoder.firstSequence() : -1;
        }
    }

    /** The tail sees some of its excerpts, and when it looks again all of them and what stands behind. */
    @Test
    void shouldNotTakeABatchForDamagedThatIsWrittenWhileItIsRead() throws Exception {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal journal = store.newEpoch(1);
                JournalReader tail = store.reader(0)) {
            CompletableFuture<Long> written = CompletableFuture.supplyAsync(() -> {
                long next = 1;
                for (int i = 0; i < 100; i++) {
                    next = batches.appendConfiguration(journal, next, 700 * 1024);
                    next = batches.append(journal, next, 3);
                }
                return next - 1;
            });
            long last = 0;
            while (!written.isDone()) {
                last = Math.max(last, KnownBatches.readAll(tail));
            }
            last = Math.max(last, KnownBatches.readAll(tail));
            assertThat(last).isEqualTo(written.get());
        }
    }

    @Test
    void shouldKeepFragmentsTogether() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, 300 * 1024);
                Journal journal = store.newEpoch(1)) {
            long next = batches.append(journal, 1, 10);
            next = batches.appendConfiguration(journal, next, 1_000_000);
            next = batches.appendConfiguration(journal, next, 300_000);
            batches.append(journal, next, 10);
            try (JournalReader all = store.reader(0);
                    JournalReader late = store.reader(11)) {
                assertThat(KnownBatches.readAll(all)).isEqualTo(22);
                assertThat(KnownBatches.readAll(late)).isEqualTo(22);
            }
        }
    }

    @Test
    void shouldHandOverAllFragmentsOfTheLastBatchOfAnEpoch() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            try (Journal journal = store.newEpoch(1)) {
                batches.append(journal, 1, 10);
                batches.appendConfiguration(journal, 11, 600_000);
            }
            try (Journal journal = store.newEpoch(12)) {
                batches.append(journal, 12, 10);
            }
            try (JournalReader reader = store.reader(0)) {
                assertThat(KnownBatches.readAll(reader)).isEqualTo(21);
            }
        }
    }

    @Test
    void shouldEndAnEpochBeforeABatchWhoseFragmentsAreNotAllThere() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            try (Journal journal = store.newEpoch(1)) {
                batches.append(journal, 1, 10);
                batches.appendTornConfiguration(journal, 11, 1_000_000);
                try (JournalReader live = store.reader(0)) {
                    assertThat(KnownBatches.readAll(live)).isEqualTo(10);
                }
            }
            // as after a kill
            new JournalFolder(folder)
                    .epochFolder(1)
                    .resolve(EpochSeal.FILE)
                    .toFile()
                    .delete();
            try (Journal journal = store.newEpoch(11)) {
                batches.append(journal, 11, 10);
            }
            try (JournalReader all = store.reader(0)) {
                assertThat(KnownBatches.readAll(all)).isEqualTo(20);
            }
        }
    }

    @Test
    void shouldRefuseABatchThatIsNotTheNext() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal journal = store.newEpoch(5)) {
            assertThatThrownBy(() -> batches.append(journal, 4, 1)).isInstanceOf(IllegalArgumentException.class);
            batches.append(journal, 5, 1);
            assertThatThrownBy(() -> batches.append(journal, 7, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldTakeNothingAfterItsEnd() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            Journal journal = store.newEpoch(1);
            journal.close();
            assertThatThrownBy(() -> batches.append(journal, 1, 1)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void shouldRefuseANewerFormat() throws Exception {
        Path epoch = folder.resolve("journal/epoch-000001");
        Files.createDirectories(epoch);
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("format", "5");
        entries.put("ringmain", "9.9");
        CheckedFile.writeEntries(epoch.resolve(EpochManifest.FILE), entries);

        assertThatThrownBy(() -> ChronicleJournalStore.open(folder))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("newer Ringmain (9.9): its epoch has format 5")
                .hasMessageContaining("epoch-000001")
                .hasMessageContaining("this program reads up to format 4");
    }

    @Test
    void shouldRefuseAFolderThatCanNotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> ChronicleJournalStore.open(file.resolve("data")))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("can not be written")
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldNameAFolderWithoutAJournal() {
        assertThatThrownBy(() -> JournalSummary.of(folder))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("there is no journal in " + folder);
    }

    @Test
    void shouldNotPassACheckThatComparedNothing() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            store.newEpoch(1).close();
        }
        assertThat(JournalCheck.of(folder).isPassed()).isFalse();
    }
}
