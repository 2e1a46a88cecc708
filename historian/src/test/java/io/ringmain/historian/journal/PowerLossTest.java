package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loss of power: of what was written since the last force each page is on disk or not, in any order; so are the names of
 * new segments. More rounds: {@code -Dringmain.powerlosses=500}; a round again: {@code -Dringmain.seed=...}.
 */
class PowerLossTest {
    private static final int LOSSES = Integer.getInteger("ringmain.powerlosses", 10);
    private static final int PAGE_BYTES = 4096;
    private static final long SEGMENT_BYTES = 96 * 1024;

    private final KnownBatches batches = new KnownBatches();

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatWasOnDiskAndNothingElse() throws Exception {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("PowerLossTest: -Dringmain.seed=" + seed);
        long kept = 0;
        long lost = 0;
        for (int loss = 0; loss < LOSSES; loss++) {
            SplittableRandom random = new SplittableRandom(seed + loss);
            Path before = folder.resolve("before-" + loss);
            Path after = folder.resolve("after-" + loss);
            long[] ends = lose(before, after, random);
            long found = recover(after, ends[0], ends[1], "loss " + loss);
            kept += found - ends[0];
            lost += ends[1] - found;
            delete(before);
            delete(after);
        }
        System.out.println("PowerLossTest: " + LOSSES + " losses; of what was not forced " + kept + " records kept, "
                + lost + " lost");
        assertThat(lost).isPositive();
    }

    @Test
    void shouldEndWhereReadingEndedWhenOnlyTheHeadOfASegmentIsLost() throws Exception {
        Path data = folder.resolve("head");
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data, SEGMENT_BYTES);
                Journal journal = store.newEpoch(1)) {
            long next = 1;
            while (new JournalFolder(data).segments(1).size() < 2) {
                next = batches.append(journal, next, 64);
            }
            batches.append(journal, next, 64);
        }
        Path epoch = new JournalFolder(data).epochFolder(1);
        EpochManifest manifest = EpochManifest.read(epoch);
        List<SegmentRecord> segments = manifest.segments();
        long kept = segments.get(0).lastSequence();
        ofAnotherBoot(manifest, segments.subList(0, 1)).write(epoch);
        Files.delete(epoch.resolve(EpochSeal.FILE));
        try (FileChannel channel =
                FileChannel.open(epoch.resolve(segments.get(1).name()), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE_BYTES), 0);
        }
        assertThat(recover(data, kept, kept, "head lost")).isEqualTo(kept);
    }

    private static EpochManifest ofAnotherBoot(EpochManifest manifest, List<SegmentRecord> segments) {
        return new EpochManifest(1, 1, manifest.createdMs(), "jvm", "test", "another boot", "", "", segments);
    }

    /** Writes to one folder and leaves in the other what a loss of power may leave; last sequence on disk, and written. */
    private long[] lose(Path before, Path after, SplittableRandom random) throws Exception {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(before, SEGMENT_BYTES);
                Journal journal = store.newEpoch(1)) {
            long next = append(journal, 1, random.nextInt(200), random);
            journal.force();
            long forced = next - 1;
            Path epoch = new JournalFolder(before).epochFolder(1);
            byte[] mark = Files.readAllBytes(epoch.resolve(DurableMark.FILE));
            Map<String, byte[]> old = new HashMap<>();
            for (Path segment : new JournalFolder(before).segments(1)) {
                old.put(segment.getFileName().toString(), used(segment));
            }
            next = append(journal, next, 1 + random.nextInt(200), random);
            Path copy = new JournalFolder(after).epochFolder(1);
            Files.createDirectories(copy);
            EpochManifest manifest = EpochManifest.read(epoch);
            ofAnotherBoot(manifest, manifest.segments()).write(copy);
            Files.write(
                    copy.resolve(DurableMark.FILE),
                    random.nextBoolean() ? mark : Files.readAllBytes(epoch.resolve(DurableMark.FILE)));
            for (Path segment : new JournalFolder(before).segments(1)) {
                String name = segment.getFileName().toString();
                if (manifest.segment(name) != null) {
                    Files.copy(segment, copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                } else if (old.containsKey(name) || random.nextBoolean()) {
                    mix(copy.resolve(name), old.getOrDefault(name, new byte[0]), used(segment), random);
                }
            }
            return new long[] {forced, next - 1};
        }
    }

    private long append(Journal journal, long from, int count, SplittableRandom random) {
        long next = from;
        for (int i = 0; i < count; i++) {
            next = random.nextInt(60) == 0
                    ? batches.appendConfiguration(journal, next, random.nextInt(400_000))
                    : batches.append(journal, next, 1 + random.nextInt(64));
        }
        return next;
    }

    private static byte[] used(Path segment) throws IOException {
        long bytes = SegmentFile.used(segment).bytes();
        ByteBuffer used = ByteBuffer.allocate((int) ((bytes + PAGE_BYTES) / PAGE_BYTES * PAGE_BYTES));
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            while (used.hasRemaining() && channel.read(used, used.position()) >= 0) {
                // reads on
            }
        }
        return used.array();
    }

    private static void mix(Path file, byte[] old, byte[] present, SplittableRandom random) throws IOException {
        byte[] mixed = Arrays.copyOf(old, present.length);
        for (int page = 0; page < present.length; page += PAGE_BYTES) {
            if (random.nextBoolean()) {
                System.arraycopy(present, page, mixed, page, PAGE_BYTES);
            }
        }
        Files.write(file, mixed);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 4L * ChronicleJournal.BLOCK_BYTES - 1);
        }
    }

    private long recover(Path data, long forced, long written, String name) throws Exception {
        long found;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data, SEGMENT_BYTES);
                JournalReader reader = store.reader(0)) {
            found = Math.max(0, KnownBatches.readAll(reader));
            assertThat(found).as(name).isBetween(forced, written);
            try (Journal journal = store.newEpoch(found + 1)) {
                long next = batches.append(journal, found + 1, 10);
                journal.force();
                assertThat(KnownBatches.readAll(reader)).as(name).isEqualTo(next - 1);
            }
        }
        assertThat(new JournalFolder(data).seal(1).lastSequence()).as(name).isEqualTo(found);
        try (JournalReader reader = ChronicleJournalStore.readOnly(data, 0)) {
            assertThat(KnownBatches.readAll(reader)).as(name).isEqualTo(found + 10);
        }
        assertThat(JournalCheck.of(data).problems()).as(name).isEqualTo(List.of());
        return found;
    }

    private static void delete(Path path) throws IOException {
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
