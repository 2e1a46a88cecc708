package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is logged in, and what becomes of those whose sessions are ended. */
class SessionEndpointsTest {
    private static final String TAGS = "/api/v1/tags?limit=1";
    private static final String SESSIONS = "/api/v1/sessions";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private HttpResponse<String> delete(String path, String token) {
        return gateway.send(gateway.request(path, token).DELETE().build());
    }

    private int status(String token) {
        return gateway.get(TAGS, token).statusCode();
    }

    private String ownId(String token) {
        for (JsonNode session : gateway.read(SESSIONS, token).path("items")) {
            if (session.path("current").asBoolean()) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError("the own session is not listed");
    }

    @Test
    void shouldListTheOwnSessionsInTheOrderOfTheirBeginning() {
        String first = gateway.token("operator");
        gateway.clock.advance(Duration.ofMinutes(5));
        gateway.token("operator");
        gateway.token("auditor");

        JsonNode items = gateway.read(SESSIONS, first).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.findValuesAsText("user")).containsOnly("operator");
        JsonNode own = items.get(0);
        assertThat(own.path("current").asBoolean()).isTrue();
        assertThat(items.get(1).path("current").asBoolean()).isFalse();
        assertThat(own.path("kind").asText()).isEqualTo("password");
        assertThat(own.path("origin").asText()).isEqualTo("rest 127.0.0.1");
        Instant began = Instant.parse(own.path("began").asText());
        assertThat(Instant.parse(own.path("lastUsed").asText())).isEqualTo(began.plus(Duration.ofMinutes(5)));
        assertThat(Instant.parse(own.path("expiresAt").asText())).isEqualTo(began.plus(Duration.ofHours(8)));
    }

    @Test
    void shouldShowEverybodysToWhoManagesUsersOnly() {
        String admin = gateway.token("administrator");
        String guest = gateway.token("guest");

        assertThat(gateway.read(SESSIONS, admin).path("items").findValuesAsText("user"))
                .containsExactlyInAnyOrder("administrator", "guest");
        assertThat(gateway.read(SESSIONS + "?user=guest", admin).path("items")).hasSize(1);
        assertThat(gateway.get(SESSIONS + "?user=administrator", guest).statusCode())
                .isEqualTo(403);
        assertThat(gateway.read(SESSIONS + "?user=guest", guest).path("items")).hasSize(1);
    }

    @Test
    void shouldWalkALongListInPages() {
        String admin = gateway.token("administrator");
        gateway.token("guest");
        gateway.token("guest");

        JsonNode first = gateway.read(SESSIONS + "?limit=2", admin);
        JsonNode rest =
                gateway.read(SESSIONS + "?limit=2&cursor=" + first.path("next").asText(), admin);

        assertThat(first.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void shouldRefuseTokensOfASessionThatWasEndedAndCloseItsSockets() {
        String admin = gateway.token("administrator");
        String lost = gateway.token("operator");
        String other = gateway.token("operator");
        try (WsClient socket = gateway.webSocket(lost);
                WsClient kept = gateway.webSocket(other)) {
            String id = ownId(lost);
            long began = System.nanoTime();

            assertThat(delete(SESSIONS + "/" + id, admin).statusCode()).isEqualTo(204);
            assertThat(status(lost)).isEqualTo(401);
            assertThat(socket.awaitClose()).isEqualTo(4501);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(status(other)).isEqualTo(200);
            kept.awaitOp("hb");
            assertThat(delete(SESSIONS + "/" + id, admin).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldEndAllSessionsOfAUser() {
        String admin = gateway.token("administrator");
        String one = gateway.token("operator");
        String two = gateway.token("operator");

        HttpResponse<String> ended = delete(SESSIONS + "?user=operator", admin);

        assertThat(TestGateway.json(ended).path("ended").asInt()).isEqualTo(2);
        assertThat(status(one)).isEqualTo(401);
        assertThat(status(two)).isEqualTo(401);
        assertThat(status(admin)).isEqualTo(200);
    }

    @Test
    void shouldLetNobodyEndTheSessionsOfOthers() {
        String guest = gateway.token("guest");
        String operator = gateway.token("operator");

        assertThat(delete(SESSIONS + "/" + ownId(operator), guest).statusCode()).isEqualTo(404);
        assertThat(delete(SESSIONS + "?user=operator", guest).statusCode()).isEqualTo(403);
        assertThat(delete(SESSIONS, guest).statusCode()).isEqualTo(400);
        assertThat(status(operator)).isEqualTo(200);
        assertThat(delete(SESSIONS + "?user=guest", guest).statusCode()).isEqualTo(200);
        assertThat(status(guest)).isEqualTo(401);
    }

    @Test
    void shouldEndTheSessionThatWasNotUsedForLongestWhenThereAreTooMany() {
        try (HttpServer server = server(AccessSettings.DEFAULT.withSessions(Duration.ZERO, 2))) {
            String tags = server.url().resolve(TAGS).toString();
            String first = token(server);
            gateway.clock.advance(Duration.ofSeconds(1));
            String second = token(server);
            gateway.clock.advance(Duration.ofSeconds(1));
            gateway.get(tags, first);
            gateway.clock.advance(Duration.ofSeconds(1));
            String third = token(server);

            assertThat(gateway.get(tags, second).statusCode()).isEqualTo(401);
            assertThat(gateway.get(tags, first).statusCode()).isEqualTo(200);
            assertThat(gateway.get(tags, third).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldEndASessionThatNobodyUses() {
        try (HttpServer server = server(AccessSettings.DEFAULT.withSessions(Duration.ofMinutes(30), 10))) {
            String tags = server.url().resolve(TAGS).toString();
            String used = token(server);
            String idle = token(server);
            gateway.clock.advance(Duration.ofMinutes(20));
            assertThat(gateway.get(tags, used).statusCode()).isEqualTo(200);
            gateway.clock.advance(Duration.ofMinutes(20));

            assertThat(gateway.get(tags, idle).statusCode()).isEqualTo(401);
            assertThat(gateway.get(tags, used).statusCode()).isEqualTo(200);
            await().until(() -> gateway.users.sessions().list().size() == 1);
        }
    }

    private HttpServer server(AccessSettings settings) {
        return HttpServer.start(gateway.context(true).access(gateway.access(settings)));
    }

    private String token(HttpServer server) {
        String login = server.url().resolve("/api/v1/auth/login").toString();
        String body = "{\"username\":\"operator\",\"password\":\"" + MemoryUsers.PASSWORD + "\"}";
        return TestGateway.json(gateway.post(login, "", body)).path("token").asText();
    }

    @Test
    void shouldEndAWebSocketWithItsSessionWheneverItWasOpened() {
        String token = gateway.token("operator");
        String ticket = gateway.ticket(token);
        delete(SESSIONS + "?user=operator", token);
        try (WsClient late = gateway.webSocket()) {
            assertThat(late.hello(ticket).path("ok").asBoolean()).isFalse();
        }
    }

    @Test
    void shouldRememberAChangedPasswordOverARestart() {
        String token = gateway.token("operator");
        gateway.post(
                "/api/v1/auth/password",
                token,
                "{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"another-long-one\"}");

        try (HttpServer second = HttpServer.start(gateway.context(true).access(gateway.access()))) {
            assertThat(gateway.get(second.url().resolve(TAGS).toString(), token).statusCode())
                    .isEqualTo(200);
        }
    }
}
