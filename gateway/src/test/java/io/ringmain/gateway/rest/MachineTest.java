package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineTest {
    private static final String VALVE = "/api/v1/machines/" + TestSite.VALVE;
    private static final String TRANSITION = VALVE + ":transition";

    private TestGateway gateway;
    private String operator;
    private String engineer;
    private String guest;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        engineer = gateway.token("administrator");
        guest = gateway.token("guest");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @BeforeEach
    void shouldBeClosed() {
        gateway.post(TRANSITION, operator, "{\"to\":\"CLOSED\"}");
        assertThat(valve().path("state").asText()).isEqualTo("CLOSED");
    }

    private JsonNode valve() {
        HttpResponse<String> response = gateway.get(VALVE, operator);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestGateway.json(response);
    }

    private HttpResponse<String> transition(String body) {
        return gateway.post(TRANSITION, operator, body);
    }

    @Test
    void shouldShowAMachineWithItsPortsSettingsAndWhatIsAllowed() {
        JsonNode valve = valve();
        assertThat(valve.path("allowed").toString()).isEqualTo("[\"OPEN\",\"<LOCKED>\"]");
        assertThat(valve.path("inputs").path(0).path("tag").asText()).isEqualTo(TestSite.COUNT);
        assertThat(valve.path("inputs").path(1).path("tag").isNull()).isTrue();
        assertThat(valve.path("outputs").path(0).path("safe").asDouble()).isEqualTo(0.5);
        assertThat(valve.path("settings").path(0).path("maximum").asDouble()).isEqualTo(10);
        assertThat(valve.path("settings").path(0).path("unit").asText()).isEqualTo("mm/s");
        assertThat(valve.path("attributes").path("auto").asBoolean()).isTrue();
        assertThat(valve.path("attributes").path("label").asText()).isEqualTo("none");
        assertThat(valve.path("pending").isNull()).isTrue();
        assertThat(gateway.get(VALVE, guest).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldMoveAMachine() {
        HttpResponse<String> response = transition("{\"to\":\"OPEN\",\"reason\":\"flushing\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(TestGateway.json(response).path("state").asText()).isEqualTo("DONE");
        assertThat(valve().path("state").asText()).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}',400,bad-request",
        "'{\"to\":\"AJAR\"}',422,BadInvalidArgument",
        "'{\"to\":\"CLOSED\"}',409,BadInvalidState",
        "'{\"to\":\"<LOCKED>\",\"confirm\":77}',409,BadEventIdUnknown",
        "'{\"to\":\"OPEN\",\"now\":true}',400,unknown-key",
    })
    void shouldRefuseATransition(String body, int status, String code) {
        assertProblem(transition(body), status, code);
    }

    @Test
    void shouldRefuseWhatIsNotForOperators() {
        transition("{\"to\":\"OPEN\"}");
        assertProblem(transition("{\"to\":\"<LOCKED>\"}"), 409, "BadNotSupported");
        assertProblem(gateway.post(TRANSITION, guest, "{\"to\":\"OPEN\"}"), 403, "forbidden");
        assertProblem(
                gateway.post("/api/v1/machines/No.Such:transition", operator, "{\"to\":\"OPEN\"}"),
                404,
                "machine-unknown");
    }

    @Test
    void shouldMoveAMachineInTwoStepsWhereThatIsDeclared() {
        HttpResponse<String> first = transition("{\"to\":\"<LOCKED>\"}");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        long token = TestGateway.json(first).path("confirm").asLong();
        assertThat(valve().at("/pending/to").asText()).isEqualTo("<LOCKED>");
        assertThat(valve().at("/pending/confirm").asLong()).isEqualTo(token);
        HttpResponse<String> second = transition("{\"to\":\"<LOCKED>\",\"confirm\":" + token + "}");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(valve().path("state").asText()).isEqualTo("<LOCKED>");
    }

    @Test
    void shouldSetAttributes() {
        HttpResponse<String> response =
                gateway.patch(VALVE, operator, "{\"attributes\":{\"speed\":7,\"count\":-4},\"reason\":\"cold\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(TestGateway.json(response).at("/attributes/speed").asDouble())
                .isEqualTo(7);
        assertThat(TestGateway.json(response).at("/attributes/count").asLong()).isEqualTo(-4);
        assertThat(TestGateway.json(response).at("/settings/0/set").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"attributes\":{\"count\":5,\"speed\":11}}',422,BadOutOfRange",
        "'{\"attributes\":{\"count\":5,\"speed\":\"x\"}}',422,BadTypeMismatch",
        "'{\"attributes\":{\"count\":5,\"sped\":1}}',422,BadInvalidArgument",
        "'{\"attributes\":{\"count\":5,\"auto\":false}}',403,forbidden",
        "'{\"attributes\":{\"count\":5},\"interval\":\"5s\"}',403,forbidden",
        "'{\"attributes\":{\"label\":\"x\"}}',409,BadNotWritable",
        "'{\"attributes\":[]}',400,bad-request",
        "'{}',400,bad-request",
    })
    void shouldSetNothingWhenAnythingIsWrong(String body, int status, String code) {
        gateway.patch(VALVE, operator, "{\"attributes\":{\"count\":1}}");
        assertProblem(gateway.patch(VALVE, operator, body), status, code);
        assertThat(valve().at("/attributes/count").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'999us',422,BadOutOfRange",
        "'5',400,bad-request",
        "'0s',422,BadOutOfRange",
        "'20000d',422,BadOutOfRange"
    })
    void shouldRefuseAnInterval(String interval, int status, String code) {
        assertProblem(gateway.patch(VALVE, engineer, "{\"interval\":\"" + interval + "\"}"), status, code);
    }

    @Test
    void shouldShowAFaultAndResetIt() {
        gateway.set(TestSite.COUNT, 0);
        try {
            gateway.put("/api/v1/values/" + TestSite.COUNT, operator, "{\"value\":13}");
            assertThat(gateway.patch(VALVE, engineer, "{\"interval\":\"1ms\"}").statusCode())
                    .isEqualTo(200);
            await().until(() -> valve().path("faulted").asBoolean());
            assertThat(valve().path("error").asText()).contains("thirteen");
            assertThat(valve().path("allowed").toString()).isEqualTo("[\"CLOSED\"]");
            assertThat(TestGateway.json(gateway.get("/api/v1/system", operator)).has("runningStep"))
                    .isTrue();
        } finally {
            gateway.put("/api/v1/values/" + TestSite.COUNT, operator, "{\"value\":0}");
            gateway.patch(VALVE, engineer, "{\"interval\":\"1h\"}");
        }
        assertThat(transition("{\"to\":\"CLOSED\"}").statusCode()).isEqualTo(200);
        assertThat(valve().path("faulted").asBoolean()).isFalse();
        assertThat(valve().path("longestStepNs").asLong()).isPositive();
    }

    @Test
    void shouldDrawItsStates() {
        HttpResponse<String> picture = gateway.get(VALVE + "/diagram", guest);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/svg+xml"));
        assertThat(picture.body())
                .startsWith("<svg")
                .contains("<title>" + TestSite.VALVE + "</title>", "&lt;LOCKED&gt;", "CLOSED")
                .doesNotContain("<LOCKED>");
        assertThat(gateway.get(VALVE + "/diagram?format=mermaid", guest).body())
                .contains("stateDiagram-v2", "s0 --> s2 : operator, confirmed", "class s0 present");
        assertProblem(gateway.get(VALVE + "/diagram?format=png", guest), 400, "bad-request");
    }

    @Test
    void shouldMoveAndSetOverTheWebSocket() {
        try (WsClient socket = gateway.webSocket(operator)) {
            socket.send("{\"id\":1,\"op\":\"transition\",\"machine\":\"" + TestSite.VALVE + "\",\"to\":\"<LOCKED>\"}");
            JsonNode asked =
                    socket.await(f -> "request".equals(f.at("/machine/cause").asText()));
            assertThat(asked.at("/machine/state").asText()).isEqualTo("CLOSED");
            long token = asked.at("/machine/confirm").asLong();
            socket.send("{\"id\":2,\"op\":\"transition\",\"machine\":\"" + TestSite.VALVE
                    + "\",\"to\":\"<LOCKED>\",\"confirm\":" + token + "}");
            JsonNode moved =
                    socket.await(f -> "operator".equals(f.at("/machine/cause").asText()));
            assertThat(moved.at("/machine/state").asText()).isEqualTo("<LOCKED>");
            socket.send("{\"id\":3,\"op\":\"attribute\",\"machine\":\"" + TestSite.VALVE
                    + "\",\"attribute\":\"count\",\"value\":2}");
            socket.await(f -> "setting".equals(f.at("/machine/cause").asText()));
            assertThat(valve().at("/attributes/count").asLong()).isEqualTo(2);
        }
    }
}
