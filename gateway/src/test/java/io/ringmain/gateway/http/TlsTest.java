package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestKeys;
import io.ringmain.gateway.tls.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    static Path folder;

    private TestGateway gateway;
    private TestKeys one;
    private TestKeys other;
    private SSLContext client;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        one = TestKeys.make(folder, "one");
        other = TestKeys.make(folder, "other");
        client = TestKeys.client(null, one, other);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    /** In files of its own, which a test may change. */
    private PemFiles files(String name, Path clientAuthority) {
        PemFiles files =
                new PemFiles(folder.resolve(name + "-cert.pem"), folder.resolve(name + "-key.pem"), clientAuthority);
        one.replace(files);
        return files;
    }

    private HttpServer serve(PemFiles files, int port, boolean isRedirecting) {
        return HttpServer.start(gateway.context(true)
                .clock(java.time.Clock.systemUTC())
                .tls(new Settings.Tls(files, port, isRedirecting)));
    }

    private SSLSocket open(HttpServer server, SSLContext context, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(LIVE.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (answer.indexOf("\"reasons\"") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after " + answer);
            }
            answer.append((char) next);
        }
        while (in.read() != '}') {
            // the rest of the body
        }
        return answer.toString();
    }

    private static Certificate shown(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    private HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(client)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @Test
    void shouldServeRestOverTlsAndTellBrowsersToStayThere() throws Exception {
        try (HttpServer server = serve(files("rest", null), -1, false)) {
            assertThat(server.url().getScheme()).isEqualTo("https");
            HttpResponse<String> answer = http().send(
                            HttpRequest.newBuilder(server.url().resolve("/api/v1/system"))
                                    .header("Authorization", "Bearer " + gateway.token("operator"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"site\":\"test site\"");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
        assertThat(gateway.get("/health/live", "").headers().firstValue("Strict-Transport-Security"))
                .as("not without TLS")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldSpeakVersion(String protocol) throws Exception {
        try (HttpServer server = serve(files(protocol, null), -1, false);
                SSLSocket socket = open(server, client, protocol)) {
            assertThat(ask(socket)).startsWith("HTTP/1.1 200");
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    /** A client hello of TLS 1.1, which the JDK itself does not send any more. */
    @Test
    void shouldRefuseOlderVersions() throws Exception {
        String hello = "0302" + "00".repeat(32) + "00" + "0004c013002f" + "0100";
        byte[] bytes = HexFormat.of().parseHex("160301" + length(hello, 4, 4) + "01" + length(hello, 0, 6) + hello);
        try (HttpServer server = serve(files("old", null), -1, false);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            byte[] alert = socket.getInputStream().readNBytes(7);

            assertThat(alert[0]).as("an alert").isEqualTo((byte) 0x15);
            assertThat(alert[5]).as("fatal").isEqualTo((byte) 2);
            assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
        }
    }

    private static String length(String hex, int more, int digits) {
        return String.format("%0" + digits + "x", hex.length() / 2 + more);
    }

    @Test
    void shouldShowANewCertificateToNewConnectionsAndLeaveOpenOnesAlone() throws Exception {
        PemFiles files = files("new", null);
        try (HttpServer server = serve(files, -1, false);
                SSLSocket before = open(server, client)) {
            ask(before);
            other.replace(files);
            assertThat(server.reloadKeys()).isTrue();

            assertThat(ask(before)).startsWith("HTTP/1.1 200");
            assertThat(shown(before)).isEqualTo(one.read());
            try (SSLSocket after = open(server, client)) {
                assertThat(ask(after)).startsWith("HTTP/1.1 200");
                assertThat(shown(after)).isEqualTo(other.read());
            }
        }
    }

    @Test
    void shouldNoticeByItselfThatFilesHaveChanged() throws Exception {
        PemFiles files = files("watched", null);
        try (HttpServer server = serve(files, -1, false)) {
            other.replace(files);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                try (SSLSocket socket = open(server, client)) {
                    socket.startHandshake();
                    assertThat(shown(socket)).isEqualTo(other.read());
                }
            });
        }
    }

    @Test
    void shouldKeepWhatIsInForceWhenNewFilesAreBadAndSaySo() throws Exception {
        PemFiles files = files("bad", null);
        try (HttpServer server = serve(files, -1, false)) {
            Files.copy(other.certificate(), files.certificate(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(server.reloadKeys()).isFalse();

            try (SSLSocket socket = open(server, client)) {
                ask(socket);
                assertThat(shown(socket)).isEqualTo(one.read());
            }
            String ready = http().send(
                            HttpRequest.newBuilder(server.url().resolve("/health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(ready).contains("degraded", "is not the key of the certificate");
        }
    }

    @Test
    void shouldAskClientsForACertificateWhereThereIsAnAuthorityForThem() throws Exception {
        try (HttpServer server = serve(files("clients", other.certificate()), -1, false)) {
            try (SSLSocket known = open(server, TestKeys.client(other, one))) {
                assertThat(ask(known)).startsWith("HTTP/1.1 200");
            }
            assertThatThrownBy(() -> {
                        try (SSLSocket unknown = open(server, client)) {
                            ask(unknown);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldTakeWebSocketsOverTlsFromPagesThatCameOverTlsOnly() {
        try (HttpServer server = serve(files("socket", null), -1, false)) {
            String authority = "127.0.0.1:" + server.port();
            URI uri = URI.create("wss://" + authority + "/api/v1/ws");

            WebSocket socket = connect(uri, "https://" + authority);
            assertThat(socket.getSubprotocol()).isEqualTo("ringmain.v1.json");
            socket.abort();
            assertThatThrownBy(() -> connect(uri, "http://" + authority))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isEqualTo(403));
        }
    }

    private WebSocket connect(URI uri, String origin) {
        return http().newWebSocketBuilder()
                .header("Origin", origin)
                .subprotocols("ringmain.v1.json")
                .buildAsync(uri, new WebSocket.Listener() {})
                .join();
    }

    @Test
    void shouldSendBrowsersOverFromThePlainPortAndServeProbesThere() throws Exception {
        int free;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (HttpServer server = HttpServer.start(
                gateway.context(true).port(free).tls(new Settings.Tls(files("redirect", null), 0, true)))) {
            String plain = "http://127.0.0.1:" + free;

            HttpResponse<String> page = gateway.send(
                    HttpRequest.newBuilder(URI.create(plain + "/alarms?area=a")).build());
            assertThat(page.statusCode()).isEqualTo(308);
            assertThat(page.headers().firstValue("Location")).hasValue(server.url() + "/alarms?area=a");
            assertThat(gateway.send(HttpRequest.newBuilder(URI.create(plain + "/health/live"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> api = gateway.send(
                    HttpRequest.newBuilder(URI.create(plain + "/api/v1/tags")).build());
            assertThat(api.statusCode()).isEqualTo(426);
            assertThat(api.body()).contains("tls-required");
        }
    }
}
