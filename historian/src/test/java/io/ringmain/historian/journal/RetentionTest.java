package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two epochs of 6,000 records each, a record a microsecond; what may be deleted of them when the third begins. */
class RetentionTest {
    private static final long MICROS = 1000;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final JournalSettings SETTINGS = JournalSettings.DEFAULT.segments(16 * 1024);
    /** Room for the open segment only. */
    private static final long NOTHING_ELSE = SETTINGS.allocatedBytes();

    private static final long FOREVER = Long.MAX_VALUE / 4;

    private final KnownBatches batches = new KnownBatches();

    @TempDir
    Path folder;

    private JournalFolder journal;

    @BeforeEach
    void write() {
        journal = new JournalFolder(folder);
        long next = 1;
        for (int epoch = 1; epoch <= 2; epoch++) {
            try (ChronicleJournalStore store = open(FOREVER, Long.MAX_VALUE);
                    ChronicleJournal appending = (ChronicleJournal) store.newEpoch(next)) {
                for (int i = 0; i < 60; i++) {
                    ready(appending);
                    next = batches.append(appending, next, 100);
                }
            }
            assertThat(journal.segments(epoch)).hasSizeGreaterThan(4);
        }
    }

    private static void ready(ChronicleJournal journal) {
        while (!journal.keeper().isReady()) {
            Thread.onSpinWait(); // or segments become larger
        }
    }

    private ChronicleJournalStore open(long ns, long bytes) {
        return ChronicleJournalStore.open(folder, SETTINGS.retention(ns, bytes));
    }

    private void snapshots(ChronicleJournalStore store, long... sequences) {
        for (long sequence : sequences) {
            StoredState.store(store.snapshots(), sequence);
        }
    }

    private long firstKept() {
        return JournalSummary.of(folder).firstSequence();
    }

    @Test
    void shouldDeleteWhatIsTooMuchUpToASnapshot() throws IOException {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 1_000, 5_000, 12_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> journal.segments(2).isEmpty());
                assertThat(journal.segments(1)).isEmpty();
                batches.append(appending, 12_001, 10);
                try (JournalReader reader = store.reader(0)) {
                    assertThat(KnownBatches.readAll(reader)).isEqualTo(12_010);
                }
            }
        }
        assertThat(firstKept()).isEqualTo(12_001);
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
        assertThat(new FileSnapshotStore(folder).newestFirst())
                .extracting("sequence")
                .containsExactly(12_000L);
        List<DeletedSegment> deleted = DeletionLog.read(folder);
        assertThat(deleted.get(0).firstSequence()).isEqualTo(1);
        assertThat(deleted.get(0).firstTimeNs()).isEqualTo(START_NS + MICROS);
        for (int i = 1; i < deleted.size(); i++) {
            assertThat(deleted.get(i).firstSequence())
                    .isEqualTo(deleted.get(i - 1).lastSequence() + 1);
        }
        assertThat(deleted.get(deleted.size() - 1).lastSequence()).isEqualTo(12_000);
    }

    @Test
    void shouldLeaveASnapshotToReplayFrom() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 1_000, 8_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> journal.segments(1).isEmpty());
                batches.append(appending, 12_001, 10);
            }
        }
        assertThat(firstKept()).isGreaterThan(6_000).isLessThanOrEqualTo(8_001);
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
    }

    @Test
    void shouldDeleteWhatIsTooOld() {
        try (ChronicleJournalStore store = open(7_000 * MICROS, Long.MAX_VALUE)) {
            snapshots(store, 1_000, 3_000, 4_000, 12_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> Files.exists(journal.path().resolve(DeletionLog.FILE)));
                batches.append(appending, 12_001, 10);
            }
        }
        assertThat(firstKept()).isGreaterThan(2_500).isLessThanOrEqualTo(4_001);
    }

    @Test
    void shouldKeepWhatAProjectionNeeds() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 1_000, 2_000, 3_000, 12_000);
            store.keep(new RetentionFloor("trends", () -> 3_500));
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> store.obstacle().contains("trends needs it from sequence 3500"));
            }
        }
        assertThat(firstKept()).isGreaterThan(1_000).isLessThanOrEqualTo(3_001);
    }

    @Test
    void shouldDeleteNothingForAProjectionThatHasNotBegun() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 12_000);
            store.keep(new RetentionFloor("trends", () -> 0));
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> store.obstacle().contains("trends"));
            }
        }
        assertThat(firstKept()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatALegalHoldCoversUntilItIsReleased() throws IOException {
        LegalHolds holds = new LegalHolds(folder);
        LegalHold hold = holds.add(START_NS + 7_000 * MICROS, START_NS + 7_100 * MICROS, "the accident of 3 May");
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 5_000, 12_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> store.obstacle().contains("legal hold 1"));
                batches.append(appending, 12_001, 10);
            }
            assertThat(firstKept()).isGreaterThan(1).isLessThanOrEqualTo(5_001);
            assertThat(holds.release(hold.id())).isPresent();
            assertThat(holds.release(hold.id())).isEmpty();
            assertThat(new LegalHolds(folder).all())
                    .singleElement()
                    .satisfies(released -> assertThat(released.isInForce()).isFalse());
            try (Journal appending = store.newEpoch(12_011)) {
                await().until(() -> journal.segments(2).isEmpty());
                batches.append(appending, 12_011, 10);
            }
        }
        assertThat(firstKept()).isEqualTo(12_001);
    }

    @Test
    void shouldDeleteNothingWhenTheHoldsCanNotBeRead() throws IOException {
        new LegalHolds(folder).add(0, 1, "nothing of it");
        Files.writeString(journal.path().resolve(LegalHolds.FILE), "x", StandardOpenOption.APPEND);
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 12_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> store.obstacle().contains("nothing is deleted"));
            }
        }
        assertThat(ChronicleJournalStore.firstKept(folder)).isEqualTo(1);
    }

    @Test
    void shouldDeleteNothingWithoutAWholeSnapshot() throws IOException {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 11_000);
            Path snapshot = folder.resolve(
                    "snapshots/" + store.snapshots().newestFirst().get(0).name());
            byte[] bytes = Files.readAllBytes(snapshot);
            bytes[bytes.length / 2] ^= 1;
            Files.write(snapshot, bytes);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> store.obstacle().contains("no whole snapshot"));
            }
        }
        assertThat(firstKept()).isEqualTo(1);
    }

    @Test
    void shouldFinishWhatAKilledProcessBeganToDelete() throws IOException {
        EpochManifest first = EpochManifest.read(journal.epochFolder(1));
        SegmentRecord segment = first.segments().get(0);
        Path log = journal.path().resolve(DeletionLog.FILE);
        new DeletionLog(journal).append(List.of(DeletedSegment.of(1, segment, 5)));
        Files.writeString(log, "half a line", StandardOpenOption.APPEND);
        first.deleted(List.of(segment.name()), 5).write(journal.epochFolder(1));
        assertThat(firstKept()).isEqualTo(segment.lastSequence() + 1);
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 2_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> !Files.exists(journal.epochFolder(1).resolve(segment.name())));
                await().until(() -> DeletionLog.read(folder).size() > 1);
                batches.append(appending, 12_001, 10);
            }
        }
        assertThat(DeletionLog.read(folder))
                .filteredOn(entry -> entry.deletedMs() == 5)
                .hasSize(1);
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
    }

    @Test
    void shouldDeleteOfTheEpochThatIsWritten() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            try (ChronicleJournal appending = (ChronicleJournal) store.newEpoch(12_001)) {
                long next = 12_001;
                while (next < 30_000) {
                    ready(appending);
                    next = batches.append(appending, next, 100);
                    if (next == 20_001) {
                        snapshots(store, 20_000);
                    }
                }
                await().until(() ->
                        appending.keeper().manifest().segments().stream().anyMatch(SegmentRecord::isDeleted));
                try (JournalReader reader = store.reader(0)) {
                    assertThat(KnownBatches.readAll(reader)).isEqualTo(next - 1);
                }
            }
        }
        assertThat(firstKept()).isGreaterThan(12_001).isLessThanOrEqualTo(20_001);
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
    }

    @Test
    void shouldGoOnReadingWhenSegmentsBehindTheReaderAreDeletedOfTheEpochThatIsWritten() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE);
                ChronicleJournal appending = (ChronicleJournal) store.newEpoch(12_001);
                JournalReader following = store.reader(12_001)) {
            long next = 12_001;
            long end = 30_001;
            boolean isDeleted = false;
            long read = 0;
            while (next < end) {
                ready(appending);
                next = batches.append(appending, next, 100);
                read = KnownBatches.readAll(following);
                assertThat(read).isEqualTo(next - 1);
                if (next == 20_001) {
                    snapshots(store, 20_000);
                }
                if (next == end && !isDeleted) {
                    isDeleted = true;
                    await().until(() ->
                            appending.keeper().manifest().segments().stream().anyMatch(SegmentRecord::isDeleted));
                    end += 10_000;
                }
            }
        }
    }

    @Test
    void shouldNotLookBeyondItsListWhenAllSegmentsOfAnEpochAreDeletedUnderTheReader() throws IOException {
        try (ChronicleJournalStore store = open(FOREVER, Long.MAX_VALUE);
                Journal appending = store.newEpoch(12_001)) {
            EpochManifest manifest = EpochManifest.read(journal.epochFolder(3));
            try (EpochReader none = new EpochReader(journal, manifest, 12_001, 12_001, damage -> {})) {
                assertThat(none.next(true)).isEqualTo(EpochReader.Step.NOTHING);
                assertThat(none.isFollowedByGoodBatch()).isFalse();
                assertThat(none.segmentPath()).isNull();
            }
            batches.append(appending, 12_001, 100);
            try (EpochReader reader = new EpochReader(journal, manifest, 12_001, 12_001, damage -> {})) {
                assertThat(reader.next(true)).isEqualTo(EpochReader.Step.EXCERPT);
                reader.advance();
                Path only = reader.segmentPath();
                Files.delete(only);
                assertThat(reader.next(true)).isEqualTo(EpochReader.Step.NOTHING);
                assertThat(reader.isFollowedByGoodBatch()).isFalse();
                assertThat(reader.segmentPath()).isEqualTo(only);
                Files.createFile(only); // the epoch is ended below
            }
        }
    }

    @Test
    void shouldNoticeASegmentThatOnlyPretendsToBeDeleted() throws IOException {
        EpochManifest first = EpochManifest.read(journal.epochFolder(1));
        SegmentRecord segment = first.segments().get(0);
        Files.delete(journal.epochFolder(1).resolve(segment.name()));
        first.deleted(List.of(segment.name()), 5).write(journal.epochFolder(1));
        assertThat(JournalCheck.of(folder).problems())
                .singleElement()
                .asString()
                .startsWith("epoch 1, " + segment.name())
                .contains("deleted.log does not know of it");
    }

    @Test
    void shouldNoticeAnEditedRecordOfDeletions() throws IOException {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 12_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> journal.segments(2).isEmpty());
                batches.append(appending, 12_001, 10);
            }
        }
        Path log = journal.path().resolve(DeletionLog.FILE);
        Files.writeString(log, Files.readString(log).replaceFirst(" 1 1970", " 2 1970"));
        assertThat(JournalCheck.of(folder).problem().orElseThrow()).contains("checksum");
    }

    @Test
    void shouldSayWhereTheJournalBeginsWhenASegmentIsDeletedUnderAReader() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE);
                JournalReader slow = ChronicleJournalStore.readOnly(folder, 0)) {
            assertThat(slow.poll((buffer, offset, length) -> {})).isTrue();
            snapshots(store, 12_000);
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> journal.segments(2).isEmpty());
                assertThatThrownBy(() -> KnownBatches.readAll(slow))
                        .isInstanceOf(ProvisionException.class)
                        .hasMessageContaining("what is kept begins at sequence 12001");
                assertThat(ChronicleJournalStore.firstKept(folder)).isEqualTo(12_001);
                batches.append(appending, 12_001, 10);
            }
        }
    }

    @Test
    void shouldDeleteNothingThatCouldNotBeRecorded() {
        try (ChronicleJournalStore store = open(FOREVER, NOTHING_ELSE)) {
            snapshots(store, 12_000);
            List<Long> told = new CopyOnWriteArrayList<>();
            store.tell((lastSequence, snapshotSequence) -> {
                told.addAll(List.of(lastSequence, snapshotSequence));
                throw new IOException("the seal is broken");
            });
            try (Journal appending = store.newEpoch(12_001)) {
                await().until(() -> store.obstacle().contains("the seal is broken"));
            }
            assertThat(told).startsWith(12_000L, 12_000L);
        }
        assertThat(firstKept()).isEqualTo(1);
    }
}
