package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal as this format was first written: an epoch of a whole plant that ended by a stop, and one of a process that was
 * killed, of several segments, with a batch of fragments as its last one. With another format both files are made anew
 * beside the old ones: {@code -Dringmain.golden.write=true}.
 */
class GoldenJournalTest {
    private static final String NAME = "journal-format-" + EpochManifest.FORMAT;
    private static final int BATCHES = 16;

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void unpack() throws IOException {
        data = folder.resolve("golden");
        InputStream stored = GoldenJournalTest.class.getResourceAsStream("/golden/" + NAME + ".zip");
        if (stored != null) {
            unpack(stored, data);
        }
    }

    private static void unpack(InputStream stored, Path into) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Test
    void shouldReadWhatWasWrittenByteForByteAndEventForEvent() throws IOException {
        List<String> lines;
        try (InputStream golden = GoldenJournalTest.class.getResourceAsStream("/golden/" + NAME + ".txt")) {
            lines = new String(golden.readAllBytes()).lines().toList();
        }
        assertThat(lines(data)).isEqualTo(lines);
        assertThat(new JournalFolder(data).segments(2)).hasSizeGreaterThan(1);
        assertThat(JournalCheck.of(data).problems()).isEmpty();
    }

    @Test
    void shouldBeginANewEpochBehindIt() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data)) {
            long last = JournalSummary.of(data).lastSequence();
            try (Journal journal = store.newEpoch(last + 1)) {
                new KnownBatches().append(journal, last + 1, 10);
            }
            assertThat(JournalSummary.of(data).lastSequence()).isEqualTo(last + 10);
        }
        assertThat(JournalSummary.of(data).epochs())
                .extracting(JournalSummary.Epoch::state)
                .containsExactly("CLEAN", "KILLED", "CLEAN");
        assertThat(JournalCheck.of(data).problems()).isEmpty();
    }

    @Test
    void shouldStillEncodeTheSameBytes() throws Exception {
        MessageDigest present = SegmentDigest.sha256();
        long first = EpochManifest.read(new JournalFolder(data).epochFolder(2)).firstSequence();
        writeKnown(first, new Journal() {
            @Override
            public void append(DirectBuffer buffer, int offset, int length) {
                update(present, buffer, offset, length);
            }

            @Override
            public void close() {
                // nothing is open
            }
        });
        MessageDigest golden = SegmentDigest.sha256();
        try (JournalReader reader = ChronicleJournalStore.readOnly(data, first)) {
            while (reader.poll((buffer, offset, length) -> update(golden, buffer, offset, length))) {
                // the second epoch
            }
        }
        assertThat(HexFormat.of().formatHex(golden.digest()))
                .as("the format of batches has changed: raise EpochManifest.FORMAT and write golden files")
                .isEqualTo(HexFormat.of().formatHex(present.digest()));
    }

    /** Whoever changes one of them changes both, and writes new golden files. */
    @Test
    void shouldHaveOneFormatForFolderAndBatches() {
        assertThat(List.of(EpochManifest.FORMAT, BatchHeader.VERSION)).containsExactly(4, 6);
    }

    @Test
    void shouldWriteGoldenFilesThatAreReadBack() throws Exception {
        Path written = folder.resolve("written");
        JournalSettings settings = JournalSettings.DEFAULT.segments(1024);
        try (ChronicleJournalStore store = ChronicleJournalStore.open(written, settings)) {
            long last;
            try (GoldenPlant plant = new GoldenPlant(store)) {
                last = plant.run();
            }
            try (Journal journal = store.newEpoch(last + 1)) {
                writeKnown(last + 1, journal);
                Path target = Boolean.getBoolean("ringmain.golden.write")
                        ? Path.of(System.getProperty("ringmain.home"), "historian/src/test/resources/golden")
                        : folder.resolve("made");
                Files.createDirectories(target);
                Path zip = target.resolve(NAME + ".zip");
                try (OutputStream out = Files.newOutputStream(zip)) {
                    copyOf(written, out);
                }
                Files.write(target.resolve(NAME + ".txt"), lines(written));
                Path readBack = folder.resolve("read-back");
                unpack(Files.newInputStream(zip), readBack);
                assertThat(lines(readBack)).isEqualTo(Files.readAllLines(target.resolve(NAME + ".txt")));
                assertThat(JournalCheck.of(readBack).problems()).isEmpty();
            }
        }
    }

    /** What a kill would leave, without the blocks that are kept for later. */
    private static void copyOf(Path written, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (JournalCopy.Part part : JournalCopy.of(written).parts()) {
                zip.putNextEntry(new ZipEntry(part.name()));
                byte[] bytes = part.content() == null ? Files.readAllBytes(part.file()) : part.content();
                zip.write(bytes, 0, (int) part.length());
                zip.closeEntry();
            }
        }
    }

    private static void writeKnown(long first, Journal journal) {
        KnownBatches batches = new KnownBatches();
        long next = first;
        for (int i = 0; i < BATCHES; i++) {
            next = batches.append(journal, next, 1 + i);
            ready(journal);
        }
        batches.appendConfiguration(journal, next, 300_000);
    }

    private static void ready(Journal journal) {
        while (journal instanceof ChronicleJournal chronicle
                && !chronicle.keeper().isReady()) {
            Thread.onSpinWait(); // or segments become larger
        }
    }

    private static void update(MessageDigest digest, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        digest.update(bytes);
    }

    /** A line an event, then the digest of all bytes that were handed over. */
    private static List<String> lines(Path data) {
        List<String> lines = new ArrayList<>();
        BatchDecoder decoder = new BatchDecoder();
        MessageDigest digest = SegmentDigest.sha256();
        try (JournalReader reader = ChronicleJournalStore.readOnly(data, 0)) {
            while (reader.poll((buffer, offset, length) -> {
                update(digest, buffer, offset, length);
                if (decoder.wrap(buffer, offset, length)) {
                    lines.add("batch " + decoder.firstSequence() + " to " + decoder.lastSequence() + " of "
                            + BatchHeader.fragments(buffer, offset));
                    while (decoder.next()) {
                        lines.add(GoldenPlant.line(decoder));
                    }
                }
            })) {
                // the handler writes
            }
        }
        lines.add("sha256 " + HexFormat.of().formatHex(digest.digest()));
        return lines;
    }
}
