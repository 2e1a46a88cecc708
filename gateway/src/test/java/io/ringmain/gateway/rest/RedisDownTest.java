package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.jobs.JobFiles;
import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.JobSettings;
import io.ringmain.gateway.jobs.JobWorkers;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.jobs.RedisProcess;
import io.ringmain.gateway.jobs.ScriptedKind;
import io.ringmain.gateway.jobs.redis.RedisJobStore;
import io.ringmain.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "ringmain.redis.servers", matches = "redis")
class RedisDownTest {
    private static final String JOBS = "/api/v1/jobs";

    private static HttpResponse<String> send(TestGateway gateway, HttpServer server, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + gateway.token("operator"));
        return gateway.send(
                body.isEmpty()
                        ? request.build()
                        : request.POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
    }

    /** What is under way when Redis is killed is taken up again soon. */
    private static JobSettings quick() {
        JobSettings usual = JobSettings.usual();
        return new JobSettings(
                1,
                usual.retention(),
                usual.maxResultBytes(),
                usual.maxQueued(),
                usual.timeout(),
                usual.maxAttempts(),
                Duration.ofSeconds(3),
                Duration.ofMillis(50),
                Duration.ofMillis(100));
    }

    @Test
    void shouldRefuseJobsAndNothingElseWhileRedisIsDownAndGoOnAfterwards() {
        try (TestGateway gateway = new TestGateway();
                RedisProcess redis = new RedisProcess();
                RedisJobStore store = new RedisJobStore(redis.settings())) {
            JobFiles files = new JobFiles(gateway.folder);
            ScriptedKind kind = new ScriptedKind("export", true, Place.ANYWHERE);
            JobQueue queue = new JobQueue(store, List.of(kind), quick(), files, Clock.systemUTC());
            try (JobWorkers workers = new JobWorkers(queue, Set.of(Place.values()), "test");
                    HttpServer server = HttpServer.start(gateway.context(false).jobs(new JobDesk(queue, files)))) {
                workers.start();
                assertThat(send(gateway, server, JOBS, "{\"kind\":\"export\"}").statusCode())
                        .isEqualTo(202);
                redis.kill();

                for (String body : List.of("", "{\"kind\":\"export\"}")) {
                    HttpResponse<String> refused = send(gateway, server, JOBS, body);
                    assertThat(refused.statusCode()).isEqualTo(503);
                    assertThat(TestGateway.json(refused).path("code").asText()).isEqualTo("queue-unavailable");
                    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                }
                assertThat(send(gateway, server, "/api/v1/values?limit=1", "").statusCode())
                        .isEqualTo(200);
                assertThat(send(gateway, server, "/health/live", "").statusCode())
                        .isEqualTo(200);

                redis.start();
                assertThat(send(gateway, server, JOBS, "{\"kind\":\"export\"}").statusCode())
                        .isEqualTo(202);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> TestGateway.json(send(gateway, server, JOBS, ""))
                                .path("items")
                                .findValuesAsText("state")
                                .equals(List.of("succeeded", "succeeded")));
            }
        }
    }
}
