package io.ringmain.historian.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.historian.files.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that somebody has made or changed: each is refused, and nothing of it is left anywhere. */
class HostileArchiveTest {
    private static final String GOOD = "data/journal/a.properties";

    /** Of a ZIP file's directory: how an entry begins, its length, and where its rights stand. */
    private static final int CENTRAL = 0x0201_4B50;

    private static final int CENTRAL_BYTES = 46;
    private static final int MADE_BY = 4;
    private static final int ATTRIBUTES = 38;
    private static final short UNIX = 3 << 8;
    private static final int LINK = 0xA1FF_0000;

    @TempDir
    private Path folder;

    private Path archive;
    private Path target;

    @BeforeEach
    void name() {
        archive = folder.resolve("in/site.zip");
        target = folder.resolve("out/restored");
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("out"));
    }

    @AfterEach
    void shouldHaveLeftNothingBehind() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left).isEmpty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/../../evil",
                "../evil",
                "/etc/evil",
                "data//evil",
                "data/./evil",
                "data",
                "other/evil",
                "data/a\\..\\..\\evil",
                "data/C:evil",
                "data/journal/.."
            })
    void shouldRefuseNamesThatCouldLeadOut(String name) throws IOException {
        write(Map.of(name, "x"), List.of(item(name, "x")));

        assertRefused("is not allowed in a backup");
    }

    @Test
    void shouldRefuseAFileWhoseDigestIsWrong() throws IOException {
        write(Map.of(GOOD, "y"), List.of(item(GOOD, "x")));

        assertRefused("digest is wrong");
    }

    @Test
    void shouldRefuseAFileThatIsLongerThanItSays() throws IOException {
        write(Map.of(GOOD, "x".repeat(100_000)), List.of(new Contents.Item(GOOD, 1, Digests.of("x"))));

        assertRefused("has 100000 bytes, the backup's is 1 long");
    }

    @Test
    void shouldRefuseFilesThatTheContentsDoNotName() throws IOException {
        write(Map.of(GOOD, "x", "data/link", "/etc/passwd"), List.of(item(GOOD, "x")));

        assertRefused("'data/link' is no part of the backup");
    }

    @Test
    void shouldMakeAFileOfWhatTheArchiveCallsALink() throws IOException {
        write(Map.of(GOOD, "/etc/passwd"), List.of(item(GOOD, "/etc/passwd")));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(archive)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + CENTRAL_BYTES < bytes.capacity(); at++) {
            if (bytes.getInt(at) == CENTRAL) {
                bytes.putShort(at + MADE_BY, UNIX).putInt(at + ATTRIBUTES, LINK);
            }
        }
        Files.write(archive, bytes.array());

        Restore.run(archive, target, Progress.NONE);

        Path restored = target.resolve("journal/a.properties");
        assertThat(Files.isSymbolicLink(restored)).isFalse();
        assertThat(restored).hasContent("/etc/passwd");
        Owner.deleteAll(target);
    }

    @Test
    void shouldRefuseWhenAFileIsMissing() throws IOException {
        write(Map.of(), List.of(item(GOOD, "x")));

        assertRefused(GOOD + " is missing");
    }

    @Test
    void shouldRefuseTwoFilesForOnePlace() throws IOException {
        write(Map.of("data/site/a", "x", "site/a", "x"), List.of(item("data/site/a", "x"), item("site/a", "x")));

        assertRefused("twice");
    }

    @Test
    void shouldRefuseAFileThatIsShorterThanItSays() throws IOException {
        long huge = 1L << 59;
        write(Map.of(GOOD, "x"), List.of(new Contents.Item(GOOD, huge, Digests.of("x"))));

        assertRefused("has 1 bytes, the backup's is " + huge + " long");
    }

    @Test
    void shouldRefuseAJournalThatEndsElsewhere() throws IOException {
        write(Map.of(GOOD, "x"), new Contents(Map.of("lastSequence", "7"), List.of(item(GOOD, "x"))).encode());

        assertRefused("its journal ends at sequence 0, the backup's at 7");
    }

    @Test
    void shouldRefuseContentsThatWereChanged() throws IOException {
        byte[] contents = new Contents(Map.of("lastSequence", "0"), List.of(item(GOOD, "x"))).encode();
        String changed = new String(contents, StandardCharsets.UTF_8).replace("lastSequence 0", "lastSequence 2");
        write(Map.of(GOOD, "x"), changed.getBytes(StandardCharsets.UTF_8));

        assertRefused("is damaged: its digest is wrong");
    }

    @Test
    void shouldRefuseAnArchiveWithoutContents() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("data/a"));
            zip.closeEntry();
        }

        assertRefused("is no backup");
    }

    @Test
    void shouldRefuseEveryArchiveThatWasCut() throws IOException {
        write(Map.of(GOOD, "x".repeat(1000)), List.of(item(GOOD, "x".repeat(1000))));
        byte[] whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertRefused("site.zip");
        }
    }

    @Test
    void shouldRefuseOrRestoreAsItWasWhateverByteIsFlipped() throws IOException {
        String content = "x".repeat(300);
        write(Map.of(GOOD, content), List.of(item(GOOD, content)));
        byte[] whole = Files.readAllBytes(archive);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x11;
            Files.write(archive, flipped);
            try {
                Restore.run(archive, target, Progress.NONE);
                assertThat(target.resolve("journal/a.properties"))
                        .as("byte " + at)
                        .hasContent(content);
                Owner.deleteAll(target);
            } catch (BackupException e) {
                assertThat(target).as("byte " + at).doesNotExist();
            }
        }
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> Restore.run(archive, target, Progress.NONE))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(problem);
        assertThat(target).doesNotExist();
    }

    private static Contents.Item item(String name, String content) {
        return new Contents.Item(name, content.length(), Digests.of(content));
    }

    private void write(Map<String, String> files, List<Contents.Item> items) throws IOException {
        write(files, new Contents(Map.of("lastSequence", "0"), new ArrayList<>(items)).encode());
    }

    private void write(Map<String, String> files, byte[] contents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, String> file : new LinkedHashMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(Contents.FILE));
            zip.write(contents);
            zip.closeEntry();
        }
    }
}
