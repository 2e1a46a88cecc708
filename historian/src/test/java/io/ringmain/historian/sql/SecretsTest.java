package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Passwords reach the driver and nobody else. */
class SecretsTest {
    private static final String SERVERS = "io.ringmain.historian.sql.TestDatabases#servers";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://me:geheim@host/db | holds a user or a password",
                "jdbc:postgresql://host/db?password=geheim | option 'password' is not allowed",
                "jdbc:postgresql://host/db?user=geheim | option 'user' is not allowed",
                "jdbc:postgresql://host/db?sslpassword=geheim | option 'sslpassword' is not allowed",
                "jdbc:mariadb://host/?password=geheim | option 'password' is not allowed",
                "jdbc:mysql://host/db?password=geheim | is not allowed as an address",
                "jdbc:postgresql://host/ | names no database",
                "jdbc:none:geheim@ | holds a user or a password"
            })
    void shouldRefuseAnAddressThatIsNotOnlyAnAddress(String url, String message) {
        assertThatThrownBy(() -> DatabaseSettings.server(url, "", Secret.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void shouldShowNeitherUserNorPassword() {
        DatabaseSettings settings = DatabaseSettings.server("jdbc:postgresql://host:1/db", "me", Secret.of("geheim"));
        assertThat(settings.toString()).isEqualTo("jdbc:postgresql://host:1/db");
        assertThat(settings.password().toString()).isEqualTo("******");
        assertThat(settings.tls().isVerified()).isTrue();
    }

    @Test
    void shouldNameAPasswordFileThatCanNotBeRead() {
        Path missing = folder.resolve("missing");
        DatabaseSettings settings = DatabaseSettings.server(
                        "jdbc:postgresql://127.0.0.1:1/db", "me", Secret.file(missing))
                .with(DatabaseSettings.Retry.never());
        assertThatThrownBy(() -> Database.open(settings, "store"))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining(missing.toString());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldTryAWrongPasswordOnceAndShowItNowhere(Dialect dialect) {
        DatabaseSettings right = TestDatabases.settings(dialect, folder);
        DatabaseSettings wrong =
                DatabaseSettings.server(right.address().toString(), "admin", Secret.of("wrong-geheim"));
        Heard heard = new Heard();
        assertThatThrownBy(() -> heard.open(wrong))
                .isInstanceOf(DatabaseException.Authentication.class)
                .satisfies(e -> assertThat(stackOf(e)).doesNotContain("geheim"));
        assertThat(heard.lines).isEmpty();
    }

    /** A password may be changed while the program runs: the file is read for each connection. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldReadTheFileAgainForANewConnection(Dialect dialect) throws Exception {
        DatabaseSettings base = TestDatabases.settings(dialect, folder);
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        DatabaseSettings settings = DatabaseSettings.server(base.address().toString(), "admin", Secret.file(file))
                .withSchemaPrefix(base.schemaPrefix());
        try (Database database = Database.of(settings, "store", DatabaseMonitor.none(), DatabaseLog.slf4j())) {
            assertThatThrownBy(database::start).isInstanceOf(DatabaseException.Authentication.class);
            Files.writeString(file, SqlServer.of(dialect).password() + "\n");
            database.start();
            assertThat(database.ping().isUp()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringmain.historian.sql.TestDatabases#all")
    void shouldWriteNoPasswordAndNoValueIntoAnyLog(Dialect dialect) {
        try (AllLogs logs = AllLogs.capture()) {
            DatabaseSettings settings = TestDatabases.settings(dialect, folder)
                    .with(new DatabaseSettings.Timeouts(
                            Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(5)));
            try (Database database = Database.open(settings, "store")) {
                String insert = "INSERT INTO users (name, role, password_hash) VALUES (?, 'guest', ?)";
                database.transaction("add", s -> s.execute(insert, "me", "geheim-hash"));
                assertThatThrownBy(() -> database.transaction("add", s -> s.execute(insert, "me", "geheim-hash")))
                        .isInstanceOf(DatabaseException.Constraint.class);
                assertThatThrownBy(() -> database.session("wrong", s -> s.execute("SELEKT 1")))
                        .isInstanceOf(DatabaseException.Syntax.class);
                database.ping();
            }
            DatabaseSettings wrong = dialect == Dialect.SQLITE
                    ? settings
                    : DatabaseSettings.server(settings.address().toString(), "admin", Secret.of("wrong-geheim"));
            if (dialect != Dialect.SQLITE) {
                assertThatThrownBy(() -> Database.open(wrong, "store"))
                        .isInstanceOf(DatabaseException.Authentication.class);
            }
            assertThat(logs.lines()).anyMatch(line -> line.contains("schema store"));
            assertThat(logs.lines()).hasSizeGreaterThan(20);
            assertThat(logs.lines()).noneMatch(line -> line.contains("wrong-geheim"));
            if (dialect != Dialect.SQLITE) {
                String password = SqlServer.of(dialect).password();
                assertThat(logs.lines()).noneMatch(line -> line.contains(password));
            }
        }
    }

    static String stackOf(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
