package io.ringmain.gateway.ws;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.SseClient;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamTest {
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

    private SseClient open(String query) {
        return SseClient.open(gateway, operator, query, "");
    }

    private int connections() {
        return gateway.read("/api/v1/system", gateway.token("auditor"))
                .path("webSockets")
                .asInt();
    }

    /** Clients of the tests before are noticed to have gone when the next heartbeat can not be sent. */
    private void awaitNobody() {
        await().atMost(Duration.ofSeconds(60)).until(() -> connections() == 0);
    }

    @Test
    void shouldBeginWithDefinitionsThenTheSnapshotThenWhatChanges() {
        try (SseClient stream = open("tags=" + TestSite.TEMPERATURE + ",Plant.Pump.*,No.Such&hz=20")) {
            assertThat(stream.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            JsonNode hello = stream.next().data();
            JsonNode snapshot = stream.await("v").data();
            gateway.set(TestSite.TEMPERATURE, 21.5);
            JsonNode delta = stream.await("v").data();

            assertThat(hello.path("op").asText()).isEqualTo("hello");
            assertThat(hello.path("n").asLong()).isEqualTo(1);
            assertThat(hello.path("recovered").asBoolean()).isFalse();
            assertThat(hello.path("def")).hasSize(3);
            assertThat(hello.path("bad").toString()).isEqualTo("[[\"No.Such\",\"unknown\"]]");
            assertThat(snapshot.path("snap").asBoolean()).isTrue();
            assertThat(snapshot.path("d")).hasSize(3);
            assertThat(delta.path("d").path(0).path(1).asDouble()).isEqualTo(21.5);
        }
    }

    @Test
    void shouldSendHeartbeats() {
        try (SseClient stream = open("alarms=true")) {
            assertThat(stream.await("hb").data().path("t").asLong())
                    .isCloseTo(System.currentTimeMillis(), within(600_000L));
        }
    }

    @Test
    void shouldNumberEventsWithoutAGap() {
        try (SseClient stream = open("tags=" + TestSite.TEMPERATURE + "&hz=50&alarms=true&machines=true")) {
            for (int i = 1; i <= 30; i++) {
                gateway.publish(TestSite.TEMPERATURE, i % 2 == 0 ? 85 : 20);
                assertThat(stream.next().data().path("n").asLong()).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldSendOnlyWhatIsAskedFor() {
        try (SseClient stream = open("machines=true");
                SseClient alarms = open("alarms=true")) {
            stream.await("hello");
            gateway.publish(TestSite.TEMPERATURE, 85);
            alarms.await("alarm");

            // a heartbeat is behind what was sent before
            assertThat(stream.next().name()).isEqualTo("hb");
        }
    }

    @Test
    void shouldGoOnBehindTheLastEvent() {
        String seen;
        try (SseClient first = open("alarms=true")) {
            first.await("hello");
            gateway.publish(TestSite.TEMPERATURE, 86);
            seen = first.await("alarm", f -> "UNACK".equals(f.at("/alarm/state").asText()))
                    .id();
        }
        gateway.set(TestSite.TEMPERATURE, 19);
        try (SseClient second = SseClient.open(gateway, operator, "alarms=true", seen)) {
            assertThat(second.await("hello").data().path("recovered").asBoolean())
                    .isTrue();
            SseClient.Event alarm = second.await("alarm");
            assertThat(Long.parseLong(alarm.id())).isGreaterThan(Long.parseLong(seen));
            assertThat(alarm.data().at("/alarm/state").asText()).isEqualTo("RTNUN");
        }
    }

    @Test
    void shouldTellWhereToGoOnBeforeAnythingHasHappened() {
        String seen;
        try (SseClient first = open("alarms=true")) {
            seen = first.await("hello").id();
        }
        gateway.set(TestSite.TEMPERATURE, 86);
        try (SseClient second = SseClient.open(gateway, operator, "alarms=true", seen)) {
            assertThat(second.await("hello").data().path("recovered").asBoolean())
                    .isTrue();
            assertThat(second.await("alarm").data().at("/alarm/name").asText()).isEqualTo(TestSite.HI);
        }
    }

    @Test
    void shouldSayWhenItCanNotGoOn() {
        try (SseClient stream = SseClient.open(gateway, operator, "alarms=true", Long.toString(Long.MAX_VALUE))) {
            assertThat(stream.await("hello").data().path("recovered").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void shouldTellEventsOfTheLogAndOutcomesOfTheOwnCommands() {
        try (SseClient stream = open("events=true&commands=true")) {
            stream.await("hello");
            gateway.post("/api/v1/logbook", operator, "{\"text\":\"shift begins\",\"category\":\"shift\"}");
            JsonNode entry = stream.await("event").data().path("event");
            gateway.put("/api/v1/values/" + TestSite.COUNT, operator, "{\"value\":5,\"reason\":\"test\"}");
            JsonNode write = stream.await("event").data().path("event");

            assertThat(entry.path("class").asText()).isEqualTo("user");
            assertThat(entry.path("text").asText()).isEqualTo("shift begins");
            assertThat(entry.path("user").asText()).isEqualTo("operator");
            assertThat(write.path("class").asText()).isEqualTo("tag");
            assertThat(write.path("subject").asText()).isEqualTo(TestSite.COUNT);
            assertThat(write.path("reason").asText()).isEqualTo("test");
            assertThat(write.path("state").asText()).isEqualTo("DONE");
        }
    }

    @Test
    void shouldPushWhatChangesWithoutABeat() {
        try (SseClient stream = open("hz=0&tags=" + TestSite.TEMPERATURE)) {
            stream.await("v");
            for (int i = 1; i <= 20; i++) {
                double value = 30 + i;
                gateway.publish(TestSite.TEMPERATURE, value);
                stream.await("v", f -> f.path("d").path(0).path(1).asDouble() == value);
            }
        }
    }

    @Test
    void shouldSayByeWhenTheSessionEnds() {
        String token = gateway.token("supervisor");
        try (SseClient stream = SseClient.open(gateway, token, "alarms=true", "")) {
            stream.await("hello");
            gateway.post("/api/v1/auth/logout", token, "{}");

            JsonNode bye = stream.await("bye").data();
            assertThat(bye.path("code").asInt()).isEqualTo(4501);
            assertThat(bye.path("retry").asBoolean()).isFalse();
            assertThat(stream.awaitEnd()).isTrue();
        }
    }

    @Test
    void shouldSayByeWhenTheServerStops() {
        try (TestGateway other = new TestGateway();
                SseClient stream = SseClient.open(other, other.token("operator"), "alarms=true", "")) {
            stream.await("hello");
            other.server.close();

            assertThat(stream.await("bye").data().path("code").asInt()).isEqualTo(4001);
            assertThat(stream.awaitEnd()).isTrue();
        }
    }

    @Test
    void shouldForgetAClientThatHasGone() {
        awaitNobody();
        try (SseClient stream = open("alarms=true")) {
            stream.await("hello");
            assertThat(connections()).isEqualTo(1);
        }
        awaitNobody();
    }

    @Test
    void shouldDropAClientThatNeverReads() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.server.port()));
            awaitNobody();
            socket.getOutputStream()
                    .write(("GET /api/v1/stream?tags=*&hz=50 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + operator + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> connections() == 1);
            int[] value = {0};

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        value[0]++;
                        for (int i = 0; i < 4_000; i++) {
                            gateway.publish(String.format("Many.T%04d", i), value[0]);
                        }
                        return connections() == 0;
                    });
        }
    }

    @Test
    void shouldAnswerHeadWithHeadersOnly() {
        HttpRequest head = gateway.request("/api/v1/stream?alarms=true", operator)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        awaitNobody();
        HttpResponse<String> response = gateway.send(head);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(connections()).isZero();
    }

    @Test
    void shouldRefuseWhatItCanNotStream() {
        assertProblem(gateway.get("/api/v1/stream", operator), 400, "bad-request");
        assertProblem(gateway.get("/api/v1/stream?alarms=yes", operator), 400, "bad-request");
        assertProblem(gateway.get("/api/v1/stream?tags=*&hz=1000", operator), 400, "bad-request");
        assertProblem(gateway.get("/api/v1/stream?tags=*&hz=NaN1", operator), 400, "bad-request");
        assertProblem(gateway.get("/api/v1/stream?tags=*&token=x", operator), 400, "bad-request");
        assertProblem(gateway.get("/api/v1/stream?alarms=true", ""), 401, "token-missing");
        HttpRequest resume = gateway.request("/api/v1/stream?alarms=true", operator)
                .header("Last-Event-ID", "-5")
                .build();
        assertProblem(gateway.send(resume), 400, "bad-request");
    }

    @Test
    void shouldServeManyClientsWithoutAThreadForEach() {
        List<SseClient> clients =
                Stream.generate(() -> open("alarms=true")).limit(40).toList();
        try {
            clients.forEach(client -> client.await("hello"));
            long served = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("http")
                            || thread.getName().startsWith("ws-"))
                    .count();

            assertThat(served).isLessThan(20);
            gateway.publish(TestSite.TEMPERATURE, 87);
            clients.forEach(client -> client.await("alarm"));
        } finally {
            clients.forEach(SseClient::close);
        }
    }
}
