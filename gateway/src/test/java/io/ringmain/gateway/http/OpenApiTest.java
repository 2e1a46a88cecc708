package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.rest.Route;
import io.ringmain.gateway.testing.TestGateway;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds the description against the running routes, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private TestGateway gateway;
    private JsonNode document;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        document = TestGateway.json(gateway.get("/api/v1/openapi.json", ""));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private Map<String, JsonNode> described() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
            }
        }
        return operations;
    }

    private Map<String, Route> running() {
        return gateway.server.routes().all().stream()
                .collect(Collectors.toMap(r -> r.method() + " " + r.template(), r -> r, (a, b) -> a, TreeMap::new));
    }

    @Test
    void shouldDescribeExactlyTheRoutesThatRun() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(described().keySet()).isEqualTo(running().keySet());
    }

    @Test
    void shouldDescribeExactlyTheQueryParametersThatAreTaken() {
        Map<String, JsonNode> described = described();

        running().forEach((name, route) -> {
            TreeSet<String> query = new TreeSet<>();
            described.get(name).path("parameters").forEach(parameter -> {
                if ("query".equals(parameter.path("in").asText())) {
                    query.add(parameter.path("name").asText());
                }
            });
            assertThat(query).as(name).isEqualTo(new TreeSet<>(route.query()));
        });
    }

    @Test
    void shouldDescribeWhichRoutesNeedALogin() {
        Map<String, JsonNode> described = described();

        running().forEach((name, route) -> {
            boolean isOpen = described.get(name).path("security").isArray();
            assertThat(isOpen).as(name).isEqualTo(route.permission() == null);
        });
    }

    @Test
    void shouldAnswerEveryDescribedPathAsDescribed() {
        String token = gateway.token("administrator");
        described().forEach((name, operation) -> {
            String path = name.substring(name.indexOf(' ') + 1)
                    .replace("{name}", "No.Such.Name")
                    .replace("{thumbprint}", "00")
                    .replace("{id}", "1-0");
            int status = switch (name.substring(0, name.indexOf(' '))) {
                case "GET" -> gateway.get(path, token).statusCode();
                case "PATCH" -> gateway.patch(path, "", "{").statusCode();
                case "PUT" -> gateway.put(path, "", "{").statusCode();
                case "DELETE" ->
                    gateway.send(gateway.request(path, "").DELETE().build()).statusCode();
                default -> gateway.post(path, "", "{").statusCode();
            };
            assertThat(operation.path("responses").has(Integer.toString(status)))
                    .as(name + " answers " + status)
                    .isTrue();
        });
    }

    @Test
    void shouldHaveNoDanglingReference() {
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void shouldGiveValuesInTheDescribedShape() {
        JsonNode value = TestGateway.json(gateway.get("/api/v1/values?limit=1", gateway.token("guest")))
                .at("/items/0");

        document.at("/components/schemas/Value/required")
                .forEach(field ->
                        assertThat(value.has(field.asText())).as(field.asText()).isTrue());
        value.fieldNames()
                .forEachRemaining(field -> assertThat(document.at("/components/schemas/Value/properties")
                                .has(field))
                        .as(field)
                        .isTrue());
    }

    @Test
    void shouldGiveMachinesInTheDescribedShape() {
        JsonNode machine = TestGateway.json(gateway.get("/api/v1/machines", gateway.token("guest")))
                .at("/items/0");

        document.at("/components/schemas/Machine/required")
                .forEach(field -> assertThat(machine.has(field.asText()))
                        .as(field.asText())
                        .isTrue());
        machine.fieldNames()
                .forEachRemaining(field -> assertThat(document.at("/components/schemas/Machine/properties")
                                .has(field))
                        .as(field)
                        .isTrue());
    }

    @Test
    void shouldGiveAlarmsInTheDescribedShape() {
        JsonNode alarm = TestGateway.json(gateway.get("/api/v1/alarms", gateway.token("guest")))
                .at("/items/0");

        document.at("/components/schemas/Alarm/required")
                .forEach(field ->
                        assertThat(alarm.has(field.asText())).as(field.asText()).isTrue());
        alarm.fieldNames()
                .forEachRemaining(field -> assertThat(document.at("/components/schemas/Alarm/properties")
                                .has(field))
                        .as(field)
                        .isTrue());
    }
}
