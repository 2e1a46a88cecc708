package io.ringmain.gateway.config;

import io.ringmain.core.site.ConnectorDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One element of {@code connectors}: name, type, and the settings of that type, which its provider checks. */
final class ConnectorSection {
    static final List<String> KEYS = List.of("name", "type");

    /** Settings that all types share. */
    static final List<String> SHARED_KEYS = List.of(ConnectorDefinition.ENABLED, ConnectorDefinition.BACKPRESSURE);

    private ConnectorSection() {}

    static ConnectorDefinition read(Block block) {
        Reading reading = block.reading();
        String name = block.requiredText("name");
        String type = block.requiredText("type");
        Map<String, String> settings = new TreeMap<>();
        for (String key : block.keys()) {
            if (!KEYS.contains(key)) {
                settings.put(key, block.text(key, ""));
            }
        }
        String path = "connectors." + name;
        reading.overrides().below(path).keySet().forEach(key -> {
            Overrides.Found found = reading.overrides().find(path + "." + key, reading.problems());
            if (found != null) {
                settings.put(key, found.value());
            }
        });
        return new ConnectorDefinition(name, type, settings);
    }
}
