package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.gateway.replay.ReplaySettings;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.view.Times;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time travel over REST: what a replay shows is what was served then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private static final String REPLAYS = "/api/v1/replays";
    private static final String VALUES = "/api/v1/values?limit=10000";
    private static final String ALARMS = "/api/v1/alarms";
    private static final String ACTIVE = "/api/v1/alarms/active";
    private static final String MACHINES = "/api/v1/machines";
    /** Playing ends a second before the present: what is younger is not played. */
    private static final long PLAYED_BEHIND_NS = 2_000_000_000;

    private final List<Moment> moments = new ArrayList<>();
    private TestGateway gateway;
    private String operator;
    private String administrator;

    /** What was served at a time. */
    private record Moment(String at, JsonNode values, JsonNode alarms, JsonNode active, JsonNode machines) {}

    @BeforeAll
    void live() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        administrator = gateway.token("administrator");
        note();
        gateway.set(TestSite.TEMPERATURE, 85);
        note();
        gateway.set(TestSite.TEMPERATURE, 95);
        gateway.set(TestSite.PROFILE, 1.5, 2.5);
        note();
        expect(200, gateway.post(ALARMS + "/" + TestSite.HI + ":acknowledge", operator, "{}"));
        expect(200, gateway.put("/api/v1/values/" + TestSite.LABEL, operator, "{\"value\":\"B-17\"}"));
        note();
        expect(
                200,
                gateway.post(
                        ALARMS + "/" + TestSite.LATCHED + ":shelve",
                        operator,
                        "{\"duration\":\"30m\",\"reason\":\"known\"}"));
        gateway.set(TestSite.TEMPERATURE, 20);
        expect(200, gateway.post(MACHINES + "/" + TestSite.VALVE + ":transition", operator, "{\"to\":\"OPEN\"}"));
        note();
        gateway.set(TestSite.TEMPERATURE, 30);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @AfterEach
    void endAll() {
        list(administrator).forEach(replay -> delete(replay.path("id").asText(), administrator));
    }

    private static void expect(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    /** What is served now; nothing else happens in the same nanosecond. */
    private void note() {
        gateway.plant.drain(5_000);
        long now = gateway.plant.nowNs();
        await().until(() -> gateway.plant.nowNs() > now);
        moments.add(new Moment(
                Times.rfc3339(now),
                items(gateway.read(VALUES, operator)),
                items(gateway.read(ALARMS, operator)),
                items(gateway.read(ACTIVE, operator)),
                items(gateway.read(MACHINES, operator))));
    }

    /** Without what only the process knows. */
    private static JsonNode items(JsonNode list) {
        list.path("items").forEach(item -> ((ObjectNode) item).remove("longestStepNs"));
        return list.path("items");
    }

    private HttpResponse<String> openAt(String at, String token) {
        return gateway.post(REPLAYS, token, "{\"at\":\"" + at + "\"}");
    }

    private String opened(Moment moment) {
        HttpResponse<String> response = openAt(moment.at(), operator);
        expect(201, response);
        JsonNode replay = TestGateway.json(response);
        assertThat(replay.path("state").asText()).isEqualTo("paused");
        assertThat(replay.path("at").asText()).isEqualTo(moment.at());
        return replay.path("id").asText();
    }

    private JsonNode seek(String id, String at) {
        HttpResponse<String> response = gateway.post(REPLAYS + "/" + id + ":seek", operator, "{\"at\":\"" + at + "\"}");
        expect(200, response);
        return TestGateway.json(response);
    }

    private JsonNode list(String token) {
        return gateway.read(REPLAYS, token).path("items");
    }

    private int delete(String id, String token) {
        return gateway.send(gateway.request(REPLAYS + "/" + id, token).DELETE().build())
                .statusCode();
    }

    private void assertShows(String id, Moment moment) {
        assertThat(items(gateway.read(VALUES + "&replay=" + id, operator))).isEqualTo(moment.values());
        assertThat(items(gateway.read(ALARMS + "?replay=" + id, operator))).isEqualTo(moment.alarms());
        assertThat(items(gateway.read(ACTIVE + "?replay=" + id, operator))).isEqualTo(moment.active());
        assertThat(items(gateway.read(MACHINES + "?replay=" + id, operator))).isEqualTo(moment.machines());
    }

    @Test
    void shouldShowEveryMomentAsItWasServedThen() {
        for (Moment moment : moments) {
            String id = opened(moment);

            assertShows(id, moment);
            assertThat(delete(id, operator)).isEqualTo(204);
        }
    }

    @Test
    void shouldShowTheMomentThatItIsSentToForwardsAndBackwards() {
        String id = opened(moments.get(2));

        for (int i : new int[] {4, 0, 3, 1, 1, 2}) {
            seek(id, moments.get(i).at());
            assertShows(id, moments.get(i));
        }
    }

    @Test
    void shouldShowWhatWasServedThroughPathsOfOneThingToo() {
        Moment moment = moments.get(2);
        String id = opened(moment);

        JsonNode value = gateway.read("/api/v1/values/" + TestSite.TEMPERATURE + "?replay=" + id, operator);
        JsonNode alarm = gateway.read(ALARMS + "/" + TestSite.HI + "?replay=" + id, operator);
        JsonNode machine = gateway.read(MACHINES + "/" + TestSite.VALVE + "?replay=" + id, operator);

        assertThat(moment.values()).contains(value);
        assertThat(moment.alarms()).contains(alarm);
        ((ObjectNode) machine).remove("longestStepNs");
        assertThat(moment.machines()).contains(machine);
    }

    @Test
    void shouldIncludeAnEventOfExactlyThatTimeAndNothingBehindIt() {
        JsonNode last = gateway.read("/api/v1/values/" + TestSite.TEMPERATURE, operator);
        long time = Times.parse(last.path("ingressTime").asText());
        String id = opened(moments.get(0));

        seek(id, Times.rfc3339(time));
        assertThat(gateway.read("/api/v1/values/" + TestSite.TEMPERATURE + "?replay=" + id, operator))
                .isEqualTo(last);
        seek(id, Times.rfc3339(time - 1));
        assertThat(gateway.read("/api/v1/values/" + TestSite.TEMPERATURE + "?replay=" + id, operator)
                        .path("value")
                        .asDouble())
                .isEqualTo(20);
    }

    @Test
    void shouldSayInEveryAnswerThatItIsThePast() {
        Moment moment = moments.get(1);
        String id = opened(moment);

        for (String path : List.of(VALUES + "&", ALARMS + "?", ACTIVE + "?", MACHINES + "?")) {
            HttpResponse<String> response = gateway.get(path + "replay=" + id, operator);
            assertThat(response.headers().firstValue("Ringmain-Replay"))
                    .hasValueSatisfying(header -> assertThat(header).startsWith("id=" + id + "; at=" + moment.at()));
            JsonNode told = TestGateway.json(response).path("replay");
            assertThat(told.path("id").asText()).isEqualTo(id);
            assertThat(told.path("at").asText()).isEqualTo(moment.at());
        }
        HttpResponse<String> one = gateway.get(ALARMS + "/" + TestSite.HI + "?replay=" + id, operator);
        assertThat(one.headers().firstValue("Ringmain-Replay")).isPresent();
        assertThat(one.headers().firstValue("ETag")).isEmpty();
        HttpResponse<String> live = gateway.get(ALARMS, operator);
        assertThat(live.headers().firstValue("Ringmain-Replay")).isEmpty();
        assertThat(TestGateway.json(live).has("replay")).isFalse();
    }

    @Test
    void shouldGoOnByOneEventOrByATime() {
        String id = opened(moments.get(1));
        long before =
                gateway.read(REPLAYS + "/" + id, operator).path("sequence").asLong();

        JsonNode event = TestGateway.json(gateway.post(REPLAYS + "/" + id + ":step", operator, "{}"));
        JsonNode later =
                TestGateway.json(gateway.post(REPLAYS + "/" + id + ":step", operator, "{\"duration\":\"1ms\"}"));

        assertThat(event.path("sequence").asLong()).isGreaterThan(before);
        assertThat(gateway.read("/api/v1/values/" + TestSite.TEMPERATURE + "?replay=" + id, operator)
                        .path("value")
                        .asDouble())
                .isEqualTo(95);
        assertThat(Times.parse(later.path("at").asText())
                        - Times.parse(event.path("at").asText()))
                .isEqualTo(1_000_000);
    }

    @Test
    void shouldRefuseMomentsThatAreNotRecorded() {
        assertRefused(422, "at-not-recorded", openAt("2199-01-01T00:00:00Z", operator));
        assertRefused(422, "at-not-recorded", openAt("2001-01-01T00:00:00Z", operator));
        assertThat(list(operator)).isEmpty();
    }

    @Test
    void shouldStayWhereItIsWhenItIsSentToAMomentThatIsNone() {
        Moment moment = moments.get(2);
        String id = opened(moment);

        assertRefused(
                422,
                "at-not-recorded",
                gateway.post(REPLAYS + "/" + id + ":seek", operator, "{\"at\":\"2199-01-01T00:00:00Z\"}"));
        assertShows(id, moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"at\":\"yesterday\"}",
                "{\"at\":5}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"speed\":-1}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"speed\":\"fast\"}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"speed\":1e9}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"other\":1}"
            })
    void shouldRefuseBodiesThatSayNothingSensible(String body) {
        assertThat(gateway.post(REPLAYS, operator, body).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayWhereWhatIfIsAsked() {
        assertRefused(
                422,
                "site-not-supported",
                gateway.post(REPLAYS, operator, "{\"at\":\"" + moments.get(1).at() + "\",\"site\":\"site: {}\"}"));
    }

    @Test
    void shouldRefuseToChangeThePast() {
        String id = opened(moments.get(1));

        assertRefused(
                409,
                "replay-read-only",
                gateway.put("/api/v1/values/" + TestSite.TEMPERATURE + "?replay=" + id, operator, "{\"value\":1}"));
        assertRefused(
                409,
                "replay-read-only",
                gateway.post(ALARMS + "/" + TestSite.HI + ":acknowledge?replay=" + id, operator, "{}"));
    }

    @Test
    void shouldBelongToItsUserAndBeSeenByAnAdministrator() {
        String id = opened(moments.get(1));
        String other = gateway.token("auditor");

        assertThat(list(other)).isEmpty();
        assertRefused(404, "replay-unknown", gateway.get(VALUES + "&replay=" + id, other));
        assertRefused(404, "replay-unknown", gateway.get(REPLAYS + "/" + id, other));
        assertThat(delete(id, other)).isEqualTo(404);
        assertThat(list(administrator)).hasSize(1);
        assertThat(gateway.read(ALARMS + "?replay=" + id, administrator).has("replay"))
                .isTrue();
    }

    @Test
    void shouldNeedThePermissionToTravel() {
        String id = opened(moments.get(1));
        String guest = gateway.token("guest");

        assertThat(openAt(moments.get(1).at(), guest).statusCode()).isEqualTo(403);
        assertThat(gateway.get(VALUES + "&replay=" + id, guest).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldTellAnEndedReplayFromOneThatNeverWas() {
        String id = opened(moments.get(1));
        delete(id, operator);

        assertRefused(410, "replay-unknown", gateway.get(VALUES + "&replay=" + id, operator));
        assertRefused(410, "replay-unknown", gateway.get(REPLAYS + "/" + id, operator));
        assertRefused(404, "replay-unknown", gateway.get(VALUES + "&replay=none", operator));
    }

    @Test
    void shouldAllowSomeReplaysAUserAndSomeInAll() {
        String supervisor = gateway.token("supervisor");
        String auditor = gateway.token("auditor");
        String at = moments.get(1).at();
        for (int i = 0; i < ReplaySettings.DEFAULT.mostPerUser(); i++) {
            expect(201, openAt(at, operator));
            expect(201, openAt(at, supervisor));
        }

        assertRefused(429, "too-many-replays", openAt(at, operator));
        assertRefused(503, "replays-taken", openAt(at, auditor));
        delete(list(operator).get(0).path("id").asText(), operator);
        expect(201, openAt(at, auditor));
    }

    @Test
    void shouldPlayToTheEndAndSaySo() {
        String id = opened(moments.get(0));
        JsonNode last = gateway.read("/api/v1/values/" + TestSite.TEMPERATURE, operator);
        long behindNs = Times.parse(last.path("ingressTime").asText()) + PLAYED_BEHIND_NS;
        await().until(() -> gateway.plant.nowNs() > behindNs);

        expect(200, gateway.post(REPLAYS + "/" + id + ":play", operator, "{\"speed\":1000}"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.read(REPLAYS + "/" + id, operator)
                        .path("state")
                        .asText()
                        .equals("ended"));
        assertThat(gateway.read("/api/v1/values/" + TestSite.TEMPERATURE + "?replay=" + id, operator)
                        .path("value")
                        .asDouble())
                .isEqualTo(30);
    }

    @Test
    void shouldLeaveTheRunningPlantAlone() {
        JsonNode before = gateway.read(ALARMS, operator);
        String id = opened(moments.get(2));
        gateway.post(REPLAYS + "/" + id + ":step", operator, "{\"events\":10000}");

        assertThat(gateway.read(ALARMS, operator)).isEqualTo(before);
        assertThat(gateway.plant.status().isHealthy()).isTrue();
    }

    private static void assertRefused(int status, String code, HttpResponse<String> response) {
        expect(status, response);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }
}
