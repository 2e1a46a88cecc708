package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.historian.sql.DatabaseException.Constraint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions and transactions, the same on every database. */
class OperationsTest {
    private static final String DATABASES = "io.ringmain.historian.sql.TestDatabases#all";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldKeepNothingOfATransactionThatThrows(Dialect dialect) {
        try (Database database = TestDatabases.open(dialect, folder)) {
            table(database);
            assertThatThrownBy(() -> database.transaction("add", session -> {
                        session.execute("INSERT INTO things (id, name) VALUES (1, 'a')");
                        throw new java.io.IOException("no");
                    }))
                    .isInstanceOf(java.io.IOException.class);
            assertThat(count(database)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldRefuseEveryWriteInAReadOnlySession(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder).with(DatabaseSettings.Pool.of(1, 0));
        try (Database database = Database.open(settings, "store")) {
            table(database);
            insert(database, 1);
            for (String write : List.of(
                    "INSERT INTO things (id, name) VALUES (2, 'b')",
                    "UPDATE things SET name = 'b'",
                    "DELETE FROM things",
                    "DROP TABLE things",
                    "CREATE TABLE others (id BIGINT)")) {
                assertThatThrownBy(() -> database.readOnly("read", session -> session.execute(write)))
                        .as(write)
                        .isInstanceOf(DatabaseException.ReadOnly.class);
            }
            long kept = database.readOnly("read", s -> s.count("SELECT count(*) FROM things"));
            assertThat(kept).isEqualTo(1);
            insert(database, 2); // the same connection, on a server
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldTellBrokenRulesByType(Dialect dialect) {
        try (Database database = TestDatabases.open(dialect, folder)) {
            table(database);
            insert(database, 1);
            assertThat(rule(database, "INSERT INTO things (id, name) VALUES (1, 'a')"))
                    .isEqualTo(Constraint.Rule.UNIQUE);
            assertThat(rule(database, "INSERT INTO things (id, name) VALUES (2, NULL)"))
                    .isEqualTo(Constraint.Rule.NOT_NULL);
            assertThat(rule(database, "INSERT INTO things (id, name, size) VALUES (2, 'a', -1)"))
                    .isEqualTo(Constraint.Rule.CHECK);
            assertThat(rule(database, "INSERT INTO parts (thing) VALUES (7)")).isEqualTo(Constraint.Rule.FOREIGN_KEY);
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldTellStatementsThatAreNotUnderstood(Dialect dialect) {
        try (Database database = TestDatabases.open(dialect, folder)) {
            for (String wrong : List.of("SELEKT 1", "SELECT * FROM nothing", "SELECT nothing FROM users")) {
                assertThatThrownBy(() -> database.transaction("ask", session -> session.execute(wrong)))
                        .isInstanceOf(DatabaseException.Syntax.class)
                        .hasMessageContaining("schema store, ask: ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldKeepValuesOutOfErrors(Dialect dialect) {
        try (Database database = TestDatabases.open(dialect, folder)) {
            database.session("make", s -> s.execute("CREATE TABLE words (word VARCHAR(40) PRIMARY KEY)"));
            String insert = "INSERT INTO words (word) VALUES (:word)";
            database.transaction("add", session -> session.execute(insert, Map.of("word", "geheim")));
            for (List<Map<String, ?>> rows : List.of(
                    List.<Map<String, ?>>of(Map.of("word", "geheim")),
                    List.<Map<String, ?>>of(Map.of("word", "other"), Map.of("word", "geheim")))) {
                assertThatThrownBy(() -> database.transaction("add", session -> session.batch(insert, rows)))
                        .isInstanceOfSatisfying(
                                Constraint.class, e -> assertThat(e.rule()).isEqualTo(Constraint.Rule.UNIQUE))
                        .satisfies(e -> assertThat(stackOf(e)).doesNotContain("geheim"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldAddOrChangeARowByItsKey(Dialect dialect) {
        try (Database database = TestDatabases.open(dialect, folder)) {
            table(database);
            String upsert = dialect.upsert("things", List.of("id"), List.of("id", "name", "size"));
            String absent = dialect.insertIfAbsent("things", List.of("id"), List.of("id", "name"));
            database.idempotent("put", session -> {
                session.batch(upsert, List.of(row(1, "a", 1), row(2, "b", 2)));
                session.execute(upsert, row(1, "c", 3));
                return session.execute(absent, Map.of("id", 2, "name", "other"));
            });
            List<String> rows = database.readOnly(
                    "list",
                    s -> s.list(
                            "SELECT id, name, size FROM things ORDER BY id",
                            r -> r.int64("id") + r.text("name") + r.int32("size")));
            assertThat(rows).containsExactly("1c3", "2b2");
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldGiveBackWhatWasStored(Dialect dialect) {
        String bytes = dialect == Dialect.POSTGRESQL ? "BYTEA" : "BLOB";
        try (Database database = TestDatabases.open(dialect, folder)) {
            database.session(
                    "make",
                    s -> s.execute("CREATE TABLE types (t VARCHAR(40) PRIMARY KEY, i BIGINT, d DOUBLE PRECISION,"
                            + " b BOOLEAN, y " + bytes + ")"));
            List<String> texts = List.of("a", "A", "a ", "ä€𝄞", "?:x\\'\"", "");
            for (String text : texts) {
                database.transaction(
                        "add",
                        s -> s.execute(
                                "INSERT INTO types (t, i, d, b, y) VALUES (?, ?, ?, ?, ?)",
                                text,
                                Long.MIN_VALUE,
                                0.1 + 0.2,
                                true,
                                new byte[] {0, -1}));
            }
            Map<String, Object> nothing = new HashMap<>();
            nothing.put("i", null);
            database.transaction("clear", s -> s.execute("UPDATE types SET i = :i WHERE t = 'A'", nothing));
            List<String> rows = database.readOnly(
                    "list",
                    s -> s.list(
                            "SELECT * FROM types",
                            r -> r.text("t") + "|" + (r.isNull("i") ? null : r.int64("i")) + "|" + r.float64("d") + "|"
                                    + r.flag("b") + "|" + r.bytes("y").length));
            assertThat(rows)
                    .containsExactlyInAnyOrderElementsOf(texts.stream()
                            .map(t -> t + "|" + (t.equals("A") ? "null" : "" + Long.MIN_VALUE)
                                    + "|0.30000000000000004|true|2")
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldHandOverManyRowsOneByOne(Dialect dialect) {
        try (Database database = TestDatabases.open(dialect, folder)) {
            table(database);
            database.transaction(
                    "add",
                    s -> s.batch(
                            Dialect.insert("things", List.of("id", "name", "size")),
                            IntStream.range(0, 5_000)
                                    .mapToObj(i -> row(i, "thing", i))
                                    .toList()));
            List<Long> seen = new ArrayList<>();
            database.readOnly("walk", session -> {
                session.each(
                        "SELECT id FROM things WHERE id >= :from ORDER BY id",
                        r -> seen.add(r.int64("id")),
                        Map.of("from", 10));
                return null;
            });
            assertThat(seen).hasSize(4_990).startsWith(10L).endsWith(4_999L);
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldDeleteEverythingOnlyInADatabaseForTests(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        try (Database database = Database.open(settings, "store")) {
            table(database);
            insert(database, 1);
            database.reset();
            assertThatThrownBy(() -> count(database)).isInstanceOf(DatabaseException.Syntax.class);
            long users = database.readOnly("users", s -> s.count("SELECT count(*) FROM users"));
            assertThat(users).isZero();
        }
        DatabaseSettings real = new DatabaseSettings(
                settings.address(),
                settings.user(),
                settings.password(),
                settings.tls(),
                settings.pool(),
                settings.timeouts(),
                settings.retry(),
                settings.schemaPrefix(),
                null,
                false);
        try (Database database = Database.open(real, "store")) {
            assertThatThrownBy(database::reset)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not deleted");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.ringmain.historian.sql.TestDatabases#servers")
    void shouldTellWhatAUserMayNotDoAndWhatDoesNotFit(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        String user = settings.schemaPrefix() + "guest";
        try (Database database = Database.open(settings, "store")) {
            table(database);
            assertThatThrownBy(() -> database.transaction(
                            "add",
                            s -> s.execute("INSERT INTO things (id, name) VALUES (?, ?)", 1, "geheim".repeat(20))))
                    .isInstanceOf(DatabaseException.Data.class)
                    .satisfies(e -> assertThat(stackOf(e)).doesNotContain("geheim"));
            database.session("grant", session -> {
                if (dialect == Dialect.POSTGRESQL) {
                    session.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'x'");
                    session.execute("GRANT USAGE ON SCHEMA " + settings.schemaPrefix() + "store TO " + user);
                    return session.execute(
                            "GRANT SELECT ON ALL TABLES IN SCHEMA " + settings.schemaPrefix() + "store TO " + user);
                }
                session.execute("CREATE USER " + user + "@'%' IDENTIFIED BY 'x'");
                session.execute("GRANT CREATE ON *.* TO " + user + "@'%'");
                return session.execute("GRANT SELECT ON " + settings.schemaPrefix() + "store.* TO " + user + "@'%'");
            });
        }
        DatabaseSettings asGuest = DatabaseSettings.server(settings.address().toString(), user, Secret.of("x"))
                .withSchemaPrefix(settings.schemaPrefix());
        try (Database database = Database.open(asGuest, "store")) {
            assertThatThrownBy(() -> database.transaction("delete", s -> s.execute("DELETE FROM things")))
                    .isInstanceOf(DatabaseException.Permission.class);
        }
    }

    private static Constraint.Rule rule(Database database, String sql) {
        try {
            database.transaction("break", session -> session.execute(sql));
            throw new AssertionError("nothing was refused");
        } catch (Constraint e) {
            return e.rule();
        }
    }

    private static void table(Database database) {
        database.session("make", session -> {
            session.execute("CREATE TABLE things (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL,"
                    + " size INT DEFAULT 0 CHECK (size >= 0))");
            return session.execute(
                    "CREATE TABLE parts (thing BIGINT NOT NULL, FOREIGN KEY (thing) REFERENCES things (id))");
        });
    }

    private static void insert(Database database, int id) {
        database.transaction("add", s -> s.execute("INSERT INTO things (id, name) VALUES (?, 'a')", id));
    }

    private static long count(Database database) {
        return database.session("count", s -> s.count("SELECT count(*) FROM things"));
    }

    private static Map<String, Object> row(int id, String name, int size) {
        return Map.of("id", id, "name", name, "size", size);
    }

    private static String stackOf(Throwable error) {
        java.io.StringWriter text = new java.io.StringWriter();
        error.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
