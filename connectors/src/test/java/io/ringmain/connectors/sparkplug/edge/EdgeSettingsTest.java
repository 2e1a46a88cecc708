package io.ringmain.connectors.sparkplug.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.ConnectorDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "group, a/b, not allowed",
        "group, STATE, not allowed",
        "edge-node, +, not allowed",
        "tags, '', missing",
        "clean-start, true, unknown setting",
        "devices, segment, allowed are none",
        "primary-host, a/b, not a host id",
        "store-and-forward, long, not a duration"
    })
    void shouldRefuse(String key, String value, String problem) {
        Map<String, String> settings =
                new TreeMap<>(Map.of("broker", "mqtt://localhost", "group", "G", "edge-node", "E", "tags", "*"));
        settings.put(key, value);

        List<String> problems = new EdgeConnectorProvider()
                .validate(new ConnectorDefinition("e", "sparkplug-edge", settings), List.of());

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("e: " + key + ": ")
                .contains(problem);
    }
}
