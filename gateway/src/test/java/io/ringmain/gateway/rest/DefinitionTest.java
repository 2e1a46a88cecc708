package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.config.ManagedFile;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions are made, changed and removed while the site runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefinitionTest {
    private static final String TAGS = "/api/v1/tags";

    private TestGateway gateway;
    private String supervisor;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        supervisor = gateway.token("supervisor");
    }

    @AfterAll
    void stop() {
        gateway.close();
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

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> make(String name) {
        HttpResponse<String> made = send(
                "POST",
                TAGS + "?reason=new%20tank",
                "",
                "{\"name\":\"" + name + "\",\"type\":\"float64\",\"range\":[0,10]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made;
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = gateway.get(path, supervisor);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestGateway.json(response);
    }

    private String managed() throws IOException {
        return Files.readString(gateway.folder.resolve(ManagedFile.NAME));
    }

    @Test
    void shouldMakeATag() throws IOException {
        HttpResponse<String> made = make("New.Made");

        assertThat(made.headers().firstValue("Location")).hasValue(TAGS + "/New.Made");
        assertThat(get(TAGS + "/New.Made").path("rangeHigh").asDouble()).isEqualTo(10);
        assertThat(etag(gateway.get(TAGS + "/New.Made", supervisor))).isEqualTo(etag(made));
        assertThat(get("/api/v1/values/New.Made").path("value").isNull()).isTrue();
        assertThat(managed()).contains("\"name\":\"New.Made\"");
        gateway.set("New.Made", 5);
        assertThat(get("/api/v1/values/New.Made").path("value").asDouble()).isEqualTo(5);
    }

    @Test
    void shouldMakeChangeAndRemoveAGroupOfAlarms() throws IOException {
        String groups = "/api/v1/alarm-groups";
        String one = groups + "/New.Group";
        make("New.Stopped");
        HttpResponse<String> made =
                send("POST", groups, "", "{\"name\":\"New.Group\",\"suppressed-by\":\"New.Stopped > 1\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).hasValue(one);
        assertThat(managed()).contains("\"section\":\"alarm-groups\",\"name\":\"New.Group\"");

        assertProblem(send("POST", groups, "", "{\"name\":\"New.Group\"}"), 409, "alarm-group-exists");
        assertProblem(send("PATCH", one, "", "{\"suppressed-by\":\"New.Stopped > 2\"}"), 428, "precondition-required");
        HttpResponse<String> changed = send("PATCH", one, etag(made), "{\"suppressed-by\":\"New.Stopped > 2\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertProblem(
                send("PUT", one, etag(made), "{\"suppressed-by\":\"New.Stopped > 3\"}"), 412, "precondition-failed");
        assertThat(get(one + "/definition").path("suppressed-by").asText()).isEqualTo("New.Stopped > 2");

        assertThat(send("DELETE", one, etag(changed), "").statusCode()).isEqualTo(204);
        assertProblem(gateway.get(one + "/definition", supervisor), 404, "alarm-group-unknown");
        assertThat(managed()).doesNotContain("New.Group");
    }

    @Test
    void shouldNotMakeATagTwice() {
        make("New.Once");
        assertProblem(send("POST", TAGS, "", "{\"name\":\"New.Once\",\"type\":\"bool\"}"), 409, "tag-exists");
    }

    @Test
    void shouldSayEverythingThatIsWrong() {
        HttpResponse<String> response =
                send("POST", TAGS, "", "{\"name\":\"New.Bad\",\"type\":\"floot\",\"unitt\":\"m\",\"deadband\":\"x\"}");
        assertProblem(response, 422, "definition-unsound");
        assertThat(response.body())
                .contains("tags[New.Bad].type")
                .contains("tags[New.Bad].unitt")
                .contains("float64");
    }

    @Test
    void shouldSayWhatTheSiteDoesNotTake() {
        HttpResponse<String> response = send(
                "POST",
                "/api/v1/alarms",
                "",
                "{\"name\":\"New.HI\",\"tag\":\"No.Such.Tag\",\"kind\":\"HI\",\"limit\":5}");
        assertProblem(response, 422, "definition-unsound");
        assertThat(response.body()).contains("alarms[New.HI].tag: tag 'No.Such.Tag' is not declared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void shouldNeedTheETag(String method) {
        String path = TAGS + "/" + TestSite.COUNT;
        assertProblem(send(method, path, "", "{}"), 428, "precondition-required");
        assertProblem(send(method, path, "\"0123\"", "{}"), 412, "precondition-failed");
        assertProblem(send(method, TAGS + "/No.Such", "\"0123\"", "{}"), 404, "tag-unknown");
    }

    @Test
    void shouldChangeSomeKeysAndKeepTheOthers() {
        HttpResponse<String> made = make("New.Patched");
        HttpResponse<String> patched =
                send("PATCH", TAGS + "/New.Patched", etag(made), "{\"unit\":\"m\",\"range\":[0,20]}");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(etag(patched)).isNotEqualTo(etag(made));
        JsonNode definition = get(TAGS + "/New.Patched/definition");
        assertThat(definition.toString())
                .isEqualTo("{\"name\":\"New.Patched\",\"range\":[0,20],\"type\":\"float64\",\"unit\":\"m\"}");
        HttpResponse<String> back =
                send("PATCH", TAGS + "/New.Patched", etag(patched), "{\"unit\":null,\"range\":[0,10]}");
        assertThat(etag(back)).isEqualTo(etag(made));
    }

    @Test
    void shouldRefuseFiltersOfATagWithoutASource() {
        HttpResponse<String> response =
                send("POST", TAGS, "", "{\"name\":\"New.Filtered\",\"type\":\"float64\",\"scaling\":{\"factor\":2}}");
        assertProblem(response, 422, "definition-unsound");
        assertThat(response.body()).contains("scaling and filters are for values of a source; this tag has none");
    }

    @Test
    void shouldTakeTheETagOfABatchWithoutItsQuotes() {
        String etag = etag(make("New.Bare")).replace("\"", "");
        HttpResponse<String> removed = send(
                "POST", TAGS + ":batch", "", "{\"remove\":[\"New.Bare\"],\"ifMatch\":{\"New.Bare\":\"" + etag + "\"}}");
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    }

    @Test
    void shouldReplaceAndRemove() throws IOException {
        HttpResponse<String> made = make("New.Gone");
        HttpResponse<String> replaced = send("PUT", TAGS + "/New.Gone", etag(made), "{\"type\":\"int64\"}");
        assertThat(get(TAGS + "/New.Gone").path("type").asText()).isEqualTo("int64");
        assertThat(send("DELETE", TAGS + "/New.Gone", etag(made), "").statusCode())
                .isEqualTo(412);
        assertThat(send("DELETE", TAGS + "/New.Gone", etag(replaced), "").statusCode())
                .isEqualTo(204);
        assertProblem(gateway.get(TAGS + "/New.Gone", supervisor), 404, "tag-unknown");
        assertThat(managed()).doesNotContain("New.Gone");
    }

    @Test
    void shouldNotRemoveATagThatAnAlarmWatches() {
        HttpResponse<String> made = make("New.Watched");
        HttpResponse<String> alarm = send(
                "POST",
                "/api/v1/alarms",
                "",
                "{\"name\":\"New.Watched.HI\",\"tag\":\"New.Watched\",\"kind\":\"HI\",\"limit\":8,\"on-delay\":\"1s\"}");
        assertThat(alarm.statusCode()).as(alarm.body()).isEqualTo(201);
        assertProblem(send("DELETE", TAGS + "/New.Watched", etag(made), ""), 422, "definition-unsound");
        assertThat(send("DELETE", "/api/v1/alarms/New.Watched.HI", etag(alarm), "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send("DELETE", TAGS + "/New.Watched", etag(made), "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldTakeThousandsAtOnceOrNone() {
        StringBuilder put = new StringBuilder("{\"put\":[");
        for (int i = 0; i < 10_000; i++) {
            put.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"Batch.T" + i + "\",\"type\":\"float64\",\"description\":\"" + "d".repeat(60)
                            + "\"}");
        }
        HttpResponse<String> done = send("POST", TAGS + ":batch", "", put + "]}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(gateway.plant.site().tagId("Batch.T9999")).isNotNegative();
        assertProblem(
                send(
                        "POST",
                        TAGS + ":batch",
                        "",
                        "{\"put\":[{\"name\":\"Batch.New\",\"type\":\"bool\"}],\"remove\":[\"Batch.T1\"]}"),
                428,
                "precondition-required");
        assertThat(gateway.plant.site().tagId("Batch.New")).isNegative();
        String etag = etag(gateway.get(TAGS + "/Batch.T1", supervisor)).replace("\"", "\\\"");
        HttpResponse<String> mixed = send(
                "POST",
                TAGS + ":batch",
                "",
                "{\"put\":[{\"name\":\"Batch.New\",\"type\":\"bool\"}],\"remove\":[\"Batch.T1\"],\"ifMatch\":{\"Batch.T1\":\""
                        + etag + "\"}}");
        assertThat(mixed.statusCode()).as(mixed.body()).isEqualTo(200);
        assertThat(gateway.plant.site().tagId("Batch.New")).isNotNegative();
        assertThat(gateway.plant.site().tagId("Batch.T1")).isNegative();
    }

    @Test
    void shouldRefuseOperators() {
        assertProblem(
                gateway.post(TAGS, gateway.token("operator"), "{\"name\":\"New.No\",\"type\":\"bool\"}"),
                403,
                "forbidden");
    }

    @Test
    void shouldSayThatThereAreNoFilesToBeReadAgain() {
        assertProblem(send("POST", "/api/v1/system/config:reload", "", ""), 409, "no-site-file");
    }
}
