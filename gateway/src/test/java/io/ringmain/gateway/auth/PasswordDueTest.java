package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has to change the password may do nothing else. */
class PasswordDueTest {
    private static final String TAGS = "/api/v1/tags?limit=1";
    private static final String WANTED = "another-long-one";
    private static final String CHANGE = "{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"" + WANTED + "\"}";

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

    private static boolean isDue(HttpResponse<String> login) {
        return TestGateway.json(login).at("/user/passwordChangeRequired").asBoolean();
    }

    @Test
    void shouldLetASessionWithAPasswordOfSomebodyElseOnlyChangeIt() {
        gateway.users.requireChange("operator");
        HttpResponse<String> login = gateway.login("operator", MemoryUsers.PASSWORD);
        String token = TestGateway.json(login).path("token").asText();

        assertThat(isDue(login)).isTrue();
        assertRefused(gateway.get(TAGS, token), 403, "password-change-required");
        assertRefused(gateway.post("/api/v1/auth/ws-ticket", token, "{}"), 403, "password-change-required");
        assertThat(gateway.post("/api/v1/auth/password", token, CHANGE).statusCode())
                .isEqualTo(204);
        assertThat(gateway.get(TAGS, token).statusCode()).isEqualTo(200);
        assertThat(isDue(gateway.login("operator", WANTED))).isFalse();
    }

    @Test
    void shouldEndAnOpenWebSocketOfAUserWhosePasswordHasToBeChanged() {
        try (WsClient socket = gateway.webSocket(gateway.token("operator"))) {
            gateway.users.requireChange("operator");

            assertThat(socket.awaitClose()).isEqualTo(4501);
        }
    }

    @Test
    void shouldKeepSuchAUserOutOfOpcUaServers() {
        gateway.users.requireChange("operator");
        try (Access access = gateway.access()) {
            ServedAccess served = new ServedAccess(access, note -> {});

            assertThat(served.login("operator", MemoryUsers.PASSWORD)).isEmpty();
            assertThat(served.identified("operator")).isEmpty();
            assertThat(served.login("auditor", MemoryUsers.PASSWORD)).isPresent();
        }
    }

    @Test
    void shouldAskForANewPasswordWhenTheOldOneIsTooOld() {
        AccessSettings strict = AccessSettings.DEFAULT.with(new PasswordRules(12, 5, Duration.ofDays(90)));
        gateway.users.setChangedAt("operator", gateway.clock.instant().minus(Duration.ofDays(91)));
        gateway.users.setChangedAt("auditor", gateway.clock.instant().minus(Duration.ofDays(89)));
        try (HttpServer server = HttpServer.start(gateway.context(true).access(gateway.access(strict)))) {
            String tags = server.url().resolve(TAGS).toString();
            String change = server.url().resolve("/api/v1/auth/password").toString();
            String old = token(server, "operator");

            assertThat(gateway.get(tags, token(server, "auditor")).statusCode()).isEqualTo(200);
            assertRefused(gateway.get(tags, old), 403, "password-change-required");
            assertThat(gateway.post(change, old, CHANGE).statusCode()).isEqualTo(204);
            assertThat(gateway.get(tags, old).statusCode()).isEqualTo(200);
        }
    }

    private String token(HttpServer server, String user) {
        String login = server.url().resolve("/api/v1/auth/login").toString();
        String body = "{\"username\":\"" + user + "\",\"password\":\"" + MemoryUsers.PASSWORD + "\"}";
        return TestGateway.json(gateway.post(login, "", body)).path("token").asText();
    }

    @Test
    void shouldRefuseAFormerPassword() {
        String token = gateway.token("operator");
        String back = "{\"current\":\"" + WANTED + "\",\"new\":\"" + MemoryUsers.PASSWORD + "\"}";

        assertThat(gateway.post("/api/v1/auth/password", token, CHANGE).statusCode())
                .isEqualTo(204);
        assertRefused(gateway.post("/api/v1/auth/password", token, back), 422, "password-unsuitable");
    }

    @Test
    void shouldRefuseAPasswordThatIsGuessedFirst() {
        String token = gateway.token("operator");
        String wanted = CHANGE.replace(WANTED, "Passw0rd!2026");

        assertRefused(gateway.post("/api/v1/auth/password", token, wanted), 422, "password-unsuitable");
    }
}
