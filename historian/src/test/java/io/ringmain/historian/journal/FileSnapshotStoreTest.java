package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotStoreTest {

    @TempDir
    Path folder;

    @Test
    void shouldHaveNoneAtFirst() {
        assertThat(new FileSnapshotStore(folder).newest()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestThree() throws IOException {
        SnapshotStore store = new FileSnapshotStore(folder);
        for (int i = 1; i <= 5; i++) {
            store(store, i * 100L, "state " + i);
        }
        assertThat(files()).hasSize(3);
        assertThat(store.newest()).hasValueSatisfying(stored -> {
            assertThat(stored.sequence()).isEqualTo(500);
            assertThat(new String(stored.bytes())).isEqualTo("state 5");
        });
    }

    @Test
    void shouldPassOverDamagedOnes() throws IOException {
        SnapshotStore store = new FileSnapshotStore(folder);
        store(store, 1, "one");
        store(store, 2, "two");
        store(store, 3, "three");
        List<Path> files = files();
        byte[] flipped = Files.readAllBytes(files.get(2));
        flipped[1] ^= 1;
        Files.write(files.get(2), flipped);
        Files.write(files.get(1), new byte[7]);
        assertThat(store.newest())
                .hasValueSatisfying(
                        stored -> assertThat(new String(stored.bytes())).isEqualTo("one"));
    }

    private static void store(SnapshotStore store, long sequence, String text) {
        byte[] bytes = text.getBytes();
        store.store(sequence, new UnsafeBuffer(bytes), bytes.length);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            return files.sorted().toList();
        }
    }
}
