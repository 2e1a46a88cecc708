package io.ringmain.gateway.config;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One element of {@code machines}. */
final class MachineSection {
    static final List<String> KEYS = List.of(
            "name",
            "type",
            "interval",
            "signature",
            "bindings",
            "attributes",
            "initial",
            "states",
            "transitions",
            "safe-state",
            "safe-outputs");

    /** What only one with states has. */
    private static final List<String> DECLARED = List.of("initial", "transitions", "safe-state", "safe-outputs");

    private static final long DEFAULT_INTERVAL_NS = 500_000_000L;
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private MachineSection() {}

    static MachineDefinition read(Block block) {
        return machine(block).withSignature(SignatureKey.isRequired(block));
    }

    private static MachineDefinition machine(Block block) {
        if (block.has("states")) {
            for (String key : List.of("type", "bindings")) {
                if (block.has(key)) {
                    block.report(key, "is for a machine that is built in or in a jar, this one has states of its own");
                }
            }
            return new MachineDefinition(
                    block.requiredText("name"),
                    block.durationNs("interval", DEFAULT_INTERVAL_NS),
                    ProgramSection.read(block));
        }
        for (String key : DECLARED) {
            if (block.has(key)) {
                block.report(key, "is for a machine that is declared here, which needs states");
            }
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        block.scalarMap("attributes").forEach((name, scalar) -> attributes.put(name, attribute(scalar)));
        return new MachineDefinition(
                block.requiredText("name"),
                block.requiredText("type"),
                block.durationNs("interval", DEFAULT_INTERVAL_NS),
                block.textMap("bindings"),
                attributes);
    }

    /** What is written decides the type, as everywhere in YAML; whether it fits is for the machine's rules. */
    static AttributeValue attribute(Scalar scalar) {
        String text = scalar.text();
        if (scalar.isQuoted()) {
            return AttributeValue.of(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return AttributeValue.of(text.equals("true"));
        }
        if (WHOLE.matcher(text).matches()) {
            return AttributeValue.of(Long.parseLong(text));
        }
        return NUMBER.matcher(text).matches() ? AttributeValue.of(Double.parseDouble(text)) : AttributeValue.of(text);
    }
}
