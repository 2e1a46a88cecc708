package io.ringmain.gateway.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the list of known advisories against what is shipped: the bill of materials, QuestDB's server and the screens. */
class AdvisoriesTest {
    private static final Path HOME = Path.of(System.getProperty("ringmain.home"));
    private static final String OURS = "io.ringmain";
    private static final String FOLDER = "node_modules/";

    private static JsonNode list;
    private static Map<String, String> shipped;

    @BeforeAll
    static void read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        list = json.readTree(
                HOME.resolve("gateway/src/main/dist/advisories.json").toFile());
        shipped = new TreeMap<>();
        JsonNode bom = json.readTree(HOME.resolve("gateway/target/bom.json").toFile());
        for (JsonNode component : bom.path("components")) {
            if (!OURS.equals(component.path("group").asText())) {
                shipped.put(
                        component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        component.path("version").asText());
            }
        }
        shipped.put("org.questdb:questdb", System.getProperty("ringmain.questdb.version"));
        JsonNode lock =
                json.readTree(HOME.resolve("gateway/hmi/package-lock.json").toFile());
        for (Map.Entry<String, JsonNode> found : lock.path("packages").properties()) {
            String path = found.getKey();
            boolean isShipped = path.contains(FOLDER)
                    && !found.getValue().path("dev").asBoolean()
                    && !found.getValue().path("optional").asBoolean();
            if (isShipped) {
                shipped.put(
                        "npm:" + path.substring(path.lastIndexOf(FOLDER) + FOLDER.length()),
                        found.getValue().path("version").asText());
            }
        }
    }

    @Test
    void shouldHaveBeenReviewedForExactlyWhatIsShipped() {
        Set<String> reviewed = new TreeSet<>();
        list.path("components")
                .properties()
                .forEach(entry ->
                        reviewed.add(entry.getKey() + " " + entry.getValue().asText()));
        Set<String> present = new TreeSet<>();
        shipped.forEach((name, version) -> present.add(name + " " + version));
        Set<String> unreviewed = new TreeSet<>(present);
        unreviewed.removeAll(reviewed);
        reviewed.removeAll(present);

        assertThat(unreviewed)
                .as("look for advisories, then write them, the version and the day into the list")
                .isEmpty();
        assertThat(reviewed).as("is shipped no more").isEmpty();
        assertThat(LocalDate.parse(list.path("reviewed").asText())).isAfter(LocalDate.of(2026, 1, 1));
    }

    @Test
    void shouldShipNothingThatAnAdvisoryIsKnownOfUnlessItIsAcceptedWithAReason() {
        Set<String> affected = new TreeSet<>();
        Set<String> accepted = new TreeSet<>();
        for (JsonNode advisory : list.path("advisories")) {
            String name = advisory.path("id").asText() + " in "
                    + advisory.path("component").asText();
            String version = shipped.get(advisory.path("component").asText());
            if (version != null && isBelow(version, bound(advisory))) {
                affected.add(name);
            }
            if (advisory.has("accepted")) {
                assertThat(advisory.path("accepted").asText().length()).as(name).isGreaterThan(40);
                accepted.add(name);
            }
        }

        // what is accepted and does not concern us any more is to be taken out
        assertThat(affected).isEqualTo(accepted);
    }

    @Test
    void shouldNameOnlyWhatIsShippedAndEachOnce() {
        Set<String> seen = new TreeSet<>();
        for (JsonNode advisory : list.path("advisories")) {
            assertThat(shipped).containsKey(advisory.path("component").asText());
            assertThat(seen.add(advisory.path("id").asText() + " "
                            + advisory.path("component").asText()))
                    .as(advisory.path("id").asText())
                    .isTrue();
            assertThat(advisory.path("summary").asText()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.99.Final, 4.1.100, true",
        "4.1.100.Final, 4.1.100, false",
        "2.13.4, 2.13.4.2, true",
        "2.13.4.2, 2.13.4, false",
        "10.10, 10.0.2, false",
        "1.86, 1.9, false"
    })
    void shouldCompareVersionsByTheirNumbers(String version, String bound, boolean isBelow) {
        assertThat(isBelow(version, bound)).isEqualTo(isBelow);
    }

    private static String bound(JsonNode advisory) {
        String affected = advisory.path("affected").asText();
        assertThat(affected).startsWith("< ");
        return affected.substring(2);
    }

    private static boolean isBelow(String version, String bound) {
        return Arrays.compare(numbers(version), numbers(bound)) < 0;
    }

    private static int[] numbers(String version) {
        int[] padded = new int[6];
        String[] parts = version.split("[.-]");
        for (int i = 0; i < parts.length && parts[i].matches("[0-9]+"); i++) {
            padded[i] = Integer.parseInt(parts[i]);
        }
        return padded;
    }
}
