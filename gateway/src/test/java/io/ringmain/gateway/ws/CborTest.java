package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CborTest {
    private TestGateway gateway;
    private String operator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
    }

    @BeforeEach
    void reset() {
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private WsClient cbor() {
        WsClient socket = WsClient.connect(gateway, WsClient.CBOR);
        assertThat(socket.hello(gateway.ticket(operator)).path("ok").asBoolean())
                .isTrue();
        return socket;
    }

    @Test
    void shouldSendValuesInBinaryFrames() {
        gateway.set(TestSite.COUNT, 7);
        try (WsClient socket = cbor()) {
            JsonNode reply = socket.subscribe("s1", 20, TestSite.TEMPERATURE, TestSite.COUNT);
            JsonNode snapshot = socket.awaitOp("v");
            gateway.set(TestSite.TEMPERATURE, 20.1);
            JsonNode delta = socket.awaitOp("v");

            assertThat(reply.path("def")).hasSize(2);
            assertThat(snapshot.path("snap").asBoolean()).isTrue();
            assertThat(snapshot.path("n").asLong()).isEqualTo(1);
            assertThat(snapshot.path("d")).hasSize(2);
            assertThat(delta.path("d").path(0).path(1).asDouble()).isEqualTo(20.1);
            assertThat(delta.path("n").asLong()).isGreaterThan(1);
        }
    }

    @Test
    void shouldTellAlarmsInTheSameWordsAsJson() {
        try (WsClient binary = cbor();
                WsClient text = gateway.webSocket(operator)) {
            gateway.publish(TestSite.TEMPERATURE, 85.5);

            JsonNode fromBinary = binary.awaitOp("alarm");
            JsonNode fromText = text.awaitOp("alarm");

            assertThat(TestGateway.json(fromBinary.path("alarm").toString())).isEqualTo(fromText.path("alarm"));
            assertThat(fromBinary.path("seq").asLong())
                    .isEqualTo(fromText.path("seq").asLong());
        }
    }

    @Test
    void shouldTakeCommandsAndTellTheirOutcome() {
        try (WsClient socket = cbor()) {
            JsonNode reply = socket.request("\"op\":\"write\",\"tag\":\"" + TestSite.COUNT + "\",\"value\":43");

            assertThat(reply.path("state").asText()).isEqualTo("ACCEPTED");
            JsonNode outcome = socket.awaitOp("cmd");
            assertThat(outcome.path("cmd").asText()).isEqualTo(reply.path("cmd").asText());
            assertThat(outcome.path("state").asText()).isEqualTo("DONE");
        }
    }

    @Test
    void shouldSplitALargeSnapshotIntoFramesWithinTheLimit() {
        try (WsClient socket = cbor()) {
            socket.subscribe("all", 5, "Many.*");

            int seen = 0;
            while (seen < TestSite.MANY) {
                JsonNode frame = socket.awaitOp("v");
                assertThat(WsClient.cbor(frame.toString()).length).isLessThanOrEqualTo(65_536);
                seen += frame.path("d").size();
            }
            assertThat(seen).isEqualTo(TestSite.MANY);
        }
    }

    @Test
    void shouldCloseOnTextMessages() {
        try (WsClient socket = cbor()) {
            socket.sendText("{\"id\":1,\"op\":\"unsub\",\"sub\":\"x\"}");

            assertThat(socket.awaitOp("bye").path("retry").asBoolean()).isFalse();
            assertThat(socket.awaitClose()).isEqualTo(4505);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, ''",
        "a lone break, ff",
        "a map that does not end, bf",
        "trailing bytes, a0a0",
        "a text of two billion bytes, 7a7fffffff41",
        "a text of 2^63 bytes, 7b7fffffffffffffff41",
        "a text of 2^64 bytes, 7bffffffffffffffff41",
        "a byte string of two billion bytes, 5a7fffffff41",
        "a list of four billion, 9affffffff01",
        "a map of 2^63, bb7fffffffffffffff6161",
        "a byte string where a text belongs, a1626f7041ff",
        "a text that is no UTF-8, a1626f7062c328",
        "the same key twice, a2626f706161626f706162",
        "a big number with a huge exponent, a1617ac4821a7fffffff01",
        "infinity, a1617afb7ff0000000000000",
        "NaN, a1617af97e00",
        "undefined length in text without end, a1626f707f6161",
        "a reserved head, 1c",
        "tags without end, c1c1c1c1c1c1"
    })
    void shouldAnswerWhatItCanNotReadAndGoOn(String what, String hex) {
        try (WsClient socket = cbor()) {
            socket.sendBinary(HexFormat.of().parseHex(hex));

            JsonNode reply = socket.await(f -> f.has("re"));
            assertThat(reply.path("ok").asBoolean()).isFalse();
            assertThat(reply.path("code").asText()).isEqualTo("malformed-cbor");
            assertThat(socket.subscribe("s1", 5, TestSite.PUMP).path("ok").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"lists, 81", "endless lists, 9f", "maps, a16161", "endless maps, bf6161", "tags, c1"})
    void shouldNotFollowDeepNesting(String what, String hex) {
        byte[] opening = HexFormat.of().parseHex(hex);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        while (bomb.size() < 60_000) {
            bomb.writeBytes(opening);
        }
        try (WsClient socket = cbor()) {
            socket.sendBinary(bomb.toByteArray());

            assertThat(socket.await(f -> f.has("re")).path("code").asText()).isEqualTo("malformed-cbor");
            assertThat(socket.subscribe("s1", 5, TestSite.PUMP).path("ok").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void shouldRefuseANumberOfThousandsOfDigits() {
        ByteArrayOutputStream big = new ByteArrayOutputStream();
        big.writeBytes(HexFormat.of().parseHex("a1626964c25910000f"));
        big.writeBytes(new byte[0x1000 - 1]);
        try (WsClient socket = cbor()) {
            socket.sendBinary(big.toByteArray());

            JsonNode reply = socket.await(f -> f.has("re"));
            assertThat(reply.path("ok").asBoolean()).isFalse();
            assertThat(reply.toString().length()).isLessThan(500);
        }
    }
}
