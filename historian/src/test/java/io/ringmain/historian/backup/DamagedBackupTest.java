package io.ringmain.historian.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.JournalCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of journals that are not whole: what is there is saved, and what is not is named. */
class DamagedBackupTest {
    private static final String FIRST = "journal/epoch-000001/";
    private static final String SEGMENT = FIRST + "19700101F.cq4";

    @TempDir
    private Path folder;

    private static final String KILLED = "killed";

    private Path data;

    private long nowNs = 1_700_000_000_000_000_000L;

    @Test
    void shouldNameASegmentThatWasDeletedByHandInsteadOfSayingNothing() throws Exception {
        stop();
        Files.delete(data.resolve(SEGMENT));

        assertThat(backup()).isNotEmpty().allMatch(line -> line.startsWith("epoch 1, "));
        Restore.run(archive(), folder.resolve("restored"), Progress.NONE);
    }

    @Test
    void shouldSaveWhatIsThereWhenAnEpochThatNeverEndedIsDamaged() throws Exception {
        kill();
        flip();

        assertThat(backup()).singleElement().asString().startsWith("epoch 1, 19700101F.cq4, ");
        Path restored = folder.resolve("restored");
        RestoreReport report = Restore.run(archive(), restored, Progress.NONE);
        JournalCheck there = JournalCheck.of(data);
        JournalCheck copied = JournalCheck.of(restored);
        assertThat(report.lastSequence()).isEqualTo(there.lastSequence()).isPositive();
        assertThat(copied.batches()).isEqualTo(there.batches()).isPositive();
        assertThat(copied.problems()).isEqualTo(there.problems());
    }

    @Test
    void shouldNameDamageThatIsOlderThanTheDigestOfItsSegment() throws Exception {
        kill();
        flip();
        long next = JournalCheck.of(data).lastSequence() + 1;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                Journal journal = store.newEpoch(next)) {
            assertThat(data.resolve(FIRST + "sealed.properties")).exists();
        }

        assertThat(backup()).singleElement().asString().startsWith("epoch 1, 19700101F.cq4, ");
    }

    @Test
    void shouldSaveAnEpochWhoseManifestCanNotBeRead() throws Exception {
        stop();
        Files.write(data.resolve(FIRST + "epoch.properties"), new byte[10]);

        assertThat(backup()).isNotEmpty().allMatch(line -> line.startsWith("epoch 1, epoch.properties, "));
        Path restored = folder.resolve("restored");
        Restore.run(archive(), restored, Progress.NONE);
        assertThat(restored.resolve(SEGMENT)).hasSameBinaryContentAs(data.resolve(SEGMENT));
    }

    @Test
    void shouldSaveWhatIsLeftOfASegmentThatWasCutOff() throws Exception {
        stop();
        byte[] bytes = Files.readAllBytes(data.resolve(SEGMENT));
        Files.write(data.resolve(SEGMENT), Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(backup()).isNotEmpty().allMatch(line -> line.startsWith("epoch 1, 19700101F.cq4, "));
        Restore.run(archive(), folder.resolve("restored"), Progress.NONE);
    }

    private Path archive() {
        return folder.resolve("site.zip");
    }

    private List<String> backup() throws IOException {
        return Backup.create(data, Map.of(), Map.of(), archive(), Progress.NONE).damage();
    }

    /** What a process that is killed now leaves behind. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void flip() throws IOException {
        Path segment = data.resolve(SEGMENT);
        byte[] bytes = Files.readAllBytes(segment);
        int used = bytes.length;
        while (bytes[used - 1] == 0) {
            used--;
        }
        bytes[used - 5_000] ^= 0x55;
        Files.write(segment, bytes);
    }

    private void stop() throws IOException {
        record(folder.resolve("data"), false);
        data = folder.resolve("data");
    }

    private void kill() throws IOException {
        record(folder.resolve("data"), true);
        data = folder.resolve(KILLED);
    }

    private void record(Path in, boolean isKilled) throws IOException {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(in);
                Plant plant = Plant.launch(LoadedSite.context(store, in)
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs, () -> nowNs))) {
            SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);
            for (int i = 0; i < 200; i++) {
                source.update(1, i, Quality.GOOD, nowNs);
                nowNs += 10_000_000;
                plant.tick();
                plant.stepAll();
            }
            if (isKilled) {
                copy(in, Files.createDirectories(folder.resolve(KILLED)));
            }
        }
    }
}
