package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever may change things in some areas only changes nothing in others, whatever the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AreaRightsTest {
    private static final String REFUSED = "forbidden-area";

    private final TestGateway gateway = new TestGateway();
    private String ofTanks;
    private String ofField;
    private String engineer;

    @BeforeAll
    void login() {
        ofTanks = login("of-tanks", Role.OPERATOR, "tanks");
        ofField = login("of-field", Role.OPERATOR, "field");
        engineer = login("engineer", Role.SUPERVISOR, "tanks", "New");
    }

    private String login(String name, Role role, String... areas) {
        gateway.users.put(name, role, areas);
        return TestGateway.json(gateway.login(name, MemoryUsers.PASSWORD))
                .path("token")
                .asText();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void shouldNotAcknowledgeInAnotherArea() {
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);
        String path = "/api/v1/alarms/" + TestSite.HI + ":acknowledge";

        assertProblem(gateway.post(path, ofField, "{\"comment\":\"seen\"}"), 403, REFUSED);
        assertThat(gateway.post(path, ofTanks, "{\"comment\":\"seen\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSayWhereTheCallerMay() {
        HttpResponse<String> refused =
                gateway.put("/api/v1/values/" + TestSite.LABEL, ofField, "{\"value\":\"another\"}");

        assertThat(TestGateway.json(refused).path("detail").asText())
                .isEqualTo("The tag " + TestSite.LABEL
                        + " belongs to the area tanks; of-field may do this (write) only in: field.");
    }

    @Test
    void shouldRefuseEachAlarmOfManyOnItsOwn() {
        HttpResponse<String> answer = gateway.post(
                "/api/v1/alarms:acknowledge", ofField, "{\"alarms\":[\"" + TestSite.LATCHED + "\"],\"comment\":\"c\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(answer).path("items").get(0).path("code").asText())
                .isEqualTo(REFUSED);
    }

    @Test
    void shouldNotWriteInAnotherAreaOverTheWebSocket() {
        try (WsClient socket = gateway.webSocket(ofField)) {
            JsonNode reply =
                    socket.request("\"op\":\"write\",\"tag\":\"" + TestSite.LABEL + "\",\"value\":\"of the socket\"");
            assertThat(reply.path("code").asText()).isEqualTo(REFUSED);
        }
    }

    @Test
    void shouldNeedAllAreasThatAMachineWritesTo() {
        String path = "/api/v1/machines/" + TestSite.VALVE + ":transition";

        assertProblem(gateway.post(path, ofTanks, "{\"to\":\"LOCKED\"}"), 403, REFUSED);
        String ofBoth = login("of-both", Role.OPERATOR, "tanks", "Many");
        assertThat(gateway.post(path, ofBoth, "{\"to\":\"NO_SUCH\"}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void shouldCountATagWithoutAnAreaToTheOneItsNameBeginsWith() {
        assertProblem(gateway.put("/api/v1/values/Many.T0001", ofTanks, "{\"value\":1}"), 403, REFUSED);
        String ofMany = login("of-many", Role.OPERATOR, "Many");
        assertThat(gateway.put("/api/v1/values/Many.T0001", ofMany, "{\"value\":1}")
                        .statusCode())
                .isEqualTo(200);
        assertProblem(gateway.put("/api/v1/values/" + TestSite.PROFILE, ofMany, "{\"value\":1}"), 403, REFUSED);
    }

    @Test
    void shouldDefineTagsInTheOwnAreaOnly() {
        String body = "{\"name\":\"New.Tag\",\"type\":\"float64\"%s}";

        assertThat(gateway.post("/api/v1/tags", engineer, body.formatted("")).statusCode())
                .isEqualTo(201);
        assertProblem(
                gateway.post(
                        "/api/v1/tags", engineer, "{\"name\":\"New.Other\",\"type\":\"float64\",\"area\":\"field\"}"),
                403,
                REFUSED);
    }

    @Test
    void shouldNotTakeADefinitionOutOfAnotherArea() {
        HttpRequest moved = gateway.request("/api/v1/tags/" + TestSite.SETPOINT, engineer)
                .header("If-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"type\":\"float64\",\"area\":\"tanks\"}"))
                .build();

        assertProblem(gateway.send(moved), 403, REFUSED);
        HttpRequest removed = gateway.request("/api/v1/tags/" + TestSite.SETPOINT, engineer)
                .header("If-Match", "*")
                .DELETE()
                .build();
        assertProblem(gateway.send(removed), 403, REFUSED);
    }

    @Test
    void shouldNotBindATagThatWritesToADeviceOfAnyArea() {
        String body = "{\"name\":\"New.Bound\",\"type\":\"float64\",\"writable\":%s,"
                + "\"source\":{\"connector\":\"valves\",\"address\":\"x\"}}";

        assertProblem(gateway.post("/api/v1/tags", engineer, body.formatted("true")), 403, REFUSED);
        assertThat(gateway.post("/api/v1/tags", engineer, body.formatted("false"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void shouldDefineAMachineOnlyWhereItWrites() {
        String body = "{\"name\":\"New.Valve\",\"type\":\"valve\",\"interval\":\"1h\"," + "\"bindings\":{\"count\":\""
                + TestSite.COUNT + "\",\"speed\":\"Many.T0009\"}}";

        assertProblem(gateway.post("/api/v1/machines", engineer, body), 403, REFUSED);
    }

    @Test
    void shouldKeepWhatIsOfTheWholeSiteForThoseWithoutLimits() {
        assertProblem(gateway.post("/api/v1/connectors/valves:restart", engineer, "{}"), 403, REFUSED);
        assertProblem(gateway.post("/api/v1/system/config:reload", engineer, "{}"), 403, REFUSED);
    }

    @Test
    void shouldLookAtTheWholeSite() {
        assertThat(gateway.get("/api/v1/values/" + TestSite.TEMPERATURE, ofField)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldWriteAboutAlarmsOfTheOwnAreaOnly() {
        String body = "{\"text\":\"looked at it\",\"alarm\":\"" + TestSite.HI + "\"}";

        assertProblem(gateway.post("/api/v1/logbook", ofField, body), 403, REFUSED);
        assertThat(gateway.post("/api/v1/logbook", ofTanks, body).statusCode()).isEqualTo(201);
        assertThat(gateway.post("/api/v1/logbook", ofField, "{\"text\":\"shift begins\"}")
                        .statusCode())
                .isEqualTo(201);
    }
}
