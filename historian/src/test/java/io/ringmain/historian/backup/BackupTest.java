package io.ringmain.historian.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagValue;
import io.ringmain.historian.audit.AuditCheck;
import io.ringmain.historian.audit.AuditReport;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JavaChild;
import io.ringmain.historian.journal.JournalCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final int COMMANDS = 40;

    @TempDir
    private Path folder;

    @Test
    void shouldHoldEverythingAnsweredBeforeAndReplayVerifiedWhenMadeUnderLoad() throws Exception {
        Path data = folder.resolve("data");
        Path archive = folder.resolve("site.zip");
        Process site = JavaChild.start(LoadedSite.class, data);
        long answeredBefore;
        long answeredAfter;
        BackupReport backup;
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(site.getInputStream(), StandardCharsets.UTF_8))) {
            answeredBefore = answers(answers, COMMANDS);
            backup = Backup.create(data, Map.of(), Map.of(), archive, Progress.NONE);
            answeredAfter = answers(answers, COMMANDS);
        } finally {
            site.destroyForcibly().waitFor();
        }
        assertThat(backup.damage()).isEmpty();
        assertThat(answeredAfter).isGreaterThan(answeredBefore);

        Path restored = folder.resolve("restored");
        RestoreReport report = Restore.run(archive, restored, Progress.NONE);

        assertThat(report.lastSequence()).isEqualTo(backup.lastSequence());
        Replay.Report replay = Replay.verify(source(restored), ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.isVerified()).isTrue();
        assertThat(commands(restored).nextClearBit(1)).isGreaterThan((int) answeredBefore);
        assertThat(JournalCheck.of(restored).isPassed()).isTrue();
        assertThat(restored.resolve("audit/secret")).doesNotExist();
        AuditReport audit = new AuditCheck(restored).run();
        assertThat(audit.findings()).isEmpty();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(restored);
                Plant plant = Plant.launch(LoadedSite.context(store, restored))) {
            TagValue value = new TagValue();
            assertThat(plant.values().read(plant.site().tagId(LoadedSite.COMMANDED), value))
                    .isTrue();
            assertThat(value.bits).isGreaterThanOrEqualTo(answeredBefore);
        }
    }

    private static long answers(BufferedReader lines, int count) throws IOException {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = Long.parseLong(lines.readLine());
        }
        return last;
    }

    private static ReplaySource source(Path data) {
        return new ReplaySource(
                new JournalStore() {
                    @Override
                    public JournalReader reader(long fromSequence) {
                        return ChronicleJournalStore.readOnly(data, fromSequence);
                    }

                    @Override
                    public Journal newEpoch(long firstSequence) {
                        throw new UnsupportedOperationException();
                    }
                },
                new FileSnapshotStore(data),
                List.of(),
                Map.of());
    }

    /** Numbers of the commands in a journal. */
    private static BitSet commands(Path data) {
        BitSet numbers = new BitSet();
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = ChronicleJournalStore.readOnly(data, 0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        if (decoder.event().kind == EventKind.COMMAND) {
                            numbers.set((int) decoder.event().command.idLow());
                        }
                    }
                }
            })) {
                // noted by the handler
            }
        }
        return numbers;
    }

    @Test
    void shouldHoldUsersKeysAndSiteFilesAndLeaveOutWhatIsMadeAgain() throws Exception {
        Path data = stopped();
        write(data.resolve("auth/token.key"), "secret");
        write(data.resolve("managed.yaml"), "changes: []");
        write(data.resolve("questdb/db/table"), "many rows");
        write(data.resolve("projections/questdb-samples.properties"), "position");
        write(data.resolve("projections/folder.properties"), "identity");
        write(data.resolve("ringmain.log"), "lines");
        write(data.resolve("audit/secret/signing-key.pem"), "private");
        Path siteFile = write(folder.resolve("site.yaml"), "site: {name: loaded}");
        Path jar = write(folder.resolve("own.jar"), "jar");
        Path archive = folder.resolve("site.zip");
        try (Connection users = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("store.db"));
                Statement statement = users.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE users (name TEXT)");
            statement.execute("INSERT INTO users VALUES ('anna')");

            Backup.create(data, Map.of("plant/site.yaml", siteFile), Map.of("own.jar", jar), archive, Progress.NONE);
        }
        Path restored = Files.createDirectory(folder.resolve("restored"));
        Restore.run(archive, restored, Progress.NONE);

        assertThat(names(restored))
                .contains(
                        "auth/token.key",
                        "managed.yaml",
                        "projections/folder.properties",
                        "site/plant/site.yaml",
                        "machines/own.jar",
                        "store.db")
                .noneMatch(name -> name.startsWith("questdb/") || name.contains("questdb-samples"))
                .doesNotContain("ringmain.log", "ringmain.lock", "audit/secret/signing-key.pem", "store.db-wal");
        assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(restored)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(restored.resolve("auth/token.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Connection users = DriverManager.getConnection("jdbc:sqlite:" + restored.resolve("store.db"));
                Statement statement = users.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM users")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("anna");
        }
    }

    @Test
    void shouldNameSegmentsThatAreNotWhatTheJournalSays() throws Exception {
        Path data = stopped();
        Path segment = data.resolve("journal/epoch-000001/19700101F.cq4");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 9] ^= 0x55;
        Files.write(segment, bytes);

        BackupReport report = Backup.create(data, Map.of(), Map.of(), folder.resolve("site.zip"), Progress.NONE);

        assertThat(report.damage()).singleElement().asString().contains("19700101F.cq4");
    }

    @Test
    void shouldEndWhereTheBackupEndedWhenTheLastPositionsAreTicksWithoutAnEffect() throws Exception {
        Path data = folder.resolve("data");
        Path archive = folder.resolve("site.zip");
        long[] nowNs = {1_700_000_000_000_000_000L};
        BackupReport backup;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                Plant plant = Plant.launch(LoadedSite.context(store, data)
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs[0], () -> nowNs[0]))) {
            SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);
            source.update(1, 5.0, Quality.GOOD, nowNs[0]);
            for (int i = 0; i < 5; i++) {
                nowNs[0] += 10_000_000;
                plant.tick();
            }
            plant.stepAll();
            backup = Backup.create(data, Map.of(), Map.of(), archive, Progress.NONE);
        }
        Path restored = folder.resolve("restored");

        RestoreReport report = Restore.run(archive, restored, Progress.NONE);

        assertThat(report.lastSequence()).isEqualTo(backup.lastSequence());
        Replay.Report replay = Replay.verify(source(restored), ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        assertThat(replay.lastSequence()).isLessThan(backup.lastSequence());
        assertThat(replay.difference()).isEmpty();
    }

    @Test
    void shouldRestoreIntoAnEmptyFolderOnly() throws Exception {
        Path data = stopped();
        Path archive = folder.resolve("site.zip");
        Backup.create(data, Map.of(), Map.of(), archive, Progress.NONE);

        assertThatThrownBy(() -> Restore.run(archive, data, Progress.NONE))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsGivenUp() throws Exception {
        Path data = stopped();
        Path archive = folder.resolve("site.zip");
        Progress givenUp = (done, whole) -> {
            throw new IllegalStateException("given up");
        };
        List<String> before = names(folder);

        assertThatThrownBy(() -> Backup.create(data, Map.of(), Map.of(), archive, givenUp))
                .hasMessage("given up");

        assertThat(names(folder)).isEqualTo(before);
    }

    /** A folder of a site that has run. */
    private Path stopped() {
        Path data = folder.resolve("data");
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                Plant plant = Plant.launch(LoadedSite.context(store, data))) {
            plant.drain(5_000);
        }
        return data;
    }

    private static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
