package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSectionTest {
    private static final Path SITE = Path.of("/site");
    private static final String SERVER = """
            site: {name: North}
            historian:
              sql:
                url: jdbc:postgresql://db.example/plant
                user: north
                password-file: secrets/sql
            """;

    @Test
    void shouldReadEveryKey() throws Exception {
        DatabaseSettings sql = read(SERVER + """
                    tls: verify
                    tls-authority: ca.pem
                    schema-prefix: north_
                    driver-folder: more
                    pool-size: 3
                    pool-overflow: 4
                    pre-ping: false
                    idle-time: 1m
                    max-age: 2m
                    connect-timeout: 1s
                    acquire-timeout: 2s
                    statement-timeout: 3s
                    attempts: 2
                    first-pause: 10ms
                    longest-pause: 1s
                    for-tests: true
                """, Map.of());

        assertThat(sql)
                .isEqualTo(DatabaseSettings.server(
                                "jdbc:postgresql://db.example/plant", "north", Secret.file(SITE.resolve("secrets/sql")))
                        .with(DatabaseSettings.Tls.verified(SITE.resolve("ca.pem")))
                        .withSchemaPrefix("north_")
                        .withDrivers(SITE.resolve("more"))
                        .with(new DatabaseSettings.Pool(3, 4, false, Duration.ofMinutes(1), Duration.ofMinutes(2)))
                        .with(new DatabaseSettings.Timeouts(
                                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)))
                        .with(new DatabaseSettings.Retry(2, Duration.ofMillis(10), Duration.ofSeconds(1)))
                        .forTests());
    }

    @Test
    void shouldVerifyTheServerOfAnotherMachineByItself() throws Exception {
        assertThat(read(SERVER, Map.of()).tls().isVerified()).isTrue();
        assertThat(read(SERVER.replace("db.example", "127.0.0.1"), Map.of())
                        .tls()
                        .isVerified())
                .isFalse();
    }

    @Test
    void shouldTakeThePasswordFromTheEnvironmentBeforeTheSiteFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mounted"), "geheim\n");

        assertThat(read(SERVER, Map.of("RINGMAIN_HISTORIAN_SQL_PASSWORD", "geheim"))
                        .password())
                .isEqualTo(Secret.of("geheim"));
        assertThat(read(SERVER, Map.of("RINGMAIN_HISTORIAN_SQL_PASSWORD_FILE", file.toString()))
                        .password())
                .isEqualTo(Secret.file(file));
    }

    @Test
    void shouldNotShowThePasswordAmongTheSettings() throws Exception {
        SiteConfiguration read = configuration(SERVER, Map.of("RINGMAIN_HISTORIAN_SQL_PASSWORD", "geheim"));

        assertThat(read.settings().toString()).doesNotContain("geheim");
        assertThat(read.origins().toString()).doesNotContain("geheim").contains("RINGMAIN_HISTORIAN_SQL_PASSWORD");
    }

    private static DatabaseSettings read(String text, Map<String, String> environment) throws Exception {
        return configuration(text, environment).settings().historian().sql();
    }

    private static SiteConfiguration configuration(String text, Map<String, String> environment) throws Exception {
        return SiteText.read(Map.of("site.yaml", text), new Overrides(Map.of(), environment));
    }
}
