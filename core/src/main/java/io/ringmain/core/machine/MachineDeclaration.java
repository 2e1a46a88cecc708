package io.ringmain.core.machine;

import io.ringmain.core.tag.TagType;
import java.util.List;

/**
 * What a kind of machine needs and can do, declared once. Position in a list is the index used in
 * {@link MachineContext}.
 *
 * @param type name of the kind, used in site files
 * @param states names of the states; index 0 is the initial one
 * @param transitions the allowed transitions; a step that takes another one is an error of the machine
 * @param inputs tags it reads
 * @param outputs tags it writes
 * @param attributes numbers an engineer sets
 * @param registers names of the 64-bit cells that are the machine's whole memory; at most
 *     {@value #MAX_REGISTERS}
 */
public record MachineDeclaration(
        String type,
        List<String> states,
        List<Transition> transitions,
        List<Port> inputs,
        List<Port> outputs,
        List<Attribute> attributes,
        List<String> registers) {

    public static final int MAX_REGISTERS = 16;
    public static final int MAX_OUTPUTS = 8;

    /** A named connection to a tag of that type. */
    public record Port(String name, TagType type) {}

    /** A setting with its default and the range it may take. */
    public record Attribute(String name, double defaultValue, double minimum, double maximum) {}

    /** An allowed change of state, by state index. */
    public record Transition(int from, int to) {}

    public MachineDeclaration {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
        registers = List.copyOf(registers);
        if (states.isEmpty() || registers.size() > MAX_REGISTERS || outputs.size() > MAX_OUTPUTS) {
            throw new IllegalArgumentException("machine type " + type + ": needs a state, at most " + MAX_REGISTERS
                    + " registers and at most " + MAX_OUTPUTS + " outputs");
        }
    }
}
