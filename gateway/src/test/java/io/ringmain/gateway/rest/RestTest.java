package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
    private static final String VALUES = "/api/v1/values/";

    private TestGateway gateway;
    private String operator;
    private String guest;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        guest = gateway.token("guest");
        for (long i = 0; i < 10; i++) {
            gateway.history.add(
                    new History.Sample(1_772_366_400_000_000_000L + i / 3, (double) i, Quality.GOOD, 100 + i));
        }
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private JsonNode get(String path) {
        return gateway.read(path, operator);
    }

    // ---- routes --------------------------------------------------------------------------------------------------

    @Test
    void shouldAnswerAnUnknownPathWith404() {
        assertProblem(gateway.get("/api/v1/nothing", operator), 404, "not-found");
    }

    @Test
    void shouldAnswerAWrongMethodWithTheAllowedOnes() {
        HttpResponse<String> response = gateway.post("/api/v1/system", operator, "{}");

        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void shouldAnswerHeadWithoutABody() {
        HttpResponse<String> response = gateway.send(gateway.request("/api/v1/tags", operator)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownQueryParameter() {
        assertProblem(gateway.get("/api/v1/tags?colour=red", operator), 400, "bad-request");
    }

    @Test
    void shouldNameThePlaceOfMalformedJson() {
        HttpResponse<String> response = gateway.put(VALUES + TestSite.COUNT, operator, "{\n  \"value\": 1,,\n}");

        assertProblem(response, 400, "malformed-json");
        assertThat(response.body()).doesNotContain("Source").doesNotContain("enable");
        assertThat(response.body()).contains("line 2, column 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "7", "{\"value\":1} x", "{\"value\":1,\"value\":2}", "{\"value\":", "{'value':1}"})
    void shouldRefuseBodiesThatAreNoObject(String body) {
        assertProblem(gateway.put(VALUES + TestSite.COUNT, operator, body), 400, "malformed-json");
    }

    @Test
    void shouldRefuseDeepNesting() {
        String body = "{\"value\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertProblem(gateway.put(VALUES + TestSite.COUNT, operator, body), 400, "malformed-json");
    }

    @Test
    void shouldRefuseUnknownKeys() {
        assertProblem(gateway.put(VALUES + TestSite.COUNT, operator, "{\"value\":1,\"colour\":2}"), 400, "unknown-key");
    }

    @Test
    void shouldReadOnlyASmallBodyBeforeTheLogin() {
        assertProblem(gateway.login("operator", "x".repeat(20_000)), 413, "content-too-large");
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        String body = "{\"value\":\"" + "x".repeat(2_000_000) + "\"}";

        assertProblem(gateway.put(VALUES + TestSite.LABEL, operator, body), 413, "content-too-large");
    }

    @Test
    void shouldCompressWhenTheClientTakesIt() {
        HttpResponse<String> response = gateway.send(gateway.request("/api/v1/tags", operator)
                .header("Accept-Encoding", "gzip")
                .build());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    // ---- history -------------------------------------------------------------------------------------------------

    @Test
    void shouldShowSamplesOfTheLastHour() {
        JsonNode page = get("/api/v1/history/" + TestSite.TEMPERATURE + "?to=2026-03-01T12:00:00.001Z");

        assertThat(page.path("items")).hasSize(10);
        assertThat(page.at("/items/0/time").asText()).isEqualTo("2026-03-01T12:00:00.000000000Z");
        assertThat(page.at("/items/9/time").asText()).isEqualTo("2026-03-01T12:00:00.000000003Z");
        assertThat(page.at("/items/0/quality").asLong()).isZero();
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void shouldPageThroughSamplesOfTheSameTime() {
        List<Long> sequences = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/history/" + TestSite.TEMPERATURE
                    + "?from=2026-03-01T11:00:00Z&to=2026-03-01T13:00:00%2B00:00&limit=2" + cursor);
            page.path("items").forEach(s -> sequences.add(s.path("sequence").asLong()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(sequences).containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L);
    }

    @Test
    void shouldAggregateToExtremes() {
        JsonNode page = get("/api/v1/history/" + TestSite.TEMPERATURE + "?aggregate=minmax&buckets=10");

        assertThat(page.at("/items/0").toString())
                .contains("\"min\":1.0,\"max\":3.0,\"avg\":2.0,\"last\":null,\"count\":4,\"bad\":1");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday",
        "from=2026-03-01T12:00:00Z&to=2026-03-01T11:00:00Z",
        "aggregate=median",
        "to=9999-01-01T00:00:00Z"
    })
    void shouldRefuseBadSpans(String query) {
        assertProblem(
                gateway.get("/api/v1/history/" + TestSite.TEMPERATURE + "?" + query, operator), 400, "bad-request");
    }

    @Test
    void shouldSayThatThereIsNoHistory() {
        try (TestGateway without = new TestGateway(false)) {
            assertProblem(
                    without.get("/api/v1/history/" + TestSite.TEMPERATURE, without.token("guest")),
                    503,
                    "history-unavailable");
        }
    }

    @Test
    void shouldSayThatTheHistoryIsDown() {
        try (TestGateway broken = new TestGateway()) {
            broken.history.fail();

            assertProblem(
                    broken.get("/api/v1/history/" + TestSite.TEMPERATURE, broken.token("guest")),
                    503,
                    "history-unavailable");
        }
    }

    // ---- the rest ------------------------------------------------------------------------------------------------

    @Test
    void shouldShowConnectors() {
        JsonNode connector = get("/api/v1/connectors").at("/items/0");

        assertThat(connector.path("name").asText()).isEqualTo("valves");
        assertThat(connector.path("state").asText()).isEqualTo("OK");
        assertThat(connector.path("tags").asInt()).isEqualTo(1);
    }

    @Test
    void shouldShowTheSystem() {
        JsonNode system = get("/api/v1/system");

        assertThat(system.path("site").asText()).isEqualTo("test site");
        assertThat(system.path("healthy").asBoolean()).isTrue();
        assertThat(system.path("sources")).isNotEmpty();
        assertThat(system.path("stages")).isNotEmpty();
        assertThat(system.at("/history/up").asBoolean()).isTrue();
    }

    @Test
    void shouldNotShowTheSystemToAGuest() {
        assertProblem(gateway.get("/api/v1/system", guest), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/api/v1/health/ready", "/api/v1/openapi.json"})
    void shouldNeedNoLoginForProbesAndDescription(String path) {
        assertThat(gateway.get(path, "").statusCode()).isEqualTo(200);
    }
}
