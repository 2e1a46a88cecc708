package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server's certificate is of an authority of the tests and for the name localhost. */
class TlsTest {
    private static final String SERVERS = "io.ringmain.historian.sql.TestDatabases#servers";

    @TempDir
    Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldEncryptWhenTheAuthorityAndTheNameAreRight(Dialect dialect) {
        String how = dialect == Dialect.POSTGRESQL
                ? "SELECT CASE WHEN ssl THEN 1 ELSE 0 END FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
                : "SELECT length(variable_value) FROM information_schema.session_status"
                        + " WHERE variable_name = 'Ssl_cipher'";
        try (Database database = Database.open(settings(dialect, "localhost", "ca.pem"), "store")) {
            assertThat((long) database.session("how", s -> s.count(how))).isPositive();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldRefuseACertificateOfAnotherAuthority(Dialect dialect) {
        assertThatThrownBy(() -> Database.open(settings(dialect, "localhost", "other.pem"), "store"))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining("certification path");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldRefuseACertificateForAnotherName(Dialect dialect) {
        assertThatThrownBy(() -> Database.open(settings(dialect, "127.0.0.1", "ca.pem"), "store"))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining("127.0.0.1");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldTrustOnlyWhatJavaTrustsWithoutAnAuthority(Dialect dialect) {
        DatabaseSettings settings = settings(dialect, "localhost", "ca.pem").with(DatabaseSettings.Tls.verified(null));
        assertThatThrownBy(() -> Database.open(settings, "store")).isInstanceOf(DatabaseException.Unavailable.class);
    }

    private DatabaseSettings settings(Dialect dialect, String host, String authority) {
        SqlServer server = SqlServer.of(dialect);
        return DatabaseSettings.server(server.url(host, server.port()), "admin", Secret.of(server.password()))
                .with(DatabaseSettings.Tls.verified(server.tls(authority)))
                .with(DatabaseSettings.Retry.never())
                .withSchemaPrefix(TestDatabases.settings(dialect, folder).schemaPrefix());
    }
}
