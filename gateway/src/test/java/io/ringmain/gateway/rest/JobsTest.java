package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobFiles;
import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.JobSettings;
import io.ringmain.gateway.jobs.JobWorkers;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.jobs.ScriptedKind;
import io.ringmain.gateway.jobs.SqlJobStore;
import io.ringmain.gateway.testing.ExpositionText;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsTest {
    private static final String JOBS = "/api/v1/jobs";

    private final ScriptedKind kind = new ScriptedKind("export", true, Place.SITE);
    private final ScriptedKind admins = new ScriptedKind("backup", true, Place.SITE, Permission.ADMIN);
    private final List<AuditNote> notes = new CopyOnWriteArrayList<>();
    private TestGateway gateway;
    private Database database;
    private JobQueue queue;
    private JobWorkers workers;
    private HttpServer server;
    private String operator;
    private String supervisor;
    private String administrator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        database = Database.open(DatabaseSettings.sqlite(gateway.folder), "store");
        JobFiles files = new JobFiles(gateway.folder);
        queue = new JobQueue(
                new SqlJobStore(database), List.of(kind, admins), JobSettings.usual(), files, gateway.clock);
        workers = new JobWorkers(queue, Set.of(Place.values()), "test");
        workers.start();
        server = HttpServer.start(
                gateway.context(false).jobs(new JobDesk(queue, files)).trail(notes::add));
        operator = gateway.token("operator");
        supervisor = gateway.token("supervisor");
        administrator = gateway.token("administrator");
    }

    @AfterAll
    void stop() {
        server.close();
        workers.close();
        database.close();
        gateway.close();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.url().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String path, String token) {
        return gateway.send(request(path, token).build());
    }

    private HttpResponse<String> post(String path, String token, String body, String... headers) {
        HttpRequest.Builder request =
                request(path, token).POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    private String submitted(String token, String body) {
        HttpResponse<String> response = post(JOBS, token, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String id = TestGateway.json(response).path("id").asText();
        assertThat(response.headers().firstValue("Location")).contains(JOBS + "/" + id);
        return id;
    }

    private JsonNode job(String id) {
        return TestGateway.json(get(JOBS + "/" + id, administrator));
    }

    private JsonNode ended(String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !job(id).path("endedAt").isNull());
        JsonNode job = job(id);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo(state);
        return job;
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    @Test
    void shouldShowTheQueueAmongTheFiguresOfTheProcess() {
        ended(submitted(operator, "{'kind':'export','parameters':{'text':'content'},'priority':'low'}"), "succeeded");

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            ExpositionText figures =
                    ExpositionText.parse(get("/metrics", operator).body());
            assertThat(figures.value("ringmain_jobs", Map.of("priority", "low", "state", "succeeded")))
                    .isPositive();
            assertThat(figures.value("ringmain_jobs_oldest_wait_seconds", Map.of("priority", "high")))
                    .isZero();
        });
    }

    @Test
    void shouldBeginNoSessionOfAUserForATokenOfAProgram() {
        String body = "{'kind':'export','parameters':{'text':'as the user'}}";
        HttpResponse<String> made =
                post("/api/v1/api-tokens", operator, "{'name':'printer','scopes':['view','run-jobs']}");
        String token = TestGateway.json(made).path("token").asText();

        assertProblem(post(JOBS, token, body), 403, "login-required");
        submitted(operator, body);
        submitted(token, "{'kind':'export','parameters':{'text':'as itself'}}");
    }

    @Test
    void shouldShowATokenOfAProgramNothingThatWasMadeInASessionOfItsUser() {
        String body = "{'kind':'export','parameters':{'text':'as the user'}}";
        HttpResponse<String> made =
                post("/api/v1/api-tokens", operator, "{'name':'reader','scopes':['view','run-jobs']}");
        String token = TestGateway.json(made).path("token").asText();
        String id = submitted(operator, body);
        ended(id, "succeeded");

        assertProblem(get(JOBS + "/" + id + "/result", token), 403, "login-required");
        assertProblem(post(JOBS + "/" + id + ":retry", token, "{}"), 403, "login-required");
        assertThat(get(JOBS + "/" + id + "/result", operator).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldDoAJobAndHandOverItsResult() {
        String id = submitted(
                operator,
                "{'kind':'export','parameters':{'text':'content'},'priority':'high','timeout':'2m','maxAttempts':2,"
                        + "'reason':'shift report'}");

        JsonNode job = ended(id, "succeeded");
        assertThat(job.path("user").asText()).isEqualTo("operator");
        assertThat(job.path("priority").asText()).isEqualTo("high");
        assertThat(job.path("timeoutMs").asLong()).isEqualTo(120_000);
        assertThat(job.path("maxAttempts").asInt()).isEqualTo(2);
        assertThat(job.path("attempts")).hasSize(1);
        HttpResponse<String> result = get(JOBS + "/" + id + "/result", operator);
        assertThat(result.statusCode()).isEqualTo(200);
        assertThat(result.body()).isEqualTo("content");
        assertThat(result.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(result.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"text.txt\"");
        assertThat(result.headers().firstValue("Repr-Digest"))
                .contains(digest(job.at("/result/sha256").asText()));
        assertThat(notes)
                .filteredOn(note -> note.target().contains(id))
                .extracting(AuditNote::action, AuditNote::user, AuditNote::reason)
                .containsExactly(
                        tuple("job.submit", "operator", "shift report"),
                        tuple("job.result", "operator", "shift report"));
    }

    private static String digest(String sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }

    @Test
    void shouldHandOverAResultThatIsLongerThanAPiece() throws Exception {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        kind.work = run -> Files.write(run.result("long.bin", "application/octet-stream"), content);
        try {
            String id = submitted(operator, "{'kind':'export'}");
            ended(id, "succeeded");
            byte[] got = gateway.client()
                    .send(
                            request(JOBS + "/" + id + "/result", operator).build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            assertThat(got).isEqualTo(content);
            HttpResponse<String> head = gateway.send(request(JOBS + "/" + id + "/result", operator)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(head.headers().firstValue("Content-Length")).contains("300000");
        } finally {
            kind.work = ScriptedKind::writeText;
        }
    }

    @Test
    void shouldAnswerARepeatWithTheSameJob() {
        HttpResponse<String> first = post(JOBS, operator, "{'kind':'export'}", "Idempotency-Key", "k1");
        HttpResponse<String> again = post(JOBS, operator, "{'kind':'export','idempotencyKey':'k1'}");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(again).path("id"))
                .isEqualTo(TestGateway.json(first).path("id"));
        assertProblem(
                post(JOBS, operator, "{'kind':'export','parameters':{'text':'x'}}", "Idempotency-Key", "k1"),
                409,
                "idempotency-key-used");
        assertProblem(
                post(JOBS, operator, "{'kind':'export','idempotencyKey':'k2'}", "Idempotency-Key", "k1"),
                400,
                "bad-request");
    }

    @Test
    void shouldShowTheJobsOfOthersToAdministratorsOnly() {
        String id = submitted(supervisor, "{'kind':'export'}");
        ended(id, "succeeded");

        assertProblem(get(JOBS + "/" + id, operator), 404, "job-unknown");
        assertProblem(get(JOBS + "/" + id + "/result", operator), 404, "job-unknown");
        assertProblem(post(JOBS + "/" + id + ":cancel", operator, ""), 404, "job-unknown");
        assertProblem(get(JOBS + "?user=supervisor", operator), 403, "forbidden");
        assertThat(TestGateway.json(get(JOBS, operator)).path("items").findValuesAsText("user"))
                .doesNotContain("supervisor");
        assertThat(TestGateway.json(get(JOBS + "?user=supervisor&state=succeeded&kind=export", administrator))
                        .path("items")
                        .findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void shouldNeedThePermissionOfTheKindBesides() {
        assertProblem(post(JOBS, supervisor, "{'kind':'backup'}"), 403, "forbidden");
        assertThat(post(JOBS, administrator, "{'kind':'backup'}").statusCode()).isEqualTo(202);
        assertProblem(post(JOBS, gateway.token("guest"), "{'kind':'export'}"), 403, "forbidden");
    }

    @Test
    void shouldCancelARunningJob() {
        CountDownLatch running = new CountDownLatch(1);
        admins.work = run -> {
            running.countDown();
            while (true) {
                run.throwIfCancelled();
                Thread.onSpinWait();
            }
        };
        try {
            String id = submitted(administrator, "{'kind':'backup'}");
            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            assertProblem(get(JOBS + "/" + id + "/result", administrator), 409, "job-not-ended");
            assertProblem(delete(id), 409, "job-not-ended");
            assertProblem(post(JOBS + "/" + id + ":retry", administrator, ""), 409, "job-not-failed");
            JsonNode asked = TestGateway.json(post(JOBS + "/" + id + ":cancel", administrator, "{}"));
            assertThat(asked.path("cancelRequested").asBoolean()).isTrue();

            ended(id, "cancelled");
            assertProblem(post(JOBS + "/" + id + ":cancel", administrator, ""), 409, "job-ended");
            assertProblem(get(JOBS + "/" + id + "/result", administrator), 404, "result-none");
            assertThat(delete(id).statusCode()).isEqualTo(204);
            assertProblem(get(JOBS + "/" + id, administrator), 404, "job-unknown");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            admins.work = ScriptedKind::writeText;
        }
    }

    private HttpResponse<String> delete(String id) {
        return gateway.send(request(JOBS + "/" + id, administrator).DELETE().build());
    }

    @Test
    void shouldRetryWhatHasFailed() {
        kind.work = run -> {
            throw new JobFailure("not-verified", "It differs.");
        };
        String id = submitted(operator, "{'kind':'export'}");
        JsonNode failed = ended(id, "failed");
        assertThat(failed.at("/error/code").asText()).isEqualTo("not-verified");
        kind.work = ScriptedKind::writeText;

        HttpResponse<String> retried = post(JOBS + "/" + id + ":retry", operator, "");
        assertThat(retried.statusCode()).isEqualTo(202);
        assertThat(ended(id, "succeeded").path("attempts")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'dance'}                          | 422 | kind-unknown       | must be one of backup, export",
                "{'kind':'export','parameters':{'a':1}}    | 422 | parameters-invalid | unknown parameter a",
                "{'kind':'export','parameters':[]}         | 400 | bad-request        | parameters: an object",
                "{'kind':'export','priority':'urgent'}     | 400 | bad-request        | high, normal or low",
                "{'kind':'export','timeout':'5'}           | 400 | bad-request        | between 1s and 7d",
                "{'kind':'export','timeout':'8d'}          | 400 | bad-request        | between 1s and 7d",
                "{'kind':'export','maxAttempts':0}         | 400 | bad-request        | from 1 to 20",
                "{'kind':'export','when':'now'}            | 400 | unknown-key        | unknown key when",
                "{}                                        | 400 | bad-request        | kind: is missing"
            })
    void shouldRefuseWhatCanNotBe(String body, int status, String code, String told) {
        HttpResponse<String> response = post(JOBS, operator, body);
        assertProblem(response, status, code);
        assertThat(TestGateway.json(response).path("detail").asText()).contains(told);
    }

    @Test
    void shouldAnswerInTheDescribedShape() {
        String id = submitted(operator, "{'kind':'export','parameters':{'text':'x'}}");
        JsonNode schemas =
                TestGateway.json(gateway.get("/api/v1/openapi.json", "")).at("/components/schemas");
        assertShape(ended(id, "succeeded"), schemas.path("Job"));
        assertShape(job(id).at("/attempts/0"), schemas.at("/Job/properties/attempts/items"));
        assertShape(job(id).path("progress"), schemas.at("/Job/properties/progress"));
        assertShape(job(id).path("result"), schemas.at("/Job/properties/result/oneOf/1"));
        JsonNode figures = TestGateway.json(get(JOBS + "/figures", operator));
        assertShape(figures, schemas.path("JobFigures"));
        assertThat(figures.path("lanes")).hasSize(3);
        assertShape(figures.at("/lanes/0"), schemas.at("/JobFigures/properties/lanes/items"));
    }

    private static void assertShape(JsonNode answer, JsonNode described) {
        List<String> names = new ArrayList<>();
        answer.fieldNames().forEachRemaining(names::add);
        List<String> known = new ArrayList<>();
        described.path("properties").fieldNames().forEachRemaining(known::add);
        assertThat(names).containsExactlyInAnyOrderElementsOf(known);
        assertThat(described.path("required")).hasSameSizeAs(known);
    }

    @Test
    void shouldWalkThroughPages() {
        for (int i = 0; i < 3; i++) {
            ended(submitted(administrator, "{'kind':'export'}"), "succeeded");
        }
        JsonNode first = TestGateway.json(get(JOBS + "?limit=2&user=administrator", administrator));
        assertThat(first.path("items")).hasSize(2);
        JsonNode second = TestGateway.json(get(
                JOBS + "?limit=2&user=administrator&cursor="
                        + first.path("next").asText(),
                administrator));
        assertThat(second.path("items").findValuesAsText("id"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(first.path("items").findValuesAsText("id"));
        assertProblem(get(JOBS + "?cursor=xyz", administrator), 400, "bad-request");
        assertProblem(get(JOBS + "?state=tired", administrator), 400, "bad-request");
    }
}
