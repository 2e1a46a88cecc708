package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandTest {
    private static final String VALUES = "/api/v1/values/";
    private static final String ALARMS = "/api/v1/alarms";

    private TestGateway gateway;
    private String operator;
    private String guest;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        guest = gateway.token("guest");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private JsonNode get(String path) {
        return gateway.read(path, operator);
    }

    // ---- writes --------------------------------------------------------------------------------------------------

    @Test
    void shouldWriteThroughTheRing() {
        HttpResponse<String> response =
                gateway.put(VALUES + TestSite.LABEL, operator, "{\"value\":\"Charge 7 ✓\",\"reason\":\"new batch\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(TestGateway.json(response).path("state").asText()).isEqualTo("DONE");
        assertThat(get(VALUES + TestSite.LABEL).path("value").asText()).isEqualTo("Charge 7 ✓");
    }

    @Test
    void shouldWriteABool() {
        gateway.put(VALUES + TestSite.PUMP, operator, "{\"value\":true}");

        assertThat(get(VALUES + TestSite.PUMP).path("value").asBoolean()).isTrue();
    }

    @Test
    void shouldAnswerARepeatWithTheRecordedOutcome() {
        String cmd = UUID.randomUUID().toString();
        HttpRequest request = gateway.request(VALUES + TestSite.COUNT, operator)
                .header("Idempotency-Key", cmd)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":7}"))
                .build();

        JsonNode first = TestGateway.json(gateway.send(request));
        JsonNode second = TestGateway.json(gateway.send(request));

        assertThat(first.path("cmd").asText()).isEqualTo(cmd);
        assertThat(second.path("commandSequence")).isEqualTo(first.path("commandSequence"));
    }

    @ParameterizedTest
    @CsvSource({
        TestSite.TEMPERATURE + ",'\"hot\"',BadTypeMismatch",
        TestSite.COUNT + ",1.5,BadTypeMismatch",
        TestSite.COUNT + ",99999999999999999999,BadOutOfRange",
        TestSite.PUMP + ",1,BadTypeMismatch",
        TestSite.TEMPERATURE + ",1e999,BadOutOfRange",
        TestSite.TEMPERATURE + ",1000,BadOutOfRange",
        TestSite.TEMPERATURE + ",null,BadTypeMismatch"
    })
    void shouldRefuseAnUnfitValue(String tag, String value, String code) {
        assertProblem(gateway.put(VALUES + tag, operator, "{\"value\":" + value + "}"), 422, code);
    }

    @Test
    void shouldNameTheRangeInARefusal() {
        assertThat(gateway.put(VALUES + TestSite.TEMPERATURE, operator, "{\"value\":1000}")
                        .body())
                .contains(TestSite.TEMPERATURE + " takes values from ");
    }

    @Test
    void shouldNameTheMissingReason() {
        assertThat(override(TestSite.COUNT, "override", "{\"value\":1}").body())
                .contains("reason: is required for this command");
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        assertProblem(
                gateway.put(VALUES + TestSite.LABEL, operator, "{\"value\":\"" + "x".repeat(257) + "\"}"),
                422,
                "BadOutOfRange");
    }

    @Test
    void shouldRefuseATagThatIsNotWritable() {
        assertProblem(gateway.put(VALUES + TestSite.FIXED, operator, "{\"value\":1}"), 409, "BadNotWritable");
    }

    @Test
    void shouldRefuseAWriteOfAGuest() {
        assertProblem(gateway.put(VALUES + TestSite.COUNT, guest, "{\"value\":1}"), 403, "forbidden");
    }

    @Test
    void shouldAnswerWhenTheDeviceHas() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = gateway.client()
                .sendAsync(
                        gateway.request(VALUES + TestSite.SETPOINT, operator)
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":42}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        DeviceWrite write = gateway.device.awaitWrite();
        assertThat(write.asDouble()).isEqualTo(42.0);
        assertThat(answer).isNotDone();

        gateway.device.answer(write, Quality.GOOD);

        assertThat(TestGateway.json(answer.join()).path("state").asText()).isEqualTo("DONE");
    }

    @Test
    void shouldAnswer504WhenTheDeviceDoesNot() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = gateway.client()
                .sendAsync(
                        gateway.request(VALUES + TestSite.SETPOINT, operator)
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":43}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        gateway.device.awaitWrite();

        assertThat(answer.join().statusCode()).isEqualTo(504);
    }

    // ---- alarms --------------------------------------------------------------------------------------------------

    @Test
    void shouldAcknowledgeAnAlarm() {
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);
        JsonNode raised = get(ALARMS + "/" + TestSite.HI);
        assertThat(raised.path("state").asText()).isEqualTo("UNACK");

        HttpResponse<String> response = gateway.post(
                ALARMS + "/" + TestSite.HI + ":acknowledge",
                operator,
                "{\"occurrence\":" + raised.path("occurrence").asLong() + ",\"comment\":\"seen\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode acknowledged = get(ALARMS + "/" + TestSite.HI);
        assertThat(acknowledged.path("state").asText()).isEqualTo("ACKED");
        assertThat(acknowledged.path("acknowledged").asBoolean()).isTrue();
        assertThat(acknowledged.path("activeSince").asText()).endsWith("Z");
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @Test
    void shouldRefuseToAcknowledgeAnOldOccurrence() {
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);

        assertProblem(
                gateway.post(ALARMS + "/" + TestSite.HI + ":acknowledge", operator, "{\"occurrence\":1}"),
                409,
                "BadEventIdUnknown");
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @Test
    void shouldRefuseToResetWhatIsNotLatched() {
        assertProblem(gateway.post(ALARMS + "/" + TestSite.LATCHED + ":reset", operator, ""), 409, "BadInvalidState");
    }

    @Test
    void shouldListOnlyStandingAlarmsAsActive() {
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);

        JsonNode active = get(ALARMS + "/active?glob=*.HI");

        assertThat(active.path("items")).hasSize(1);
        assertThat(active.at("/items/0/name").asText()).isEqualTo(TestSite.HI);
        assertThat(get(ALARMS + "?state=UNACK&area=tanks").path("items")).isNotEmpty();
        assertThat(get(ALARMS).path("items")).hasSize(2);
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @Test
    void shouldAcknowledgeManyWithAnOutcomeEach() {
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);

        HttpResponse<String> response = gateway.post(
                ALARMS + ":acknowledge",
                operator,
                "{\"alarms\":[\"" + TestSite.HI + "\",{\"name\":\"No.Alarm\"}],\"comment\":\"all\"}");

        JsonNode items = TestGateway.json(response).path("items");
        assertThat(items.at("/0/state").asText()).isEqualTo("DONE");
        assertThat(items.at("/1/code").asText()).isEqualTo("alarm-unknown");
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @Test
    void shouldAcknowledgeNothingWhenOneOfManyIsMalformed() {
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);

        assertProblem(
                gateway.post(ALARMS + ":acknowledge", operator, "{\"alarms\":[\"" + TestSite.HI + "\",7]}"),
                400,
                "bad-request");

        assertThat(get(ALARMS + "/" + TestSite.HI).path("state").asText()).isEqualTo("UNACK");
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @Test
    void shouldRefuseAnAcknowledgementOfAnAuditor() {
        assertProblem(
                gateway.post(ALARMS + "/" + TestSite.HI + ":acknowledge", gateway.token("auditor"), "{}"),
                403,
                "forbidden");
    }

    // ---- overrides -----------------------------------------------------------------------------------------------

    private HttpResponse<String> override(String tag, String verb, String body) {
        return gateway.post("/api/v1/tags/" + tag + ":" + verb, gateway.token("supervisor"), body);
    }

    @Test
    void shouldForceAValueAndShowTheRealOneAgain() {
        gateway.set(TestSite.TEMPERATURE, 21);

        HttpResponse<String> forced =
                override(TestSite.TEMPERATURE, "override", "{\"value\":50,\"reason\":\"sensor removed\"}");

        assertThat(forced.statusCode()).as(forced.body()).isEqualTo(200);
        assertThat(TestGateway.json(forced).path("tag").asText()).isEqualTo(TestSite.TEMPERATURE);
        gateway.set(TestSite.TEMPERATURE, 22);
        JsonNode value = get(VALUES + TestSite.TEMPERATURE);
        assertThat(value.path("value").asDouble()).isEqualTo(50);
        assertThat(value.path("qualityName").asText()).isEqualTo("GoodLocalOverride");
        assertThat(value.path("overridden").asBoolean()).isTrue();
        HttpResponse<String> refused = gateway.put(VALUES + TestSite.TEMPERATURE, operator, "{\"value\":1}");
        assertProblem(refused, 409, "BadInvalidState");
        assertThat(refused.body()).contains("is forced; it has to be released first");

        override(TestSite.TEMPERATURE, "release", "{\"reason\":\"sensor back\"}");

        assertThat(get(VALUES + TestSite.TEMPERATURE).path("value").asDouble()).isEqualTo(22);
        assertThat(get(VALUES + TestSite.TEMPERATURE).path("overridden").asBoolean())
                .isFalse();
        assertProblem(override(TestSite.TEMPERATURE, "release", "{\"reason\":\"again\"}"), 409, "BadInvalidState");
    }

    @Test
    void shouldNotForceWithoutAReasonATypeOrThePermission() {
        assertProblem(override(TestSite.COUNT, "override", "{\"value\":1}"), 422, "BadInvalidArgument");
        assertProblem(
                override(TestSite.COUNT, "override", "{\"value\":\"a\",\"reason\":\"r\"}"), 422, "BadTypeMismatch");
        assertProblem(override("No.Such", "release", "{\"reason\":\"r\"}"), 404, "tag-unknown");
        for (String verb : new String[] {"override", "release"}) {
            assertProblem(
                    gateway.post(
                            "/api/v1/tags/" + TestSite.COUNT + ":" + verb,
                            operator,
                            "{\"reason\":\"r\"" + (verb.equals("override") ? ",\"value\":1}" : "}")),
                    403,
                    "forbidden");
        }
    }
}
