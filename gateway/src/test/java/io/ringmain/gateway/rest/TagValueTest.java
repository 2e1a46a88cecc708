package io.ringmain.gateway.rest;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions of tags, and their present values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TagValueTest {
    private static final String VALUES = "/api/v1/values/";

    private TestGateway gateway;
    private String operator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        operator = gateway.token("operator");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private JsonNode get(String path) {
        return gateway.read(path, operator);
    }

    @Test
    void shouldShowADefinition() {
        JsonNode tag = get("/api/v1/tags/" + TestSite.SETPOINT);

        assertThat(tag.path("type").asText()).isEqualTo("float64");
        assertThat(tag.path("unit").asText()).isEqualTo("°C");
        assertThat(tag.path("rangeHigh").asDouble()).isEqualTo(100.0);
        assertThat(tag.path("writable").asBoolean()).isTrue();
        assertThat(tag.at("/source/connector").asText()).isEqualTo("valves");
        assertThat(tag.path("manufacturer").asText()).isEqualTo("Acme");
        assertThat(tag.path("segment").asText()).isEqualTo("north");
        assertThat(tag.path("position").asDouble()).isEqualTo(12_400);
        assertThat(tag.has("displayUnit")).isFalse();
    }

    @Test
    void shouldShowTheDisplayUnitOfADefinition() {
        JsonNode tag = get("/api/v1/tags/" + TestSite.TEMPERATURE);

        assertThat(tag.path("displayUnit").asText()).isEqualTo("°F");
        assertThat(20 * tag.path("displayFactor").asDouble()
                        + tag.path("displayOffset").asDouble())
                .isCloseTo(68, within(1e-9));
        assertThat(tag.path("position").isNull()).isTrue();
    }

    @Test
    void shouldFindEveryWordInAnyOrderWithTheBestNamesFirst() {
        JsonNode found = get("/api/v1/tags?text=TEMP%20tank");

        assertThat(names(found)).contains(TestSite.TEMPERATURE);
        assertThat(names(found).get(0)).isEqualTo(TestSite.TEMPERATURE);
        assertThat(found.path("total").asInt()).isEqualTo(names(found).size());
        assertThat(names(get("/api/v1/tags?text=temp%20nowhere"))).isEmpty();
        assertThat(names(get("/api/v1/tags?text=temp&below=Elsewhere"))).isEmpty();
    }

    @Test
    void shouldPageThroughWhatWasFound() {
        List<String> all = names(get("/api/v1/tags?text=plant"));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/tags?text=plant&limit=2" + cursor);
            paged.addAll(names(page));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(all).hasSizeGreaterThan(2);
        assertThat(paged).isEqualTo(all);
        assertThat(names(get("/api/v1/tags?text=plant&skip=1&limit=2"))).isEqualTo(all.subList(1, 3));
        assertThat(names(get("/api/v1/tags?sort=name&below=Plant"))).isSorted().hasSizeGreaterThan(2);
    }

    @Test
    void shouldAnswerNamedDefinitionsInTheirOrder() {
        JsonNode named = get("/api/v1/tags?tags=" + TestSite.SETPOINT + ",Nix," + TestSite.TEMPERATURE);

        assertThat(names(named)).containsExactly(TestSite.SETPOINT, TestSite.TEMPERATURE);
        assertThat(named.at("/unknown/0").asText()).isEqualTo("Nix");
    }

    @Test
    void shouldCountOnlyWhatMatchesWhenNamedDefinitionsAreFiltered() {
        List<String> all = names(get("/api/v1/tags?tags=Plant.*"));
        JsonNode some = get("/api/v1/tags?tags=*&below=Plant");

        assertThat(names(some)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(some.path("total").asInt()).isEqualTo(all.size());
    }

    @Test
    void shouldRefuseMoreWordsThanASearchMayHave() {
        String words =
                String.join("+", IntStream.range(0, 17).mapToObj(i -> "a" + i).toList());

        assertThat(gateway.get("/api/v1/tags?text=" + words, operator).statusCode())
                .isEqualTo(400);
        assertThat(gateway.get("/api/v1/tags?text=" + "a+".repeat(99), operator).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldShowTheLevelsOfNames() {
        int all = names(get("/api/v1/tags?below=Plant")).size();
        JsonNode plant = get("/api/v1/tags:tree").path("items");
        JsonNode below = get("/api/v1/tags:tree?below=Plant.Tank").path("items");

        JsonNode top = StreamSupport.stream(plant.spliterator(), false)
                .filter(item -> item.path("name").asText().equals("Plant"))
                .findFirst()
                .orElseThrow();
        assertThat(top.path("tags").asInt()).isEqualTo(all);
        assertThat(top.path("tag").asBoolean()).isFalse();
        JsonNode temperature = StreamSupport.stream(below.spliterator(), false)
                .filter(item -> item.path("part").asText().equals("Temperature"))
                .findFirst()
                .orElseThrow();
        assertThat(temperature.path("name").asText()).isEqualTo(TestSite.TEMPERATURE);
        assertThat(temperature.path("tag").asBoolean()).isTrue();
    }

    private static List<String> names(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(tag -> tag.path("name").asText())
                .toList();
    }

    @Test
    void shouldListEveryTagOnceOverAllPages() {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/tags?limit=700" + cursor);
            page.path("items").forEach(tag -> names.add(tag.path("name").asText()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(names).hasSize(TestSite.MANY + 7).doesNotHaveDuplicates();
    }

    @Test
    void shouldFilterTagsByGlobAndArea() {
        assertThat(get("/api/v1/tags?glob=*Pump*").path("items")).hasSize(2);
        assertThat(get("/api/v1/tags?area=field").path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "segment=north,1",
        "segment=south,0",
        "segment=north&area=tanks,0",
        "positionFrom=12.4km,1",
        "positionFrom=12401m,0",
        "positionTo=12400m,1",
        "positionTo=12km,0",
        "positionFrom=0m&positionTo=20km&glob=Field.*,1",
        "positionFrom=12.4km&positionTo=12.4km,1"
    })
    void shouldFilterTagsByPlace(String query, int expected) {
        assertThat(get("/api/v1/tags?" + query).path("items")).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"positionFrom=12", "positionTo=-1km", "positionFrom=2km&positionTo=1km"})
    void shouldRefuseBadPositions(String query) {
        assertProblem(gateway.get("/api/v1/tags?" + query, operator), 400, "bad-request");
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=10001", "limit=x", "cursor=%21", "cursor=aWQ6LTE"})
    void shouldRefuseBadPaging(String query) {
        assertProblem(gateway.get("/api/v1/tags?" + query, operator), 400, "bad-request");
    }

    @Test
    void shouldShowAValue() {
        gateway.set(TestSite.TEMPERATURE, 21.5);

        JsonNode value = get(VALUES + TestSite.TEMPERATURE);

        assertThat(value.path("tag").asText()).isEqualTo(TestSite.TEMPERATURE);
        assertThat(value.path("value").asDouble()).isEqualTo(21.5);
        assertThat(value.path("quality").asLong()).isZero();
        assertThat(value.path("qualityName").asText()).isEqualTo("Good");
        assertThat(value.path("sourceTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
        assertThat(value.path("sequence").asLong()).isPositive();
        assertThat(value.path("unit").asText()).isEqualTo("°C");
    }

    @Test
    void shouldShowAnArray() {
        gateway.set(TestSite.PROFILE, 1.5, Double.NaN, -3);

        JsonNode value = get("/api/v1/values/" + TestSite.PROFILE);

        assertThat(value.path("value").toString()).isEqualTo("[1.5,null,-3.0]");
        assertThat(value.path("type").asText()).isEqualTo("float64[]");
        assertThat(get("/api/v1/tags/" + TestSite.PROFILE).path("length").asInt())
                .isEqualTo(8);
    }

    @Test
    void shouldShowAValueInItsDisplayUnitToo() {
        gateway.set(TestSite.TEMPERATURE, 20);

        JsonNode value = get("/api/v1/values?tags=" + TestSite.TEMPERATURE).at("/items/0");

        assertThat(value.path("value").asDouble()).isEqualTo(20);
        assertThat(value.path("displayUnit").asText()).isEqualTo("°F");
        assertThat(value.path("displayValue").asDouble()).isEqualTo(68);
    }

    @Test
    void shouldShowNoDisplayValueWithoutADisplayUnit() {
        JsonNode value = get(VALUES + TestSite.COUNT);

        assertThat(value.has("displayUnit")).isFalse();
        assertThat(value.has("displayValue")).isFalse();
    }

    @Test
    void shouldShowNoNumberForNaN() {
        gateway.set(TestSite.FIXED, Double.NaN);

        JsonNode value = get(VALUES + TestSite.FIXED);

        assertThat(value.path("value").isNull()).isTrue();
        assertThat(value.path("displayValue").isNull()).isTrue();
    }

    @Test
    void shouldListValuesByNamesAndGlobs() {
        JsonNode values = get("/api/v1/values?tags=" + TestSite.PUMP + ",Field.*,Nobody.Knows");

        assertThat(values.path("items")).hasSize(2);
        assertThat(values.path("unknown").toString()).isEqualTo("[\"Nobody.Knows\"]");
    }

    @Test
    void shouldAnswerAnUnknownTagWith404() {
        assertProblem(gateway.get(VALUES + "Nobody.Knows", operator), 404, "tag-unknown");
    }

    @Test
    void shouldHoldAValueBackUntilItIsJournaled() {
        gateway.set(TestSite.TEMPERATURE, 21);
        gateway.store.hang();
        CompletableFuture<HttpResponse<String>> answer;
        try {
            gateway.apply(TestSite.TEMPERATURE, 22);
            answer = gateway.client()
                    .sendAsync(
                            gateway.request(VALUES + TestSite.TEMPERATURE, operator)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } finally {
            gateway.store.goOn();
        }
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAValueThatTheJournalDoesNotTake() {
        gateway.store.hang();
        try {
            gateway.apply(TestSite.TEMPERATURE, 23);

            assertProblem(gateway.get(VALUES + TestSite.TEMPERATURE, operator), 503, "journal-behind");
        } finally {
            gateway.store.goOn();
        }
    }
}
