package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    private static final int FLIPS = Integer.getInteger("ringmain.flips", 300);
    private static final int BATCHES = 400;
    private static final int LAST = BATCHES * 20;

    @TempDir
    Path folder;

    private Path segment;
    private long used;

    @BeforeEach
    void write() throws Exception {
        KnownBatches batches = new KnownBatches();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal journal = store.newEpoch(1)) {
            for (int i = 0; i < BATCHES; i++) {
                batches.append(journal, 1 + i * 20L, 20);
            }
        }
        segment = new JournalFolder(folder).segments(1).get(0);
        try (SegmentFile file = new SegmentFile(segment)) {
            while (file.look(used) == SegmentFile.Look.DOCUMENT) {
                used = file.next();
            }
        }
    }

    @Test
    void shouldDetectEveryFlippedBitThatMatters() throws Exception {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("DamageTest: -Dringmain.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int detected = 0;
        for (int i = 0; i < FLIPS; i++) {
            long position = random.nextLong(used);
            int bit = 1 << random.nextInt(8);
            flip(position, bit);
            boolean isSealed = random.nextBoolean();
            Path seal = new JournalFolder(folder).epochFolder(1).resolve(EpochSeal.FILE);
            Path aside = folder.resolve("aside");
            Path manifest = seal.resolveSibling(EpochManifest.FILE);
            byte[] written = Files.readAllBytes(manifest);
            if (!isSealed) {
                Files.move(seal, aside);
                EpochManifest.read(manifest.getParent()).with(List.of()).write(manifest.getParent());
            }
            try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                    JournalReader reader = store.reader(0)) {
                long last = KnownBatches.readAll(reader);
                // without a seal the last batch can not be told from a torn one
                assertThat(last).as("byte %d", position).isGreaterThanOrEqualTo(isSealed ? LAST : LAST - 20);
            } catch (DamagedJournalException e) {
                assertThat(e.epoch()).isEqualTo(1);
                detected++;
            }
            if (!isSealed) {
                Files.move(aside, seal);
                Files.write(manifest, written);
            }
            flip(position, bit);
        }
        System.out.println("DamageTest: " + detected + " of " + FLIPS + " detected, the rest harmless");
        assertThat(detected).isPositive();
        assertThat(JournalCheck.of(folder).isPassed()).isTrue();
    }

    @Test
    void shouldNameThePlaceOfDamageInTheMiddle() throws Exception {
        long position;
        try (SegmentFile file = new SegmentFile(segment)) {
            file.look(0);
            for (int i = 0; i < 100; i++) {
                file.look(file.next());
            }
            position = file.position();
        }
        flip(position + 60, 4);
        try (JournalReader reader = ChronicleJournalStore.readOnly(folder, 0)) {
            assertThatThrownBy(() -> KnownBatches.readAll(reader))
                    .isInstanceOf(DamagedJournalException.class)
                    .hasMessageStartingWith("epoch 1, " + segment.getFileName() + ", byte " + position
                            + ", sequence 2001: checksum wrong");
        }
        assertThat(JournalCheck.of(folder).problem().orElseThrow()).contains("sequence 2001");
        // what is whole behind it is counted, too
        assertThat(JournalCheck.of(folder).batches()).isEqualTo(BATCHES - 1);
    }

    @Test
    void shouldNotTakeForDamageWhatARunningSiteWritesBehindTheEndThatWasReached() {
        KnownBatches batches = new KnownBatches();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal journal = store.newEpoch(LAST + 1)) {
            batches.append(journal, LAST + 1, 20);
            try (FolderReader reader = ChronicleJournalStore.checking(folder)) {
                assertThat(KnownBatches.readAll(reader)).isEqualTo(LAST + 20);
                batches.append(journal, LAST + 21, 20);
                batches.append(journal, LAST + 41, 20);
                reader.checkEnd();
            }
        }
    }

    @Test
    void shouldNoticeACutTailOfASealedEpoch() throws Exception {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(used - 100);
        }
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                JournalReader reader = store.reader(0)) {
            assertThatThrownBy(() -> KnownBatches.readAll(reader))
                    .isInstanceOf(DamagedJournalException.class)
                    .hasMessageContaining("the epoch ended at sequence " + LAST);
        }
    }

    @Test
    void shouldEndAKilledEpochAtItsLastWholeBatch() throws Exception {
        Path epoch = new JournalFolder(folder).epochFolder(1);
        Files.delete(epoch.resolve(EpochSeal.FILE));
        EpochManifest.read(epoch).with(List.of()).write(epoch);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(used - 100);
        }
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                JournalReader reader = store.reader(0)) {
            assertThat(KnownBatches.readAll(reader)).isEqualTo(LAST - 20);
            try (Journal journal = store.newEpoch(LAST - 20 + 1)) {
                new KnownBatches().append(journal, LAST - 20 + 1, 20);
                assertThat(KnownBatches.readAll(reader)).isEqualTo(LAST);
            }
        }
        assertThat(new JournalFolder(folder).seal(1)).satisfies(seal -> {
            assertThat(seal.lastSequence()).isEqualTo(LAST - 20);
            assertThat(seal.isClean()).isFalse();
        });
        assertThat(JournalCheck.of(folder).isPassed()).isTrue();
    }

    private void flip(long position, int bit) throws Exception {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ bit)).flip();
            channel.write(one, position);
        }
    }
}
