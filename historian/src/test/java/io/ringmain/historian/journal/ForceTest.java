package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForceTest {
    private final KnownBatches batches = new KnownBatches();

    @TempDir
    Path folder;

    @Test
    void shouldForceOverAllSegmentsWhileAppending() throws Exception {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, 64 * 1024);
                Journal journal = store.newEpoch(1);
                JournalReader reader = store.reader(0)) {
            AtomicBoolean isOver = new AtomicBoolean();
            Thread sync = new Thread(() -> {
                while (!isOver.get()) {
                    journal.force();
                }
            });
            sync.start();
            long next = 1;
            for (int i = 0; i < 300; i++) {
                next = batches.append(journal, next, 100);
            }
            isOver.set(true);
            sync.join();
            journal.force();
            assertThat(KnownBatches.readAll(reader)).isEqualTo(next - 1);
        }
        assertThat(JournalCheck.of(folder).isPassed()).isTrue();
    }

    @Test
    void shouldKeepOnlyTheLastSegmentsDescriptorAfterAForce() throws Exception {
        Path one = Files.createFile(folder.resolve("one"));
        Path two = Files.createFile(folder.resolve("two"));
        FileChannel first = FileChannel.open(one, StandardOpenOption.READ);
        FileChannel second = FileChannel.open(two, StandardOpenOption.READ);
        try (OpenSegments open = new OpenSegments(folder)) {
            open.add(first);
            open.force();
            assertThat(first.isOpen()).isTrue();
            open.add(second);
            open.force();
            assertThat(first.isOpen()).isFalse();
            assertThat(second.isOpen()).isTrue();
        }
        assertThat(second.isOpen()).isFalse();
    }

    @Test
    void shouldTakeNothingMoreAndNotEndCleanlyAfterAFailedForce() throws Exception {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            ChronicleJournal journal = (ChronicleJournal) store.newEpoch(1);
            batches.append(journal, 1, 10);
            journal.openSegments().close();
            FileChannel broken = FileChannel.open(Files.createFile(folder.resolve("broken")), StandardOpenOption.READ);
            journal.openSegments().add(broken);
            broken.close();
            assertThatThrownBy(journal::force)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("can not be forced")
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> batches.append(journal, 11, 10)).hasMessageContaining("takes nothing any more");
            assertThatThrownBy(journal::force).hasMessageContaining("can not be forced any more");
            journal.close();
            assertThat(new JournalFolder(folder).seal(1)).isNull();
        }
    }

    @Test
    void shouldTakeAndForceNothingMoreAfterAFailedAppend() throws Exception {
        long last;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, 64 * 1024)) {
            ChronicleJournal journal = (ChronicleJournal) store.newEpoch(1);
            last = batches.append(journal, 1, 100) - 1;
            Path prepared = new JournalFolder(folder).epochFolder(1).resolve(SegmentKeeper.PREPARED);
            await().until(() -> journal.keeper().isReady());
            Files.delete(prepared); // the next segment can not be made of it
            UncheckedIOException first = null;
            while (first == null) {
                try {
                    last = batches.append(journal, last + 1, 100) - 1;
                } catch (UncheckedIOException e) {
                    first = e;
                }
            }
            long next = last + 1;
            assertThatThrownBy(() -> batches.append(journal, next, 10)).hasMessageContaining("takes nothing any more");
            assertThatThrownBy(journal::force).hasMessageContaining("can not be forced any more");
            journal.close();
            assertThat(new JournalFolder(folder).seal(1)).isNull();
        }
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal journal = store.newEpoch(last + 1);
                JournalReader reader = store.reader(0)) {
            batches.append(journal, last + 1, 10);
            journal.force();
            assertThat(KnownBatches.readAll(reader)).isEqualTo(last + 10);
        }
    }
}
