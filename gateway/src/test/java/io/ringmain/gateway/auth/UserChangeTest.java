package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.WsClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions follow what becomes of their users, within 5 s also when another process changes the store. */
class UserChangeTest {
    private static final String TAGS = "/api/v1/tags?limit=1";
    private static final String WANTED = "another-long-one";
    private static final Duration BOUND = Duration.ofSeconds(60);

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private int status(String path, String token) {
        return gateway.get(path, token).statusCode();
    }

    @Test
    void shouldEndTheOtherSessionsOfAUserWhoChangesThePassword() {
        String own = gateway.token("operator");
        String other = gateway.token("operator");
        try (WsClient ownSocket = gateway.webSocket(own);
                WsClient otherSocket = gateway.webSocket(other)) {
            gateway.post(
                    "/api/v1/auth/password",
                    own,
                    "{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"" + WANTED + "\"}");

            assertThat(otherSocket.awaitClose()).isEqualTo(4501);
            assertThat(status(TAGS, other)).isEqualTo(401);
            assertThat(status(TAGS, own)).isEqualTo(200);
            assertThat(status(TAGS, refreshed(own))).isEqualTo(200);
            ownSocket.awaitOp("hb");
        }
    }

    private String refreshed(String token) {
        return TestGateway.json(gateway.post("/api/v1/auth/refresh", token, "{}"))
                .path("token")
                .asText();
    }

    @Test
    void shouldEndTheSessionsOfAUserWhosePasswordWasSetInAnotherProcess() {
        String token = gateway.token("operator");
        String bystander = gateway.token("auditor");
        try (WsClient socket = gateway.webSocket(token)) {
            gateway.users.updatePassword("operator", PasswordHash.hash(WANTED));

            assertThat(socket.awaitClose()).isEqualTo(4501);
            await().atMost(BOUND).until(() -> status(TAGS, token) == 401);
            assertThat(status(TAGS, bystander)).isEqualTo(200);
            assertThat(gateway.login("operator", WANTED).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldEndTheSessionsOfADisabledUser() {
        String token = gateway.token("operator");
        String unused = gateway.ticket(token);
        try (WsClient socket = gateway.webSocket(token);
                WsClient late = gateway.webSocket()) {
            gateway.users.disable("operator");

            assertThat(socket.awaitClose()).isEqualTo(4501);
            assertThat(status(TAGS, token)).isEqualTo(401);
            assertThat(late.hello(unused).path("ok").asBoolean()).isFalse();
        }
    }

    @Test
    void shouldGiveOpenSessionsTheNewRole() {
        String token = gateway.token("operator");
        try (WsClient socket = gateway.webSocket(token)) {
            assertThat(status("/api/v1/system", token)).isEqualTo(200);
            gateway.users.changeRole("operator", Role.GUEST);

            assertThat(socket.awaitOp("bye").path("retry").asBoolean()).isTrue();
            assertThat(socket.awaitClose()).isEqualTo(4005);
            assertThat(status("/api/v1/system", token)).isEqualTo(403);
            assertThat(status(TAGS, token)).isEqualTo(200);
        }
        try (WsClient again = gateway.webSocket()) {
            assertThat(again.hello(gateway.ticket(token)).path("role").asText()).isEqualTo("guest");
        }
    }
}
