package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.CapturedLog;
import io.ringmain.gateway.testing.RawSocket;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import io.ringmain.gateway.trail.RefusalWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no client of good will does. Each time another client's connection has to go on as if nothing were. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketAbuseTest {
    private static final int TOO_LONG = 5 * 1024 * 1024;

    private TestGateway gateway;
    private String operator;
    private WsClient bystander;
    private long numbered;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
    }

    @BeforeEach
    void begin() {
        bystander = gateway.webSocket(operator);
        bystander.subscribe("s", 50, TestSite.TEMPERATURE);
        numbered = 0;
    }

    @AfterEach
    void shouldServeOthersAllTheWhile() {
        try (WsClient socket = bystander) {
            gateway.set(TestSite.TEMPERATURE, 20 + Math.random());
            double value = gateway.read("/api/v1/values/" + TestSite.TEMPERATURE, operator)
                    .path("value")
                    .asDouble();
            socket.await(f -> {
                if (f.has("n")) {
                    assertThat(f.path("n").asLong()).isEqualTo(++numbered);
                }
                return f.path("d").path(0).path(1).asDouble() == value;
            });
        }
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    // ---- before hello --------------------------------------------------------------------------------------------

    @Test
    void shouldTakeAClientWithoutAnOriginAsItIsNoBrowser() {
        try (RawSocket socket = new RawSocket(gateway)) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 101 ");
        }
    }

    @ParameterizedTest
    @MethodSource("foreignOrigins")
    void shouldRefuseAForeignOrigin(String header) {
        try (RawSocket socket = new RawSocket(gateway, header)) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 403 ");
        }
    }

    static List<String> foreignOrigins() {
        return List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: ",
                "Origin: file://",
                "Origin: http://localhost",
                "Origin: http://localhost:1",
                "Origin: http://localhost.evil.example",
                "Origin: http://user@localhost",
                "Origin: http://localhost:80:80",
                "Origin: http://[::1",
                "Origin: http://evil.example\r\nOrigin: http://localhost");
    }

    @Test
    void shouldRefuseATicketThatWasUsed() {
        String hello = "{\"id\":1,\"op\":\"hello\",\"ticket\":\"" + gateway.ticket(operator) + "\"}";
        try (RawSocket first = new RawSocket(gateway);
                RawSocket second = new RawSocket(gateway)) {
            first.text(hello);
            first.await(f -> f.path("ok").asBoolean());
            second.text(hello);

            assertThat(second.await(f -> f.has("re")).path("code").asText()).isEqualTo("ticket-invalid");
            assertThat(second.awaitClose()).isEqualTo(4003);
        }
    }

    @ParameterizedTest
    @MethodSource("noTickets")
    void shouldRefuseWhatIsNoTicket(String ticket) {
        try (RawSocket socket = new RawSocket(gateway)) {
            socket.text("{\"id\":1,\"op\":\"hello\",\"ticket\":" + ticket + "}");

            assertThat(socket.await(f -> f.has("re")).path("ok").asBoolean()).isFalse();
        }
    }

    static List<String> noTickets() {
        return List.of("\"x\"", "\"\"", "null", "1", "{}", "\"" + "y".repeat(60_000) + "\"");
    }

    @Test
    void shouldNotWaitLongForHello() {
        try (RawSocket socket = new RawSocket(gateway)) {
            assertThat(socket.awaitClose()).isEqualTo(4500);
        }
    }

    @Test
    void shouldAgreeToNoCompression() {
        try (RawSocket socket = new RawSocket(
                gateway,
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame")) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("deflate");
        }
    }

    // ---- frames that are none ------------------------------------------------------------------------------------

    private record Wrong(String what, int code, Consumer<RawSocket> act) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> wrongFrames() {
        byte[] hello = "{\"id\":2,\"op\":\"unsub\",\"sub\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        int last = RawSocket.FINAL;
        return Stream.of(
                new Wrong("a frame of 5 MB", 1009, s -> {
                    s.head(last | RawSocket.TEXT, TOO_LONG, true);
                    for (int sent = 0; sent < TOO_LONG && s.tryWrite(new byte[16_384]); sent += 16_384) {
                        // until the server has had enough
                    }
                }),
                new Wrong("a frame that declares 5 MB", 1009, s -> {
                    s.head(last | RawSocket.TEXT, TOO_LONG, true);
                    s.tryWrite(new byte[70_000]);
                }),
                new Wrong("a message in fragments without end", 1009, s -> {
                    s.frame(RawSocket.TEXT, new byte[1_000]);
                    byte[] fragment = new byte[6 + 2 + 1_000];
                    fragment[0] = RawSocket.CONTINUATION;
                    fragment[1] = (byte) (0x80 | 126);
                    fragment[2] = 1_000 >> 8;
                    fragment[3] = (byte) (1_000 & 0xFF);
                    for (int i = 0; i < 500 && s.tryWrite(fragment); i++) {
                        // until the server has had enough
                    }
                }),
                new Wrong("no mask", 1002, s -> {
                    s.head(last | RawSocket.TEXT, hello.length, false);
                    s.write(hello);
                }),
                new Wrong("the first reserved bit", 1002, s -> s.frame(last | 0x40 | RawSocket.TEXT, hello)),
                new Wrong("the last reserved bit", 1002, s -> s.frame(last | 0x10 | RawSocket.TEXT, hello)),
                new Wrong("a reserved operation", 1002, s -> s.frame(last | 3, hello)),
                new Wrong("a reserved control operation", 1002, s -> s.frame(last | 11, hello)),
                new Wrong("a continuation of nothing", 1002, s -> s.frame(last | RawSocket.CONTINUATION, hello)),
                new Wrong("a message inside another's fragments", 1002, s -> {
                    s.frame(RawSocket.TEXT, hello);
                    s.frame(last | RawSocket.TEXT, hello);
                }),
                new Wrong("a ping of 200 bytes", 1002, s -> s.frame(last | RawSocket.PING, new byte[200])),
                new Wrong("a ping in fragments", 1002, s -> s.frame(RawSocket.PING, new byte[2])),
                new Wrong(
                        "bytes that are no UTF-8",
                        1007,
                        s -> s.frame(last | RawSocket.TEXT, new byte[] {'"', (byte) 0xC3, '('})),
                new Wrong(
                        "half a character at the end",
                        1007,
                        s -> s.frame(last | RawSocket.TEXT, new byte[] {'"', (byte) 0xE2, (byte) 0x82})),
                new Wrong(
                        "a surrogate",
                        1007,
                        s -> s.frame(last | RawSocket.TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})),
                new Wrong("a binary message", 4502, s -> s.frame(last | RawSocket.BINARY, hello)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFrames")
    void shouldEndAConnectionOn(Wrong wrong) {
        try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
            wrong.act().accept(socket);

            // what is still unread when the server closes resets the connection: its code may be lost then
            assertThat(socket.awaitClose()).isIn(wrong.code(), RawSocket.NO_CODE);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> connections() == 1);
    }

    private int connections() {
        return gateway.read("/api/v1/system", gateway.token("auditor"))
                .path("webSockets")
                .asInt();
    }

    // ---- too much ------------------------------------------------------------------------------------------------

    @Test
    void shouldRefuseTenThousandSubscriptions() {
        try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
            int taken = 0;
            JsonNode refusal = null;
            for (int i = 0; i < 10_000 && refusal == null; i++) {
                socket.text("{\"id\":" + (i + 10) + ",\"op\":\"sub\",\"sub\":\"s" + i + "\",\"tags\":[\""
                        + TestSite.PUMP + "\"],\"hz\":1}");
                int id = i + 10;
                JsonNode reply = socket.await(f -> f.path("re").asInt(-1) == id);
                taken += reply.path("ok").asBoolean() ? 1 : 0;
                refusal = reply.path("ok").asBoolean() ? null : reply;
            }
            assertThat(taken).isEqualTo(64);
            assertThat(refusal.path("code").asText()).isEqualTo("too-many-subs");

            for (int i = 0; i < 10_000; i++) {
                String sub = "{\"op\":\"sub\",\"sub\":\"t" + i + "\",\"tags\":[\"*\"]}";
                if (!socket.tryWrite(masked(sub))) {
                    break;
                }
            }
            assertThat(socket.awaitClose()).isIn(4503, 4504, RawSocket.NO_CODE);
        }
    }

    private static byte[] masked(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + utf8.length];
        frame[0] = (byte) (RawSocket.FINAL | RawSocket.TEXT);
        frame[1] = (byte) (0x80 | utf8.length);
        System.arraycopy(utf8, 0, frame, 6, utf8.length);
        return frame;
    }

    @Test
    void shouldEndAConnectionThatSendsNothingButErrors() {
        try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
            for (int i = 0; i < 1_000 && socket.tryWrite(masked("{\"op\"")); i++) {
                // until the server has had enough
            }
            assertThat(socket.awaitClose()).isIn(4503, RawSocket.NO_CODE);
        }
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void shouldAnswerBadJsonAndGoOn(String text) {
        try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
            socket.text(text);
            JsonNode reply = socket.await(f -> f.has("re"));
            socket.text("{\"id\":5,\"op\":\"sub\",\"sub\":\"s\",\"tags\":[\"" + TestSite.PUMP + "\"]}");

            assertThat(reply.path("ok").asBoolean()).isFalse();
            assertThat(socket.await(f -> f.path("re").asInt(-1) == 5).path("ok").asBoolean())
                    .isTrue();
        }
    }

    static List<String> badJson() {
        return List.of(
                "",
                "nonsense",
                "[]",
                "{}",
                "1e999999999",
                "{\"op\":\"sub\",\"op\":\"sub\"}",
                "{\"op\":\"sub\"} {}",
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                "{\"id\":" + "9".repeat(50_000) + "}",
                "{\"op\":\"write\",\"tag\":\"" + TestSite.COUNT + "\",\"value\":1e400}",
                "{\"op\":\"write\",\"cmd\":\"1-1-1-1-1\",\"tag\":\"" + TestSite.COUNT + "\",\"value\":1}",
                "{\"op\":\"sub\",\"sub\":\"s\",\"tags\":[" + "\"*\",".repeat(10_000) + "1]}");
    }

    @Test
    void shouldBoundTheAnswersToAFloodOfPings() {
        try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
            byte[] ping = new byte[6 + 100];
            ping[0] = (byte) (RawSocket.FINAL | RawSocket.PING);
            ping[1] = (byte) (0x80 | 100);
            for (int i = 0; i < 50_000 && socket.tryWrite(ping); i++) {
                // never read meanwhile
            }
            int pongs = 0;
            for (RawSocket.Received next = socket.receive(); next != null; next = socket.receive()) {
                pongs += next.opcode() == RawSocket.PONG ? 1 : 0;
            }
            assertThat(pongs).isLessThan(1_000);
        }
    }

    @Test
    void shouldNotBeHarmedByANegativeLength() {
        try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
            socket.head(RawSocket.FINAL | RawSocket.TEXT, Long.MIN_VALUE, true);
            for (int i = 0; i < 100 && socket.tryWrite(new byte[10_000]); i++) {
                // nobody can say what this belongs to
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> connections() == 1);
    }

    @Test
    void shouldLogAFloodOfMisuseInOneLine() {
        try (CapturedLog log = CapturedLog.of(Hub.class)) {
            long begunNs = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                try (RawSocket socket = RawSocket.loggedIn(gateway, operator)) {
                    socket.frame(RawSocket.FINAL | RawSocket.BINARY, new byte[1]);
                    socket.awaitClose();
                }
            }
            long windows = 1 + (System.nanoTime() - begunNs) / RefusalWindow.LENGTH_NS;
            // the first one of all, and at the end of each window those that it has held
            assertThat((long) log.lines().size()).isBetween(0L, windows + 1);
        }
    }
}
