package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.site.SitePlan;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.testing.ExpositionText;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {
    private TestGateway gateway;
    private String operator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        gateway.set(TestSite.TEMPERATURE, 85);
        gateway.get("/api/v1/values/" + TestSite.TEMPERATURE, operator);
        gateway.get("/api/v1/values/" + TestSite.TEMPERATURE + "x", operator);
        gateway.get("/no/such/" + TestSite.TEMPERATURE, "");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private ExpositionText scrape() {
        HttpResponse<String> answer = gateway.get("/metrics", operator);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(SiteMetrics.CONTENT_TYPE);
        return ExpositionText.parse(answer.body());
    }

    @Test
    void shouldWriteEveryFamilyInTheTextFormat() {
        Map<String, String> types = scrape().types();

        assertThat(types)
                .containsEntry("ringmain_ring_slots", "gauge")
                .containsEntry("ringmain_ring_free_slots", "gauge")
                .containsEntry("ringmain_stage_lag_events", "gauge")
                .containsEntry("ringmain_stage_events_total", "counter")
                .containsEntry("ringmain_stage_latency_seconds", "histogram")
                .containsEntry("ringmain_source_events_total", "counter")
                .containsEntry("ringmain_outcomes_total", "counter")
                .containsEntry("ringmain_journal_sequence", "gauge")
                .containsEntry("ringmain_journal_durable_sequence", "gauge")
                .containsEntry("ringmain_journal_force_seconds", "histogram")
                .containsEntry("ringmain_projection_lag_events", "gauge")
                .containsEntry("ringmain_alarms", "gauge")
                .containsEntry("ringmain_connector_up", "gauge")
                .containsEntry("ringmain_connector_state", "gauge")
                .containsEntry("ringmain_http_requests_seconds", "histogram")
                .containsEntry("ringmain_websocket_clients", "gauge")
                .containsEntry("ringmain_websocket_frames_total", "counter")
                .containsEntry("ringmain_lane_queued", "gauge")
                .containsEntry("ringmain_lane_rejected_total", "counter")
                .containsEntry("ringmain_build_info", "gauge")
                .containsEntry("jvm_memory_used_bytes", "gauge")
                .containsEntry("jvm_threads_live_threads", "gauge")
                .containsEntry("process_cpu_usage", "gauge");
    }

    @Test
    void shouldNameNoTagInAnyLabelHoweverTagsAreAskedFor() {
        SitePlan site = gateway.plant.site();
        Set<String> names = new TreeSet<>();
        for (int id = 0; id < site.tagCount(); id++) {
            names.add(site.tag(id).name());
        }
        for (int id = 0; id < site.alarmCount(); id++) {
            names.add(site.alarm(id).name());
        }

        assertThat(scrape().samples())
                .allSatisfy(sample -> assertThat(sample.labels().values())
                        .noneSatisfy(value -> assertThat(names).contains(value))
                        .noneMatch(value -> value.contains(TestSite.TEMPERATURE)));
    }

    @Test
    void shouldCountRequestsByTheTemplateOfTheirPath() {
        String name = "ringmain_http_requests_seconds_count";
        String route = "/api/v1/values/{name}";
        ExpositionText text = scrape();

        assertThat(text.value(name, Map.of("route", route, "method", "GET", "status", "2xx")))
                .isEqualTo(1);
        assertThat(text.value(name, Map.of("route", route, "method", "GET", "status", "4xx")))
                .isEqualTo(1);
    }

    @Test
    void shouldCountAlarmsByStateAndPriority() {
        await().untilAsserted(() -> assertThat(
                        scrape().value("ringmain_alarms", Map.of("state", "unack", "priority", "medium")))
                .isEqualTo(1));
        assertThat(scrape().value("ringmain_alarms", Map.of("state", "norm", "priority", "medium")))
                .isEqualTo(1);
    }

    @Test
    void shouldCountWhatSourcesHavePublished() {
        assertThat(scrape().value(
                                "ringmain_source_events_total",
                                Map.of("source", "test", "kind", "connector", "outcome", "applied")))
                .isPositive();
    }

    @Test
    void shouldCountFramesOfWebSockets() {
        try (var socket = gateway.webSocket(operator)) {
            await().untilAsserted(() -> assertThat(scrape().value("ringmain_websocket_frames_total", Map.of()))
                    .isPositive());
            assertThat(scrape().value("ringmain_websocket_clients", Map.of())).isPositive();
        }
    }

    @Test
    void shouldPutEveryLatencyIntoTheBucketsThatAreAboveIt() {
        ExpositionText text = scrape();
        Map<String, String> logic = Map.of("stage", "logic");
        double count = text.value("ringmain_stage_latency_seconds_count", logic);

        assertThat(count).isPositive();
        assertThat(text.value("ringmain_stage_latency_seconds_sum", logic)).isPositive();
        assertThat(text.value("ringmain_stage_latency_seconds_bucket", Map.of("stage", "logic", "le", "17.179869184")))
                .as("none takes that long")
                .isEqualTo(count);
    }

    @Test
    void shouldAskForALoginWithThePermissionToSeeTheSystem() {
        assertProblem(gateway.get("/metrics", ""), 401, "token-missing");
        assertProblem(gateway.get("/metrics", gateway.token("guest")), 403, "forbidden");
        assertThat(gateway.get("/api/v1/metrics", operator).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeOpenToThisMachineWhereThatIsConfigured() {
        try (HttpServer open = HttpServer.start(
                gateway.context(true).metrics(new SiteMetrics("1")).isMetricsOpen(true))) {
            HttpResponse<String> answer = gateway.send(
                    HttpRequest.newBuilder(open.url().resolve("/metrics")).build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertProblem(
                    gateway.send(HttpRequest.newBuilder(open.url().resolve("/api/v1/system"))
                            .build()),
                    401,
                    "token-missing");
        }
    }
}
