package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FlippedBit;
import io.ringmain.historian.journal.JavaChild;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of samples when servers and projections end and come back. */
class QuestDbRestartTest {
    private static final Path JAR = Path.of(System.getProperty("ringmain.questdb.jar"));

    @TempDir
    Path folder;

    private long updates;

    @Test
    void shouldNotStandStillForDamageOfTheJournal() throws IOException {
        try (RecordedPlant plant = new RecordedPlant(folder)) {
            plant.tag("A.Value", TagType.INT64);
            write(plant, 50);
            long damaged = plant.lastSequence();
            write(plant, 50);
            FlippedBit.at(folder, damaged);
            try (QuestDb questDb = QuestDb.start(QuestDbSettings.child(folder, JAR, 0), plant.store::reader)) {
                within(30, () -> questDb.status().sequence() == plant.lastSequence());
                write(plant, 50);
                within(30, () -> questDb.status().sequence() == plant.lastSequence());
                within(30, () -> questDb.history().status().isUp());
                assertThat(questDb.history().status().detail())
                        .as("damage is told, not only logged")
                        .containsOnlyOnce("checksum wrong");
            }
        }
    }

    @Test
    void shouldHaveEveryUpdateOnceWhateverIsRestarted() throws IOException {
        QuestDbSettings settings = QuestDbSettings.child(folder, JAR, 0);
        try (RecordedPlant plant = new RecordedPlant(folder)) {
            plant.tag("A.Value", TagType.INT64);
            try (QuestDb questDb = QuestDb.start(settings, plant.store::reader)) {
                write(plant, 50);
                within(30, () -> questDb.status().rows() > 0);
                for (int kill = 0; kill < 2; kill++) {
                    ProcessHandle.of(questDb.childPid()).orElseThrow().destroyForcibly();
                    write(plant, 300);
                    within(20, () -> !questDb.status().isUp());
                    write(plant, 300);
                    within(30, () -> questDb.status().isUp() && questDb.status().sequence() == plant.lastSequence());
                }
                write(plant, 2000);
            } // the projection ends in the middle
            write(plant, 100);
            try (QuestDb questDb = QuestDb.start(settings, plant.store::reader)) {
                plant.tag("A.Late", TagType.INT64);
                write(plant, 100);
                within(30, () -> questDb.status().sequence() == plant.lastSequence());
                assertEveryUpdateOnce(questDb);

                new QuestDbQueries(questDb::endpoint)
                        .execute("DROP TABLE samples")
                        .join();
                long failures = questDb.status().failures();
                within(30, () -> {
                    write(plant, 1); // in the end it finds the table gone and sends all again
                    return questDb.status().failures() > failures;
                });
                within(30, () -> questDb.status().sequence() == plant.lastSequence());
                assertEveryUpdateOnce(questDb);
            }
            // a start after a reboot goes back to what has settled
            Files.delete(folder.resolve("projections/questdb-samples.properties"));
            try (QuestDb questDb = QuestDb.start(settings, plant.store::reader)) {
                within(30, () -> questDb.status().sequence() == plant.lastSequence());
                assertEveryUpdateOnce(questDb);
            }
        }
    }

    private void write(RecordedPlant plant, int batches) {
        for (int i = 0; i < batches; i++) {
            plant.batch(() -> {
                for (int n = 0; n < 20; n++) {
                    plant.update("A.Value", updates++);
                }
            });
        }
    }

    private void assertEveryUpdateOnce(QuestDb questDb) {
        QuestDbQueries queries = new QuestDbQueries(questDb::endpoint);
        within(20, () -> {
            String[] row = queries.rows(
                            "SELECT count(), count_distinct(\"long\"), min(\"long\"), max(\"long\") FROM samples")
                    .join()
                    .get(0);
            return row[0].equals(Long.toString(updates))
                    && row[1].equals(row[0])
                    && row[2].equals("0")
                    && row[3].equals(Long.toString(updates - 1));
        });
    }

    @Test
    void shouldEndTheServerThatAKilledRunHasLeft() throws Exception {
        Process run = JavaChild.start(LeavingProcess.class, folder, JAR);
        ProcessHandle server;
        try (BufferedReader answers = run.inputReader()) {
            server = ProcessHandle.of(Long.parseLong(answers.readLine())).orElseThrow();
            run.toHandle().destroyForcibly();
            run.waitFor();
        }
        assertThat(server.isAlive()).isTrue();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                QuestDb questDb = QuestDb.start(QuestDbSettings.child(folder, JAR, 0), store::reader)) {
            assertThat(server.isAlive()).isFalse();
            within(30, () -> questDb.status().isUp());
            server = ProcessHandle.of(questDb.childPid()).orElseThrow();
        }
        assertThat(server.isAlive()).isFalse();
        assertThat(folder.resolve("questdb/child.properties")).doesNotExist();
    }

    @Test
    void shouldSayThatTheServerIsDown() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        QuestDbSettings settings =
                QuestDbSettings.external(folder, URI.create("http://127.0.0.1:" + port), "user", "secret");
        try (RecordedPlant plant = new RecordedPlant(folder);
                QuestDb questDb = QuestDb.start(settings, plant.store::reader)) {
            within(
                    10,
                    () -> !questDb.status().detail().isEmpty()
                            && questDb.status().failures() > 0);
            assertThat(questDb.history().status().isUp()).isFalse();
            long begin = plant.nowNs();
            plant.tag("A", TagType.INT64);
            plant.batch(() -> plant.update("A", 5L));
            within(5, () -> raw(questDb, begin).items().size() == 1);
            assertThat(raw(questDb, begin).items().get(0).value()).isEqualTo(5L);
            History.Gap gap = raw(questDb, begin - 1_000).gaps().get(0);
            assertThat(gap.fromNs()).isEqualTo(begin - 1_000);
            assertThat(gap.toNs()).isLessThanOrEqualTo(plant.nowNs());
            assertThat(gap.reason()).contains("127.0.0.1:" + port).doesNotContain("secret");
            AggregateQuery query =
                    AggregateQuery.of("A", Aggregate.TIME_AVERAGE, begin - 1_000, plant.nowNs() + 1, 1_000, true);
            History.Aggregates values = questDb.history().aggregate(query).join();
            assertThat(values.gaps()).containsExactly(gap);
            assertThat(values.items().get(0).value()).isNull();
        }
    }

    @Test
    void shouldRefuseAPortInUseAndAMissingJar() throws IOException {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            QuestDb.start(QuestDbSettings.child(folder, JAR, socket.getLocalPort()), store::reader))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("port " + socket.getLocalPort());
            assertThatThrownBy(() ->
                            QuestDb.start(QuestDbSettings.child(folder, folder.resolve("none.jar"), 0), store::reader))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("none.jar");
        }
    }

    private static History.Samples raw(QuestDb questDb, long fromNs) {
        return questDb.history().raw("A", fromNs, Long.MAX_VALUE, 10).join();
    }

    private static void within(int seconds, BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(condition::getAsBoolean);
    }
}
