package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configuration taken out, put in, compared and rolled back. */
class ConfigurationTest {
    private static final String CONFIG = "/api/v1/system/config";

    private final TestGateway gateway = new TestGateway();
    private String supervisor;

    @BeforeEach
    void logIn() {
        supervisor = gateway.token("supervisor");
        await().until(() -> newest() == 1);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private int newest() {
        return gateway.read(CONFIG + "/versions", supervisor)
                .at("/items/0/version")
                .asInt();
    }

    private HttpResponse<String> send(String method, String path, String etag, String body) {
        HttpRequest.Builder request = gateway.request(path, supervisor)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return gateway.send(
                etag.isEmpty()
                        ? request.build()
                        : request.header("If-Match", etag).build());
    }

    private JsonNode done(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return response.body().startsWith("{") ? TestGateway.json(response) : null;
    }

    private void make(String name, String more) {
        done(send(
                "POST",
                "/api/v1/tags?reason=made",
                "",
                "{\"name\":\"" + name + "\",\"type\":\"float64\"" + more + "}"));
    }

    private JsonNode put(String bundle, String more) throws Exception {
        return done(send("POST", CONFIG + ":import", "", "{\"bundle\":" + bundle + more + "}"));
    }

    private String definition(String name) {
        return gateway.get("/api/v1/tags/" + name + "/definition", supervisor).body();
    }

    @Test
    void shouldGoBackToAVersionByANewOneThatEqualsIt() {
        make("A", ",\"range\":[0,10]");
        make("B", "");
        int wanted = newest();
        String before = definition("A");
        done(send("PATCH", "/api/v1/tags/A", "*", "{\"range\":[0,20]}"));
        done(send("DELETE", "/api/v1/tags/B", "*", ""));
        make("C", "");

        String etag = gateway.get(CONFIG + "/versions", supervisor)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String body = "{\"version\":" + wanted + ",\"reason\":\"a mistake\"}";
        assertProblem(send("POST", CONFIG + ":rollback", "\"v1\"", body), 412, "precondition-failed");
        done(send("POST", CONFIG + ":rollback", etag, body));

        assertThat(definition("A")).isEqualTo(before);
        assertThat(gateway.plant.site().tagId("B")).isNotNegative();
        assertProblem(gateway.get("/api/v1/tags/C", supervisor), 404, "tag-unknown");
        JsonNode newest = gateway.read(CONFIG + "/versions", supervisor).at("/items/0");
        assertThat(newest.path("version").asInt()).isEqualTo(wanted + 4);
        assertThat(newest.path("user").asText()).isEqualTo("supervisor");
        assertThat(newest.path("reason").asText()).isEqualTo("back to version " + wanted + ": a mistake");
        assertThat(gateway.read(CONFIG + ":compare?from=" + wanted, supervisor).path("items"))
                .isEmpty();
    }

    @Test
    void shouldCompareKeyByKey() {
        make("A", ",\"range\":[0,10]");
        int from = newest();
        done(send("PATCH", "/api/v1/tags/A", "*", "{\"range\":[0,20],\"unit\":\"bar\"}"));

        JsonNode compared = gateway.read(CONFIG + ":compare?from=" + from, supervisor);

        assertThat(compared.path("changed").asInt()).isEqualTo(1);
        assertThat(compared.at("/items/0/keys").toString())
                .isEqualTo("[{\"key\":\"range\",\"from\":[0,10],\"to\":[0,20]},"
                        + "{\"key\":\"unit\",\"from\":null,\"to\":\"bar\"}]");
        assertThat(gateway.read(CONFIG + ":compare?from=files", supervisor)
                        .path("created")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldImportWhatItHasExported() throws Exception {
        make("A", ",\"range\":[0,10]");
        done(send(
                "POST",
                "/api/v1/alarms",
                "",
                "{\"name\":\"A.HI\",\"tag\":\"A\",\"kind\":\"HI\",\"limit\":5,\"message\":\"x: y # z\"}"));
        for (String format : new String[] {"json", "yaml"}) {
            String text = send("POST", CONFIG + ":export", "", "{\"format\":\"" + format + "\"}")
                    .body();
            String bundle = format.equals("json") ? text : new ObjectMapper().writeValueAsString(text);
            int before = newest();
            JsonNode same = put(bundle, "");
            assertThat(same.path("unchanged").asInt()).as(text).isEqualTo(2);
            assertThat(same.path("changed").asInt() + same.path("created").asInt())
                    .isZero();
            assertThat(newest()).isEqualTo(before);
            done(send("DELETE", "/api/v1/alarms/A.HI", "*", ""));
            make("Extra", "");
            assertThat(put(bundle, ",\"mode\":\"replace\",\"dryRun\":true")
                            .path("removed")
                            .asInt())
                    .isEqualTo(1);
            assertThat(gateway.plant.site().tagId("Extra")).isNotNegative();
            JsonNode replaced = put(bundle, ",\"mode\":\"replace\"");
            assertThat(replaced.path("created").asInt()).isEqualTo(1);
            assertThat(replaced.path("applied").asBoolean()).isTrue();
            assertThat(gateway.plant.site().tagId("Extra")).isNegative();
        }
    }

    @Test
    void shouldTellWhatADryRunWouldChangeKeyByKey() throws Exception {
        make("A", ",\"range\":[0,10]");
        JsonNode tried = put(
                "{\"tags\":[{\"name\":\"A\",\"type\":\"float64\",\"range\":[0,20]},"
                        + "{\"name\":\"B\",\"type\":\"bool\"}]}",
                ",\"dryRun\":true");
        assertThat(tried.path("complete").asBoolean()).isTrue();
        assertThat(tried.path("items").findValuesAsText("name")).containsExactlyInAnyOrder("A", "B");
        JsonNode changed = tried.at("/items/0/name").asText().equals("A") ? tried.at("/items/0") : tried.at("/items/1");
        assertThat(changed.path("change").asText()).isEqualTo("changed");
        assertThat(changed.at("/keys/0/key").asText()).isEqualTo("range");
        assertThat(changed.at("/keys/0/from").toString()).isEqualTo("[0,10]");
        assertThat(changed.at("/keys/0/to").toString()).isEqualTo("[0,20]");
    }

    @Test
    void shouldTellTheFirstThousandChangesAndThatThereAreMore() throws Exception {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            tags.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"Wide.T")
                    .append(i)
                    .append("\",\"type\":\"bool\"}");
        }
        JsonNode tried = put("{\"tags\":[" + tags + "]}", ",\"dryRun\":true");
        assertThat(tried.path("created").asInt()).isEqualTo(1_001);
        assertThat(tried.path("items")).hasSize(1_000);
        assertThat(tried.path("complete").asBoolean()).isFalse();
    }

    @Test
    void shouldSayAllThatIsWrongAndChangeNothing() throws Exception {
        String bundle =
                "\"tags:\\n  - {name: A, type: float65}\\n  - {name: B, type: bool, rang: 1}\\n  - {name: C, type: bool}\"";
        HttpResponse<String> refused = send("POST", CONFIG + ":import", "", "{\"bundle\":" + bundle + "}");
        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode answer = TestGateway.json(refused);
        assertThat(answer.path("errors").findValuesAsText("place")).containsExactly("tags[A].type", "tags[B].rang");
        assertThat(answer.path("created").asInt()).isEqualTo(3);
        assertThat(gateway.plant.site().tagId("C")).isNegative();
        assertThat(newest()).isEqualTo(1);

        JsonNode tried = put(
                "{\"alarms\":[{\"name\":\"X\",\"tag\":\"No.Such\",\"kind\":\"HI\",\"limit\":1}]}", ",\"dryRun\":true");
        assertThat(tried.at("/errors/0/place").asText()).isEqualTo("alarms[X].tag");
    }

    @Test
    void shouldShowNoSecretsAndKeepThem() throws Exception {
        done(send(
                "POST",
                "/api/v1/connectors",
                "",
                "{\"name\":\"Dev\",\"type\":\"fake\",\"endpoint\":\"a\",\"api-token\":\"hush\"}"));
        done(send("PATCH", "/api/v1/connectors/Dev", "*", "{\"api-token\":\"hush2\"}"));
        String exported = send("POST", CONFIG + ":export", "", "{}").body();
        for (String text : new String[] {
            exported,
            gateway.get(CONFIG + "?section=connectors", supervisor).body(),
            gateway.get(CONFIG + "/versions/2", supervisor).body(),
            gateway.get(CONFIG + ":compare?from=2", supervisor).body(),
        }) {
            assertThat(text).contains("***").doesNotContain("hush");
        }
        put(exported.replace("\"endpoint\":\"a\"", "\"endpoint\":\"b\""), "");
        JsonNode connector =
                TestGateway.json(gateway.get("/api/v1/connectors/Dev/definition", gateway.token("administrator")));
        assertThat(connector.path("endpoint").asText()).isEqualTo("b");
        assertThat(connector.path("api-token").asText()).isEqualTo("hush2");
    }
}
