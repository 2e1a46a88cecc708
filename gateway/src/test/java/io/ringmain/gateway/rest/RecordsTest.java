package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.TestValve;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events, log book, occurrences and audit over REST, from a real database that follows a real journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsTest {
    private final TestGateway gateway = new TestGateway();
    private final String operator = gateway.token("operator");
    private final String supervisor = gateway.token("supervisor");
    private final String auditor = gateway.token("auditor");
    private final String guest = gateway.token("guest");
    private Database database;
    private Records records;
    private HttpServer server;
    private JsonNode document;
    private String raised;
    private String firstEntry;

    @BeforeAll
    void live() throws InterruptedException {
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
        server = HttpServer.start(gateway.context(true).records(records));
        document = TestGateway.json(gateway.get("/api/v1/openapi.json", ""));
        await().until(() -> records.state().isUp());
        gateway.set(TestSite.TEMPERATURE, 20);
        gateway.set(TestSite.TEMPERATURE, 85);
        raised = items("/api/v1/events?class=alarm", operator).get(0).path("id").asText();
        post("/api/v1/alarms/" + TestSite.HI + ":acknowledge", operator, "{\"comment\":\"seen\"}", 200);
        gateway.set(TestSite.TEMPERATURE, 20);
        put("/api/v1/values/" + TestSite.COUNT, operator, "{\"value\":7,\"reason\":\"counted\"}");
        gateway.set(TestSite.TEMPERATURE, 95);
        Thread writing = new Thread(() -> put("/api/v1/values/" + TestSite.SETPOINT, supervisor, "{\"value\":42}"));
        writing.start();
        gateway.device.answer(gateway.device.awaitWrite(), Quality.BAD_DEVICE_FAILURE);
        writing.join();
        firstEntry = post(
                        "/api/v1/logbook",
                        operator,
                        "{\"text\":\"Pump 2 sounds ODD, 100 % sure\",\"category\":\"shift\"}",
                        201)
                .path("id")
                .asText();
        post(
                "/api/v1/logbook",
                supervisor,
                "{\"text\":\"as last week\",\"alarm\":\"" + TestSite.HI + "\",\"event\":\"" + raised + "\"}",
                201);
    }

    @AfterAll
    void stop() {
        server.close();
        records.close();
        database.stop();
        gateway.close();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /** Waits first: a machine with much to do may take longer than a request waits. */
    private HttpResponse<String> get(String path, String token) {
        records.awaitCovered(gateway.plant.journaledSequence(), 30_000);
        return gateway.send(request(path, token).build());
    }

    private JsonNode post(String path, String token, String body, int status) {
        HttpResponse<String> response = gateway.send(request(path, token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestGateway.json(response);
    }

    private void put(String path, String token, String body) {
        gateway.send(request(path, token)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private List<JsonNode> items(String path, String token) {
        HttpResponse<String> response = get(path, token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        TestGateway.json(response).path("items").forEach(items::add);
        return items;
    }

    private List<String> texts(String path, String field) {
        return items(path, operator).stream()
                .map(item -> item.path(field).asText())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class=system | START CONFIG",
                "class=connector | OK",
                "class=user | LOG LOG",
                "class=tag | WRITE WRITE WRITE",
                "class=alarm&text=acknowledged | ACKNOWLEDGE",
                "class=alarm&text=TEMPERATURE.hi%20is | ACTIVATE ACTIVATE",
                "criticality=3&user= | ACTIVATE WRITE ACTIVATE ACTIVATE",
                "criticality=5 | ''",
                "user=operator | LOG WRITE ACKNOWLEDGE",
                "user=operator&class=tag | WRITE",
                "text=100%20%25 | LOG",
                "text=100_ | ''",
                "text=no+such+text | ''",
                "to=1999-01-01T00:00:00Z | ''",
                "from=2200-01-01T00:00:00Z | ''"
            })
    void shouldFilterEvents(String query, String kinds) {
        List<String> found = texts("/api/v1/events?" + query, "kind");
        assertThat(found.stream().sorted().toList())
                .as(query)
                .isEqualTo(
                        kinds.isEmpty()
                                ? List.of()
                                : java.util.Arrays.stream(kinds.split(" "))
                                        .sorted()
                                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alarm=" + TestSite.HI + " | 2",
                "alarm=*.HIHI | 1",
                "tag=" + TestSite.TEMPERATURE + " | 3",
                "tag=Field.* | 0",
                "area=tanks | 3",
                "area=field | 0",
                "priority=3 | 0",
                "priority=2 | 3",
                "state=ended | 1",
                "state=open | 2",
                "state=UNACK | 2",
                "state=NORM | 1",
                "from=2200-01-01T00:00:00Z | 0"
            })
    void shouldFilterOccurrences(String query, int count) {
        assertThat(items("/api/v1/alarms/history?" + query, guest)).as(query).hasSize(count);
    }

    @Test
    void shouldTellAnOccurrenceWithAllItsTransitions() {
        JsonNode ended = items("/api/v1/alarms/history?state=ended", guest).get(0);
        assertThat(ended.path("alarm").asText()).isEqualTo(TestSite.HI);
        assertThat(ended.path("occurrence").asText() + "-1").isEqualTo(raised);
        assertThat(ended.path("value").asDouble()).isEqualTo(85);
        assertThat(ended.path("limit").asDouble()).isEqualTo(80);
        assertThat(ended.at("/acknowledged/user").asText()).isEqualTo("operator");
        assertThat(ended.at("/acknowledged/text").asText()).isEqualTo("seen");
        assertThat(ended.path("shelved").isNull()).isTrue();
        assertThat(ended.path("transitions").findValuesAsText("input"))
                .containsExactly("ACTIVATE", "ACKNOWLEDGE", "RETURN");
        assertThat(ended.path("endedAt").asText())
                .isEqualTo(ended.path("returnedAt").asText());
        assertDescribed("Occurrence", ended);
    }

    @Test
    void shouldTellTheLogBookWithWhatItIsAbout() {
        List<JsonNode> entries = items("/api/v1/logbook", guest);
        assertThat(entries).extracting(entry -> entry.path("user").asText()).contains("operator", "supervisor");
        assertThat(texts("/api/v1/logbook?text=sounds+odd", "category")).containsExactly("shift");
        assertThat(texts("/api/v1/logbook?category=shift&user=operator", "id")).containsExactly(firstEntry);
        assertThat(texts("/api/v1/logbook?alarm=*.HI&event=" + raised, "text")).containsExactly("as last week");
        assertThat(texts("/api/v1/logbook?user=nobody", "text")).isEmpty();
        assertDescribed("LogEntry", entries.get(0));
    }

    @Test
    void shouldShowARemarkWithItsEventAsSoonAsItIsAnswered() {
        String about =
                items("/api/v1/events?class=system", operator).get(0).path("id").asText();
        String body = "{\"comment\":\"planned\",\"cmd\":\"6f1c1c1e-8d0a-4c59-9a6c-1d3f0c0e9d11\"}";
        JsonNode answer = post("/api/v1/events/" + about + "/comments", operator, body, 201);
        assertThat(post("/api/v1/events/" + about + "/comments", operator, body, 201)
                        .path("id"))
                .isEqualTo(answer.path("id"));
        JsonNode event = items("/api/v1/events?class=system", operator).get(0);
        assertThat(event.path("comments").findValuesAsText("text")).containsExactly("planned");
        assertThat(event.at("/comments/0/user").asText()).isEqualTo("operator");
        assertDescribed("Event", event);
    }

    @Test
    void shouldTellAuditorsWhoAskedForWhatFromWhereAndWhatCameOfIt() {
        List<JsonNode> writes = items("/api/v1/audit?action=WRITE", auditor);
        assertThat(writes).hasSize(2);
        JsonNode failed = writes.get(0);
        assertThat(failed.path("user").asText()).isEqualTo("supervisor");
        assertThat(failed.path("target").asText()).isEqualTo(TestSite.SETPOINT);
        assertThat(failed.path("newValue").asText()).isEqualTo("42");
        assertThat(failed.path("origin").asText()).isEqualTo("rest 127.0.0.1");
        assertThat(failed.path("state").asText() + failed.path("code").asText()).isEqualTo("FAILEDBadDeviceFailure");
        assertThat(writes.get(1).path("reason").asText()).isEqualTo("counted");
        assertThat(items("/api/v1/audit?state=FAILED", auditor)).hasSize(1);
        assertThat(items("/api/v1/audit?target=Plant.*&user=operator&action=WRITE", auditor))
                .hasSize(1);
        assertThat(items("/api/v1/audit?action=CONFIGURE&state=DONE", supervisor))
                .hasSize(1);
        assertDescribed("AuditEntry", failed);
    }

    @Test
    void shouldWalkPagesWithoutGapOrRepeat() {
        for (String list : List.of("/api/v1/events", "/api/v1/alarms/history", "/api/v1/audit", "/api/v1/logbook")) {
            List<JsonNode> whole = items(list, supervisor);
            List<JsonNode> walked = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = TestGateway.json(
                        get(list + "?limit=1" + (next.isEmpty() ? "" : "&cursor=" + next), supervisor));
                page.path("items").forEach(walked::add);
                next = page.path("next").asText("");
            } while (!next.isEmpty() && !next.equals("null") && walked.size() <= whole.size());
            assertThat(walked).as(list).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/events?class=weather",
                "/api/v1/events?priority=6",
                "/api/v1/events?criticality=0",
                "/api/v1/events?from=yesterday",
                "/api/v1/events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/api/v1/events?cursor=abc",
                "/api/v1/events?colour=red",
                "/api/v1/logbook?event=twelve",
                "/api/v1/alarms/history?state=odd",
                "/api/v1/audit?state=odd"
            })
    void shouldRefuseAFilterThatSaysNothing(String path) {
        assertThat(get(path, supervisor).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guest | /api/v1/logbook | {'text':'x'} | 403",
                "auditor | /api/v1/logbook | {'text':'x'} | 403",
                "operator | /api/v1/logbook | {'text':'  '} | 422",
                "operator | /api/v1/logbook | {} | 400",
                "operator | /api/v1/logbook | {'text':'x','alarm':'No.Such'} | 404",
                "operator | /api/v1/logbook | {'text':'x','event':'999999-0'} | 404",
                "operator | /api/v1/logbook | {'text':'x','event':'1-99'} | 404",
                "operator | /api/v1/logbook | {'text':'x','event':'x'} | 400",
                "operator | /api/v1/logbook | {'text':'x','colour':'red'} | 400",
                "operator | /api/v1/events/999999-0/comments | {'comment':'x'} | 404",
                "operator | /api/v1/events/1/comments | {'comment':'x'} | 400",
                "guest | /api/v1/events/1-0/comments | {'comment':'x'} | 403"
            })
    void shouldRefuseWhatIsNoEntry(String role, String path, String body, int status) {
        post(path, gateway.token(role), body.replace('\'', '"'), status);
    }

    @Test
    void shouldShowTheAuditToThoseWhoMayOnly() {
        assertThat(get("/api/v1/audit", operator).statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/audit", guest).statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/events?text=" + encoded("x"), guest).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSayUpToWhereAListIsComplete() {
        JsonNode page = TestGateway.json(get("/api/v1/events?limit=1", operator));
        assertThat(page.path("lag").isIntegralNumber()).isTrue();
        assertThat(page.path("sequence").asLong())
                .isGreaterThanOrEqualTo(page.at("/items/0/sequence").asLong());
    }

    @Test
    void shouldTellOfTheProjectionInTheSystem() {
        JsonNode state = TestGateway.json(get("/api/v1/system", supervisor)).path("records");
        assertThat(state.path("up").asBoolean()).isTrue();
        assertThat(state.path("refused").asLong()).isZero();
        assertThat(state.path("sequence").asLong()).isPositive();
    }

    @Test
    void shouldTakeAnEntryWhileTheDatabaseDoesNotAnswer() {
        int most = database.settings().pool().max();
        CountDownLatch taken = new CountDownLatch(most);
        CompletableFuture<Void> released = new CompletableFuture<>();
        List<CompletableFuture<?>> reads = new ArrayList<>();
        try {
            for (int i = 0; i < most; i++) {
                Thread holder = new Thread(() -> database.readOnly("hold", session -> {
                    taken.countDown();
                    released.join();
                    return null;
                }));
                holder.setDaemon(true);
                holder.start();
            }
            await().until(() -> taken.getCount() == 0);
            for (int i = 0; i < 4; i++) {
                reads.add(gateway.client()
                        .sendAsync(
                                request("/api/v1/events", operator).build(), HttpResponse.BodyHandlers.discarding()));
            }
            await().until(() -> database.health().waiting() > 1);
            post("/api/v1/logbook", operator, "{\"text\":\"the database hangs\"}", 201);
            assertThat(reads).anyMatch(read -> !read.isDone());
        } finally {
            released.complete(null);
        }
        reads.forEach(CompletableFuture::join);
    }

    private void assertDescribed(String schema, JsonNode item) {
        JsonNode described = document.at("/components/schemas/" + schema);
        described
                .path("required")
                .forEach(field ->
                        assertThat(item.has(field.asText())).as(field.asText()).isTrue());
        item.fieldNames()
                .forEachRemaining(
                        field -> assertThat(described.path("properties").has(field))
                                .as(field)
                                .isTrue());
    }
}
