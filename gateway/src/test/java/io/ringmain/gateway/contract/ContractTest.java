package io.ringmain.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.ManagedFile;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.http.RunningRoutes;
import io.ringmain.gateway.rest.Route;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.TestValve;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of {@code openapi.json} against the running routes: routes, parameters, permissions, statuses, and the shape of
 * what is asked and answered. All calls are made once, in an order in which each finds what it needs; see the tables beside.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private final TestGateway gateway = new TestGateway();
    private Database database;
    private Records records;
    private Database store;
    private JobCalls.Kinds jobs;
    private HttpServer server;
    private Description description;
    private Map<String, Route> routes;
    private Contract contract;

    @BeforeAll
    void callEverything() {
        database = Database.open(DatabaseSettings.sqlite(gateway.folder), Records.SCHEMA);
        records = Records.of(
                database,
                gateway.folder,
                gateway.store::reader,
                gateway.store,
                gateway.plant::journaledSequence,
                gateway.plant::durableSequence,
                Map.of("valve", new TestValve().declaration()));
        records.start();
        LeftRecords left = new LeftRecords();
        gateway.plant.addListener(left);
        store = Database.open(DatabaseSettings.sqlite(gateway.folder), "store");
        jobs = new JobCalls.Kinds(gateway, store);
        server = HttpServer.start(gateway.context(true)
                .trail(left)
                .records(records)
                .jobs(jobs.desk())
                .databases(() -> List.of(database))
                .siteFiles(() -> new SiteDesk.Reread(
                        TestSite.definition(),
                        ManagedSite.empty(gateway.folder.resolve(ManagedFile.NAME)),
                        List.of())));
        await().until(() -> records.state().isUp());
        description = new Description(TestGateway.json(gateway.get("/api/v1/openapi.json", "")));
        routes = RunningRoutes.of(server);
        contract = new Contract(gateway, server, description, left);
        contract.table(TagCalls::make);
        contract.table(AlarmCalls::make);
        contract.table(MachineCalls::make);
        contract.table(called -> RecordCalls.make(called, records));
        contract.table(ReplayCalls::make);
        contract.table(called -> JobCalls.make(called, jobs));
        contract.table(ConnectorCalls::make);
        contract.table(ConfigurationCalls::make);
        contract.table(DisplayCalls::make);
        contract.table(LayoutCalls::make);
        contract.table(DefinitionCalls::make);
        contract.table(UserCalls::make);
        contract.table(SystemCalls::make);
        contract.table(AccessCalls::make);
    }

    @AfterAll
    void stop() {
        server.close();
        records.close();
        jobs.close();
        store.close();
        database.stop();
        gateway.close();
    }

    Stream<Operation> operations() {
        return description.operations().values().stream();
    }

    @Test
    void shouldDescribeExactlyTheRoutesThatRun() {
        assertThat(description.document().path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(description.operations().keySet()).isEqualTo(routes.keySet());
    }

    @Test
    void shouldGetThroughAllTables() {
        assertThat(contract.interruptions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldAnswerAsDescribed(Operation operation) {
        assertThat(contract.failures(operation.name())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldLeaveOnRecordWhoChangedWhatAndWhoWasRefused(Operation operation) {
        assertThat(contract.unrecorded(operation.name())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldAnswerEverythingThatIsDescribed(Operation operation) {
        if (Unseen.isCalled(operation)) {
            Set<Integer> missing = new TreeSet<>(operation.statuses());
            missing.removeAll(contract.seen(operation.name()));
            missing.removeIf(status -> !Unseen.isExpected(operation, status));
            assertThat(missing).as("described and never answered: " + operation).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldDescribeWhoMayCallIt(Operation operation) {
        Route route = routes.get(operation.name());
        assertThat(operation.isOpen()).isEqualTo(route.permission() == null);
        assertThat(operation.permission())
                .isEqualTo(route.permission() == null ? "" : route.permission().label());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldDescribeExactlyTheParametersThatAreTaken(Operation operation) {
        Set<String> query = new TreeSet<>();
        Set<String> path = new TreeSet<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            assertThat(parameter.path("schema").isObject())
                    .as(parameter.toString())
                    .isTrue();
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "query" -> query.add(name);
                case "path" -> path.add("{" + name + "}");
                default -> assertThat(parameter.path("in").asText()).isEqualTo("header");
            }
        }
        assertThat(query).isEqualTo(new TreeSet<>(routes.get(operation.name()).query()));
        assertThat(path)
                .isEqualTo(new TreeSet<>(Pattern.compile("\\{[^}]*}")
                        .matcher(operation.template())
                        .results()
                        .map(found -> found.group())
                        .toList()));
    }

    @Test
    void shouldDescribeTheRolesThatAreBuiltIn() {
        Map<String, Set<String>> described = new TreeMap<>();
        description.document().path("x-roles").properties().forEach(role -> {
            Set<String> permissions = new TreeSet<>();
            role.getValue().forEach(permission -> permissions.add(permission.asText()));
            described.put(role.getKey(), permissions);
        });
        Map<String, Set<String>> builtIn = new TreeMap<>();
        for (Role role : Role.BUILT_IN) {
            Set<String> permissions = new TreeSet<>();
            role.grants().keySet().forEach(permission -> permissions.add(permission.label()));
            builtIn.put(role.label(), permissions);
        }
        assertThat(described).isEqualTo(builtIn);
    }

    /** The server refuses what is asked in a wrong way, by strangers, too large, or when there is too much of it. */
    @ParameterizedTest
    @MethodSource("operations")
    void shouldDescribeWhatTheServerAnswersByItself(Operation operation) {
        List<Integer> expected = new ArrayList<>(List.of(400, 503));
        if (!operation.isOpen()) {
            expected.add(401);
        }
        if (!operation.isOpen() && !operation.permission().equals("view")) {
            expected.add(403);
        }
        if (operation.hasBody()) {
            expected.add(413);
        }
        assertThat(operation.statuses()).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldSayWhatIsInEveryObjectOfAnAnswer(Operation operation) {
        for (JsonNode response : operation.node().path("responses")) {
            response.path("content").forEach(media -> assertSaid(media.path("schema"), operation.name()));
        }
    }

    @Test
    void shouldSayWhatIsInEveryObjectThatIsShared() {
        description
                .document()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> assertSaid(schema.getValue(), schema.getKey()));
    }

    private static void assertSaid(JsonNode schema, String place) {
        if (schema.path("type").asText().equals("object")) {
            assertThat(schema.has("properties") || schema.has("additionalProperties"))
                    .as(place + ": " + schema)
                    .isTrue();
            JsonNode properties = schema.path("properties");
            schema.path("required")
                    .forEach(key -> assertThat(properties.has(key.asText()))
                            .as(place + " requires " + key)
                            .isTrue());
        }
        schema.path("properties").forEach(child -> assertSaid(child, place));
        for (String keyword : List.of("items", "additionalProperties")) {
            if (schema.path(keyword).isObject()) {
                assertSaid(schema.path(keyword), place);
            }
        }
        for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(keyword).forEach(child -> assertSaid(child, place));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldGiveExamplesThatAreValid(Operation operation) {
        List<String> wrong = new ArrayList<>();
        operation
                .node()
                .path("requestBody")
                .path("content")
                .forEach(media -> wrong.addAll(description.exampleViolations(media, operation.name())));
        operation
                .node()
                .path("responses")
                .forEach(response -> response.path("content")
                        .forEach(media -> wrong.addAll(description.exampleViolations(media, operation.name()))));
        operation
                .node()
                .path("parameters")
                .forEach(parameter -> wrong.addAll(description.exampleViolations(parameter, operation.name())));
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldHaveNoDanglingReference() {
        for (String reference : description.document().findValuesAsText("$ref")) {
            assertThat(description.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void shouldNameEveryOperationOnce() {
        List<String> ids = operations()
                .map(operation -> operation.node().path("operationId").asText())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void shouldStillHaveWhatIsSaidNotToBeCalled() {
        Unseen.OPERATIONS.forEach((pattern, reason) -> {
            assertThat(description.operations().keySet()).as(pattern).anyMatch(name -> name.matches(pattern));
            assertThat(reason).isNotEmpty();
        });
    }
}
