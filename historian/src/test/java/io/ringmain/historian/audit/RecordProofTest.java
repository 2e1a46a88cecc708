package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.historian.files.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordProofTest {
    @TempDir
    private static Path folder;

    private static AuditedJournal journal;
    private static Checkpoint early;

    @BeforeAll
    static void write() {
        journal = new AuditedJournal(folder).epoch(11);
        early = journal.lastCheckpoint();
        journal.epoch(13);
    }

    private static RecordProof proof(long sequence) {
        return Audit.of(folder).record(sequence, false, Progress.NONE);
    }

    @Test
    void shouldProveEveryRecordOfAJournal() {
        for (long sequence = 1; sequence <= 240; sequence++) {
            assertThat(proof(sequence).problems(null))
                    .as("sequence %d", sequence)
                    .isEmpty();
        }
    }

    @Test
    void shouldHoldForTheExportedKeyOnly() {
        VerifyingKey key = Audit.of(folder).keys().get(0).verifying();

        assertThat(proof(77).problems(VerifyingKey.ofPem(key.pem()))).isEmpty();
        assertThat(proof(77).problems(SigningKey.generate().verifying()))
                .anyMatch(problem -> problem.startsWith("forged key"));
    }

    @Test
    void shouldFindEachAlteredPartOfAProof() {
        RecordProof good = proof(77);
        BatchProof batch = good.batch();
        byte[] bytes = batch.bytes().clone();
        bytes[bytes.length - 1] ^= 1;
        List<byte[]> path = new ArrayList<>(batch.path());
        path.set(1, new byte[TreeHash.BYTES]);
        Checkpoint signed = good.checkpoint();
        Checkpoint moved = new Checkpoint(
                signed.logId(),
                signed.size() + 1,
                signed.sequence(),
                signed.root(),
                signed.chain(),
                signed.timeMs(),
                signed.key(),
                signed.signature());

        assertThat(with(good, new BatchProof(batch.leaf(), bytes, batch.path())).problems(null))
                .anyMatch(problem -> problem.contains("does not lead to the root"));
        assertThat(with(good, new BatchProof(batch.leaf(), batch.bytes(), path)).problems(null))
                .anyMatch(problem -> problem.contains("does not lead to the root"));
        assertThat(with(good, new BatchProof(batch.leaf() + 1, batch.bytes(), batch.path()))
                        .problems(null))
                .anyMatch(problem -> problem.contains("does not lead to the root"));
        assertThat(with(good, new BatchProof(batch.leaf(), new byte[10], batch.path()))
                        .problems(null))
                .anyMatch(problem -> problem.contains("ends in the middle of a head"));
        assertThat(new RecordProof(99, batch, null, signed, good.keys()).problems(null))
                .containsExactly("the batch holds no record of sequence 99");
        assertThat(new RecordProof(77, batch, null, moved, good.keys()).problems(null))
                .anyMatch(problem -> problem.contains("signature"));
        assertThat(new RecordProof(77, batch, null, signed, List.of()).problems(null))
                .contains("the log names no key");
        assertThat(new RecordProof(77, batch, null, signed, List.of("nonsense")).problems(null))
                .anyMatch(problem -> problem.startsWith("its keys can not be read"));
    }

    private static RecordProof with(RecordProof good, BatchProof batch) {
        return new RecordProof(good.sequence(), batch, null, good.checkpoint(), good.keys());
    }

    @Test
    void shouldRefuseToProveWhatIsNotSigned() {
        assertThatThrownBy(() -> proof(241))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("sequence 241 is not signed yet; signed is what is up to sequence 240");
    }

    @Test
    void shouldRefuseToProveWhatWasEdited(@TempDir Path copy) throws IOException {
        journal.copyTo(copy);
        new Attack(copy).edit(1, 71);

        assertThatThrownBy(() -> Audit.of(copy).record(77, false, Progress.NONE))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("is not the one that was recorded");
    }

    @Test
    void shouldProveThatALaterCheckpointGoesOnFromAnEarlierOne() {
        ConsistencyProof proof = Audit.of(folder).consistency(early);

        assertThat(proof.problems(null)).isEmpty();
        assertThat(new ConsistencyProof(proof.to(), proof.from(), proof.path(), proof.keys()).problems(null))
                .anyMatch(problem -> problem.contains("has not grown out of"));
    }

    @Test
    void shouldNotProveThatAnotherJournalGoesOn(@TempDir Path elsewhere) {
        Checkpoint other = new AuditedJournal(elsewhere).epoch(5).lastCheckpoint();

        assertThatThrownBy(() -> Audit.of(folder).consistency(other))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("the checkpoint is of log");
    }
}
