package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import io.ringmain.gateway.view.Times;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Replays over the WebSocket: the same frames as live, with the past in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayStreamTest {
    private static final String REPLAYS = "/api/v1/replays";
    private static final int VALUES = 40;

    private TestGateway gateway;
    private String operator;
    private String cold;
    private String hot;

    @BeforeAll
    void live() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        gateway.set(TestSite.TEMPERATURE, 20);
        cold = Times.rfc3339(gateway.plant.nowNs());
        for (int i = 0; i < VALUES; i++) {
            gateway.set(TestSite.FIXED, i);
        }
        gateway.set(TestSite.TEMPERATURE, 85);
        hot = Times.rfc3339(gateway.plant.nowNs());
        gateway.set(TestSite.TEMPERATURE, 30);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @AfterEach
    void endAll() {
        gateway.read(REPLAYS, operator)
                .path("items")
                .forEach(replay -> end(replay.path("id").asText()));
    }

    private void end(String id) {
        gateway.send(gateway.request(REPLAYS + "/" + id, operator).DELETE().build());
    }

    private String open(String at) {
        HttpResponse<String> response = gateway.post(REPLAYS, operator, "{\"at\":\"" + at + "\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return TestGateway.json(response).path("id").asText();
    }

    private void order(String id, String verb, String body) {
        HttpResponse<String> response = gateway.post(REPLAYS + "/" + id + ":" + verb, operator, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static JsonNode subscribe(WsClient socket, String sub, String id, String tag) {
        return socket.request("\"op\":\"sub\",\"sub\":\"" + sub + "\",\"tags\":[\"" + tag
                + "\"],\"hz\":50,\"replay\":\"" + id + "\"");
    }

    private static JsonNode valueOf(WsClient socket, String sub, double wanted) {
        return socket.await(frame -> frame.path("op").asText().equals("v")
                && frame.path("sub").asText().equals(sub)
                && frame.at("/d/0/1").asDouble() == wanted);
    }

    private static JsonNode state(WsClient socket, String wanted) {
        return socket.await(frame -> frame.path("op").asText().equals("state")
                && frame.path("state").asText().equals(wanted));
    }

    @Test
    void shouldSendTheValuesOfTheMomentAndSayWhichItIs() {
        String id = open(hot);
        try (WsClient socket = gateway.webSocket(operator)) {
            JsonNode reply = subscribe(socket, "past", id, TestSite.TEMPERATURE);
            JsonNode frame = valueOf(socket, "past", 85);

            assertThat(reply.path("ok").asBoolean()).as(reply.toString()).isTrue();
            assertThat(reply.path("replay").asText()).isEqualTo(id);
            assertThat(frame.path("replay").asText()).isEqualTo(id);
            assertThat(frame.path("snap").asBoolean()).isTrue();
            assertThat(frame.path("t").asLong()).isEqualTo(Math.floorDiv(Times.parse(hot), 1_000_000));
        }
    }

    @Test
    void shouldShowPastAndPresentSideBySide() {
        String id = open(hot);
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.subscribe("now", 50, TestSite.TEMPERATURE);
            JsonNode present = valueOf(socket, "now", 30);
            subscribe(socket, "past", id, TestSite.TEMPERATURE);

            assertThat(present.has("replay")).isFalse();
            valueOf(socket, "past", 85);
        }
    }

    @Test
    void shouldSendEverythingAgainWhenTheReplayIsSentElsewhere() {
        String id = open(hot);
        try (WsClient socket = gateway.webSocket(operator)) {
            subscribe(socket, "past", id, TestSite.TEMPERATURE);
            valueOf(socket, "past", 85);

            order(id, "seek", "{\"at\":\"" + cold + "\"}");

            assertThat(state(socket, "seeking").path("replay").asText()).isEqualTo(id);
            assertThat(state(socket, "paused").path("at").asText()).isEqualTo(cold);
            assertThat(valueOf(socket, "past", 20).path("snap").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldTellEveryAlarmAndMissNoFrameWhilePlayingToTheEnd() {
        String id = open(cold);
        try (WsClient socket = gateway.webSocket(operator)) {
            subscribe(socket, "past", id, TestSite.TEMPERATURE);
            order(id, "play", "{\"speed\":1000}");

            List<String> letters = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                JsonNode frame = socket.await(f -> f.path("op").asText().equals("alarm"));
                assertThat(frame.path("replay").asText()).isEqualTo(id);
                assertThat(frame.has("seq")).isFalse();
                assertThat(frame.at("/alarm/name").asText()).isEqualTo(TestSite.HI);
                letters.add(frame.at("/alarm/active").asText());
            }
            assertThat(letters).containsExactly("true", "false");
            assertThat(state(socket, "ended").path("replay").asText()).isEqualTo(id);
            valueOf(socket, "past", 30);
        }
    }

    @Test
    void shouldConflateValuesThatComeFasterThanTheyAreWanted() {
        String id = open(cold);
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.request("\"op\":\"sub\",\"sub\":\"slow\",\"tags\":[\"" + TestSite.FIXED
                    + "\"],\"hz\":1,\"replay\":\"" + id + "\"");
            socket.await(frame -> frame.path("sub").asText().equals("slow"));
            order(id, "step", "{\"events\":10000}");

            JsonNode last = valueOf(socket, "slow", VALUES - 1);

            assertThat(last.path("co").asInt()).isEqualTo(VALUES - 1);
        }
    }

    @Test
    void shouldTellWhenTheReplayIsEnded() {
        String id = open(hot);
        try (WsClient socket = gateway.webSocket(operator)) {
            subscribe(socket, "past", id, TestSite.TEMPERATURE);
            valueOf(socket, "past", 85);

            end(id);

            assertThat(state(socket, "closed").path("code").asText()).isEqualTo("replay-unknown");
        }
    }

    @Test
    void shouldSayNothingMoreOfAReplayBehindUnsub() {
        String id = open(cold);
        try (WsClient socket = gateway.webSocket(operator)) {
            subscribe(socket, "past", id, TestSite.TEMPERATURE);
            socket.request("\"op\":\"unsub\",\"sub\":\"past\"");
            order(id, "step", "{\"events\":10000}");
            Map<String, Integer> seen = new HashMap<>();
            socket.await(frame -> {
                seen.merge(frame.path("op").asText(), 1, Integer::sum);
                return seen.getOrDefault("hb", 0) == 2;
            });

            assertThat(seen).containsOnlyKeys("hb");
        }
    }

    @Test
    void shouldRefuseReplaysOfOthersAndThoseThatAreNot() {
        String id = open(hot);
        try (WsClient socket = gateway.webSocket(gateway.token("auditor"));
                WsClient guest = gateway.webSocket(gateway.token("guest"))) {
            assertThat(subscribe(socket, "a", id, "*").path("code").asText()).isEqualTo("replay-unknown");
            assertThat(subscribe(socket, "b", "none", "*").path("code").asText())
                    .isEqualTo("replay-unknown");
            assertThat(subscribe(guest, "c", id, "*").path("code").asText()).isEqualTo("forbidden");
        }
    }
}
