package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketTest {
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

    // ---- hello ---------------------------------------------------------------------------------------------------

    @Test
    void shouldTellItsLimitsInAnswerToHello() {
        try (WsClient socket = gateway.webSocket()) {
            JsonNode reply = socket.hello(gateway.ticket(operator));

            assertThat(reply.path("ok").asBoolean()).isTrue();
            assertThat(reply.path("hb").asInt()).isEqualTo(1_000);
            assertThat(reply.path("maxFrame").asInt()).isEqualTo(65_536);
            assertThat(reply.path("maxTags").asInt()).isEqualTo(20_000);
            assertThat(reply.path("role").asText()).isEqualTo("operator");
            assertThat(reply.path("recovered").asBoolean()).isFalse();
        }
    }

    @Test
    void shouldTakeATicketOnce() {
        String ticket = gateway.ticket(operator);
        try (WsClient first = gateway.webSocket();
                WsClient second = gateway.webSocket()) {
            first.hello(ticket);

            assertThat(second.hello(ticket).path("code").asText()).isEqualTo("ticket-invalid");
            assertThat(second.awaitClose()).isEqualTo(4003);
        }
    }

    @Test
    void shouldRefuseATicketAfter30Seconds() {
        String ticket = gateway.ticket(operator);
        gateway.clock.advance(Duration.ofSeconds(31));
        try (WsClient socket = gateway.webSocket()) {
            assertThat(socket.hello(ticket).path("ok").asBoolean()).isFalse();
        }
    }

    @Test
    void shouldCloseOnAnythingBeforeHello() {
        try (WsClient socket = gateway.webSocket()) {
            socket.send("{\"id\":1,\"op\":\"sub\",\"sub\":\"s\",\"tags\":[\"*\"]}");

            assertThat(socket.awaitOp("bye").path("code").asInt()).isEqualTo(4500);
            assertThat(socket.awaitClose()).isEqualTo(4500);
        }
    }

    @Test
    void shouldSendHeartbeats() {
        try (WsClient socket = gateway.webSocket(operator)) {
            assertThat(socket.awaitOp("hb").path("t").asLong()).isCloseTo(System.currentTimeMillis(), within(600_000L));
        }
    }

    // ---- values --------------------------------------------------------------------------------------------------

    @Test
    void shouldDefineTagsBeforeTheSnapshot() {
        try (WsClient socket = gateway.webSocket(operator)) {
            JsonNode reply = socket.subscribe("s1", 20, TestSite.TEMPERATURE, "Nobody.Knows");
            JsonNode snapshot = socket.awaitOp("v");

            JsonNode definition = reply.path("def").path(0);
            assertThat(definition.path(1).asText()).isEqualTo(TestSite.TEMPERATURE);
            assertThat(definition.path(2).asText()).isEqualTo("float64");
            assertThat(definition.path(3).asText()).isEqualTo("°C");
            assertThat(reply.path("bad").toString()).isEqualTo("[[\"Nobody.Knows\",\"unknown\"]]");
            assertThat(snapshot.path("snap").asBoolean()).isTrue();
            assertThat(snapshot.path("d").path(0).path(0)).isEqualTo(definition.path(0));
            assertThat(snapshot.path("d").path(0).path(1).asDouble()).isEqualTo(20.0);
            assertThat(snapshot.path("d").path(0).path(2).asLong()).isZero();
        }
    }

    @Test
    void shouldSendOnlyWhatHasChanged() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.subscribe("s1", 50, "Plant.*");
            socket.awaitOp("v");

            gateway.set(TestSite.TEMPERATURE, 21);

            JsonNode delta = socket.awaitOp("v");
            assertThat(delta.path("snap").asBoolean()).isFalse();
            assertThat(delta.path("d")).hasSize(1);
            assertThat(delta.path("d").path(0).path(1).asDouble()).isEqualTo(21.0);
        }
    }

    @Test
    void shouldCountWhatItConflates() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.subscribe("s1", 1, TestSite.TEMPERATURE);
            socket.awaitOp("v");

            for (int i = 1; i <= 50; i++) {
                gateway.publish(TestSite.TEMPERATURE, 20 + i / 10.0);
            }

            JsonNode delta = socket.await(f -> "v".equals(f.path("op").asText())
                    && f.path("d").path(0).path(1).asDouble() == 25.0);
            assertThat(delta.path("co").asLong()).isEqualTo(49);
        }
    }

    @Test
    void shouldSplitALargeSnapshotIntoFramesWithinTheLimit() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.subscribe("all", 5, "Many.*");

            Set<Integer> seen = new HashSet<>();
            while (seen.size() < TestSite.MANY) {
                JsonNode frame = socket.awaitOp("v");
                assertThat(frame.toString().length()).isLessThanOrEqualTo(65_536);
                assertThat(frame.path("snap").asBoolean()).isTrue();
                frame.path("d").forEach(item -> seen.add(item.path(0).asInt()));
            }
            assertThat(seen).hasSize(TestSite.MANY);
        }
    }

    @Test
    void shouldNumberFramesWithoutAGap() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.subscribe("s1", 50, TestSite.TEMPERATURE);
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; numbers.size() < 30; i++) {
                gateway.publish(TestSite.TEMPERATURE, 20 + i % 7);
                if (i % 10 == 0) {
                    socket.send("{\"id\":1,\"op\":\"nonsense\"}");
                }
                JsonNode frame = socket.await(f -> f.has("n"));
                numbers.add(frame.path("n").asLong());
            }

            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void shouldEndASubscription() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.subscribe("s1", 50, TestSite.TEMPERATURE);
            socket.awaitOp("v");
            socket.request("\"op\":\"unsub\",\"sub\":\"s1\"");

            gateway.set(TestSite.TEMPERATURE, 33);

            JsonNode next = socket.await(f -> f.has("op"));
            assertThat(next.path("op").asText()).isEqualTo("hb");
        }
    }

    @Test
    void shouldHoldValuesBackUntilTheyAreJournaled() {
        try (WsClient socket = gateway.webSocket(operator)) {
            gateway.store.hang();
            try {
                gateway.apply(TestSite.TEMPERATURE, 61);
                socket.subscribe("s1", 50, TestSite.TEMPERATURE);

                JsonNode heartbeat = socket.await(f -> f.has("op"));
                assertThat(heartbeat.path("op").asText()).isEqualTo("hb");
            } finally {
                gateway.store.goOn();
            }
            JsonNode value = socket.awaitOp("v");
            assertThat(value.path("d").path(0).path(1).asDouble()).isEqualTo(61.0);
        }
    }

    // ---- alarms --------------------------------------------------------------------------------------------------

    @Test
    void shouldSendEveryTransitionOfAnAlarm() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.request("\"op\":\"ack\",\"alarm\":\"" + TestSite.HI + "\"");
            gateway.publish(TestSite.TEMPERATURE, 85);
            gateway.publish(TestSite.TEMPERATURE, 20);

            JsonNode raised =
                    socket.await(f -> "UNACK".equals(f.at("/alarm/state").asText()));
            JsonNode gone =
                    socket.await(f -> "RTNUN".equals(f.at("/alarm/state").asText()));

            assertThat(raised.at("/alarm/name").asText()).isEqualTo(TestSite.HI);
            assertThat(raised.at("/alarm/letter").asText()).isEqualTo("B");
            assertThat(raised.at("/alarm/occurrence").asLong())
                    .isEqualTo(raised.path("seq").asLong());
            assertThat(gone.path("seq").asLong())
                    .isGreaterThan(raised.path("seq").asLong());
            assertThat(gone.path("n").asLong()).isGreaterThan(raised.path("n").asLong());
        }
    }

    @Test
    void shouldResumeTheStreamWhereItWasLeft() {
        long seen;
        try (WsClient first = gateway.webSocket(operator)) {
            gateway.publish(TestSite.TEMPERATURE, 86);
            seen = first.await(f -> "UNACK".equals(f.at("/alarm/state").asText()))
                    .path("seq")
                    .asLong();
        }
        gateway.set(TestSite.TEMPERATURE, 19);
        try (WsClient second = gateway.webSocket()) {
            JsonNode reply = second.hello(gateway.ticket(operator), seen);

            assertThat(reply.path("recovered").asBoolean()).isTrue();
            JsonNode alarm = second.awaitOp("alarm");
            assertThat(alarm.path("seq").asLong()).isGreaterThan(seen);
            assertThat(alarm.at("/alarm/state").asText()).isEqualTo("RTNUN");
        }
    }

    @Test
    void shouldSayWhenTheStreamCanNotBeResumed() {
        try (WsClient fromTheFuture = gateway.webSocket();
                WsClient fromTooLongAgo = gateway.webSocket()) {
            assertThat(fromTheFuture
                            .hello(gateway.ticket(operator), Long.MAX_VALUE)
                            .path("recovered")
                            .asBoolean())
                    .isFalse();
            assertThat(fromTooLongAgo
                            .hello(gateway.ticket(operator), 0)
                            .path("recovered")
                            .asBoolean())
                    .isFalse();
        }
    }

    // ---- commands ------------------------------------------------------------------------------------------------

    @Test
    void shouldAcceptAWriteAndTellItsOutcome() {
        String id = UUID.randomUUID().toString();
        try (WsClient socket = gateway.webSocket(operator)) {
            JsonNode reply = socket.request(
                    "\"op\":\"write\",\"cmd\":\"" + id + "\",\"tag\":\"" + TestSite.COUNT + "\",\"value\":42");
            JsonNode outcome = socket.awaitOp("cmd");

            assertThat(reply.path("state").asText()).isEqualTo("ACCEPTED");
            assertThat(reply.path("cmd").asText()).isEqualTo(id);
            assertThat(outcome.path("cmd").asText()).isEqualTo(id);
            assertThat(outcome.path("state").asText()).isEqualTo(CommandState.DONE.name());
        }
    }

    @Test
    void shouldTellThatADeviceRefused() throws InterruptedException {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.request("\"op\":\"write\",\"tag\":\"" + TestSite.SETPOINT + "\",\"value\":5");
            DeviceWrite write = gateway.device.awaitWrite();
            gateway.device.answer(write, Quality.BAD_DEVICE_FAILURE);

            JsonNode outcome = socket.awaitOp("cmd");
            assertThat(outcome.path("state").asText()).isEqualTo("FAILED");
            assertThat(outcome.path("code").asText()).isEqualTo("BadDeviceFailure");
        }
    }

    @Test
    void shouldForceAndReleaseATag() {
        try (WsClient socket = gateway.webSocket(gateway.token("supervisor"))) {
            String tag = "\"tag\":\"" + TestSite.FIXED + "\"";
            assertThat(socket.request("\"op\":\"override\"," + tag + ",\"value\":7,\"reason\":\"test\"")
                            .path("state")
                            .asText())
                    .isEqualTo("ACCEPTED");
            assertThat(socket.awaitOp("cmd").path("state").asText()).isEqualTo("DONE");
            socket.request("\"op\":\"release\"," + tag + ",\"reason\":\"test\"");
            assertThat(socket.awaitOp("cmd").path("state").asText()).isEqualTo("DONE");
            socket.request("\"op\":\"release\"," + tag + ",\"reason\":\"again\"");
            assertThat(socket.awaitOp("cmd").path("code").asText()).isEqualTo("BadInvalidState");
        }
    }

    @Test
    void shouldRefuseCommandsOfAGuest() {
        try (WsClient socket = gateway.webSocket(gateway.token("guest"))) {
            JsonNode reply = socket.request("\"op\":\"write\",\"tag\":\"" + TestSite.TEMPERATURE + "\",\"value\":42");

            assertThat(reply.path("ok").asBoolean()).isFalse();
            assertThat(reply.path("code").asText()).isEqualTo("forbidden");
        }
    }

    @Test
    void shouldCommandAlarmsByTheSameNamesAsPaths() {
        gateway.set(TestSite.TEMPERATURE, 20);
        try (WsClient socket = gateway.webSocket(operator)) {
            String alarm = "\"alarm\":\"" + TestSite.HI + "\"";
            assertThat(socket.request("\"op\":\"shelve\"," + alarm + ",\"duration\":\"1h\",\"reason\":\"work\"")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            assertThat(socket.request("\"op\":\"unshelve\"," + alarm).path("ok").asBoolean())
                    .isTrue();
            assertThat(socket.request("\"op\":\"shelve\"," + alarm).path("ok").asBoolean())
                    .as("neither duration nor oneShot")
                    .isFalse();
            assertThat(socket.request("\"op\":\"suppress\"," + alarm).path("ok").asBoolean())
                    .as("for supervisors")
                    .isFalse();
            assertThat(socket.request("\"op\":\"explode\"," + alarm).toString()).contains("remove-from-service");
        }
    }
}
