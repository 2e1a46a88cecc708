package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What is particular to SQLite. */
class DatabaseTest {
    private static final String INSERT =
            "INSERT INTO users (name, role, password_hash, created_at, password_changed_at) VALUES (?, ?, ?, ?, ?)";

    @TempDir
    Path folder;

    @Test
    void shouldMakeTheSchemaOnceAndKeepWhatIsInIt() throws Exception {
        Path sub = folder.resolve("sub");
        try (Database database = open(sub)) {
            insert(database, "admin");
            assertThat(database.ping().state()).isEqualTo(DatabaseHealth.State.HEALTHY);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sub.resolve("store.db"))))
                    .isEqualTo("rw-------");
        }
        try (Database database = open(sub)) {
            assertThat(count(database)).isEqualTo(1);
            assertThatThrownBy(() -> insert(database, "admin")).isInstanceOf(DatabaseException.Constraint.class);
        }
    }

    @Test
    void shouldSetWhatKeepsDataWhole() {
        try (Database database = open(folder)) {
            for (String[] expected : new String[][] {
                {"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"}, {"busy_timeout", "5000"}
            }) {
                String column = expected[0].equals("busy_timeout") ? "timeout" : expected[0];
                String value = database.session(
                        "pragma",
                        s -> s.one("PRAGMA " + expected[0], row -> row.text(column))
                                .orElseThrow());
                assertThat(value).as(expected[0]).isEqualTo(expected[1]);
            }
        }
    }

    @Test
    void shouldLetTransactionsOfManyThreadsWaitForEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Database database = open(folder)) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                work.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        String name = "user" + number + "-" + i;
                        database.transaction("add", session -> {
                            session.count("SELECT count(*) FROM users");
                            return session.execute(INSERT, name, "guest", "x", 1, 1);
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
    void shouldLetReadersGoOnBesideAWriter() {
        try (Database database = open(folder)) {
            insert(database, "before");
            database.transaction("add", session -> {
                session.execute(INSERT, "during", "guest", "x", 1, 1);
                assertThat(count(database)).isEqualTo(1);
                return null;
            });
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @Test
    void shouldNameAFileThatCanNotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(DatabaseException.Schema.class)
                .hasMessageContaining(file.toString());
    }

    private static Database open(Path folder) {
        return Database.open(DatabaseSettings.sqlite(folder), "store");
    }

    private static void insert(Database database, String name) {
        database.transaction("add", session -> session.execute(INSERT, name, "administrator", "hash", 1L, 1L));
    }

    private static long count(Database database) {
        return database.readOnly("count", session -> session.count("SELECT count(*) FROM users WHERE NOT disabled"));
    }
}
