package io.ringmain.core.machine;

import java.util.Map;
import java.util.Objects;

/**
 * One configured machine.
 *
 * @param name unique name, hierarchical
 * @param type name under which its {@link Machine} is found
 * @param intervalNs time between two steps, ring time in ns
 * @param bindings port name to tag name, for inputs and outputs alike
 * @param attributes attribute name to value, for those that differ from the declared default
 */
public record MachineDefinition(
        String name, String type, long intervalNs, Map<String, String> bindings, Map<String, Double> attributes) {

    public MachineDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        bindings = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(bindings));
        attributes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(attributes));
    }
}
