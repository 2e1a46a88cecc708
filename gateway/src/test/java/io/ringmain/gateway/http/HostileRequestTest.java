package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.testing.RawClient;
import io.ringmain.gateway.testing.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no client of good will sends, as bytes on a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String LIVE = "GET /health/live HTTP/1.1\r\n";

    private TestGateway gateway;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private String send(String request) {
        return RawClient.exchange(gateway.server.port(), request);
    }

    private static void assertRefused(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("application/problem+json").contains("\"code\":\"" + code + "\"");
        assertThat(answer)
                .doesNotContain("Exception")
                .doesNotContain("io.undertow")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldAnswerAPlainRequest() {
        assertThat(send(LIVE + HOST + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"up\"");
    }

    @Test
    void shouldRefuseTrace() {
        assertRefused(send("TRACE / HTTP/1.1\r\n" + HOST + "\r\n"), 405, "method-not-allowed");
    }

    @Test
    void shouldRefuseAnUnknownMethod() {
        assertRefused(send("BREW / HTTP/1.1\r\n" + HOST + "\r\n"), 501, "method-unknown");
    }

    @ParameterizedTest
    @CsvSource({"HTTP/9.9", "HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "http/1.1"})
    void shouldRefuseOtherVersions(String version) {
        assertRefused(send("GET /health/live " + version + "\r\n" + HOST + "\r\n"), 505, "http-version-not-supported");
    }

    @Test
    void shouldRefuseAFoldedHeader() {
        assertRefused(send(LIVE + HOST + "X-Folded: one\r\n two\r\n\r\n"), 400, "obsolete-folding");
    }

    @Test
    void shouldRefuseAFoldedHeaderInTheSecondRequestOfAConnection() {
        String answer = send("POST /api/v1/auth/login HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nabc\r\n" + LIVE
                + HOST + "X-Folded: one\r\n\ttwo\r\n\r\n");

        assertThat(answer).contains("obsolete-folding").doesNotContain("\"up\"");
    }

    @Test
    void shouldNotTakeABodyForHeaders() {
        String body = "{\r\n \"username\": \"a\",\r\n \"password\": \"b\"\r\n}";

        String answer = send("POST /api/v1/auth/login HTTP/1.1\r\n" + HOST + "Connection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);

        assertRefused(answer, 401, "credentials-invalid");
    }

    @Test
    void shouldTakeAChunkedBody() {
        String answer = send(
                "POST /api/v1/auth/login HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n14\r\n{\"username\": \"a\",\r\n \r\n16\r\n \"password\": \"longer\"}\r\n0\r\n\r\n");

        assertRefused(answer, 401, "credentials-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/secret",
        "/assets/..;/secret",
        "/assets/../secret",
        "/a%5cb",
        "/a%00b",
        "/a;b=c",
        "//evil.example/",
        "/%c0%ae%c0%ae/x"
    })
    void shouldRefuseAPathWithTwoReadings(String path) {
        assertRefused(send("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n"), 400, "bad-path");
    }

    @ParameterizedTest
    @CsvSource({"/%zz", "/%", "/%4", "/%%41", "/%4g", "/%zz?x=1", "/?x=%zz", "/api/v1/tags/%f"})
    void shouldAnswerAMalformedEscapeLikeAnyOtherProblem(String path) {
        assertRefused(send("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n"), 400, "bad-path");
    }

    @ParameterizedTest
    @CsvSource({"GET /, %zz", "GET /%, zz", "GET /%4, z", "GET /a%, %41"})
    void shouldAnswerAMalformedEscapeThatComesInTwoParts(String first, String second) {
        assertRefused(
                RawClient.exchange(gateway.server.port(), first, second + " HTTP/1.1\r\n" + HOST + "\r\n"),
                400,
                "bad-path");
    }

    @ParameterizedTest
    @CsvSource({"evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8080", "localhost:80:80", "[::2]"})
    void shouldRefuseAHostThatIsNotOurs(String host) {
        String answer = send(LIVE + "Host: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1\\.1 (421|400) ").doesNotContain("\"up\"");
    }

    @Test
    void shouldNameAHostThatIsNotAllowed() {
        assertRefused(send(LIVE + "Host: evil.example\r\n\r\n"), 421, "host-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]", "plant.example:443"})
    void shouldTakeItsOwnHosts(String host) {
        assertThat(send(LIVE + "Host: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void shouldRefuseARequestWithoutHost() {
        assertRefused(send(LIVE + "\r\n"), 400, "bad-host");
    }

    @Test
    void shouldRefuseTwoHosts() {
        assertRefused(send(LIVE + HOST + HOST + "\r\n"), 400, "bad-host");
    }

    @Test
    void shouldCheckTheHostOfAnAbsoluteTarget() {
        assertThat(send("GET http://evil.example/health/live HTTP/1.1\r\n" + HOST + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertRefused(
                send("GET http://evil.example/health/live HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
                421,
                "host-not-allowed");
    }

    @Test
    void shouldRefuseAHugeHeader() {
        assertRefused(send(LIVE + HOST + "X-Big: " + "a".repeat(200_000) + "\r\n\r\n"), 431, "headers-too-large");
    }

    @Test
    void shouldRefuseTooManyHeaders() {
        assertRefused(send(LIVE + HOST + "X-More: a\r\n".repeat(200) + "\r\n"), 431, "too-many-headers");
    }

    @Test
    void shouldRefuseALongRequestLine() {
        assertRefused(send("GET /" + "a".repeat(60_000) + " HTTP/1.1\r\n" + HOST + "\r\n"), 414, "uri-too-long");
    }

    @ParameterizedTest
    @CsvSource({"gzip", "identity", "'chunked, chunked'", "xchunked", "'chunked, gzip'"})
    void shouldRefuseOtherTransferCodings(String coding) {
        assertRefused(
                send("POST /api/v1/auth/login HTTP/1.1\r\n" + HOST + "Transfer-Encoding: " + coding + "\r\n\r\n"),
                501,
                "unknown-transfer-encoding");
    }

    @Test
    void shouldRefuseTwoKindsOfLength() {
        assertRefused(
                send("POST /api/v1/auth/login HTTP/1.1\r\n" + HOST
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                400,
                "two-lengths");
    }

    @ParameterizedTest
    @CsvSource({"+5", "5a", "-1", "'5, 5'", "99999999999999999999"})
    void shouldRefuseALengthThatIsNoNumber(String length) {
        String answer =
                send("POST /api/v1/auth/login HTTP/1.1\r\n" + HOST + "Content-Length: " + length + "\r\n\r\nhello");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldRefuseALengthGivenTwice() {
        assertRefused(
                send("POST /api/v1/auth/login HTTP/1.1\r\n" + HOST
                        + "Content-Length: 2\r\nContent-Length: 5\r\n\r\nhello"),
                400,
                "bad-content-length");
    }

    @Test
    void shouldRefuseBareLineFeeds() {
        assertRefused(send("GET /health/live HTTP/1.1\nHost: localhost\n\n"), 400, "bare-line-feed");
    }

    @Test
    void shouldRefuseASpaceBeforeTheColon() {
        assertThat(send(LIVE + "Host : localhost\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldSurviveNoise() {
        assertThat(send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"))
                .doesNotContain("200 OK");
    }

    @Test
    void shouldSetTheSecurityHeaders() {
        assertThat(send("GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .contains("Content-Security-Policy: default-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("X-Content-Type-Options: nosniff")
                .contains("Referrer-Policy: no-referrer")
                .doesNotContain("Server:");
    }
}
