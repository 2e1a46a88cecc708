package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal in which nine of ten sequences are ticks that were not recorded. */
class JournalTailTest {
    @TempDir
    private Path folder;

    private long nowNs = 1_000_000_000_000L;

    @BeforeEach
    void record() {
        SiteDefinition site = new SiteDefinition(
                "tail", List.of(), List.of(TagDefinition.internal("A", TagType.INT64)), List.of(), List.of());
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Plant plant = Plant.launch(new PlantContext()
                        .site(site)
                        .journalStore(store)
                        .snapshotStore(new FileSnapshotStore(folder))
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs, () -> nowNs))) {
            SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);
            for (long value = 1; value <= 20; value++) {
                source.update(plant.site().tagId("A"), value, Quality.GOOD, nowNs);
                for (int tick = 0; tick < 9; tick++) {
                    nowNs += 10_000_000;
                    plant.tick();
                }
                plant.stepAll();
            }
        }
    }

    @Test
    void shouldShowAsManyEventsAsAskedForWhenTicksLieBetween() {
        Run run = Run.of("journal", "tail", folder.toString(), "-n", "5");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).hasSize(5);
    }

    @Test
    void shouldShowTheLastEventsOfAJournalThatIsDamagedBeforeThem() throws IOException {
        flipABitOfBatch(2);

        Run tail = Run.of("journal", "tail", folder.toString(), "-n", "2");
        Run info = Run.of("journal", "info", folder.toString(), "--json");

        assertThat(tail.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(tail.out()).hasSize(2);
        assertThat(tail.err()).singleElement().asString().contains("the journal is damaged: epoch 1");
        assertThat(info.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(info.out()).singleElement().asString().contains("\"damage\":[\"epoch 1");
        assertThat(info.err()).singleElement().asString().contains("the journal is damaged: epoch 1");
    }

    /** Of the record in it, not of its head. */
    private void flipABitOfBatch(int number) throws IOException {
        long[] at = {-1};
        byte[][] batch = new byte[1][];
        try (JournalReader reader = ChronicleJournalStore.readOnly(folder, 0)) {
            for (int i = 0; i < number; i++) {
                assertThat(reader.poll((buffer, offset, length) -> {
                            batch[0] = new byte[length];
                            buffer.getBytes(offset, batch[0]);
                        }))
                        .isTrue();
            }
        }
        Path segment = folder.resolve("journal/epoch-000001/19700101F.cq4");
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            byte[] head = new byte[1024 * 1024];
            int read = Math.max(0, file.read(head));
            for (int i = 0; at[0] < 0 && i + batch[0].length <= read; i++) {
                at[0] = Arrays.equals(head, i, i + batch[0].length, batch[0], 0, batch[0].length) ? i : -1;
            }
            assertThat(at[0]).as("place of the batch").isNotNegative();
            long last = at[0] + batch[0].length - 1;
            file.seek(last);
            file.write(batch[0][batch[0].length - 1] ^ 1);
        }
    }

    @Test
    void shouldRefuseANegativeNumberOfLines() {
        Run run = Run.of("journal", "tail", folder.toString(), "-n", "-5");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("-5 is not allowed");
        assertThat(run.out()).isEmpty();
    }
}
