package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregates and queries of many tags; the samples are those of Part 13's historian 2, at noon of 2026-03-01. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {
    private static final long NOON = 1_772_366_400_000_000_000L;
    private static final String ONE = "/api/v1/history/" + TestSite.TEMPERATURE;
    private static final String SPAN = "from=2026-03-01T12:00:00Z&to=2026-03-01T12:01:40Z";

    private TestGateway gateway;
    private String guest;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        guest = gateway.token("guest");
        add(2, 10, Quality.GOOD);
        add(25, 20, Quality.GOOD);
        add(28, 25, Quality.GOOD);
        add(39, 30, Quality.GOOD);
        add(42, 0, Quality.BAD);
        add(48, 40, Quality.GOOD);
        add(52, 50, Quality.GOOD);
        add(72, 60, Quality.GOOD);
        gateway.history.miss(new History.Gap(NOON - 10, NOON, "the store is down"));
    }

    private void add(long second, double value, int status) {
        gateway.history.add(new History.Sample(NOON + second * 1_000_000_000L, value, status, second));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return Json.tree(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> values(JsonNode page) {
        List<String> values = new ArrayList<>();
        page.path("items").forEach(item -> values.add(item.path("value").asText()));
        return values;
    }

    @Test
    void shouldAnswerAnAggregateOfIntervals() {
        JsonNode page = gateway.read(ONE + "?" + SPAN + "&aggregate=average&interval=20s", guest);
        assertThat(values(page)).containsExactly("10.0", "25.0", "45.0", "60.0", "null");
        assertThat(page.at("/items/1/time").asText()).isEqualTo("2026-03-01T12:00:20.000000000Z");
        assertThat(page.at("/items/2/quality").asLong()).isEqualTo(0x40A4_0401L);
        assertThat(page.at("/items/4/quality").asLong()).isEqualTo(0x809B_0000L);
        assertThat(page.at("/items/4/qualityName").asText()).isEqualTo("BadNoData");
        assertThat(page.at("/items/2/qualityName").asText()).isEqualTo("UncertainDataSubNormal, Calculated");
        assertThat(page.at("/next").isNull()).isTrue();
        assertThat(page.at("/gaps/0/from").asText()).isEqualTo("2026-03-01T11:59:59.999999990Z");
        assertThat(page.at("/gaps/0/reason").asText()).isEqualTo("the store is down");
    }

    @Test
    void shouldDivideIntoPoints() {
        JsonNode page = gateway.read(ONE + "?" + SPAN + "&aggregate=max&points=4", guest);
        assertThat(values(page)).containsExactly("10.0", "40.0", "60.0", "null");
        JsonNode day = gateway.read(
                ONE + "?from=2026-03-01T00:00:30Z&to=2026-03-02T00:00:10Z&aggregate=count&points=10", guest);
        assertThat(day.at("/items/0/time").asText()).isEqualTo("2026-03-01T00:00:00.000000000Z");
        assertThat(day.at("/items/1/time").asText()).isEqualTo("2026-03-01T02:25:00.000000000Z");
    }

    @Test
    void shouldFollowTheTagsInterpolationUnlessToldOtherwise() {
        String ask = ONE + "?from=2026-03-01T12:00:10Z&to=2026-03-01T12:00:11Z&aggregate=interpolative&interval=1s";
        assertThat(values(gateway.read(ask, guest)).get(0)).startsWith("13.478");
        assertThat(values(gateway.read(ask + "&interpolation=stepped", guest))).containsExactly("10.0");
    }

    @Test
    void shouldPageThroughIntervals() {
        List<String> values = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = gateway.read(ONE + "?" + SPAN + "&aggregate=average&interval=20s&limit=2" + cursor, guest);
            values.addAll(values(page));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertThat(values).containsExactly("10.0", "25.0", "45.0", "60.0", "null");
    }

    @Test
    void shouldShowWhatStoodBeforeTheSpan() {
        JsonNode page = gateway.read(ONE + "?from=2026-03-01T12:00:30Z&to=2026-03-01T12:00:38Z", guest);
        assertThat(page.path("items")).isEmpty();
        assertThat(page.at("/before/value").asDouble()).isEqualTo(25);
        assertThat(page.at("/before/time").asText()).isEqualTo("2026-03-01T12:00:28.000000000Z");
    }

    @Test
    void shouldAnswerManyTagsAtOnce() {
        JsonNode page = json(gateway.post("/api/v1/history:query", guest, """
                {"tags":["%s","Plant.Tank.*","No.Such"],"from":"2026-03-01T12:00:00Z","to":"2026-03-01T12:01:40Z",
                 "aggregate":"timeAverage","interval":"50s","treatUncertainAsBad":false,"percentDataBad":50}
                """.formatted(TestSite.TEMPERATURE)));
        assertThat(page.at("/items/0/tag").asText()).isEqualTo(TestSite.TEMPERATURE);
        assertThat(page.at("/items/0/items")).hasSize(2);
        assertThat(page.at("/items/1/tag").asText()).isEqualTo(TestSite.FIXED);
        assertThat(page.at("/items/2/tag").asText()).isEqualTo("No.Such");
        assertThat(page.at("/items/2/code").asText()).isEqualTo("tag-unknown");
        JsonNode raw = json(gateway.post("/api/v1/history:query", guest, """
                {"tags":["%s"],"from":"2026-03-01T12:00:00Z","to":"2026-03-01T12:01:40Z","limit":3}
                """.formatted(TestSite.TEMPERATURE)));
        assertThat(values(raw.at("/items/0"))).containsExactly("10.0", "20.0", "25.0");
        assertThat(raw.at("/items/0/next").asText()).isNotEmpty();
    }

    @Test
    void shouldAnswerTheExtremesOfManyTagsAsOfEach() {
        String span = "from=2026-03-01T12:00:00Z&to=2026-03-01T12:01:40Z&aggregate=minmax&buckets=10";
        JsonNode alone = gateway.read(ONE + "?" + span, guest);
        JsonNode page = json(gateway.post("/api/v1/history:query", guest, """
                {"tags":["%s","No.Such"],"from":"2026-03-01T12:00:00Z","to":"2026-03-01T12:01:40Z",
                 "aggregate":"minmax","buckets":10}
                """.formatted(TestSite.TEMPERATURE)));

        assertThat(page.at("/items/0/items")).isNotEmpty().isEqualTo(alone.path("items"));
        assertThat(page.at("/items/1/code").asText()).isEqualTo("tag-unknown");
    }

    @Test
    void shouldRefuseNumbersOfWhatHasNone() {
        assertProblem(
                gateway.get("/api/v1/history/" + TestSite.LABEL + "?aggregate=average", guest),
                422,
                "aggregate-not-supported");
        assertThat(gateway.get("/api/v1/history/" + TestSite.LABEL + "?aggregate=durationGood", guest)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "aggregate=average&interval=20",
        "aggregate=average&interval=1ns",
        "aggregate=average&interval=1ms&from=2020-01-01T00:00:00Z",
        "aggregate=average&interval=1s&points=5",
        "aggregate=average&from=1700-01-01T00:00:00Z&to=2200-01-01T00:00:00Z",
        "aggregate=average&points=0",
        "aggregate=average&percentDataGood=101",
        "aggregate=average&treatUncertainAsBad=no",
        "aggregate=average&interpolation=cubic",
        "aggregate=average&cursor=abc",
        "aggregate=minmax&interval=1s",
        "interval=1s",
        "limit=0"
    })
    void shouldRefuseWhatIsNotAllowed(String query) {
        assertProblem(gateway.get(ONE + "?" + query, guest), 400, "bad-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | bad-request",
                "{\"tags\":[]} | bad-request",
                "{\"tags\":[5]} | bad-request",
                "{\"tags\":\"A\"} | bad-request",
                "{\"tags\":[\"A\"],\"buckets\":5} | unknown-key",
                "{\"tags\":[\"A\"],\"from\":{}} | bad-request",
                "{\"tags\":[\"A\"],\"aggregate\":\"minmax\",\"interval\":\"1s\"} | unknown-key",
                "{\"tags\":[\"A\"],\"aggregate\":\"minmax\",\"buckets\":0} | bad-request",
                "{\"tags\":[\"*\"],\"aggregate\":\"minmax\",\"buckets\":10001} | bad-request"
            })
    void shouldRefuseBodiesThatAreNotAllowed(String body, String code) {
        assertProblem(gateway.post("/api/v1/history:query", guest, body), 400, code);
    }
}
