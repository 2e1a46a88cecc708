package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of journals with many small segments, each compared record by record and taken into use. */
class JournalCopyTest {
    private static final JournalSettings SETTINGS = JournalSettings.DEFAULT.segments(16 * 1024);
    private static final int LARGE = 700_000;

    private final KnownBatches batches = new KnownBatches();

    @TempDir
    private Path folder;

    @Test
    void shouldEndAtAWholeBatchWhereverTheWriterIs() throws Exception {
        Path data = folder.resolve("data");
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data, SETTINGS)) {
            long next = 1;
            try (Journal first = store.newEpoch(next)) {
                next = append(first, next, 30);
            }
            try (Journal second = store.newEpoch(next)) {
                for (int copy = 0; copy < 3; copy++) {
                    next = append(second, next, 4 + copy);
                    assertThat(copied(data, "copy-" + copy)).isEqualTo(next - 1);
                }
            }
        }
    }

    @Test
    void shouldBeWholeWhileTheWriterGoesOn() throws Exception {
        Path data = folder.resolve("data");
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data, SETTINGS);
                Journal journal = store.newEpoch(1)) {
            long[] next = {append(journal, 1, 5)};
            boolean[] isOver = {false};
            KnownBatches others = new KnownBatches();
            Thread writer = new Thread(() -> {
                while (!isOver[0] && next[0] < 200_000) {
                    next[0] = others.append(journal, next[0], 50);
                    Thread.yield();
                }
            });
            writer.start();
            for (int copy = 0; copy < 3; copy++) {
                assertThat(copied(data, "copy-" + copy)).isPositive();
            }
            isOver[0] = true;
            writer.join();
        }
    }

    @Test
    void shouldHoldWhatRetentionHasLeft() throws Exception {
        Path data = folder.resolve("data");
        JournalSettings tight = SETTINGS.retention(Long.MAX_VALUE / 4, SETTINGS.allocatedBytes());
        long next = 1;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data, SETTINGS);
                Journal first = store.newEpoch(next)) {
            next = append(first, next, 60);
        }
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data, tight)) {
            StoredState.store(store.snapshots(), next - 1);
            try (Journal second = store.newEpoch(next)) {
                await().until(() -> Files.exists(data.resolve("journal").resolve(DeletionLog.FILE)));
                next = append(second, next, 3);
                assertThat(copied(data, "copy")).isEqualTo(next - 1);
            }
        }
        assertThat(DeletionLog.read(folder.resolve("copy"))).isEqualTo(DeletionLog.read(data));
    }

    private long append(Journal journal, long first, int count) {
        long next = first;
        for (int i = 0; i < count; i++) {
            next = i % 7 == 3 ? batches.appendConfiguration(journal, next, LARGE) : batches.append(journal, next, 100);
        }
        return next;
    }

    private static byte[] beginning(JournalCopy.Part part) throws IOException {
        try (InputStream in = Files.newInputStream(part.file())) {
            return in.readNBytes((int) part.length());
        }
    }

    /** Makes a copy, compares it, begins another epoch in it; gives the last sequence. */
    private long copied(Path data, String name) throws IOException {
        Path copy = folder.resolve(name);
        JournalCopy parts = JournalCopy.of(data);
        for (JournalCopy.Part part : parts.parts()) {
            Path file = copy.resolve(part.name());
            Files.createDirectories(file.getParent());
            Files.write(file, part.content() == null ? beginning(part) : part.content());
            assertThat(file).hasSize(part.length());
            if (!part.sha256().isEmpty()) {
                assertThat(SegmentDigest.of(file)).isEqualTo(part.sha256());
            }
        }
        assertThat(JournalCheck.of(copy).problems()).isEmpty();
        try (JournalReader reader = ChronicleJournalStore.readOnly(copy, 0)) {
            assertThat(KnownBatches.readAll(reader)).isEqualTo(parts.lastSequence());
        }
        long next = parts.lastSequence() + 1;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(copy, SETTINGS);
                Journal journal = store.newEpoch(next)) {
            next = append(journal, next, 2);
        }
        assertThat(JournalCheck.of(copy).problems()).isEmpty();
        try (JournalReader reader = ChronicleJournalStore.readOnly(copy, 0)) {
            assertThat(KnownBatches.readAll(reader)).isEqualTo(next - 1);
        }
        return parts.lastSequence();
    }
}
