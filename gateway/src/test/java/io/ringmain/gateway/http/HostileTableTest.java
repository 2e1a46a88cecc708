package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One hostile request after the other, as bytes on a socket: each is answered once, as the table says, whatever follows it in
 * the same packet; the connection closes, and the next client is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTableTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String LIVE = "GET /health/live HTTP/1.1\r\n";
    private static final String POST = "POST /api/v1/auth/login HTTP/1.1\r\n" + HOST;
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    /** Behind every request: whoever answers this has taken part of the first for the end of it. */
    private static final String SMUGGLED = "GET /api/v1/openapi.json HTTP/1.1\r\n" + HOST + "\r\n";

    private static final int SILENCE_MS = 5_000;

    private TestGateway gateway;

    record Cell(String name, String request, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Cell cell(String name, String request, int status, String code) {
        return new Cell(name, request, status, code);
    }

    private static Cell header(String name, String header, int status, String code) {
        return cell(name, LIVE + HOST + header + "\r\n\r\n", status, code);
    }

    private static Cell target(String target) {
        return cell("target " + target, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n", 400, "bad-path");
    }

    private static Cell host(String host) {
        return cell("host '" + host + "'", LIVE + "Host: " + host + "\r\n\r\n", 421, "host-not-allowed");
    }

    private static Cell noHost(String host) {
        return cell("host '" + host + "'", LIVE + "Host: " + host + "\r\n\r\n", 400, "bad-host");
    }

    private static Cell length(String length) {
        String request = POST + "Content-Length: " + length + "\r\n\r\nhello";
        return cell("length '" + length + "'", request, 400, "bad-content-length");
    }

    private static Cell chunk(String name, String body) {
        return cell("chunk " + name, CHUNKED + body, 400, "bad-chunk");
    }

    static Stream<Cell> table() {
        return Stream.of(framing(), chunks(), lines(), versions(), targets(), hosts(), sizes())
                .flatMap(List::stream);
    }

    private static List<Cell> framing() {
        String te = "Transfer-Encoding: chunked\r\n";
        return List.of(
                cell("CL.TE", POST + "Content-Length: 6\r\n" + te + "\r\n0\r\n\r\nG", 400, "two-lengths"),
                cell("TE.CL", POST + te + "Content-Length: 3\r\n\r\n1\r\nA\r\n0\r\n\r\n", 400, "two-lengths"),
                cell(
                        "TE.TE",
                        POST + te + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                        501,
                        "unknown-transfer-encoding"),
                cell("TE twice", POST + te + te + "\r\n0\r\n\r\n", 501, "unknown-transfer-encoding"),
                cell("TE with a space", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400, "bad-header-name"),
                cell(
                        "TE folded",
                        POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                        501,
                        "unknown-transfer-encoding"),
                cell("TE with a tab inside", POST + "Transfer-Encoding: \u000bchunked\r\n\r\n", 400, "bad-character"),
                cell("TE quoted", POST + "Transfer-Encoding: \"chunked\"\r\n\r\n", 501, "unknown-transfer-encoding"),
                cell(
                        "TE of HTTP/1.0",
                        "POST /api/v1/auth/login HTTP/1.0\r\n" + HOST + te + "\r\n0\r\n\r\n",
                        400,
                        "bad-transfer-encoding"),
                cell(
                        "CL twice, the same",
                        POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                        400,
                        "bad-content-length"),
                length("-1"),
                length("+5"),
                length("5 5"),
                length("0x5"),
                length("5.0"),
                length(""),
                length("9223372036854775807"),
                length("99999999999999999999"),
                cell("length of a TB", POST + "Content-Length: 999999999999\r\n\r\n", 413, "content-too-large"),
                header("expects something", "Expect: 200-ok", 417, "expectation-failed"),
                header("expects nothing", "Expect: ", 417, "expectation-failed"),
                header("expects two things", "Expect: 100-continue, 200-ok", 417, "expectation-failed"));
    }

    private static List<Cell> chunks() {
        return List.of(
                chunk("longer than it says", "3\r\nabcdef\r\n0\r\n\r\n"),
                chunk("without an end", "3\r\nabc0\r\n\r\n"),
                chunk("with a bare line feed", "3\nabc\r\n0\r\n\r\n"),
                chunk("data with a bare line feed", "3\r\nabc\n0\r\n\r\n"),
                chunk("size negative", "-1\r\nabc\r\n0\r\n\r\n"),
                chunk("size with a prefix", "0x3\r\nabc\r\n0\r\n\r\n"),
                chunk("size with a sign", "+3\r\nabc\r\n0\r\n\r\n"),
                chunk("size empty", "\r\nabc\r\n0\r\n\r\n"),
                chunk("size with 17 digits", "10000000000000003\r\nabc\r\n0\r\n\r\n"),
                chunk("size in another alphabet", "\u00b3\r\nabc\r\n0\r\n\r\n"),
                chunk("extension of 10 KB", "3;" + "a".repeat(10_000) + "\r\nabc\r\n0\r\n\r\n"),
                chunk("extension with a return", "3;a\rb\r\nabc\r\n0\r\n\r\n"));
    }

    private static List<Cell> lines() {
        return List.of(
                header("folded line", "X-Folded: one\r\n two", 400, "obsolete-folding"),
                header("line folded by a tab", "X-Folded: one\r\n\ttwo", 400, "obsolete-folding"),
                cell("folded first line", LIVE + " " + HOST + "\r\n", 400, "obsolete-folding"),
                cell("bare line feeds", "GET /health/live HTTP/1.1\nHost: localhost\n\n", 400, "bare-line-feed"),
                header("bare line feed in a value", "X-A: b\nX-C: d", 400, "bare-line-feed"),
                header("bare return in a value", "X-A: b\rX-C: d", 400, "bare-carriage-return"),
                header("zero in a value", "X-A: b\u0000c", 400, "bad-character"),
                header("delete in a value", "X-A: b\u007fc", 400, "bad-character"),
                header("no colon", "X-A", 400, "bad-header-name"),
                header("no name", ": b", 400, "bad-header-name"),
                header("space in a name", "X A: b", 400, "bad-header-name"),
                header("letter of another alphabet in a name", "X-\u00c4: b", 400, "bad-header-name"),
                cell(
                        "control character in the first line",
                        "GET /a\u0001b HTTP/1.1\r\n" + HOST + "\r\n",
                        400,
                        "bad-character"),
                cell("tabs in the first line", "GET\t/health/live\tHTTP/1.1\r\n" + HOST + "\r\n", 400, "bad-character"),
                cell("two spaces", "GET  /health/live HTTP/1.1\r\n" + HOST + "\r\n", 400, "bad-request-line"),
                cell("space in the target", "GET /health/live x HTTP/1.1\r\n" + HOST + "\r\n", 400, "bad-request-line"),
                cell("no target", "GET HTTP/1.1\r\n" + HOST + "\r\n", 400, "bad-request-line"));
    }

    private static List<Cell> versions() {
        String end = "\r\n" + HOST + "\r\n";
        return List.of(
                cell("HTTP/9.9", "GET / HTTP/9.9" + end, 505, "http-version-not-supported"),
                cell("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http-version-not-supported"),
                cell("HTTP/0.9", "GET /\r\n", 505, "http-version-not-supported"),
                cell("version in small letters", "GET / http/1.1" + end, 505, "http-version-not-supported"),
                cell("something behind the version", "GET / HTTP/1.1 x" + end, 505, "http-version-not-supported"),
                cell("SSH", "SSH-2.0-OpenSSH_9.2\r\n", 505, "http-version-not-supported"),
                cell("SMTP", "EHLO localhost\r\n", 505, "http-version-not-supported"),
                cell("TRACE", "TRACE / HTTP/1.1" + end, 405, "method-not-allowed"),
                cell("CONNECT", "CONNECT evil.example:443 HTTP/1.1" + end, 501, "method-unknown"),
                cell("DEBUG", "DEBUG / HTTP/1.1" + end, 501, "method-unknown"),
                cell("method in small letters", "get / HTTP/1.1" + end, 501, "method-unknown"),
                cell("byte order mark", "\u00ef\u00bb\u00bfGET / HTTP/1.1" + end, 501, "method-unknown"));
    }

    private static List<Cell> targets() {
        return List.of(
                target("/..%2f..%2fetc/passwd"),
                target("/%2e%2e/%2e%2e/secret"),
                target("/assets/..;/secret"),
                target("/assets/../secret"),
                target("/assets/..\\secret"),
                target("/a%00b"),
                target("/a%0d%0aSet-Cookie:%20a=b"),
                target("/%c0%ae%c0%ae/secret"),
                target("/%c0%af"),
                target("/%e0%80%af"),
                target("/%ed%a0%80"),
                target("/%ff"),
                target("/%zz"),
                target("//evil.example/"),
                target("/health/live#x"),
                target("*"),
                target("health/live"),
                cell(
                        "absolute with a foreign host",
                        "GET http://evil.example/health/live HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                        421,
                        "host-not-allowed"));
    }

    private static List<Cell> hosts() {
        return List.of(
                cell("no host", LIVE + "\r\n", 400, "bad-host"),
                cell("two hosts", LIVE + HOST + HOST + "\r\n", 400, "bad-host"),
                cell("two other hosts", LIVE + HOST + "Host: evil.example\r\n\r\n", 400, "bad-host"),
                host("evil.example"),
                host("localhost.evil.example"),
                noHost("localhost@evil.example"),
                noHost("localhost, evil.example"),
                noHost("localhost/evil"),
                noHost("localhost:80:80"),
                noHost("localhost:"),
                noHost("localhost:x"),
                host("[::2]"),
                noHost("[::1"),
                noHost(""),
                cell(
                        "forwarded host",
                        LIVE + "Host: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n",
                        421,
                        "host-not-allowed"));
    }

    private static List<Cell> sizes() {
        return List.of(
                header("header of 100 KB", "X-Big: " + "a".repeat(100_000), 431, "headers-too-large"),
                header("name of 100 KB", "X" + "a".repeat(100_000) + ": b", 431, "headers-too-large"),
                header("200 headers", "X-A: b\r\n".repeat(199) + "X-A: b", 431, "too-many-headers"),
                cell(
                        "target of 60 KB",
                        "GET /" + "a".repeat(60_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                        414,
                        "uri-too-long"),
                cell("empty lines for ever", "\r\n".repeat(20_000) + LIVE + HOST + "\r\n", 400, "bad-request-line"));
    }

    @BeforeAll
    void start() {
        gateway = new TestGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    /** All that comes until the server closes; fails when it does not. */
    private String talk(String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.server.port())) {
            socket.setSoTimeout(SILENCE_MS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream stream = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                answer.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection stays open after: " + answer, e);
        } catch (java.net.SocketException e) {
            // reset: closed as well
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private void assertTheNextOneIsServed() throws IOException {
        assertThat(talk(LIVE + HOST + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @MethodSource("table")
    void shouldRefuseCloseAndGoOn(Cell cell) throws IOException {
        String answer = talk(cell.request() + SMUGGLED);

        assertThat(answer).startsWith("HTTP/1.1 " + cell.status() + " ");
        assertThat(answer).contains("application/problem+json").contains("\"code\":\"" + cell.code() + "\"");
        assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as("one answer").hasSize(2);
        assertThat(answer)
                .doesNotContain("Exception")
                .doesNotContain("undertow")
                .doesNotContain("openapi");
        assertTheNextOneIsServed();
    }

    @Test
    void shouldBeNoSmallTable() {
        assertThat(table().count()).isGreaterThan(90);
        assertThat(table().map(Cell::name)).doesNotHaveDuplicates();
    }

    @Test
    void shouldAnswerTwoGoodRequestsInOnePacketEach() throws IOException {
        String answer = talk(LIVE + HOST + "\r\n" + LIVE + HOST + "Connection: close\r\n\r\n");

        assertThat(answer.split("HTTP/1\\.1 200 ", -1)).hasSize(3);
    }

    @Test
    void shouldTakeTheBodyOfAGetForABody() throws IOException {
        String answer =
                talk(LIVE + HOST + "Connection: close\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED);

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("openapi");
    }

    /** It was not looked at any more once another protocol had been asked for, whether or not there was one. */
    @Test
    void shouldTakeNothingBehindAnUpgradeThatCameToNothing() throws IOException {
        String answer = talk(LIVE + HOST + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                + "GET /health/live HTTP/1.1\r\nX-Folded: a\r\n b\r\n" + HOST + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("request-after-upgrade");
    }

    /** Java's own client asks for HTTP/2 in passing, and uses the connection again. */
    @Test
    void shouldGoOnServingAndLookingAtAClientThatWouldLikeHttp2() throws IOException {
        String wish = LIVE + HOST + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AA\r\n\r\n";

        assertThat(talk(wish + LIVE + HOST + "Connection: close\r\n\r\n").split("HTTP/1\\.1 200 ", -1))
                .hasSize(3);
        assertThat(talk(wish + LIVE + "X-Folded: a\r\n b\r\n" + HOST + "\r\n")).contains("obsolete-folding");
    }

    @Test
    void shouldRefuseALargeBodyBeforeItIsSent() throws IOException {
        String answer = talk(POST + "Expect: 100-continue\r\nContent-Length: 20000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    }
}
