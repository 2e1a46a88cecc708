package io.ringmain.core.site;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One configured connector.
 *
 * @param name unique name, what tags refer to
 * @param type name under which its provider is found, for example {@code opcua}
 * @param settings as written in the site file: those that all connectors share, and the provider's own, which it validates
 */
public record ConnectorDefinition(String name, String type, Map<String, String> settings) {

    /** Setting: whether the connector is started. */
    public static final String ENABLED = "enabled";
    /** Setting: what becomes of its updates when the ring is full. */
    public static final String BACKPRESSURE = "backpressure";

    /** What the shared settings may be, the default first. */
    static final Map<String, List<String>> SHARED =
            Map.of(ENABLED, List.of("true", "false"), BACKPRESSURE, List.of("conflate", "wait", "refuse"));

    public ConnectorDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    public boolean isEnabled() {
        return Boolean.parseBoolean(shared(ENABLED));
    }

    /** {@code conflate}, {@code wait} or {@code refuse}. */
    public String backpressure() {
        return shared(BACKPRESSURE);
    }

    private String shared(String key) {
        return settings.getOrDefault(key, SHARED.get(key).get(0));
    }

    /** What its provider gets to see: the settings that are its own. */
    public ConnectorDefinition forProvider() {
        Map<String, String> own = new TreeMap<>(settings);
        own.keySet().removeAll(SHARED.keySet());
        return new ConnectorDefinition(name, type, own);
    }
}
