package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseLog;
import io.ringmain.historian.sql.DatabaseMonitor;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.PrometheusMonitor;
import io.ringmain.historian.sql.Secret;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseHealthTest {
    private static final String PATH = "/api/v1/system/databases";

    @TempDir
    Path folder;

    @Test
    void shouldShowSettingsAndHealthButNoCredentials() throws Exception {
        DatabaseSettings away =
                DatabaseSettings.server("jdbc:postgresql://db.example/plant", "geheim-user", Secret.of("geheim"));
        try (TestGateway gateway = new TestGateway();
                Database store = Database.open(DatabaseSettings.sqlite(folder), "store");
                Database stopped = Database.of(away, "projection", DatabaseMonitor.none(), DatabaseLog.slf4j());
                HttpServer server = HttpServer.start(gateway.context(false).databases(() -> List.of(store, stopped)))) {
            store.ping();
            String answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.url().resolve(PATH))
                                    .header("Authorization", "Bearer " + gateway.token("administrator"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();

            assertThat(answer).doesNotContain("geheim");
            JsonNode items = TestGateway.json(answer).path("items");
            assertThat(items.at("/0/schema").asText()).isEqualTo("store");
            assertThat(items.at("/0/dialect").asText()).isEqualTo("sqlite");
            assertThat(items.at("/0/version").asText()).isEqualTo(store.version());
            assertThat(items.at("/0/health/state").asText()).isEqualTo("healthy");
            assertThat(items.at("/0/address").asText()).isEqualTo("jdbc:sqlite:" + folder.resolve("store.db"));
            assertThat(items.at("/0/settings/pools").asInt()).isEqualTo(2);
            assertThat(items.at("/0/settings/poolSize").asInt()).isEqualTo(2);
            assertThat(items.at("/0/settings/poolOverflow").asInt()).isEqualTo(6);
            assertThat(items.at("/0/health/size").asInt()).isEqualTo(2 * 2);
            assertThat(items.at("/0/health/max").asInt()).isEqualTo(2 * (2 + 6));
            assertThat(items.at("/1/health/state").asText()).isEqualTo("stopped");
            assertThat(items.at("/1/settings/pools").asInt()).isEqualTo(1);
            assertThat(items.at("/1/settings/tls").asBoolean()).isTrue();
            assertThat(items.at("/1/address").asText()).isEqualTo("jdbc:postgresql://db.example/plant");
        }
    }

    @Test
    void shouldSayWhyADatabaseCouldNotBeStartedInsteadOfCallingItStopped() throws Exception {
        Secret missing = Secret.file(folder.resolve("no-such-file"));
        DatabaseSettings away = DatabaseSettings.server("jdbc:postgresql://127.0.0.1:1/plant", "user", missing);
        try (TestGateway gateway = new TestGateway();
                Database store = Database.of(away, "projection", DatabaseMonitor.none(), DatabaseLog.slf4j());
                HttpServer server = HttpServer.start(gateway.context(false).databases(() -> List.of(store)))) {
            assertThatThrownBy(store::start).hasMessageContaining("no-such-file");
            String token = gateway.token("administrator");

            JsonNode health = TestGateway.json(get(server, PATH, token)).at("/items/0/health");
            assertThat(health.path("state").asText()).isEqualTo("unhealthy");
            assertThat(health.path("reason").asText()).contains("no-such-file");
            JsonNode system = TestGateway.json(get(server, "/api/v1/system", token));
            assertThat(system.path("healthy").asBoolean())
                    .as("the plant goes on without it")
                    .isTrue();
            assertThat(system.path("reasons").toString()).contains("database schema projection", "no-such-file");
        }
    }

    private static String get(HttpServer server, String path, String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.url().resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void shouldServeFiguresForPrometheusWhereTheyAreTaken() throws Exception {
        SiteMetrics figures = new SiteMetrics("1");
        PrometheusMonitor metrics = figures.databases();
        try (TestGateway gateway = new TestGateway();
                Database store = Database.of(DatabaseSettings.sqlite(folder), "store", metrics, DatabaseLog.slf4j());
                HttpServer server = HttpServer.start(gateway.context(false).metrics(figures))) {
            store.start();
            metrics.watch(store);
            store.readOnly("users.count", session -> session.count("SELECT count(*) FROM users"));
            String operator = gateway.token("operator");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.url().resolve("/api/v1/metrics"))
                                    .header("Authorization", "Bearer " + operator)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.headers().firstValue("Content-Type")).hasValue(PrometheusMonitor.CONTENT_TYPE);
            assertThat(answer.body())
                    .contains("ringmain_sql_operation_seconds_count{operation=\"users.count\",outcome=\"success\","
                            + "schema=\"store\"} 1")
                    .contains("ringmain_sql_up{schema=\"store\"} 1.0");
        }
    }

    @Test
    void shouldBeForAdministrators() {
        try (TestGateway gateway = new TestGateway()) {
            assertProblem(gateway.get(PATH, gateway.token("supervisor")), 403, "forbidden");
            assertThat(gateway.get(PATH, gateway.token("administrator")).statusCode())
                    .isEqualTo(200);
        }
    }
}
