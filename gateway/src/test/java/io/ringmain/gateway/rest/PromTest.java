package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromTest {
    private static final long START = Instant.parse("2026-02-01T00:00:00Z").getEpochSecond();
    private static final String TEMPERATURE = "ringmain_value{tag=\"" + TestSite.TEMPERATURE + "\"}";

    private TestGateway gateway;
    private String operator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
        gateway.set(TestSite.TEMPERATURE, 42);
        gateway.set(TestSite.FIXED, 8);
        // 10 from the start on, 20 from 30 s on, bad from 60 s on, 30 from 90 s on
        sample(0, 10, Quality.GOOD);
        sample(30, 20, Quality.GOOD);
        sample(60, 0, 0x80000000);
        sample(90, 30, Quality.GOOD);
    }

    private void sample(long second, double value, int quality) {
        gateway.history.add(new History.Sample((START + second) * 1_000_000_000L, value, quality, second));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) {
        return gateway.get("/prom/api/v1/" + path, operator);
    }

    private JsonNode read(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = TestGateway.json(answer);
        assertThat(json.path("status").asText()).isEqualTo("success");
        return json.path("data");
    }

    private static String range(String query, int from, int to, int step) {
        return "query_range?query=" + encoded(query) + "&start=" + (START + from) + "&end=" + (START + to) + "&step="
                + step;
    }

    /** Values of the only series, as second=value. */
    private List<String> values(String query, int from, int to, int step) {
        JsonNode data = read(range(query, from, to, step));
        assertThat(data.path("resultType").asText()).isEqualTo("matrix");
        assertThat(data.path("result")).as(data.toString()).hasSize(1);
        List<String> values = new ArrayList<>();
        data.at("/result/0/values")
                .forEach(point -> values.add(
                        (point.get(0).asLong() - START) + "=" + point.get(1).asText()));
        return values;
    }

    @Test
    void shouldLetAValueStandUntilTheNextOneAndShowNoneWhileItIsBad() {
        assertThat(values(TEMPERATURE, 0, 100, 20)).containsExactly("0=10", "20=10", "40=20", "100=30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "avg_over_time  | 30=10 60=20 120=30",
                "min_over_time  | 30=10 60=20 120=30",
                "max_over_time  | 30=10 60=20 120=30",
                "count_over_time| 30=1 60=1 120=1",
                "last_over_time | 30=20 120=30",
                "delta          | 30=10 120=0",
                "increase       | 30=10 120=0",
            })
    void shouldAnswerFunctionsOverTime(String function, String expected) {
        List<String> values = values(function.strip() + "(" + TEMPERATURE + "[30s])", 30, 120, 30);

        assertThat(values).containsAll(List.of(expected.strip().split(" ")));
    }

    @Test
    void shouldAnswerWindowsThatOverlap() {
        assertThat(values("max_over_time(" + TEMPERATURE + "[60s])", 30, 60, 15))
                .containsExactly("30=10", "45=20", "60=20");
        assertThat(values("60 * rate(" + TEMPERATURE + "[60s])", 40, 40, 15)).containsExactly("40=10");
    }

    @Test
    void shouldAnswerArithmeticAndAggregations() {
        assertThat(values("2 * (" + TEMPERATURE + " + 1) - 2", 0, 20, 20)).containsExactly("0=20", "20=20");
        assertThat(values("sum by (area) (ringmain_value{area=\"tanks\",unit=\"°C\"})", 0, 0, 20))
                .as("two tags, both of which the store in memory gives the same samples")
                .containsExactly("0=20");
        assertThat(values("count(ringmain_value{area=\"tanks\",unit=\"°C\"})", 0, 0, 20))
                .containsExactly("0=2");
        assertThat(values(TEMPERATURE + " / " + TEMPERATURE, 0, 0, 20)).containsExactly("0=1");
        assertThat(values(TEMPERATURE + " offset 30s", 30, 30, 20)).containsExactly("30=10");
    }

    @Test
    void shouldAnswerPresentValuesFromThePlant() {
        long now = Instant.now().getEpochSecond();
        JsonNode data = read("query?time=" + now + "&query=" + encoded(TEMPERATURE));

        assertThat(data.path("resultType").asText()).isEqualTo("vector");
        assertThat(data.at("/result/0/value/1").asText()).isEqualTo("42");
        assertThat(data.at("/result/0/metric/tag").asText()).isEqualTo(TestSite.TEMPERATURE);
        assertThat(data.at("/result/0/metric/area").asText()).isEqualTo("tanks");
        assertThat(data.at("/result/0/metric/unit").asText()).isEqualTo("°C");
        assertThat(read("query?time=" + now + "&query=" + encoded("sum(ringmain_value{tag=~\"Plant.*\",unit=\"°C\"})"))
                        .at("/result/0/value/1")
                        .asText())
                .isEqualTo("50");
    }

    @Test
    void shouldAnswerTheSumThatGrafanaTestsItsConnectionWith() {
        JsonNode data = read("query?query=" + encoded("1+1") + "&time=4");

        assertThat(data.path("resultType").asText()).isEqualTo("scalar");
        assertThat(data.path("result").toString()).isEqualTo("[4.0,\"2\"]");
    }

    @Test
    void shouldTakeFormsAsGrafanaSendsThem() {
        String form = "query=" + encoded(TEMPERATURE) + "&start=" + START + "&end=" + START + "&step=15";
        HttpResponse<String> answer = gateway.send(gateway.request("/prom/api/v1/query_range", operator)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestGateway.json(answer).at("/data/result/0/values/0/1").asText())
                .isEqualTo("10");
    }

    @Test
    void shouldListWhatThereIs() {
        JsonNode series = read(
                "series?match[]=" + encoded(TEMPERATURE) + "&match[]=" + encoded("{tag=\"" + TestSite.FIXED + "\"}"));
        assertThat(series).hasSize(2);
        assertThat(series.at("/0/__name__").asText()).isEqualTo("ringmain_value");
        assertThat(read("labels").toString()).contains("\"__name__\"", "\"area\"", "\"tag\"", "\"unit\"");
        assertThat(read("label/area/values?match[]=ringmain_value").toString()).isEqualTo("[\"field\",\"tanks\"]");
        assertThat(read("label/tag/values?match[]=" + encoded("{area=\"field\"}"))
                        .toString())
                .isEqualTo("[\"" + TestSite.SETPOINT + "\"]");
        assertThat(read("metadata?metric=ringmain_value")
                        .at("/ringmain_value/0/type")
                        .asText())
                .isEqualTo("gauge");
        assertThat(read("status/buildinfo").path("version").asText()).isNotEmpty();
    }

    @Test
    void shouldAnswerTheFiguresOfTheProcessToWhoMaySeeTheSystem() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(read("query?query=ringmain_ring_slots&time="
                                        + Instant.now().getEpochSecond())
                                .at("/result/0/value/1")
                                .asText())
                        .isEqualTo("16384"));
        assertThat(read("label/__name__/values").toString())
                .contains("\"ringmain_value\"", "\"ringmain_stage_events_total\"", "\"jvm_memory_used_bytes\"");
        String guest = gateway.token("guest");
        assertThat(gateway.get("/prom/api/v1/label/__name__/values", guest).body())
                .contains("[\"ringmain_value\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query?query=topk(1,x)                          | 400 | bad_data  | topk is not answered",
                "query                                          | 400 | bad_data  | query: is missing",
                "query?query=x&time=noon                        | 400 | bad_data  | time:",
                "query_range?query=x&start=0&end=10             | 400 | bad_data  | step: is missing",
                "query_range?query=x&start=10&end=0&step=1      | 400 | bad_data  | end: is before start",
                "query_range?query=x&start=0&end=99999&step=1   | 400 | bad_data  | at most 11000",
                "query_range?query=x&start=0&end=1&step=0       | 400 | bad_data  | is not above 0",
                "series                                         | 400 | bad_data  | match[]",
                "query_range?query=ringmain_value&start=0&end=60&step=60 | 422 | execution | tags",
            })
    void shouldRefuseAsPrometheusDoes(String path, int status, String type, String problem) {
        HttpResponse<String> answer = get(path.strip());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode json = TestGateway.json(answer);
        assertThat(json.path("status").asText()).isEqualTo("error");
        assertThat(json.path("errorType").asText()).isEqualTo(type.strip());
        assertThat(json.path("error").asText()).contains(problem.strip());
    }

    @Test
    void shouldTakeATokenInThePlaceOfAPasswordHereOnly() {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("any:" + operator).getBytes(StandardCharsets.UTF_8));

        assertThat(gateway.send(gateway.request("/prom/api/v1/labels", "")
                                .header("Authorization", basic)
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.request("/api/v1/tags", "")
                                .header("Authorization", basic)
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.get("/prom/api/v1/labels", "").statusCode()).isEqualTo(401);
    }
}
