package io.ringmain.core.site;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.declared.ProgramCompiler;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.text.NearestName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules for machines. */
final class MachineRules {
    private final Map<String, MachineDeclaration> machineTypes = new HashMap<>();
    private final Definitions<TagDefinition> tags;
    private final Findings findings;

    MachineRules(Collection<Machine> machines, Definitions<TagDefinition> tags, Findings findings) {
        machines.forEach(m -> machineTypes.put(m.declaration().type(), m.declaration()));
        this.tags = tags;
        this.findings = findings;
    }

    void check(List<MachineDefinition> definitions) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < definitions.size(); i++) {
            MachineDefinition machine = definitions.get(i);
            findings.checkName("machines", i, machine.name());
            if (!names.add(machine.name())) {
                findings.reportTwice("machines", i, machine.name());
            }
            if (!MachineDefinition.isInterval(machine.intervalNs())) {
                findings.report("machines", i, "interval", "must be 1ms or more, and at most 366d");
            }
            MachineDeclaration type = machineTypes.get(machine.type());
            int index = i;
            if (machine.program() != null) {
                ProgramCompiler.check(
                        machine.program(),
                        tags::named,
                        (key, message) -> findings.report("machines", index, key, message));
            } else if (type == null) {
                findings.report(
                        "machines",
                        i,
                        "type",
                        "'" + machine.type() + "' is not known, known: " + new TreeSet<>(machineTypes.keySet()));
            } else {
                checkPorts(i, machine, type);
                checkAttributes(i, machine, type);
            }
        }
    }

    private void checkPorts(int i, MachineDefinition machine, MachineDeclaration type) {
        Set<String> ports = new TreeSet<>();
        type.inputs().forEach(port -> ports.add(port.name()));
        type.outputs().forEach(port -> ports.add(port.name()));
        for (String bound : machine.bindings().keySet()) {
            if (!ports.contains(bound)) {
                findings.report(
                        "machines",
                        i,
                        "bindings",
                        "'" + bound + "' is no port of " + type.type() + ", known: " + ports);
            }
        }
        type.inputs().forEach(port -> checkPort(i, machine, port, false));
        type.outputs().forEach(port -> checkPort(i, machine, port, true));
    }

    private void checkPort(int i, MachineDefinition machine, MachineDeclaration.Port port, boolean isOutput) {
        String bound = machine.bindings().get(port.name());
        TagDefinition tag = bound == null ? null : tags.named(bound);
        if (bound == null && port.isOptional()) {
            return;
        }
        if (bound == null) {
            findings.report("machines", i, "bindings", "port '" + port.name() + "' is not bound to a tag");
        } else if (tag == null) {
            findings.report(
                    "machines",
                    i,
                    "bindings",
                    "port '" + port.name() + "': tag '" + bound + "' is not declared"
                            + NearestName.hint(bound, tags.names()));
        } else if (tag.type() != port.type()) {
            findings.report(
                    "machines",
                    i,
                    "bindings",
                    "port '" + port.name() + "' needs a tag of type "
                            + port.type().label() + ", '" + bound + "' is "
                            + tag.type().label());
        } else if (isOutput && !tag.isWritable()) {
            findings.report(
                    "machines",
                    i,
                    "bindings",
                    "port '" + port.name() + "' writes '" + bound + "', which is not writable");
        }
    }

    private void checkAttributes(int i, MachineDefinition machine, MachineDeclaration type) {
        Map<String, MachineDeclaration.Attribute> known = new TreeMap<>();
        type.attributes().forEach(attribute -> known.put(attribute.name(), attribute));
        machine.attributes().forEach((name, said) -> {
            MachineDeclaration.Attribute attribute = known.get(name);
            AttributeValue value = attribute == null ? null : attribute.convert(said);
            if (attribute == null) {
                findings.report(
                        "machines",
                        i,
                        "attributes",
                        "'" + name + "' is not known" + NearestName.hint(name, known.keySet()) + ", known: "
                                + known.keySet());
            } else if (value == null) {
                findings.report(
                        "machines",
                        i,
                        "attributes",
                        "'" + name + "' is " + shown(said) + ", must be of type "
                                + attribute.type().label());
            } else if (!attribute.isInRange(value.bits())) {
                findings.report(
                        "machines",
                        i,
                        "attributes",
                        "'" + name + "' is " + shown(value) + ", must be between " + shown(attribute.minimum())
                                + " and " + shown(attribute.maximum()));
            }
        });
    }

    private static String shown(AttributeValue value) {
        return switch (value.type()) {
            case BOOL -> Boolean.toString(value.bits() != 0);
            case INT64 -> Long.toString(value.bits());
            case FLOAT64 -> Double.toString(value.number());
            case STRING -> "'" + value.text() + "'";
            case INT64_ARRAY, FLOAT64_ARRAY -> value.type().label();
        };
    }
}
