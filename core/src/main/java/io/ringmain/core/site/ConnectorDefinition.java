package io.ringmain.core.site;

import java.util.Map;
import java.util.Objects;

/**
 * One configured connector.
 *
 * @param name unique name, what tags refer to
 * @param type name under which its provider is found, for example {@code opcua}
 * @param settings the provider's own settings, as written in the site file; the provider validates them
 */
public record ConnectorDefinition(String name, String type, Map<String, String> settings) {

    public ConnectorDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        settings = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(settings));
    }
}
