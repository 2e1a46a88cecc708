package io.ringmain.core.machine;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One configured machine.
 *
 * @param name unique name, hierarchical
 * @param type name under which its {@link Machine} is found
 * @param intervalNs time between two steps, ring time in ns
 * @param bindings port name to tag name, for inputs and outputs alike
 * @param attributes attribute name to value, for those that differ from the declared default
 * @param program what it does, for one that is declared in the site file; null for one written in Java
 * @param isSignatureRequired whether commands to it have to be signed
 */
public record MachineDefinition(
        String name,
        String type,
        long intervalNs,
        Map<String, String> bindings,
        Map<String, AttributeValue> attributes,
        MachineProgram program,
        boolean isSignatureRequired) {

    /** One whose commands need no signature. */
    public MachineDefinition(
            String name,
            String type,
            long intervalNs,
            Map<String, String> bindings,
            Map<String, AttributeValue> attributes,
            MachineProgram program) {
        this(name, type, intervalNs, bindings, attributes, program, false);
    }

    /** A machine written in Java. */
    public MachineDefinition(
            String name,
            String type,
            long intervalNs,
            Map<String, String> bindings,
            Map<String, AttributeValue> attributes) {
        this(name, type, intervalNs, bindings, attributes, null);
    }

    /** A machine declared in the site file; its expressions name the tags. */
    public MachineDefinition(String name, long intervalNs, MachineProgram program) {
        this(name, MachineProgram.TYPE, intervalNs, Map.of(), Map.of(), Objects.requireNonNull(program, "program"));
    }

    private static final long MIN_INTERVAL_NS = 1_000_000;
    private static final long MAX_INTERVAL_NS = 366L * 24 * 3600 * 1_000_000_000;

    /** Whether an interval is 1 ms or more and at most 366 days. */
    public static boolean isInterval(long ns) {
        return ns >= MIN_INTERVAL_NS && ns <= MAX_INTERVAL_NS;
    }

    public MachineDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        bindings = Collections.unmodifiableMap(new TreeMap<>(bindings));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** What the file says for an attribute, in its type; its default where the file says none. */
    public AttributeValue attribute(MachineDeclaration.Attribute attribute) {
        AttributeValue said = attributes.get(attribute.name());
        AttributeValue fitting = said == null ? null : attribute.convert(said);
        return fitting == null ? attribute.defaultValue() : fitting;
    }

    /** The same machine, commands to which have to be signed or not. */
    public MachineDefinition withSignature(boolean isRequired) {
        return new MachineDefinition(name, type, intervalNs, bindings, attributes, program, isRequired);
    }
}
