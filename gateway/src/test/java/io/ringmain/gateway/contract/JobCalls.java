package io.ringmain.gateway.contract;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobFiles;
import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.JobSettings;
import io.ringmain.gateway.jobs.JobWorkers;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.jobs.ScriptedKind;
import io.ringmain.gateway.jobs.SqlJobStore;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.historian.sql.Database;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Jobs that succeed, fail, wait for their end and are cancelled. */
final class JobCalls {
    private static final String ONE = "/api/v1/jobs/{id}";
    private static final String EXPORT = "{\"kind\":\"export\",\"parameters\":{\"text\":\"x\"}}";

    private JobCalls() {}

    /** A queue with one kind, which does what is asked next. Thread: the test's. */
    static final class Kinds implements AutoCloseable {
        private final ScriptedKind export = new ScriptedKind("export", true, Place.SITE);
        private final JobDesk desk;
        private final JobWorkers workers;

        Kinds(TestGateway gateway, Database store) {
            JobFiles files = new JobFiles(gateway.folder);
            desk = new JobDesk(
                    new JobQueue(new SqlJobStore(store), List.of(export), JobSettings.usual(), files, gateway.clock),
                    files);
            workers = new JobWorkers(desk.queue(), Set.of(Place.values()), "test");
            export.work = run -> Files.writeString(run.result("history.csv", "text/csv"), "tag,value\n");
            workers.start();
        }

        JobDesk desk() {
            return desk;
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    static void make(Contract contract, Kinds kinds) {
        String done = succeeding(contract);
        failing(contract, kinds);
        waiting(contract, kinds);
        contract.call("GET /api/v1/jobs").query("state=succeeded&limit=1").done(200);
        contract.call("GET /api/v1/jobs")
                .query("user=administrator")
                .as(contract.token(Role.OPERATOR))
                .refused(403);
        contract.call("GET /api/v1/jobs/figures").done(200);
        contract.call("GET /api/v1/jobs/kinds").done(200);
        contract.call("DELETE " + ONE).path("id", done).done(204);
    }

    private static String succeeding(Contract contract) {
        contract.call("POST /api/v1/jobs").body("{\"kind\":\"dance\"}").refused(422);
        String id = contract.call("POST /api/v1/jobs")
                .header("Idempotency-Key", "one")
                .body(EXPORT)
                .json(202)
                .path("id")
                .asText();
        contract.call("POST /api/v1/jobs")
                .header("Idempotency-Key", "one")
                .body(EXPORT)
                .done(200);
        contract.call("POST /api/v1/jobs")
                .header("Idempotency-Key", "one")
                .body("{\"kind\":\"export\"}")
                .refused(409);
        awaitState(contract, id, "succeeded");
        contract.call("GET " + ONE).path("id", id).done(200);
        contract.call("GET " + ONE + "/result").path("id", id).done(200);
        contract.call("POST " + ONE + ":cancel").path("id", id).body("{}").refused(409);
        contract.call("POST " + ONE + ":retry").path("id", id).body("{}").refused(409);
        return id;
    }

    private static void failing(Contract contract, Kinds kinds) {
        ScriptedKind.Work usual = kinds.export.work;
        kinds.export.work = run -> {
            throw new JobFailure("span-not-kept", "No longer there.");
        };
        String id = contract.call("POST /api/v1/jobs")
                .body(EXPORT)
                .json(202)
                .path("id")
                .asText();
        awaitState(contract, id, "failed");
        kinds.export.work = usual;
        contract.call("POST " + ONE + ":retry").path("id", id).body("{}").done(202);
        awaitState(contract, id, "succeeded");
    }

    private static void waiting(Contract contract, Kinds kinds) {
        ScriptedKind.Work usual = kinds.export.work;
        CountDownLatch end = new CountDownLatch(1);
        kinds.export.work = run -> {
            end.await();
            run.throwIfCancelled();
        };
        String id = contract.call("POST /api/v1/jobs")
                .body(EXPORT)
                .json(202)
                .path("id")
                .asText();
        awaitState(contract, id, "running");
        contract.call("GET " + ONE + "/result").path("id", id).refused(409);
        contract.call("DELETE " + ONE).path("id", id).refused(409);
        contract.call("POST " + ONE + ":cancel").path("id", id).body("{}").done(200);
        end.countDown();
        await().until(() -> !state(contract, id).equals("running"));
        kinds.export.work = usual;
    }

    private static void awaitState(Contract contract, String id, String state) {
        await().until(() -> state(contract, id).equals(state));
    }

    private static String state(Contract contract, String id) {
        JsonNode job =
                TestGateway.json(contract.call("GET " + ONE).path("id", id).asked());
        return job.path("state").asText();
    }
}
