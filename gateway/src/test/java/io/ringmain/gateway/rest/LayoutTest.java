package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.trail.AuditNote;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Layouts over REST: whose they are, who may share and change them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutTest {
    private static final String LAYOUTS = "/api/v1/layouts/";
    private static final String A = "{\"pens\":[\"A\"]}";
    private static final String B = "{\"pens\":[\"B\"]}";

    private final TestGateway gateway = new TestGateway();
    private final String administrator = gateway.token("administrator");
    private final String supervisor = gateway.token("supervisor");
    private final String operator = gateway.token("operator");
    private final String guest = gateway.token("guest");

    @AfterAll
    void stop() {
        gateway.close();
    }

    private static String path(String name) {
        return LAYOUTS + "trend/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> put(String path, String token, String text, String... headers) {
        HttpRequest.Builder request = gateway.request(path, token).PUT(HttpRequest.BodyPublishers.ofString(text));
        return gateway.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpResponse<String> remove(String path, String token, String... headers) {
        HttpRequest.Builder request = gateway.request(path, token).DELETE();
        return gateway.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private List<String> names(String token, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : gateway.read("/api/v1/layouts?kind=" + kind, token).path("items")) {
            names.add(item.path("name").asText() + " of " + item.path("owner").asText()
                    + (item.path("shared").asBoolean() ? ", shared" : ""));
        }
        return names;
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    @Test
    void shouldKeepWhatIsOnesOwnFromOthers() {
        String mine = LAYOUTS + "own/Ölstand (1)".replace(" ", "%20").replace("Ö", "%C3%96");
        HttpResponse<String> made = put(mine, operator, A);
        put(mine, guest, B);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(gateway.read(mine, operator)).hasToString(A);
        assertThat(gateway.read(mine, guest)).hasToString(B);
        assertThat(names(operator, "own")).containsExactly("Ölstand (1) of operator");
        assertRefused(gateway.get(mine, supervisor), 404, "layout-unknown");
    }

    @Test
    void shouldReplaceAndRemoveWhatIsOnesOwnWithoutAsking() {
        put(path("Mine"), operator, A);
        HttpResponse<String> replaced = put(path("Mine"), operator, B);
        String etag = replaced.headers().firstValue("ETag").orElseThrow();

        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(gateway.get(path("Mine"), operator).headers().firstValue("ETag"))
                .hasValue(etag);
        assertRefused(put(path("Mine"), operator, A, "If-Match", "\"other\""), 412, "precondition-failed");
        assertRefused(put(path("Mine"), operator, A, "If-None-Match", "*"), 412, "precondition-failed");
        assertThat(remove(path("Mine"), operator).statusCode()).isEqualTo(204);
        assertRefused(remove(path("Mine"), operator), 404, "layout-unknown");
    }

    @Test
    void shouldShowASharedOneToAllAndLetItsOwnerAndEngineersChangeIt() {
        String shared = path("Reactor") + "?shared=true";
        put(path("Reactor"), guest, B);
        HttpResponse<String> made = put(shared, operator, A);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(names(guest, "trend")).contains("Reactor of guest", "Reactor of operator, shared");
        assertThat(gateway.read(shared, guest)).hasToString(A);
        assertRefused(put(shared, operator, B), 428, "precondition-required");
        assertRefused(put(shared, operator, B, "If-None-Match", "\"x\""), 428, "precondition-required");
        assertRefused(put(shared, guest, B, "If-Match", "*"), 403, "forbidden");
        assertThat(put(shared, supervisor, B, "If-Match", "*").statusCode()).isEqualTo(200);
        assertThat(put(shared, operator, A, "If-Match", "*").statusCode()).isEqualTo(200);
        assertThat(gateway.read("/api/v1/layouts?kind=trend", guest)
                        .path("items")
                        .findValuesAsText("changedBy"))
                .contains("operator");
        assertRefused(remove(shared, guest, "If-Match", "*"), 403, "forbidden");
        assertThat(remove(shared, supervisor, "If-Match", "*").statusCode()).isEqualTo(204);
    }

    @Test
    void shouldNotLetAnOperatorChangeWhatAnotherOneShares() {
        String shared = path("Boiler") + "?shared=true";
        put(shared, administrator, A);

        assertRefused(put(shared, operator, B, "If-Match", "*"), 403, "forbidden");
        assertRefused(put(path("Other") + "?shared=true", guest, B), 403, "forbidden");
        remove(shared, administrator, "If-Match", "*");
    }

    @Test
    void shouldNoteWhatIsSharedAndNothingElse() {
        gateway.notes.clear();
        put(path("Noted"), operator, A);
        remove(path("Noted"), operator);
        put(path("Noted") + "?shared=true", operator, A);
        put(path("Noted") + "?shared=true", operator, B, "If-Match", "*");
        remove(path("Noted") + "?shared=true", operator, "If-Match", "*");

        assertThat(gateway.notes)
                .extracting(AuditNote::action)
                .filteredOn(action -> action.startsWith("layout"))
                .containsExactly("layout.share", "layout.change", "layout.remove");
        assertThat(gateway.notes).extracting(AuditNote::target).contains("trend/Noted");
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrHasNoProperName() {
        String large = "{\"text\":\"" + "x".repeat(64 << 10) + "\"}";

        assertRefused(put(path("Large"), operator, large), 413, "content-too-large");
        assertRefused(put(path("Large"), operator, "[]"), 400, "malformed-json");
        assertRefused(put(path("x".repeat(81)), operator, A), 400, "bad-request");
        assertRefused(put(path(" x"), operator, A), 400, "bad-request");
        assertRefused(put(path("a*b"), operator, A), 400, "bad-request");
        assertRefused(put(LAYOUTS + "Trend/x", operator, A), 400, "bad-request");
        assertRefused(put(path("x") + "?shared=yes", operator, A), 400, "bad-request");
        assertThat(put(path("x".repeat(80)), operator, A).statusCode()).isEqualTo(201);
    }
}
