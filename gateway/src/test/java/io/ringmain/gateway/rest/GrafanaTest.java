package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.plant.SystemConnectorProvider;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Grafana: whether they are what Grafana reads, and whether every query in them finds something here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaTest {
    private static final Path FILES = Path.of("src/main/dist/grafana");
    private static final Set<String> PANELS = Set.of("row", "timeseries", "stat", "table", "bargauge");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *([a-z_]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?!__)([a-z]+)");

    private final TestGateway gateway = new TestGateway(true, 1 << 14, List.of(new SystemConnectorProvider()));
    private final SiteMetrics metrics = new SiteMetrics("1");
    private HttpServer server;
    private String token;
    private long now;

    @BeforeAll
    void start() throws Exception {
        server = HttpServer.start(gateway.context(true).metrics(metrics));
        token = gateway.token("operator");
        now = Instant.now().getEpochSecond() + 1;
        gateway.history.add(new History.Sample((now - 100) * 1_000_000_000L, 10.0, Quality.GOOD, 1));
        gateway.history.add(new History.Sample((now - 10) * 1_000_000_000L, 20.0, Quality.GOOD, 2));
        for (int i = 0; i < 3; i++) {
            gateway.set(TestSite.TEMPERATURE, 85 + i);
            gateway.set(TestSite.FIXED, i);
            gateway.set(TestSite.SETPOINT, i);
            gateway.send(
                    HttpRequest.newBuilder(server.url().resolve("/health/live")).build());
            gateway.put("/api/v1/values/" + TestSite.PUMP, token, "{\"value\":true}"); // forced to disk
            metrics.history().sample();
        }
    }

    @AfterAll
    void stop() {
        server.close();
        gateway.close();
    }

    record Query(String dashboard, String panel, String expr, boolean isInstant) {
        @Override
        public String toString() {
            return dashboard + ": " + panel + ": " + expr;
        }
    }

    static JsonNode dashboard(String name) throws Exception {
        return TestGateway.json(Files.readString(FILES.resolve("dashboards").resolve(name)));
    }

    static Stream<Query> queries() throws Exception {
        List<Query> queries = new ArrayList<>();
        for (String name : List.of("plant.json", "operations.json")) {
            dashboard(name)
                    .path("panels")
                    .forEach(panel -> panel.path("targets")
                            .forEach(target -> queries.add(new Query(
                                    name,
                                    panel.path("title").asText(),
                                    target.path("expr").asText(),
                                    target.path("instant").asBoolean()))));
        }
        return queries.stream();
    }

    /** As Grafana puts its variables in. */
    private static String filled(String expr) {
        return expr.replace("$__rate_interval", "1m")
                .replace("$__interval", "15s")
                .replace("$area", "tanks|field")
                .replace("$tag", ".*");
    }

    private JsonNode ask(String path) {
        HttpResponse<String> answer =
                gateway.send(HttpRequest.newBuilder(server.url().resolve("/prom/api/v1/" + path))
                        .header("Authorization", "Bearer " + token)
                        .build());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return TestGateway.json(answer).path("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldFindSomethingForEveryQuery(Query query) {
        String expr = "query=" + encoded(filled(query.expr()));
        // the moment of the samples, and the one before that a step of Grafana's would fall on
        JsonNode result = query.isInstant()
                ? ask("query?" + expr + "&time=" + now).path("result")
                : ask("query_range?" + expr + "&step=15&start=" + (now - 15) + "&end=" + (now + 15))
                        .path("result");

        assertThat(result).isNotEmpty();
        assertThat(result.at("/0").has(query.isInstant() ? "value" : "values")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plant.json", "operations.json"})
    void shouldBeWhatGrafanaReads(String name) throws Exception {
        JsonNode dashboard = dashboard(name);
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        Set<String> variables = new HashSet<>();
        dashboard
                .at("/templating/list")
                .forEach(v -> variables.add(v.path("name").asText()));

        assertThat(dashboard.path("uid").asText()).startsWith("ringmain-");
        assertThat(dashboard.path("title").asText()).isNotEmpty();
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
        assertThat(dashboard.path("panels").size()).isGreaterThan(5);
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(panel.path("type").asText()).as(title).isIn(PANELS);
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).as(title).isBetween(1, 24);
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    String cell =
                            (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
                    assertThat(cells.add(cell))
                            .as(title + " lies over another panel")
                            .isTrue();
                }
            }
            if (panel.path("type").asText().equals("row")) {
                continue;
            }
            Set<String> references = new HashSet<>();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            for (JsonNode target : panel.path("targets")) {
                assertThat(references.add(target.path("refId").asText()))
                        .as(title)
                        .isTrue();
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("ringmain");
                assertThat(target.at("/datasource/type").asText()).isEqualTo("prometheus");
                for (Matcher used = VARIABLE.matcher(target.path("expr").asText()); used.find(); ) {
                    assertThat(variables).as(title).contains(used.group(1));
                }
            }
        }
    }

    @Test
    void shouldFindValuesForEveryVariable() throws Exception {
        for (JsonNode variable : dashboard("plant.json").at("/templating/list")) {
            Matcher query =
                    LABEL_VALUES.matcher(filled(variable.path("definition").asText()));
            assertThat(query.matches()).isTrue();
            assertThat(variable.at("/query/query").asText())
                    .isEqualTo(variable.path("definition").asText());

            assertThat(ask("label/" + query.group(2) + "/values?match%5B%5D=" + encoded(query.group(1))))
                    .isNotEmpty();
        }
    }

    @Test
    void shouldNameTheSameDataSourceInAllFiles() throws Exception {
        String source = Files.readString(FILES.resolve("provisioning/datasources/ringmain.yaml"));

        assertThat(source)
                .contains("uid: ringmain\n", "type: prometheus\n", "url: ${RINGMAIN_URL}/prom\n")
                .contains("httpHeaderName1: Authorization\n", "httpHeaderValue1: Bearer ${RINGMAIN_TOKEN}\n")
                .doesNotContain("\t");
        assertThat(Files.readString(FILES.resolve("provisioning/dashboards/ringmain.yaml")))
                .contains("type: file\n", "path: ${RINGMAIN_DASHBOARDS}\n");
    }
}
