package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    private static final long MIB = 1024 * 1024;
    private final KnownBatches batches = new KnownBatches();
    private final AtomicLong free = new AtomicLong(100_000 * MIB);

    @TempDir
    Path folder;

    @Test
    void shouldWarnBelowTheFirstMarkAndStopBelowTheSecond() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder).freeBytes(free::get)) {
            ChronicleJournal journal = (ChronicleJournal) store.newEpoch(1);
            batches.append(journal, 1, 10);
            assertThat(journal.warnings()).isEmpty();
            free.set(1_000 * MIB);
            journal.keeper().lookAtSpace();
            assertThat(journal.warnings()).singleElement().asString().contains("1000 MiB are left");
            batches.append(journal, 11, 10);
            free.set(200 * MIB);
            journal.keeper().lookAtSpace();
            assertThatThrownBy(() -> batches.append(journal, 21, 10)).hasMessageContaining("200 MiB left");
            free.set(100_000 * MIB);
            journal.keeper().lookAtSpace();
            assertThatThrownBy(() -> batches.append(journal, 21, 10)).hasMessageContaining("takes nothing more");
            journal.force();
            journal.close();
            assertThat(new JournalFolder(folder).seal(1).isClean()).isTrue();
        }
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                JournalReader reader = store.reader(0)) {
            assertThat(KnownBatches.readAll(reader)).isEqualTo(20);
            try (Journal next = store.newEpoch(21)) {
                batches.append(next, 21, 10);
                assertThat(KnownBatches.readAll(reader)).isEqualTo(30);
            }
        }
    }

    @Test
    void shouldGoOnWatchingTheDiskWhenALookAtItFailed() {
        AtomicBoolean isFailing = new AtomicBoolean();
        LongSupplier disk = () -> {
            if (isFailing.get()) {
                throw new UncheckedIOException(new IOException("the disk did not answer"));
            }
            return free.get();
        };
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder).freeBytes(disk);
                ChronicleJournal journal = (ChronicleJournal) store.newEpoch(1)) {
            isFailing.set(true);
            await().until(() -> journal.warnings().toString().contains("the disk did not answer"));
            isFailing.set(false);
            free.set(200 * MIB);
            await().until(() -> journal.keeper().floor() != null);
            await().until(() -> !journal.warnings().toString().contains("did not answer"));
        }
    }

    @Test
    void shouldNotStartOnAFullDisk() {
        free.set(10 * MIB);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder).freeBytes(free::get)) {
            assertThatThrownBy(() -> store.newEpoch(1))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("10 MiB left");
        }
    }

    @Test
    void shouldMakeFilesWithAllTheirBlocks() throws Exception {
        Path file = folder.resolve("blocks");
        try (FileChannel channel = Preallocation.make(file, 5 * MIB)) {
            assertThat(channel.size()).isEqualTo(5 * MIB);
        }
        assertThat((Integer) Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
    }

    @Test
    void shouldNotLeaveKeptBlocksBehind() throws Exception {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                ChronicleJournal journal = (ChronicleJournal) store.newEpoch(1)) {
            batches.append(journal, 1, 1000);
        }
        JournalFolder journal = new JournalFolder(folder);
        assertThat(Files.size(journal.segments(1).get(0))).isLessThan(MIB);
        assertThat(journal.epochFolder(1).resolve(SegmentKeeper.PREPARED)).doesNotExist();
    }

    @Test
    void shouldRollByRingTime() {
        JournalSettings settings = new JournalSettings(256 * MIB, 50_000_000, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, settings);
                ChronicleJournal journal = (ChronicleJournal) store.newEpoch(1)) {
            long next = 1;
            while (next < 500_000) {
                while (!journal.keeper().isReady()) {
                    Thread.onSpinWait();
                }
                next = batches.append(journal, next, 1000);
            }
        }
        assertThat(new JournalFolder(folder).segments(1)).hasSize(10);
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
    }
}
