package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.historian.journal.JavaChild;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From every version that was released, and from none, to what this program knows. */
class MigrationsTest {
    private static final String DATABASES = "io.ringmain.historian.sql.TestDatabases#all";
    /** Versions of the schema {@code store} that programs in use have made: {@code golden/store/V<version>.<dialect>.sql}. */
    private static final List<String> RELEASED = List.of("1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldMigrateEveryReleasedVersionAndKeepWhatIsInIt(Dialect dialect) throws Exception {
        for (String version : RELEASED) {
            DatabaseSettings settings = TestDatabases.settings(dialect, folder.resolve(version));
            restore(settings, "golden/store/V" + version + "." + dialect.label() + ".sql");
            try (Database database = Database.open(settings, "store")) {
                assertThat(database.version()).isEqualTo(newest(dialect));
                List<String> users = database.readOnly(
                        "users",
                        s -> s.list(
                                "SELECT * FROM users ORDER BY name",
                                r -> r.text("name") + " " + r.text("role") + " " + r.text("password_hash") + " "
                                        + r.int64("created_at") + " " + r.int64("password_changed_at") + " "
                                        + r.flag("disabled")));
                assertThat(users)
                        .containsExactlyInAnyOrder(
                                "admin administrator $argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"
                                        + " 1763633000123 1763633000123 false",
                                "Ädil operator hash'with quote 1763633000124 1763719400000 false",
                                "gone guest x 0 0 true");
                database.transaction(
                        "add",
                        s -> s.execute("INSERT INTO users (name, role, password_hash) VALUES ('new', 'guest', 'x')"));
            }
        }
    }

    /** A schema of the tests with three versions, of which the second differs by database. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldApplyWhatIsMissingInOrder(Dialect dialect) {
        for (String version : List.of("1", "2", "3")) {
            DatabaseSettings settings = TestDatabases.settings(dialect, folder.resolve(version));
            older(settings, version);
            try (Database database = Database.open(settings, "steps")) {
                assertThat(database.version()).isEqualTo("3");
                boolean isEmpty = database.readOnly(
                        "read",
                        s -> s.list("SELECT picture, size FROM items", r -> r.isNull("picture"))
                                .isEmpty());
                assertThat(isEmpty).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldRefuseASchemaOfANewerProgram(Dialect dialect) throws Exception {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        try (Database database = Database.open(settings, "store")) {
            database.transaction(
                    "later",
                    s -> s.execute("INSERT INTO schema_history (installed_rank, version, description, type, script,"
                            + " checksum, installed_by, execution_time, success)"
                            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, TRUE)"));
        }
        assertThatThrownBy(() -> Database.open(settings, "store"))
                .isInstanceOf(DatabaseException.Schema.class)
                .hasMessageContaining("a newer Ringmain wrote it: it has version 99, this program knows up to "
                        + newest(dialect) + "; use the newer program");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldRefuseASchemaThatWasMadeByAnotherMigrationOfTheSameNumber(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        try (Database database = Database.open(settings, "store")) {
            database.transaction("other", s -> s.execute("UPDATE schema_history SET checksum = 7 WHERE version = '1'"));
        }
        assertThatThrownBy(() -> Database.open(settings, "store"))
                .isInstanceOf(DatabaseException.Schema.class)
                .hasMessageContaining("checksum");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldNameTheMigrationThatFails(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        assertThatThrownBy(() -> Database.open(settings, "broken"))
                .isInstanceOf(DatabaseException.Syntax.class)
                .hasMessageContaining("schema broken, migrate by V1__twice.sql: ");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldSayThatASchemaHasNoMigrations(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        assertThatThrownBy(() -> Database.open(settings, "nothing"))
                .isInstanceOf(DatabaseException.Schema.class)
                .hasMessageContaining("no migrations");
    }

    /** As a process sees it that starts a moment after another. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldGoOnWithASchemaThatHasJustBeenMadeAndHasNoVersionYet(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        older(settings, "0?");
        try (Database database = Database.open(settings, "steps")) {
            assertThat(database.version()).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldLetTwoProcessesStartAtOnce(Dialect dialect) throws Exception {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                processes.add(
                        dialect == Dialect.SQLITE
                                ? JavaChild.start(MigratingProcess.class, folder)
                                : JavaChild.start(
                                        MigratingProcess.class,
                                        settings.address(),
                                        SqlServer.of(dialect).password(),
                                        settings.schemaPrefix()));
            }
            List<BufferedReader> answers = new ArrayList<>();
            for (Process process : processes) {
                BufferedReader answer = process.inputReader();
                assertThat(answer.readLine()).isEqualTo("here");
                answers.add(answer);
            }
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (BufferedReader answer : answers) {
                assertThat(answer.lines()).contains("version 3");
            }
            for (Process process : processes) {
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** What this program brings along. */
    /** What all databases have, or what comes behind it in this one: V4_1 is version 4.1. */
    private static String newest(Dialect dialect) throws Exception {
        List<BigDecimal> versions = new ArrayList<>();
        for (String part : List.of("common", dialect.label())) {
            URL folder = MigrationsTest.class.getResource("/db/store/" + part);
            if (folder != null) {
                try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                    files.map(file -> file.getFileName().toString().replaceAll("^V([0-9_]+)__.*", "$1"))
                            .forEach(version -> versions.add(new BigDecimal(version.replace('_', '.'))));
                }
            }
        }
        return Collections.max(versions).toPlainString();
    }

    private static void restore(DatabaseSettings settings, String resource) throws Exception {
        String stored = settings.schemaPrefix() + "store";
        if (settings.dialect() == Dialect.SQLITE) {
            Files.createDirectories(settings.address().file(stored).getParent());
        }
        String text =
                resource(resource).replace(" store.", " " + stored + ".").replace("SCHEMA store", "SCHEMA " + stored);
        DriverSource source = new DriverSource(settings, stored, DriverSource.Use.MIGRATION);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : text.split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = MigrationsTest.class.getClassLoader().getResourceAsStream(name)) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .reduce("", (all, line) -> all + line + "\n");
        }
    }

    /** As an older program would have left it. */
    private static void older(DatabaseSettings settings, String version) {
        String stored = settings.schemaPrefix() + "steps";
        if (settings.dialect() == Dialect.SQLITE) {
            settings.address().file(stored).getParent().toFile().mkdirs();
        }
        Flyway.configure()
                .dataSource(new DriverSource(settings, stored, DriverSource.Use.MIGRATION))
                .loggers("slf4j")
                .locations(
                        "classpath:db/steps/common",
                        "classpath:db/steps/" + settings.dialect().label())
                .table("schema_history")
                .defaultSchema(settings.dialect() == Dialect.SQLITE ? "main" : stored)
                .target(version)
                .load()
                .migrate();
    }
}
