package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTest {
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldNameAPortThatIsTaken() {
        int port = gateway.server.port();

        assertThatThrownBy(() -> HttpServer.start(gateway.context(true).port(port)))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("port " + port)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldFreeThePortWhenItCloses() {
        int port = gateway.server.port();
        gateway.server.close();

        try (HttpServer second = HttpServer.start(gateway.context(true).port(port))) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void shouldSayByeToItsClientsWhenItCloses() {
        try (WsClient socket = gateway.webSocket(gateway.token("operator"))) {
            socket.subscribe("s1", 5, TestSite.PUMP);

            gateway.server.close();

            assertThat(socket.awaitOp("bye").toString())
                    .contains("\"code\":4001")
                    .contains("\"retry\":true");
            assertThat(socket.awaitClose()).isEqualTo(4001);
        }
    }

    @Test
    void shouldServeAPageAtTheRoot() {
        HttpResponse<String> page = gateway.get("/", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.body()).containsIgnoringCase("<!doctype html>").contains("Ringmain");
    }

    @Test
    void shouldAnswer304WhenThePageIsKnown() {
        String etag = gateway.get("/", "").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = gateway.send(
                gateway.request("/", "").header("If-None-Match", etag).build());

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void shouldAnswerAnUnknownFileWith404() {
        assertThat(gateway.get("/assets/none.js", "").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/logback.xml", "").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseToPostToAPage() {
        assertThat(gateway.post("/", "", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void shouldAskForAnUpgradeAtTheWebSocket() {
        assertThat(gateway.get("/api/v1/ws", "").statusCode()).isEqualTo(426);
    }

    @Test
    void shouldRefuseAWebSocketOfAnotherOrigin() {
        assertThatThrownBy(() -> open("Origin", "http://evil.example", "/api/v1/ws"))
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
    }

    @Test
    void shouldTakeAWebSocketOfItsOwnOrigin() {
        open("Origin", gateway.server.url().toString(), "/api/v1/ws").abort();
    }

    @Test
    void shouldRefuseATokenInTheUrl() {
        assertThatThrownBy(() -> open("X-Test", "1", "/api/v1/ws?token=abc"))
                .hasRootCauseMessage("Unexpected HTTP response status code 400");
    }

    @Test
    void shouldRefuseAnotherSubProtocol() {
        assertThatThrownBy(() -> gateway.client()
                        .newWebSocketBuilder()
                        .subprotocols("other.v1")
                        .buildAsync(socketUri("/api/v1/ws"), new WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class);
    }

    private WebSocket open(String header, String value, String path) {
        return gateway.client()
                .newWebSocketBuilder()
                .subprotocols(WsClient.JSON)
                .header(header, value)
                .buildAsync(socketUri(path), new WebSocket.Listener() {})
                .join();
    }

    private URI socketUri(String path) {
        return URI.create(gateway.uri(path).toString().replaceFirst("^http", "ws"));
    }

    @Test
    void shouldTakeNoMoreRequestsWhenItIsClosed() {
        URI uri = gateway.uri("/health/live");
        gateway.server.close();

        assertThatThrownBy(() -> gateway.client()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
    }
}
