package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages of all kinds. More: {@code -Dringmain.damages=1000}; the same again: {@code -Dringmain.seed=...}. */
class RandomDamageTest {
    private static final int DAMAGES = Integer.getInteger("ringmain.damages", 100);
    private static final int KINDS = 10;
    private static final int LAST = 3 * 60 * 100;

    @TempDir
    Path folder;

    private JournalFolder journal;

    @BeforeEach
    void write() throws Exception {
        journal = new JournalFolder(folder);
        KnownBatches batches = new KnownBatches();
        long next = 1;
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, 16 * 1024);
                    Journal appending = store.newEpoch(next)) {
                for (int i = 0; i < 60; i++) {
                    next = batches.append(appending, next, 100);
                }
            }
            assertThat(journal.segments(epoch)).hasSizeGreaterThan(1);
        }
        assertThat(JournalCheck.of(folder).problems()).isEqualTo(List.of());
        assertThat(JournalCheck.of(folder).records()).isEqualTo(LAST);
    }

    @Test
    void shouldFindEveryDamage() throws Exception {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("RandomDamageTest: -Dringmain.seed=" + seed);
        for (int i = 0; i < DAMAGES; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            int epoch = 1 + random.nextInt(3);
            Path path = journal.epochFolder(epoch);
            Map<Path, byte[]> kept = keep(path);
            String what = damage(i % KINDS, path, random);
            JournalCheck check = JournalCheck.of(folder);
            assertThat(check.isPassed()).as(what).isFalse();
            assertThat(check.problem().orElseThrow()).as(what).contains("epoch ");
            assertThat(check.records()).as("what is whole after " + what).isGreaterThan(LAST / 2);
            readOn(what);
            restore(path, kept);
        }
        assertThat(JournalCheck.of(folder).problems()).isEqualTo(List.of());
    }

    /** Whatever is delivered is what was written. */
    private void readOn(String what) {
        try (JournalReader reader = ChronicleJournalStore.readOnly(folder, 0)) {
            assertThat(KnownBatches.readAll(reader)).as(what).isLessThanOrEqualTo(LAST);
        } catch (DamagedJournalException e) {
            assertThat(e.getMessage()).as(what).startsWith("epoch ");
        }
    }

    private String damage(int kind, Path epoch, SplittableRandom random) throws Exception {
        List<Path> segments =
                journal.segments(Integer.parseInt(epoch.getFileName().toString().substring("epoch-".length())));
        Path segment = segments.get(random.nextInt(segments.size()));
        Path other = segments.get((segments.indexOf(segment) + 1) % segments.size());
        long size = Files.size(segment);
        switch (kind) {
            case 0, 1, 2 -> {
                long at = random.nextLong(size);
                byte[] bytes = Files.readAllBytes(segment);
                bytes[(int) at] ^= (byte) (1 << random.nextInt(8));
                Files.write(segment, bytes);
                return "a flipped bit at " + at + " of " + segment;
            }
            case 3 -> {
                long to = random.nextLong(size);
                try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                    channel.truncate(to);
                }
                return "a cut at " + to + " of " + segment;
            }
            case 4 -> {
                Path aside = segment.resolveSibling("aside");
                Files.move(segment, aside);
                Files.move(other, segment);
                Files.move(aside, other);
                return segment + " and the next one swapped";
            }
            case 5 -> {
                Files.delete(segment);
                return "without " + segment;
            }
            case 6 -> {
                Files.move(segment, segment.resolveSibling("19991231F.cq4"));
                return segment + " renamed";
            }
            case 7 -> {
                Path file = epoch.resolve(random.nextBoolean() ? EpochManifest.FILE : EpochSeal.FILE);
                return edit(file, random.nextBoolean());
            }
            case 8 -> {
                int length = 1 + random.nextInt(8192);
                long at = random.nextLong(size - 1);
                byte[] bytes = Files.readAllBytes(segment);
                boolean isChanged = false;
                for (long i = at; i < Math.min(size, at + length); i++) {
                    isChanged |= bytes[(int) i] != 0;
                    bytes[(int) i] = 0;
                }
                bytes[(int) at] = isChanged ? bytes[(int) at] : (byte) 1;
                Files.write(segment, bytes);
                return length + " zeros at " + at + " of " + segment;
            }
            default -> {
                try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(new byte[1 + random.nextInt(64)]), size);
                }
                return "bytes behind the end of " + segment;
            }
        }
    }

    /** Changes the sequence that the file is about, with or without its checksum. */
    private static String edit(Path file, boolean isSealedAgain) throws IOException {
        Map<String, String> entries = CheckedFile.readEntries(file);
        String key = entries.containsKey("firstSequence") ? "createdMs" : "lastSequence";
        String changed = Long.toString(Long.parseLong(entries.get(key)) - 1);
        if (isSealedAgain) {
            entries.put(key, changed);
            CheckedFile.writeEntries(file, entries);
        } else {
            String text = Files.readString(file);
            Files.writeString(file, text.replace(key + "=" + entries.get(key), key + "=" + changed));
        }
        return key + " edited in " + file + (isSealedAgain ? " with its checksum" : "");
    }

    private static Map<Path, byte[]> keep(Path path) throws IOException {
        Map<Path, byte[]> kept = new java.util.HashMap<>();
        for (Path file : files(path)) {
            kept.put(file, Files.readAllBytes(file));
        }
        return kept;
    }

    private static void restore(Path path, Map<Path, byte[]> kept) throws IOException {
        for (Path file : files(path)) {
            Files.delete(file);
        }
        for (Map.Entry<Path, byte[]> file : kept.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    private static List<Path> files(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return new ArrayList<>(files.toList());
        }
    }
}
