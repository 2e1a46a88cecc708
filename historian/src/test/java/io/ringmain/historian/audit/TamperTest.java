package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attack on a copy of the same journal: epochs of 20, 12 and 9 batches of ten sequences. */
class TamperTest {
    @TempDir
    private static Path original;

    private static AuditedJournal journal;
    private static Checkpoint exported;
    private static VerifyingKey exportedKey;

    @TempDir
    private Path copy;

    private AuditedJournal copied;
    private Attack attack;

    @BeforeAll
    static void write() {
        journal = new AuditedJournal(original).epoch(20).epoch(12).epoch(9);
        exported = journal.lastCheckpoint();
        exportedKey = key(journal);
    }

    private static VerifyingKey key(AuditedJournal of) {
        try (AuditLog log = of.open()) {
            return KeyRing.of("", log.entries(), null).last().verifying();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void copy() {
        copied = journal.copyTo(copy);
        attack = new Attack(copy);
    }

    private List<String> findings() {
        return copied.check().run().findings();
    }

    @Test
    void shouldFindNothingInACopy() {
        assertThat(copied.check().exported(exported).trusted(exportedKey).run().findings())
                .isEmpty();
    }

    @Test
    void shouldFindAnEditedBatchWhoseChecksumWasMadeRight() throws Exception {
        attack.edit(2, 231);

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("epoch 2, sequences 231 to 240: not what was recorded");
    }

    @Test
    void shouldFindTheEditWhenItsHashWasReplacedToo() throws Exception {
        attack.edit(2, 231);
        for (Path leaves : list("leaves-")) {
            Files.delete(leaves);
        }
        Files.deleteIfExists(copy.resolve("audit/blocks.bin"));

        assertThat(findings())
                .anyMatch(line -> line.startsWith("epoch 2, sequences 231 to 260: the chain does not lead to"));
    }

    @Test
    void shouldFindADeletedBatch() throws Exception {
        attack.delete(1, 51);

        assertThat(findings()).singleElement().asString().startsWith("epoch 1, sequences 51 to 60: recorded, and not");
    }

    @Test
    void shouldFindADeletedSegment() throws Exception {
        List<Path> segments = attack.segments(1);
        assertThat(segments.size()).isGreaterThan(2);
        Files.delete(segments.get(1));

        assertThat(findings()).singleElement().asString().contains("epoch 1, sequences", "not in the journal any more");
    }

    @Test
    void shouldFindADeletedEpoch() throws Exception {
        deleteFolder(attack.epoch(2));

        assertThat(findings())
                .containsExactly(
                        "epoch 2: its manifest is missing or not what was recorded",
                        "epoch 2, sequences 201 to 320: recorded, and not in the journal any more (deleted, cut off or"
                                + " unreadable)");
    }

    @Test
    void shouldFindADeletedLastEpoch() throws Exception {
        deleteFolder(attack.epoch(3));

        assertThat(findings()).anyMatch(line -> line.startsWith("epoch 3, sequences 321 to 410: recorded, and not"));
    }

    @Test
    void shouldFindReorderedBatches() throws Exception {
        attack.exchange(1, 51, 61);

        assertThat(findings()).anyMatch(line -> line.startsWith("epoch 1, sequences 51 to"));
    }

    @Test
    void shouldFindSegmentsThatChangedPlacesBetweenEpochs() throws Exception {
        Path one = attack.segments(1).get(0);
        Path other = attack.segments(2).get(0);
        Path aside = copy.resolve("aside");
        Files.move(one, aside);
        Files.move(other, one);
        Files.move(aside, other);

        assertThat(findings())
                .anyMatch(line -> line.startsWith("epoch 1, sequences 1 to"))
                .anyMatch(line -> line.startsWith("epoch 2, sequences 201 to"));
    }

    @Test
    void shouldFindASegmentOfAnotherDataFolder(@TempDir Path elsewhere) throws Exception {
        new AuditedJournal(elsewhere, 9).epoch(20);
        Files.copy(
                new Attack(elsewhere).segments(1).get(0),
                attack.segments(1).get(0),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(findings()).anyMatch(line -> line.startsWith("epoch 1, sequences 1 to"));
    }

    @Test
    void shouldFindACutTail() throws Exception {
        attack.cut(3, 391);

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("epoch 3, sequences 391 to 410: recorded, and not");
    }

    @Test
    void shouldFindACutTailByTheExportedCheckpointWhenTheAuditWasCutToo() throws Exception {
        attack.cut(3, 351);
        cutAudit(350);

        assertThat(findings()).isEmpty();
        assertThat(copied.check().run().notes()).anyMatch(note -> note.contains("--checkpoint"));
        assertThat(copied.check().exported(exported).run().findings())
                .singleElement()
                .asString()
                .startsWith("epoch 3, sequences 351 to 410: cut off, the exported checkpoint");
    }

    @Test
    void shouldFindThatCheckpointsAreGone() throws Exception {
        cutAudit(150);

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith(
                        "epoch 2: when it began, 22 leaves were signed; the last checkpoint that is left covers 17");
    }

    @Test
    void shouldFindAChangedStoredCheckpoint() throws Exception {
        Path file = list("checkpoints-").get(0);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 2 * CheckpointLog.BYTES;
        bytes.putLong(at + 24, 0); // another time
        bytes.putInt(at, LeafBlock.crc(bytes, at + 4, CheckpointLog.BYTES - 4));
        Files.write(file, bytes.array());

        assertThat(findings()).singleElement().asString().contains("signature", "1970-01-01", "is not of key 1");
    }

    @Test
    void shouldFindAChangedExportedCheckpoint() {
        Checkpoint changed = new Checkpoint(
                exported.logId(),
                exported.size(),
                exported.sequence() - 10,
                exported.root(),
                exported.chain(),
                exported.timeMs(),
                exported.key(),
                exported.signature());

        assertThat(copied.check().exported(changed).run().findings())
                .singleElement()
                .asString()
                .contains("signature of the exported checkpoint");
    }

    @Test
    void shouldFindAForgedKeyByTheExportedOne() throws Exception {
        attack.edit(2, 231);
        deleteFolder(copy.resolve("audit"));
        for (int epoch = 1; epoch <= 3; epoch++) {
            forgetAudit(attack.epoch(epoch));
        }
        copied.sign();

        assertThat(findings()).isEmpty();
        assertThat(copied.check().run().notes()).anyMatch(note -> note.contains("--public-key"));
        assertThat(copied.check().trusted(exportedKey).run().findings())
                .singleElement()
                .asString()
                .startsWith("forged key: the exported public key " + exportedKey.fingerprint());
        assertThat(copied.check().exported(exported).run().findings())
                .singleElement()
                .asString()
                .contains("another journal, or the audit was begun anew");
    }

    @Test
    void shouldFindThatTheAuditIsGone() throws Exception {
        deleteFolder(copy.resolve("audit"));

        assertThat(findings()).singleElement().asString().contains("epoch 1: it was chained to log", "is gone");
    }

    @Test
    void shouldFindAnAuditThatWasBegunAnew() throws Exception {
        deleteFolder(copy.resolve("audit"));
        copied.sign();

        assertThat(findings()).hasSize(3).allMatch(line -> line.contains("its manifest follows log"));
    }

    @Test
    void shouldFindAChangedManifest() throws Exception {
        Path manifest = attack.epoch(2).resolve("epoch.properties");
        java.util.Map<String, String> entries = io.ringmain.historian.files.CheckedFile.readEntries(manifest);
        entries.put("ringmain", "another version");
        io.ringmain.historian.files.CheckedFile.writeEntries(manifest, entries);

        assertThat(findings()).containsExactly("epoch 2: its manifest is missing or not what was recorded");
    }

    @Test
    void shouldRefuseToSignOnWhatWasTampered() throws Exception {
        attack.cut(3, 391);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> copied.sign()))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("tampered: the journal ends before sequence 410");
    }

    private List<Path> list(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(copy.resolve("audit"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    /** Keeps the checkpoints up to a sequence only. */
    private void cutAudit(long sequence) throws IOException {
        int kept = (int) copied.checkpoints().stream()
                .filter(checkpoint -> checkpoint.sequence() <= sequence)
                .count();
        Path file = list("checkpoints-").get(0);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, kept * CheckpointLog.BYTES));
        for (Path leaves : list("leaves-")) {
            Files.delete(leaves);
        }
        Files.delete(copy.resolve("audit/blocks.bin"));
    }

    private static void forgetAudit(Path epoch) throws IOException {
        Path manifest = epoch.resolve("epoch.properties");
        java.util.Map<String, String> entries = io.ringmain.historian.files.CheckedFile.readEntries(manifest);
        entries.put("audit", "");
        io.ringmain.historian.files.CheckedFile.writeEntries(manifest, entries);
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
