package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    @Test
    void shouldMakeTheSchemaOnceAndKeepWhatIsInIt() throws Exception {
        Path file = folder.resolve("sub/store.db");
        try (Database database = Database.open(file, "store")) {
            insert(database, "admin");
            assertThat(database.isUp()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (Database database = Database.open(file, "store")) {
            assertThat(count(database)).isEqualTo(1);
            assertThatThrownBy(() -> insert(database, "admin")).hasMessageContaining("UNIQUE");
        }
    }

    @Test
    void shouldSetWhatKeepsDataWhole() {
        try (Database database = Database.open(folder.resolve("store.db"), "store")) {
            for (String[] expected : new String[][] {
                {"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"}, {"busy_timeout", "5000"}
            }) {
                String value = database.jdbi()
                        .withHandle(handle -> handle.createQuery("PRAGMA " + expected[0])
                                .mapTo(String.class)
                                .one());
                assertThat(value).as(expected[0]).isEqualTo(expected[1]);
            }
        }
    }

    @Test
    void shouldLetTransactionsOfManyThreadsWaitForEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Database database = Database.open(folder.resolve("store.db"), "store")) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                work.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        String name = "user" + number + "-" + i;
                        database.jdbi().useTransaction(handle -> {
                            handle.createQuery("SELECT count(*) FROM users")
                                    .mapTo(Integer.class)
                                    .one();
                            handle.execute(
                                    "INSERT INTO users (name, role, password_hash, created_at, password_changed_at)"
                                            + " VALUES (?, 'guest', 'x', 1, 1)",
                                    name);
                        });
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
            assertThat(count(database)).isEqualTo(100);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void shouldRefuseADatabaseOfANewerProgram() {
        Path file = folder.resolve("store.db");
        try (Database database = Database.open(file, "store")) {
            database.jdbi()
                    .useHandle(
                            handle -> handle.execute("INSERT INTO schema_history (installed_rank, version, description,"
                                    + " type, script, checksum, installed_by, execution_time, success)"
                                    + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)"));
        }
        assertThatThrownBy(() -> Database.open(file, "store"))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("store.db");
    }

    @Test
    void shouldKeepSecretsOutOfMessages() {
        assertThatThrownBy(
                        () -> Database.open("jdbc:none://me:geheim@host/db?password=geheim", "me", "geheim", "store"))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("jdbc:none://host/db")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void shouldNameAFileThatCanNotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Database.open(file.resolve("store.db"), "store"))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining(file.toString());
    }

    private static void insert(Database database, String name) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO users (name, role, password_hash, created_at, password_changed_at) VALUES (?, ?, ?, ?, ?)",
                        name,
                        "administrator",
                        "hash",
                        1L,
                        1L));
    }

    private static int count(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM users WHERE NOT disabled")
                        .mapTo(Integer.class)
                        .one());
    }
}
