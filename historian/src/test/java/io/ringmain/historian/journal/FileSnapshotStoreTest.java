package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotStoreTest {

    @TempDir
    Path folder;

    @Test
    void shouldHaveNoneAtFirst() {
        assertThat(new FileSnapshotStore(folder).newestFirst()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestTheOldestAndSomeSpreadBetween() throws IOException {
        SnapshotStore store = new FileSnapshotStore(folder);
        for (int i = 1; i <= 200; i++) {
            store(store, i * 100L, "state " + i);
        }
        assertThat(files()).hasSize(16);
        List<Long> kept =
                store.newestFirst().stream().map(SnapshotStore.Stored::sequence).toList();
        assertThat(kept).startsWith(20_000L, 19_900L, 19_800L).endsWith(100L);
        for (int i = 2; i < kept.size() - 1; i++) {
            assertThat(kept.get(i) - kept.get(i + 1)).isLessThan(4_000);
        }
        try (InputStream in = store.newestFirst().get(0).open()) {
            assertThat(new String(in.readAllBytes())).isEqualTo("state 200");
        }
    }

    @Test
    void shouldLeaveTheOlderOnesWhenOneCanNotBeWritten() throws IOException {
        SnapshotStore store = new FileSnapshotStore(folder);
        store(store, 100, "state 1");
        assertThatThrownBy(() -> store.store(200, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("snapshot at sequence 200");
        assertThat(store.newestFirst())
                .extracting(SnapshotStore.Stored::sequence)
                .containsExactly(100L);
    }

    private static void store(SnapshotStore store, long sequence, String text) {
        store.store(sequence, out -> out.write(text.getBytes()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            return files.sorted().toList();
        }
    }
}
