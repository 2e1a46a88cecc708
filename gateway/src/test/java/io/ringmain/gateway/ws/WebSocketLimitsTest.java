package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketLimitsTest {
    private TestGateway gateway;
    private String operator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
    }

    @BeforeEach
    void reset() {
        operator = gateway.token("operator");
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void shouldAnswerMalformedJsonAndGoOn() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.send("{\"id\":7,");

            assertThat(socket.await(f -> f.has("re")).path("code").asText()).isEqualTo("malformed-json");
            assertThat(socket.subscribe("s1", 5, TestSite.PUMP).path("ok").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void shouldRefuseUnknownKeys() {
        try (WsClient socket = gateway.webSocket(operator)) {
            JsonNode reply = socket.request("\"op\":\"sub\",\"sub\":\"s1\",\"tags\":[],\"colour\":1");

            assertThat(reply.path("code").asText()).isEqualTo("unknown-key");
        }
    }

    @Test
    void shouldRefuseMoreTagsThanTheLimit() {
        try (WsClient socket = gateway.webSocket(operator)) {
            for (int i = 0; i < 3; i++) {
                socket.subscribe("s" + i, 1, "*");
            }

            assertThat(socket.subscribe("s3", 1, "*").path("code").asText()).isEqualTo("too-many-tags");
        }
    }

    @Test
    void shouldRefuseMoreGlobsThanTheLimit() {
        String[] globs = new String[101];
        Arrays.setAll(globs, i -> "*" + i);
        try (WsClient socket = gateway.webSocket(operator)) {
            assertThat(socket.subscribe("s1", 1, globs).path("code").asText()).isEqualTo("too-many-globs");
            assertThat(socket.subscribe("s1", 1, Arrays.copyOf(globs, 100))
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void shouldCloseOnBinaryMessages() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.sendBinary(new byte[] {1, 2, 3});

            assertThat(socket.awaitClose()).isEqualTo(4502);
        }
    }

    @Test
    void shouldCloseWith1009OnAMessageThatIsTooLong() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.send("{\"op\":\"" + "x".repeat(70_000) + "\"}");

            assertThat(socket.awaitClose()).isEqualTo(1009);
            assertThat(gateway.get("/health/live", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldEndTheConnectionOnLogout() {
        String token = gateway.token("supervisor");
        try (WsClient socket = gateway.webSocket(token)) {
            gateway.post("/api/v1/auth/logout", token, "{}");

            assertThat(socket.awaitOp("bye").path("retry").asBoolean()).isFalse();
            assertThat(socket.awaitClose()).isEqualTo(4501);
        }
    }

    @Test
    void shouldEndTheConnectionWhenTheTokenExpires() {
        try (WsClient socket = gateway.webSocket(operator)) {
            gateway.clock.advance(Duration.ofHours(9));

            assertThat(socket.awaitClose()).isEqualTo(4501);
        }
    }

    @Test
    void shouldKeepTheConnectionWhenTheTokenWasRefreshed() {
        try (WsClient socket = gateway.webSocket(operator)) {
            gateway.clock.advance(Duration.ofHours(7));
            gateway.post("/api/v1/auth/refresh", operator, "{}");
            gateway.clock.advance(Duration.ofHours(7));

            socket.awaitOp("hb");
            assertThat(socket.subscribe("s1", 5, TestSite.PUMP).path("ok").asBoolean())
                    .isTrue();
        }
    }
}
