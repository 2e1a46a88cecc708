package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor does with a site's journal: a write raises an alarm, anna acknowledges it. */
class JournalAuditTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private Path data;
    private SiteDefinition site;
    private long nowNs = 1_000 * SECOND;
    private long acknowledged;

    @BeforeEach
    void record() throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, """
                site: {name: plant, data: nothing}
                tags: [{name: A, type: float64, range: [0, 10], writable: true}]
                alarms: [{name: A.HI, tag: A, kind: HI, limit: 5}]
                """);
        site = SiteFile.read(Source.file(file), Overrides.none(), jars -> List.of(), List.of())
                .site();
        data = Files.createDirectory(folder.resolve("data"));
        run(() -> {});
    }

    /** A run of the site, as the process makes it; does something beside it before it stops. */
    private void run(Runnable meanwhile) {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                AuditFollower audit = AuditFollower.open(data, store::reader)) {
            store.auditHead(audit::head);
            try (Plant plant = Plant.launch(new PlantContext()
                    .site(site)
                    .journalStore(store)
                    .snapshotStore(new FileSnapshotStore(data))
                    .mode(ThreadingMode.INVOKER)
                    .clocks(() -> nowNs, () -> nowNs))) {
                audit.start();
                submit(plant, Kind.WRITE, TagType.FLOAT64, Double.doubleToLongBits(7));
                submit(plant, Kind.ACKNOWLEDGE, null, 0);
                acknowledged = plant.status().sequence();
                meanwhile.run();
            }
        }
    }

    private void submit(Plant plant, Kind kind, TagType type, long bits) {
        nowNs += SECOND;
        plant.submit(new Command(nowNs, nowNs, kind, 0, 0, type, bits, "", 0, 0, 0, "anna", "seen"));
        plant.stepAll();
    }

    private Run journal(String command, Object... options) {
        return Run.of(
                Stream.concat(Stream.of("journal", command), Stream.of(options).map(Object::toString))
                        .toArray(String[]::new));
    }

    @Test
    void shouldVerifyAJournalAgainstWhatWasExported() {
        Path key = folder.resolve("key.pem");
        Path checkpoint = folder.resolve("checkpoint.json");
        assertThat(journal("key", data, "--public", "--out", key).exitCode()).isZero();
        assertThat(journal("checkpoint", data, "--export", checkpoint).exitCode())
                .isZero();
        run(() -> {});

        Run run = journal("verify", data, "--checkpoint", checkpoint, "--public-key", key);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().get(0))
                .startsWith("verified: ")
                .contains("batches in the hash chain", "signed checkpoints up to sequence");
    }

    @Test
    void shouldEndWith4AndNameTheCutWhenTheEndIsGone() throws IOException {
        Path checkpoint = folder.resolve("checkpoint.json");
        run(() -> {});
        journal("checkpoint", data, "--export", checkpoint);
        delete(data.resolve("journal/epoch-000002"));
        delete(data.resolve("audit"));

        Run run = journal("verify", data, "--checkpoint", checkpoint);

        assertThat(run.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(run.err()).anyMatch(line -> line.contains("epoch 1: it was chained to log"));
        assertThat(journal("verify", data, "--json").out())
                .singleElement()
                .asString()
                .contains("\"verified\":false");
    }

    @Test
    void shouldProveAnAcknowledgementWithoutTheDataFolder() throws IOException {
        Path key = folder.resolve("key.pem");
        Path proof = folder.resolve("proof.json");
        journal("key", data, "--public", "--out", key);
        assertThat(journal("proof", data, "--sequence", acknowledged, "--out", proof)
                        .exitCode())
                .isZero();
        delete(data);

        Run run = journal("proof", "--check", proof, "--public-key", key);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().get(0)).startsWith("verified: sequence " + acknowledged + " stands in the journal");
        assertThat(run.out().get(1)).contains("command=ACKNOWLEDGE", "target=A.HI", "user=anna", "reason=seen");
    }

    @Test
    void shouldEndWith4WhenAProofWasAltered() throws IOException {
        Path proof = folder.resolve("proof.json");
        journal("proof", data, "--sequence", acknowledged, "--out", proof);
        String text = Files.readString(proof);

        Files.writeString(
                proof, text.replace("\"sequence\":" + acknowledged + ",\"batch\"", "\"sequence\":1,\"batch\""));
        assertThat(journal("proof", "--check", proof).exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        Files.writeString(proof, text.replace("\"timeMs\":", "\"timeMs\":1"));
        assertThat(journal("proof", "--check", proof).err())
                .singleElement()
                .asString()
                .contains("not verified", "signature");
        for (String bad : List.of(
                "",
                "[]",
                "{}",
                "{\"proof\":\"record\"}",
                text.replace("\"batch\":{", "\"batch\":{\"bytes\":7,"),
                text.replace("\"bytes\":\"", "\"bytes\":\"!"))) {
            Files.writeString(proof, bad);
            Run run = journal("proof", "--check", proof);
            assertThat(run.exitCode()).as(bad).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).singleElement().asString().contains("proof.json");
        }
    }

    @Test
    void shouldProveThatWhatWasExportedIsUnchanged() {
        Path checkpoint = folder.resolve("checkpoint.json");
        Path proof = folder.resolve("proof.json");
        journal("checkpoint", data, "--export", checkpoint);
        run(() -> {});

        assertThat(journal("proof", data, "--since", checkpoint, "--out", proof).exitCode())
                .isZero();

        assertThat(journal("proof", "--check", proof).out().get(0)).contains("goes on from the checkpoint of");
    }

    @Test
    void shouldRotateTheKeyOfARunningSite() {
        Path key = folder.resolve("key.pem");
        journal("key", data, "--public", "--out", key);

        run(() -> assertThat(journal("key", data, "--rotate").out())
                .singleElement()
                .asString()
                .startsWith("key 2 signs from sequence"));

        assertThat(journal("key", data).out()).hasSize(2);
        assertThat(journal("verify", data, "--public-key", key).exitCode()).isZero();
        assertThat(journal("proof", data, "--sequence", acknowledged).exitCode())
                .isZero();
    }

    @Test
    void shouldRotateTheKeyOfAStoppedSite() {
        assertThat(journal("key", data, "--rotate", "--json").out())
                .singleElement()
                .asString()
                .contains("\"number\":2");
        run(() -> {});

        assertThat(journal("verify", data).exitCode()).isZero();
    }

    @Test
    void shouldSayWhatIsWrongWithWhatItIsGiven() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(journal("verify", data, "--checkpoint", nonsense).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(journal("verify", data, "--public-key", nonsense).err())
                .singleElement()
                .asString()
                .contains("BEGIN PUBLIC KEY");
        assertThat(journal("checkpoint", empty).err())
                .singleElement()
                .asString()
                .contains("there is no audit in");
        assertThat(journal("proof", data, "--sequence", 999_999).err())
                .singleElement()
                .asString()
                .contains("is not signed yet");
        assertThat(journal("proof", data).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(journal("key", data, "--out", nonsense).exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
