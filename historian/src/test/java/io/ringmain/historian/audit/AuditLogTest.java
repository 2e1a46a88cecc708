package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final int DAMAGES = Integer.getInteger("ringmain.damages", 60);

    @TempDir
    private Path folder;

    private AuditedJournal journal() {
        return new AuditedJournal(folder);
    }

    @Test
    void shouldSignAllOfASiteThatWasStopped() {
        AuditedJournal journal = journal().epoch(10).epoch(7);

        AuditReport report = journal.check().run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.batches()).isEqualTo(17);
        assertThat(report.fromSequence()).isEqualTo(1);
        assertThat(report.signedSequence()).isEqualTo(170);
        assertThat(report.lastSequence()).isEqualTo(170);
        assertThat(report.unsignedBatches()).isZero();
        assertThat(report.checkpoints()).isEqualTo(journal.checkpoints().size()).isGreaterThan(5);
        assertThat(report.keys()).hasSize(1);
    }

    @Test
    void shouldSayThatOnlySomeOfManySignaturesWereCompared() {
        AuditedJournal journal = journal().epoch(60);
        int all = journal.checkpoints().size();

        AuditReport report = journal.check().signatures(5).run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.checkpoints()).isEqualTo(all);
        assertThat(report.signedSequence()).isEqualTo(600);
        assertThat(report.notes())
                .anyMatch(note -> note.startsWith("of " + all + " checkpoints that agree the signatures"));
        assertThat(journal.check().run().notes()).noneMatch(note -> note.contains("--all-signatures"));
    }

    @Test
    void shouldSayWhatIsNotSignedYet() {
        AuditedJournal journal = journal().epoch(10).unsignedEpoch(101, 4);

        AuditReport report = journal.check().run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.signedSequence()).isEqualTo(100);
        assertThat(report.lastSequence()).isEqualTo(140);
        assertThat(report.unsignedBatches()).isEqualTo(4);
        assertThat(report.notes()).anyMatch(note -> note.contains("last 4 batches are not signed yet"));
    }

    @Test
    void shouldCatchUpWithEpochsThatItHasNotSeen() {
        AuditedJournal journal = journal().epoch(10).unsignedEpoch(101, 4).unsignedEpoch(141, 5);

        AuditStatus status = journal.sign();

        assertThat(status.signedSequence()).isEqualTo(190);
        assertThat(journal.check().run().findings()).isEmpty();
    }

    @Test
    void shouldSignNothingWhenNothingIsNew() {
        AuditedJournal journal = journal().epoch(10);
        int before = journal.checkpoints().size();

        journal.sign();
        journal.sign();

        assertThat(journal.checkpoints()).hasSize(before);
    }

    @Test
    void shouldMakeTheHashesAgainThatALossOfPowerTook() throws Exception {
        AuditedJournal journal = journal().epoch(30);
        Checkpoint before = journal.lastCheckpoint();
        for (Path leaves : audit("leaves-").subList(1, 4)) {
            byte[] bytes = Files.readAllBytes(leaves);
            Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
            Files.write(leaves, bytes);
        }
        Files.write(folder.resolve("audit/blocks.bin"), new byte[50]);

        journal.sign();

        assertThat(journal.lastCheckpoint().root()).isEqualTo(before.root());
        AuditReport report = journal.epoch(3).check().exported(before).run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.signedSequence()).isEqualTo(330);
    }

    @Test
    void shouldGoOnFromAnOlderCheckpointWhenALossOfPowerTookTheLastOnes() throws Exception {
        AuditedJournal journal = journal().epoch(30);
        Checkpoint exported = journal.lastCheckpoint();
        Path file = audit("checkpoints-").get(0);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3 * CheckpointLog.BYTES + 17));

        journal.epoch(3);

        assertThat(journal.check().exported(exported).run().findings()).isEmpty();
    }

    @Test
    void shouldNotTakeALossOfPowerForACutWhereNothingWasSigned() throws Exception {
        AuditedJournal journal = journal().epoch(9);
        try (AuditLog log = journal.open()) {
            journal.unsignedEpoch(91, 4);
            log.follow(from -> ChronicleJournalStore.readOnly(folder, from));
            while (log.take(10) > 0) {
                // chained, and not signed
            }
        }
        new Attack(folder).cut(2, 111);

        AuditReport report = journal.check().run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.startsWith("2 batches at the end were chained, never signed"));

        journal.sign();
        assertThat(journal.check().run().findings()).isEmpty();
        assertThat(journal.check().run().signedSequence()).isEqualTo(110);
    }

    @Test
    void shouldSignWithANewKeyAfterARotation() throws Exception {
        AuditedJournal journal = journal().epoch(10);
        VerifyingKey first = Audit.of(folder).keys().get(0).verifying();
        Audit.Key second = KeyRotation.rotate(folder);
        journal.epoch(5);
        KeyRotation.rotate(folder);
        journal.epoch(5);

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.fromSequence()).isEqualTo(101);
        assertThat(Audit.of(folder).keys()).hasSize(3);
        assertThat(journal.checkpoints()).extracting(Checkpoint::key).contains(1, 2, 3);
        for (Audit.Key trusted : Audit.of(folder).keys()) {
            assertThat(journal.check().trusted(trusted.verifying()).run().findings())
                    .isEmpty();
        }
        assertThat(Audit.of(folder).record(155, false, Progress.NONE).problems(first))
                .isEmpty();
    }

    @Test
    void shouldFindARotationThatTheOldKeyDidNotSign() throws Exception {
        AuditedJournal journal = journal().epoch(10);
        VerifyingKey first = Audit.of(folder).keys().get(0).verifying();
        Files.delete(folder.resolve("audit/secret/signing-key.pem"));
        journal.epoch(5);

        assertThat(journal.check().trusted(first).run().findings())
                .singleElement()
                .asString()
                .contains("forged key: key 2", "from sequence 101 on", "was not signed by the key before it");
        VerifyingKey second = Audit.of(folder).keys().get(1).verifying();
        assertThat(journal.check().trusted(second).run().findings()).isEmpty();
    }

    @Test
    void shouldKeepThePreparedKeyWhenARotationWasKilledInTheMiddle() throws Exception {
        AuditedJournal journal = journal().epoch(10);
        Path secret = folder.resolve("audit/secret");
        byte[] old = Files.readAllBytes(secret.resolve("signing-key.pem"));
        KeyRotation.rotate(folder);
        Files.move(secret.resolve("signing-key.pem"), secret.resolve("next-key.pem"));
        Files.write(secret.resolve("signing-key.pem"), old);

        journal.epoch(5);

        assertThat(Audit.of(folder).keys()).hasSize(2);
        assertThat(journal.check().run().findings()).isEmpty();
    }

    @Test
    void shouldKeepThePrivateKeyForItsOwner() throws Exception {
        AuditedJournal journal = journal().epoch(3);
        Path key = folder.resolve("audit/secret/signing-key.pem");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        journal.epoch(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldHaveNoPrivateKeyInTheJournal() throws Exception {
        journal().epoch(3);
        String secret = Files.readAllLines(folder.resolve("audit/secret/signing-key.pem"))
                .get(1);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean isSecret = file.getParent().endsWith("secret");
                String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(text.contains(secret)).as(file.toString()).isEqualTo(isSecret);
            }
        }
    }

    @Test
    void shouldSayWhichFileIsMalformedAndNeverCrash() throws Exception {
        AuditedJournal journal = journal().epoch(20);
        for (String name : List.of("log.properties", "entries.log", "blocks.bin", "checkpoints-", "leaves-")) {
            for (Path file : audit(name)) {
                byte[] good = Files.readAllBytes(file);
                for (byte[] bad : List.of(new byte[0], new byte[7], "nonsense\n\n\u0000".getBytes(), shifted(good))) {
                    Files.write(file, bad);
                    AuditReport report = journal.check().run();
                    boolean mayBeWithout = name.equals("blocks.bin") || name.equals("leaves-");
                    if (!mayBeWithout && !name.equals("checkpoints-")) {
                        assertThat(report.findings())
                                .as("%s, %d bytes", file, bad.length)
                                .isNotEmpty();
                    }
                    try (AuditLog log = journal.open()) {
                        log.follow(from -> ChronicleJournalStore.readOnly(folder, from));
                    } catch (AuditException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                    Files.write(file, good);
                }
            }
        }
    }

    @Test
    void shouldNeverCrashOnRandomDamage() throws Exception {
        AuditedJournal journal = journal().epoch(20);
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        System.out.println("AuditLogTest: -Dringmain.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Path> files = audit("");
        int found = 0;
        for (int i = 0; i < DAMAGES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            if (!Files.isRegularFile(file)) {
                continue;
            }
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bad);
            found += journal.check().run().isPassed() ? 0 : 1;
            try {
                Audit.of(folder).record(77, false, Progress.NONE);
            } catch (AuditException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            Files.write(file, good);
        }
        assertThat(found).isPositive();
        assertThat(journal.check().run().findings()).isEmpty();
    }

    private static byte[] shifted(byte[] good) {
        byte[] bad = new byte[good.length + 1];
        System.arraycopy(good, 0, bad, 1, good.length);
        return bad;
    }

    @Test
    void shouldVerifyFromWhereRetentionEnded() throws Exception {
        AuditedJournal journal = journal().epoch(20).epoch(20);
        Checkpoint before = journal.lastCheckpoint();
        try (AuditLog log = journal.open()) {
            log.follow(from -> ChronicleJournalStore.readOnly(folder, from));
            log.record(new Deletion(200, 205, "older than 30 days"));
        }
        assertThat(audit("leaves-").get(0).getFileName().toString()).isNotEqualTo("leaves-0000000000.bin");
        deleteEpoch(1);
        journal.epoch(5);

        AuditReport report = journal.check().exported(before).run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.fromSequence()).isEqualTo(201);
        assertThat(report.signedSequence()).isEqualTo(450);
        assertThat(report.notes())
                .anyMatch(
                        note -> note.startsWith("sequences up to 200 were deleted by retention (older than 30 days,"));
        assertThat(Audit.of(folder).record(333, false, Progress.NONE).problems(null))
                .isEmpty();
    }

    @Test
    void shouldFindADeletionThatNobodySigned() throws Exception {
        AuditedJournal journal = journal().epoch(20).epoch(20);
        Path entries = folder.resolve("audit/entries.log");
        SignedEntry forged = new SignedEntry(
                EntryType.DELETION, 43, 2, 400, 1, "lastSequence=200\nleaves=22\n", new byte[64], new byte[0]);
        Files.writeString(entries, forged.line() + "\n", java.nio.file.StandardOpenOption.APPEND);
        deleteEpoch(1);

        assertThat(journal.check().run().findings())
                .anyMatch(line -> line.contains("is not signed by key 1"))
                .anyMatch(line -> line.startsWith("epoch 1, sequences 1 to 200: recorded, and not in the journal"));
    }

    @Test
    void shouldRefuseADeletionThatIsNotChained() throws Exception {
        AuditedJournal journal = journal().epoch(5);
        try (AuditLog log = journal.open()) {
            log.follow(from -> ChronicleJournalStore.readOnly(folder, from));
            assertThatThrownBy(() -> log.record(new Deletion(45, -1, "age")))
                    .isInstanceOf(AuditException.class)
                    .hasMessageContaining("no batch that is chained ends at sequence 45");
        }
    }

    private void deleteEpoch(int number) throws IOException {
        try (Stream<Path> files = Files.walk(new Attack(folder).epoch(number))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<Path> audit(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
