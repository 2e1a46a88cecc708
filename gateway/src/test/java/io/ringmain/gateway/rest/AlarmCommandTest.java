package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to alarms over REST: who may, what is refused and how, and what the alarm shows then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmCommandTest {
    private static final String ALARMS = "/api/v1/alarms";

    private final TestGateway gateway = new TestGateway();
    private final String operator = gateway.token("operator");
    private final String supervisor = gateway.token("supervisor");

    @BeforeEach
    void normal() {
        for (String verb : List.of("enable", "return-to-service", "unsuppress", "unshelve")) {
            command(verb, supervisor, "{\"reason\":\"clean\"}");
        }
        gateway.set(TestSite.TEMPERATURE, 20);
        command("acknowledge", operator, "{}");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private HttpResponse<String> command(String verb, String token, String body) {
        return gateway.post(ALARMS + "/" + TestSite.HI + ":" + verb, token, body);
    }

    private JsonNode alarm() {
        return TestGateway.json(gateway.get(ALARMS + "/" + TestSite.HI, operator));
    }

    private void assertDone(String verb, String token, String body, String state) {
        HttpResponse<String> response = command(verb, token, body);
        assertThat(response.statusCode()).as(verb + ": " + response.body()).isEqualTo(200);
        assertThat(alarm().path("state").asText()).as(verb).isEqualTo(state);
    }

    private void assertRefused(String verb, String token, String body, int status, String code) {
        HttpResponse<String> response = command(verb, token, body);
        assertThat(response.statusCode() + " "
                        + TestGateway.json(response).path("code").asText())
                .as(verb + ": " + response.body())
                .isEqualTo(status + " " + code);
    }

    @Test
    void shouldShelveAndUnshelve() {
        assertDone("shelve", operator, "{\"duration\":\"30m\",\"reason\":\"sensor is cleaned\"}", "SHLVD");
        JsonNode shelved = alarm();
        assertThat(shelved.path("letter").asText() + shelved.path("letter2009").asText())
                .isEqualTo("EG");
        assertThat(shelved.path("shelf").asText()).isEqualTo("TIMED");
        assertThat(Instant.parse(shelved.path("shelvedUntil").asText())).isAfter(Instant.EPOCH);
        assertRefused("shelve", operator, "{\"duration\":\"1h\",\"reason\":\"x\"}", 409, "BadConditionAlreadyShelved");
        assertThat(TestGateway.json(gateway.get(ALARMS + "?shelved=true", operator))
                        .path("items"))
                .hasSize(1);
        gateway.set(TestSite.TEMPERATURE, 85);
        assertThat(TestGateway.json(gateway.get(ALARMS + "/active?glob=*.HI", operator))
                        .path("items"))
                .isEmpty();
        assertDone("unshelve", operator, "", "UNACK");
        assertThat(TestGateway.json(gateway.get(ALARMS + "/active?glob=*.HI", operator))
                        .path("items"))
                .hasSize(1);
        assertRefused("unshelve", operator, "{}", 409, "BadConditionNotShelved");
    }

    @Test
    void shouldTellTheLiveFigures() {
        JsonNode before = TestGateway.json(gateway.get(ALARMS + "/figures", operator));
        gateway.set(TestSite.TEMPERATURE, 85);
        JsonNode after = TestGateway.json(gateway.get(ALARMS + "/figures", operator));
        assertThat(after.path("annunciations").asLong())
                .isEqualTo(before.path("annunciations").asLong() + 1);
        assertThat(after.path("standing").asLong())
                .isEqualTo(before.path("standing").asLong() + 1);
        assertThat(after.path("mostFrequent").findValuesAsText("name")).contains(TestSite.HI);
        assertThat(gateway.get(ALARMS + "/figures", "").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldShelveOnceAndPlanned() {
        assertDone("shelve", operator, "{\"oneShot\":true,\"reason\":\"until it is over\"}", "SHLVD");
        assertThat(alarm().path("shelf").asText()).isEqualTo("ONE_SHOT");
        assertDone("unshelve", operator, "", "NORM");
        String from = Instant.ofEpochMilli(gateway.plant.nowNs() / 1_000_000)
                .plusSeconds(3_600)
                .toString();
        assertDone("shelve", operator, "{\"duration\":\"1h\",\"from\":\"" + from + "\",\"reason\":\"work\"}", "NORM");
        assertThat(Instant.parse(alarm().at("/plannedShelf/from").asText())).isEqualTo(Instant.parse(from));
        assertThat(alarm().path("shelvedUntil").isNull()).isTrue();
        assertDone("unshelve", operator, "", "NORM");
        assertThat(alarm().path("plannedShelf").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"duration\":\"1h\"} | 422 | BadInvalidArgument",
                "{\"duration\":\"9h\",\"reason\":\"x\"} | 422 | BadShelvingTimeOutOfRange",
                "{\"duration\":\"0s\",\"reason\":\"x\"} | 422 | BadShelvingTimeOutOfRange",
                "{\"duration\":60,\"reason\":\"x\"} | 400 | bad-request",
                "{\"duration\":\"1 fortnight\",\"reason\":\"x\"} | 400 | bad-request",
                "{\"reason\":\"x\"} | 400 | bad-request",
                "{\"duration\":\"1h\",\"oneShot\":true,\"reason\":\"x\"} | 400 | bad-request",
                "{\"oneShot\":true,\"from\":\"2030-01-01T00:00:00Z\",\"reason\":\"x\"} | 400 | bad-request",
                "{\"oneShot\":\"yes\",\"reason\":\"x\"} | 400 | bad-request",
                "{\"duration\":\"1h\",\"from\":\"tomorrow\",\"reason\":\"x\"} | 400 | bad-request",
                "{\"duration\":\"1h\",\"comment\":\"x\"} | 400 | unknown-key"
            })
    void shouldRefuseAShelf(String body, int status, String code) {
        assertRefused("shelve", operator, body, status, code);
        assertThat(alarm().path("state").asText()).isEqualTo("NORM");
    }

    @Test
    void shouldSuppressTakeOutOfServiceAndDisableForSupervisors() {
        assertDone("suppress", supervisor, "{\"reason\":\"start-up\"}", "DSUPR");
        assertThat(alarm().path("suppressed").asBoolean()).isTrue();
        assertThat(alarm().path("suppressedByDesign").asBoolean()).isFalse();
        assertDone("remove-from-service", supervisor, "{\"reason\":\"broken\"}", "OOSRV");
        assertThat(TestGateway.json(gateway.get(ALARMS + "?outOfService=true&suppressed=true", operator))
                        .path("items"))
                .hasSize(1);
        assertRefused("remove-from-service", supervisor, "{\"reason\":\"again\"}", 409, "BadInvalidState");
        assertRefused("return-to-service", supervisor, "{}", 422, "BadInvalidArgument");
        assertDone("return-to-service", supervisor, "{\"reason\":\"mended\"}", "DSUPR");
        assertDone("unsuppress", supervisor, "", "NORM");
        assertDone("disable", supervisor, "", "NORM");
        assertThat(alarm().path("enabled").asBoolean()).isFalse();
        assertRefused("acknowledge", operator, "", 409, "BadConditionDisabled");
        assertRefused("disable", supervisor, "", 409, "BadConditionAlreadyDisabled");
        gateway.set(TestSite.TEMPERATURE, 85);
        assertDone("enable", supervisor, "", "UNACK");
        assertRefused("enable", supervisor, "", 409, "BadConditionAlreadyEnabled");
    }

    @Test
    void shouldSilenceRemarkAndConfirmForOperators() {
        gateway.set(TestSite.TEMPERATURE, 85);
        assertDone("silence", operator, "", "UNACK");
        assertThat(alarm().path("silenced").asBoolean()).isTrue();
        assertDone("comment", operator, "{\"comment\":\"looking at it\"}", "UNACK");
        assertRefused("comment", operator, "{}", 422, "BadInvalidArgument");
        assertDone("acknowledge", operator, "", "ACKED");
        assertThat(alarm().path("acknowledgedAt").asText()).endsWith("Z");
        assertRefused("silence", operator, "", 409, "BadInvalidState");
        assertRefused("confirm", operator, "", 409, "BadConditionBranchAlreadyConfirmed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suppress", "unsuppress", "remove-from-service", "return-to-service", "enable", "disable"})
    void shouldLeaveThatToSupervisors(String verb) {
        assertRefused(verb, operator, "{\"reason\":\"x\"}", 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "confirm", "reset", "silence", "comment", "shelve", "unshelve", "suppress"})
    void shouldLetAuditorsAndGuestsDoNothing(String verb) {
        for (String who : List.of("auditor", "guest")) {
            assertRefused(verb, gateway.token(who), "{}", 403, "forbidden");
        }
    }

    @Test
    void shouldNameTheLongestShelfAndThePresentStateInARefusal() {
        assertThat(gateway.post(
                                ALARMS + "/" + TestSite.HI + ":shelve",
                                operator,
                                "{\"duration\":\"9h\",\"reason\":\"x\"}")
                        .body())
                .contains("can be shelved for at most 8h");
        assertThat(gateway.post(ALARMS + "/" + TestSite.HI + ":return-to-service", supervisor, "{\"reason\":\"x\"}")
                        .body())
                .contains(" is NORM now");
        assertThat(gateway.post(ALARMS + "/" + TestSite.HI + ":comment", operator, "{}")
                        .body())
                .contains("comment: is required");
    }

    @Test
    void shouldSayThatThereIsNoSuchAlarmOrFilter() {
        assertThat(gateway.post(ALARMS + "/No.Alarm:shelve", operator, "{\"oneShot\":true,\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(ALARMS + "?shelved=maybe", operator).statusCode())
                .isEqualTo(400);
    }
}
