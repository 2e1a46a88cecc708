package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens for programs: what they may do, and what ends them. */
class ApiTokenEndpointsTest {
    private static final String TAGS = "/api/v1/tags?limit=1";
    private static final String TOKENS = "/api/v1/api-tokens";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    private JsonNode made(String owner, String body) {
        HttpResponse<String> response = gateway.post(TOKENS, owner, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return TestGateway.json(response);
    }

    private String made(String owner, String name, String scopes) {
        return made(owner, "{\"name\":\"" + name + "\",\"scopes\":[" + scopes + "]}")
                .path("token")
                .asText();
    }

    private HttpResponse<String> delete(String path, String token) {
        return gateway.send(gateway.request(path, token).DELETE().build());
    }

    private int write(String token) {
        return gateway.put("/api/v1/values/" + TestSite.TEMPERATURE, token, "{\"value\":1}")
                .statusCode();
    }

    @Test
    void shouldShowATokenOnceAndKeepItsHashOnly() {
        String operator = gateway.token("operator");
        JsonNode made = made(operator, "{\"name\":\"backup\",\"scopes\":[\"view\"]}");
        String token = made.path("token").asText();

        assertThat(token).matches("rmt_[A-Za-z0-9_-]{43}");
        JsonNode listed = gateway.read(TOKENS, operator).path("items").get(0);
        assertThat(listed.toString()).doesNotContain(token.substring(4));
        assertThat(gateway.users.apiTokens().list().toString()).doesNotContain(token.substring(4));
        assertThat(listed.path("name").asText()).isEqualTo("backup");
        assertThat(listed.path("user").asText()).isEqualTo("operator");
        assertThat(listed.path("lastUsed").isNull()).isTrue();
        assertThat(Instant.parse(listed.path("expiresAt").asText()))
                .isEqualTo(gateway.clock.instant().plus(Duration.ofDays(365)));
        gateway.get(TAGS, token);
        JsonNode used = gateway.read(TOKENS, operator).path("items").get(0);
        assertThat(Instant.parse(used.path("lastUsed").asText())).isEqualTo(gateway.clock.instant());
        assertThat(used.path("lastOrigin").asText()).isEqualTo("rest 127.0.0.1");
    }

    @Test
    void shouldDoWhatItsScopesSayAndNoMore() {
        String operator = gateway.token("operator");
        String reading = made(operator, "reading", "\"view\"");
        String writing = made(operator, "writing", "\"view\",\"write\"");

        assertThat(gateway.get(TAGS, reading).statusCode()).isEqualTo(200);
        assertThat(write(reading)).isEqualTo(403);
        assertThat(write(writing)).isEqualTo(200);
        assertRefused(gateway.get("/api/v1/system", reading), 403, "forbidden");
    }

    @Test
    void shouldDoWhatItsOwnerMayAtTheMomentAndNoMore() {
        String token = made(gateway.token("operator"), "writing", "\"view\",\"write\"");
        gateway.users.changeRole("operator", Role.GUEST);

        await().until(() -> write(token) == 403);
        assertThat(gateway.get(TAGS, token).statusCode()).isEqualTo(200);
        gateway.users.disable("operator");
        await().until(() -> gateway.get(TAGS, token).statusCode() == 401);
    }

    @Test
    void shouldChangeThingsInItsAreasOnly() {
        String operator = gateway.token("operator");
        String elsewhere = made(
                        operator,
                        "{\"name\":\"elsewhere\",\"scopes\":[\"view\",\"write\"],\"areas\":[\"No.Such.Area\"]}")
                .path("token")
                .asText();

        assertRefused(
                gateway.put("/api/v1/values/" + TestSite.TEMPERATURE, elsewhere, "{\"value\":1}"),
                403,
                "forbidden-area");
        assertThat(gateway.get(TAGS, elsewhere).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\":\"t\",\"scopes\":[\"view\",\"configure\"]}', 403, scope-not-allowed",
        "'{\"name\":\"t\",\"scopes\":[\"fly\"]}', 400, bad-request",
        "'{\"name\":\"t\",\"scopes\":[]}', 400, bad-request",
        "'{\"name\":\"t\",\"scopes\":[7]}', 400, bad-request",
        "'{\"name\":\"t\",\"scopes\":\"view\"}', 400, bad-request",
        "'{\"name\":\"t\"}', 400, bad-request",
        "'{\"name\":\"<t>\",\"scopes\":[\"view\"]}', 400, bad-request",
        "'{\"name\":\"t\",\"scopes\":[\"view\"],\"areas\":[\" \"]}', 400, bad-request",
        "'{\"name\":\"t\",\"scopes\":[\"view\"],\"expiresAt\":\"tomorrow\"}', 400, bad-request",
        "'{\"name\":\"t\",\"scopes\":[\"view\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}', 422, expiry-not-allowed",
        "'{\"name\":\"t\",\"scopes\":[\"view\"],\"expiresAt\":\"2999-01-01T00:00:00Z\"}', 422, expiry-not-allowed",
        "'{\"name\":\"t\",\"scopes\":[\"view\"],\"token\":\"rmt_mine\"}', 400, unknown-key"
    })
    void shouldRefuseToMake(String body, int status, String code) {
        assertRefused(gateway.post(TOKENS, gateway.token("operator"), body), status, code);
    }

    @Test
    void shouldRefuseASecondOneOfTheSameNameAndTooMany() {
        String operator = gateway.token("operator");
        made(operator, "same", "\"view\"");
        assertRefused(gateway.post(TOKENS, operator, "{\"name\":\"same\",\"scopes\":[\"view\"]}"), 409, "token-exists");
        made(gateway.token("guest"), "same", "\"view\"");
        for (int i = 1; i < ApiTokens.MOST_OF_A_USER; i++) {
            made(operator, "t" + i, "\"view\"");
        }
        assertRefused(
                gateway.post(TOKENS, operator, "{\"name\":\"more\",\"scopes\":[\"view\"]}"), 409, "too-many-tokens");
    }

    @Test
    void shouldNeitherMakeTokensNorChangePasswordsNorEndSessions() {
        String admin = gateway.token("administrator");
        String token = made(admin, "all", "\"view\",\"manage-users\",\"admin\"");
        String viewing = made(admin, "viewing", "\"view\"");
        String password = "{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"another-long-one\"}";

        assertRefused(gateway.post(TOKENS, token, "{\"name\":\"x\",\"scopes\":[\"view\"]}"), 403, "login-required");
        assertRefused(gateway.post("/api/v1/auth/password", token, password), 403, "login-required");
        assertRefused(gateway.post("/api/v1/users/operator:password", token, "{}"), 403, "login-required");
        assertRefused(gateway.post("/api/v1/auth/refresh", token, "{}"), 403, "login-required");
        assertRefused(gateway.post("/api/v1/auth/logout", token, "{}"), 403, "login-required");
        assertRefused(delete("/api/v1/sessions?user=administrator", viewing), 403, "forbidden");
        assertThat(gateway.get(TAGS, admin).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeRefusedAtOnceWhenItIsRevokedAndItsSocketClosed() {
        String operator = gateway.token("operator");
        JsonNode made = made(operator, "{\"name\":\"screen\",\"scopes\":[\"view\"]}");
        String token = made.path("token").asText();
        try (WsClient socket = gateway.webSocket(token)) {
            socket.awaitOp("hb");
            assertThat(delete(TOKENS + "/" + made.path("id").asText(), operator).statusCode())
                    .isEqualTo(204);

            assertRefused(gateway.get(TAGS, token), 401, "token-invalid");
            assertThat(socket.awaitClose()).isEqualTo(4501);
        }
    }

    @Test
    void shouldFollowAnotherProcessThatRevokes() {
        String token = made(gateway.token("operator"), "t", "\"view\"");
        assertThat(gateway.get(TAGS, token).statusCode()).isEqualTo(200);

        gateway.users
                .apiTokens()
                .list()
                .forEach(kept -> gateway.users.apiTokens().remove(kept.id()));

        await().until(() -> gateway.get(TAGS, token).statusCode() == 401);
    }

    @Test
    void shouldLetNobodyRevokeTheTokensOfOthersButWhoManagesUsers() {
        String operator = gateway.token("operator");
        String id = made(operator, "{\"name\":\"t\",\"scopes\":[\"view\"]}")
                .path("id")
                .asText();

        assertRefused(delete(TOKENS + "/" + id, gateway.token("guest")), 404, "token-unknown");
        assertRefused(gateway.get(TOKENS + "?user=operator", gateway.token("guest")), 403, "forbidden");
        String admin = gateway.token("administrator");
        assertThat(gateway.read(TOKENS + "?user=operator", admin).path("items")).hasSize(1);
        assertThat(delete(TOKENS + "/" + id, admin).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldExpire() {
        Instant end = gateway.clock.instant().plus(Duration.ofHours(1));
        String token = made(
                        gateway.token("operator"),
                        "{\"name\":\"t\",\"scopes\":[\"view\"],\"expiresAt\":\"" + end + "\"}")
                .path("token")
                .asText();
        assertThat(gateway.get(TAGS, token).statusCode()).isEqualTo(200);

        gateway.clock.advance(Duration.ofHours(1));

        assertRefused(gateway.get(TAGS, token), 401, "token-expired");
    }

    @Test
    void shouldOutliveARestartAndTheOwnersPassword() {
        String token = made(gateway.token("operator"), "t", "\"view\"");
        gateway.users.updatePassword("operator", PasswordHash.hash("another-long-one"));

        try (HttpServer second = HttpServer.start(gateway.context(true).access(gateway.access()))) {
            assertThat(gateway.get(second.url().resolve(TAGS).toString(), token).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"rmt_", "rmt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "rmt_' OR '1'='1"})
    void shouldRefuseWhatIsNoTokenOfThisServer(String token) {
        assertRefused(gateway.get(TAGS, token), 401, "token-invalid");
    }
}
