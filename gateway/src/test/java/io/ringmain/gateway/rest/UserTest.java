package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import io.ringmain.gateway.trail.AuditNote;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who makes, changes and removes users and roles, and from when on that counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserTest {
    private static final String USERS = "/api/v1/users";
    private static final String ROLES = "/api/v1/roles";

    private final TestGateway gateway = new TestGateway();
    private final List<AuditNote> notes = new CopyOnWriteArrayList<>();
    private final HttpServer server = HttpServer.start(gateway.context(true).trail(notes::add));
    private final String administrator = login("administrator", MemoryUsers.PASSWORD);

    @AfterAll
    void stop() {
        server.close();
        gateway.close();
    }

    private HttpResponse<String> send(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (method.equals("PUT") || method.equals("PATCH") || method.equals("DELETE")) {
            request.header("If-Match", "*");
        }
        return gateway.send(
                token.isEmpty()
                        ? request.build()
                        : request.header("Authorization", "Bearer " + token).build());
    }

    private JsonNode done(String method, String path, String body) {
        HttpResponse<String> response = send(method, path, administrator, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response.body().isEmpty() ? null : TestGateway.json(response);
    }

    private String login(String name, String password) {
        return TestGateway.json(send(
                        "POST",
                        "/api/v1/auth/login",
                        "",
                        "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}"))
                .path("token")
                .asText();
    }

    /** A user with {@link MemoryUsers#PASSWORD}, logged in. */
    private String make(String name, String role, String more) {
        done(
                "POST",
                USERS,
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"mustChange\":false,\"password\":\""
                        + MemoryUsers.PASSWORD + "\"" + more + "}");
        return login(name, MemoryUsers.PASSWORD);
    }

    private HttpResponse<String> write(String token) {
        return send("PUT", "/api/v1/values/" + TestSite.LABEL, token, "{\"value\":\"a\"}");
    }

    @Test
    void shouldShowAPasswordThatWasMadeOnceAndAskForAnother() {
        JsonNode made = done("POST", USERS, "{\"name\":\"new-one\",\"role\":\"operator\"}");
        String password = made.path("password").asText();

        assertThat(password).hasSizeGreaterThanOrEqualTo(12);
        assertThat(made.path("mustChange").asBoolean()).isTrue();
        assertThat(login("new-one", password)).isNotEmpty();
        assertThat(done("GET", USERS + "/new-one", "").has("password")).isFalse();
        assertThat(notes.toString()).contains("new-one").doesNotContain(password);
    }

    @Test
    void shouldLetNobodyMakeAnAccountForThemselves() {
        String body = "{\"name\":\"mallory\",\"role\":\"administrator\"}";

        assertProblem(send("POST", USERS, "", body), 401, "token-missing");
        assertProblem(send("POST", USERS, login("supervisor", MemoryUsers.PASSWORD), body), 403, "forbidden");
    }

    @Test
    void shouldGiveAnotherRoleAtOnce() {
        String token = make("turner", "operator", "");
        assertThat(write(token).statusCode()).isEqualTo(200);
        done("PATCH", USERS + "/turner", "{\"role\":\"guest\"}");

        assertProblem(write(token), 403, "forbidden");
    }

    @Test
    void shouldLimitToAreasAtOnce() {
        String token = make("walker", "operator", "");
        done("PATCH", USERS + "/walker", "{\"areas\":[\"field\"]}");

        assertProblem(write(token), 403, "forbidden-area");
        done("PATCH", USERS + "/walker", "{\"areas\":[]}");
        assertThat(write(token).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldChangeARoleForAllWhoHaveItAtOnce() {
        done("POST", ROLES, "{\"name\":\"labeller\",\"permissions\":[\"view\",\"write\"]}");
        String token = make("lara", "labeller", "");
        assertThat(write(token).statusCode()).isEqualTo(200);
        done(
                "PUT",
                ROLES + "/labeller",
                "{\"permissions\":[\"view\",{\"permission\":\"write\",\"areas\":[\"field\"]}]}");

        assertProblem(write(token), 403, "forbidden-area");
    }

    @Test
    void shouldEndSessionsOfADisabledUserAtOnce() {
        String token = make("dora", "operator", "");
        done("POST", USERS + "/dora:disable", "{\"reason\":\"left\"}");

        assertProblem(write(token), 401, "token-revoked");
        assertThat(login("dora", MemoryUsers.PASSWORD)).isEmpty();
        done("POST", USERS + "/dora:enable", "{}");
        assertThat(login("dora", MemoryUsers.PASSWORD)).isNotEmpty();
    }

    @Test
    void shouldEndSessionsWhenSomebodyElseSetsThePassword() {
        String token = make("paula", "operator", "");
        String password = done("POST", USERS + "/paula:password", "{\"mustChange\":false}")
                .path("password")
                .asText();

        assertProblem(write(token), 401, "token-revoked");
        assertThat(login("paula", MemoryUsers.PASSWORD)).isEmpty();
        assertThat(write(login("paula", password)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotGiveRightsThatTheGiverDoesNotHave() {
        done("POST", ROLES, "{\"name\":\"clerk\",\"permissions\":[\"view\",\"write\",\"manage-users\"]}");
        String clerk = make("carl", "clerk", ",\"areas\":[\"tanks\"]");
        String user = "{\"name\":\"%s\",\"role\":\"%s\",\"areas\":[\"%s\"]}";
        String role = "{\"name\":\"%s\",\"permissions\":[\"view\",%s]}";

        assertProblem(send("POST", USERS, clerk, user.formatted("x1", "operator", "tanks")), 403, "forbidden-grant");
        assertProblem(send("POST", USERS, clerk, user.formatted("x2", "clerk", "field")), 403, "forbidden-grant");
        assertThat(send("POST", USERS, clerk, user.formatted("x3", "clerk", "tanks/1"))
                        .statusCode())
                .isEqualTo(201);
        assertProblem(send("POST", ROLES, clerk, role.formatted("r1", "\"shelve\"")), 403, "forbidden-grant");
        assertProblem(send("POST", ROLES, clerk, role.formatted("r2", "\"write\"")), 403, "forbidden-grant");
        assertThat(send("POST", ROLES, clerk, role.formatted("r3", "{\"permission\":\"write\",\"areas\":[\"tanks\"]}"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void shouldNotTakeOverAnAccountThatMayMore() {
        done("POST", ROLES, "{\"name\":\"warden\",\"permissions\":[\"view\",\"manage-users\"]}");
        String warden = make("wanda", "warden", "");

        for (String verb : List.of(":password", ":disable")) {
            assertProblem(send("POST", USERS + "/supervisor" + verb, warden, "{}"), 403, "forbidden-grant");
        }
        assertProblem(send("DELETE", USERS + "/supervisor", warden, ""), 403, "forbidden-grant");
        assertThat(send("POST", USERS + "/guest:disable", warden, "{}").statusCode())
                .isEqualTo(200);
        done("POST", USERS + "/guest:enable", "{}");
    }

    @Test
    void shouldKeepTheLastAdministratorAndTheOwnAccount() {
        assertProblem(send("DELETE", USERS + "/administrator", administrator, ""), 409, "own-account");
        String second = make("second", "administrator", "");
        assertThat(send("POST", USERS + "/administrator:disable", second, "{}").statusCode())
                .isEqualTo(200);
        assertProblem(send("POST", USERS + "/second:disable", second, "{}"), 409, "own-account");
        assertThat(send("POST", USERS + "/administrator:enable", second, "{}").statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", USERS + "/second", login("administrator", MemoryUsers.PASSWORD), "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldNotOverwriteWhatSomebodyElseHasChanged() {
        make("edith", "operator", "");
        String path = USERS + "/edith";
        String etag = send("GET", path, administrator, "")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        done("PATCH", path, "{\"role\":\"guest\"}");
        HttpRequest late = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + administrator)
                .header("If-Match", etag)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"role\":\"supervisor\"}"))
                .build();

        assertProblem(gateway.send(late), 412, "precondition-failed");
    }

    @Test
    void shouldNoteEveryChangeWithOldAndNewValue() {
        make("nora", "operator", "");
        done("PATCH", USERS + "/nora?reason=night%20shift", "{\"areas\":[\"field\"]}");

        assertThat(notes)
                .filteredOn(note ->
                        note.action().equals("user.change") && note.target().equals("nora"))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.user()).isEqualTo("administrator");
                    assertThat(note.oldValue()).contains("areas=all");
                    assertThat(note.newValue()).contains("role=operator").contains("areas=field");
                    assertThat(note.reason()).isEqualTo("night shift");
                    assertThat(note.origin()).startsWith("rest 127.0.0.1");
                });
    }

    @Test
    void shouldTellCallersWhatTheyMayDoAndWhere() {
        String token = make("olga", "operator", ",\"areas\":[\"field\"]");
        JsonNode me = TestGateway.json(send("GET", "/api/v1/auth/me", token, ""));

        assertThat(me.path("role").asText()).isEqualTo("operator");
        assertThat(me.path("permissions").toString()).contains("\"write\"").doesNotContain("override");
        assertThat(me.path("grants").toString())
                .contains("{\"permission\":\"view\",\"areas\":[]}")
                .contains("{\"permission\":\"write\",\"areas\":[\"field\"]}");
    }

    @Test
    void shouldEndASocketWhoseUserIsRemoved() {
        gateway.users.put("rolf", Role.OPERATOR);
        String token = gateway.token("rolf");
        try (WsClient socket = gateway.webSocket(token)) {
            done("DELETE", USERS + "/rolf", "");
            assertThat(socket.awaitOp("bye").path("retry").asBoolean()).isFalse();
        }
    }
}
