package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmReportTest {
    private static final String ALARMS = "/api/v1/alarms";

    private TestGateway gateway;
    private String auditor;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        auditor = gateway.token("auditor");
        gateway.set(TestSite.TEMPERATURE, 85);
        gateway.set(TestSite.TEMPERATURE, 20);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void shouldSayWhatTheLiveFiguresSayOverTheSameSpan() {
        JsonNode live = TestGateway.json(gateway.get(ALARMS + "/figures", auditor));
        JsonNode report = TestGateway.json(gateway.get(
                ALARMS + "/report?from=2000-01-01T00:00:00Z&to="
                        + live.path("now").asText(),
                auditor));

        assertThat(report.path("annunciations").asLong()).isPositive();
        for (String field : new String[] {
            "annunciations",
            "byPriority",
            "mostInTenMinutes",
            "intervals",
            "floods",
            "floodSeconds",
            "standing",
            "stale",
            "acknowledgements",
            "chatteringAnnunciations",
            "shareOfMostFrequent"
        }) {
            assertThat(report.path(field)).as(field).isEqualTo(live.path(field));
        }
        assertThat(report.path("from")).isEqualTo(live.path("since"));
        assertThat(report.path("mostFrequent").findValuesAsText("name")).contains(TestSite.HI);
    }

    @Test
    void shouldAnswerInTheDescribedShape() {
        JsonNode report = TestGateway.json(gateway.get(ALARMS + "/report", auditor));
        JsonNode described = TestGateway.json(gateway.get("/api/v1/openapi.json", ""))
                .at("/components/schemas/AlarmReport/properties");

        report.fieldNames()
                .forEachRemaining(
                        field -> assertThat(described.has(field)).as(field).isTrue());
        described
                .fieldNames()
                .forEachRemaining(
                        field -> assertThat(report.has(field)).as(field).isTrue());
    }

    @Test
    void shouldRefuseASpanThatIsNone() {
        assertThat(gateway.get(ALARMS + "/report?from=2000-01-02T00:00:00Z&to=2000-01-01T00:00:00Z", auditor)
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.get(ALARMS + "/report?from=2999-01-01T00:00:00Z", auditor)
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.get(ALARMS + "/report?positions=0", auditor).statusCode())
                .isEqualTo(400);
        assertThat(gateway.get(ALARMS + "/report", "").statusCode()).isEqualTo(401);
    }
}
