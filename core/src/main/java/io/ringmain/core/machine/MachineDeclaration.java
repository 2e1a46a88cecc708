package io.ringmain.core.machine;

import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a kind of machine needs and can do, declared once. Position in a list is the index used in
 * {@link MachineContext}.
 *
 * @param type name of the kind, used in site files
 * @param states names of the states; index 0 is the initial one
 * @param transitions the allowed transitions; a step that takes another one is an error of the machine
 * @param inputs tags it reads
 * @param outputs tags it writes, of numeric types; at most {@value #MAX_OUTPUTS}
 * @param attributes its settings; at most {@value #MAX_ATTRIBUTES}
 * @param registers names of the 64-bit cells that anyone can look at; at most {@value #MAX_REGISTERS}
 * @param registerTypes how to show each of them, int64 unless said otherwise by {@link #withFloatRegisters}
 * @param requests kinds of blocking work that it asks others for, see {@link MachineContext#request}
 * @param memoryWords further 64-bit cells that only the machine sees; at most {@value #MAX_MEMORY_WORDS}
 * @param safeState the state that is entered when a step fails; outputs with a safe value get it
 * @param stateFormat raised when states, registers or memory mean something else than before: machines begin anew then
 */
public record MachineDeclaration(
        String type,
        List<String> states,
        List<Transition> transitions,
        List<Port> inputs,
        List<Port> outputs,
        List<Attribute> attributes,
        List<String> registers,
        List<TagType> registerTypes,
        List<String> requests,
        int memoryWords,
        int safeState,
        int stateFormat) {

    public static final int MAX_REGISTERS = 16;
    public static final int MAX_OUTPUTS = 8;
    public static final int MAX_ATTRIBUTES = 32;
    public static final int MAX_MEMORY_WORDS = 64 * 1024;

    /** In place of a state: there is none. */
    public static final int NO_STATE = -1;

    /**
     * A named connection to a tag of that type.
     *
     * @param isOptional whether it may be left unbound
     * @param hasSafeValue whether an output gets {@code safeBits} when the machine fails; otherwise it stays as it is
     */
    public record Port(String name, TagType type, boolean isOptional, boolean hasSafeValue, long safeBits) {

        /** A port that must be bound and has no safe value. */
        public Port(String name, TagType type) {
            this(name, type, false, false, 0);
        }

        public Port optional() {
            return new Port(name, type, true, hasSafeValue, safeBits);
        }

        /** What a bool output gets when the machine fails. */
        public Port safe(boolean value) {
            return safe(TagType.BOOL, value ? 1 : 0);
        }

        /** What an int64 output gets when the machine fails. */
        public Port safe(long value) {
            return safe(TagType.INT64, value);
        }

        /** What a float64 output gets when the machine fails. */
        public Port safe(double value) {
            return safe(TagType.FLOAT64, Double.doubleToLongBits(value));
        }

        private Port safe(TagType valueType, long bits) {
            if (valueType != type) {
                throw new IllegalArgumentException(
                        "port " + name + " is " + type.label() + ", its safe value is " + valueType.label());
            }
            return new Port(name, type, isOptional, true, bits);
        }
    }

    /**
     * A setting with its default and the range it may take.
     *
     * @param type its type; a text is set in the site file only
     * @param defaultValue value where the site file says none
     * @param minimum least value, for numbers
     * @param maximum greatest value, for numbers
     * @param unit text for operators, may be empty
     * @param isOperator whether operators may set it; otherwise engineers only
     */
    public record Attribute(
            String name,
            TagType type,
            AttributeValue defaultValue,
            AttributeValue minimum,
            AttributeValue maximum,
            String unit,
            boolean isOperator) {

        /** A float64 setting for engineers, without a unit. */
        public Attribute(String name, double defaultValue, double minimum, double maximum) {
            this(
                    name,
                    TagType.FLOAT64,
                    AttributeValue.of(defaultValue),
                    AttributeValue.of(minimum),
                    AttributeValue.of(maximum),
                    "",
                    false);
        }

        public static Attribute number(String name, double defaultValue, double minimum, double maximum) {
            return new Attribute(name, defaultValue, minimum, maximum);
        }

        public static Attribute whole(String name, long defaultValue, long minimum, long maximum) {
            return new Attribute(
                    name,
                    TagType.INT64,
                    AttributeValue.of(defaultValue),
                    AttributeValue.of(minimum),
                    AttributeValue.of(maximum),
                    "",
                    false);
        }

        public static Attribute flag(String name, boolean defaultValue) {
            return new Attribute(
                    name,
                    TagType.BOOL,
                    AttributeValue.of(defaultValue),
                    AttributeValue.of(false),
                    AttributeValue.of(true),
                    "",
                    false);
        }

        public static Attribute text(String name, String defaultValue) {
            AttributeValue none = AttributeValue.of("");
            return new Attribute(name, TagType.STRING, AttributeValue.of(defaultValue), none, none, "", false);
        }

        public Attribute unit(String text) {
            return new Attribute(name, type, defaultValue, minimum, maximum, text, isOperator);
        }

        /** The same setting, open to operators. */
        public Attribute operator() {
            return new Attribute(name, type, defaultValue, minimum, maximum, unit, true);
        }

        /** The value in this attribute's type: a whole number is good for a float64. Null when it does not fit. */
        public AttributeValue convert(AttributeValue value) {
            if (value.type() == type) {
                return value;
            }
            return type == TagType.FLOAT64 && value.type() == TagType.INT64
                    ? AttributeValue.of((double) value.bits())
                    : null;
        }

        /** Whether a value of this attribute's type, as 64 bits, may be taken. */
        public boolean isInRange(long bits) {
            return switch (type) {
                case FLOAT64 -> {
                    double number = Double.longBitsToDouble(bits);
                    yield number >= Double.longBitsToDouble(minimum.bits())
                            && number <= Double.longBitsToDouble(maximum.bits());
                }
                case BOOL, INT64 -> bits >= minimum.bits() && bits <= maximum.bits();
                case STRING -> true;
                case INT64_ARRAY, FLOAT64_ARRAY -> false;
            };
        }
    }

    /**
     * An allowed change of state, by state index.
     *
     * @param isOperator whether an operator may ask for it
     * @param isConfirmed whether an operator's request must be confirmed by a second one before it is carried out
     * @param isOtherUser whether somebody else than who asked must confirm it
     */
    public record Transition(int from, int to, boolean isOperator, boolean isConfirmed, boolean isOtherUser) {

        /** A transition that the machine alone takes. */
        public Transition(int from, int to) {
            this(from, to, false, false, false);
        }

        /** Open to operators, carried out at once. */
        public Transition operator() {
            return new Transition(from, to, true, false, false);
        }

        /** Open to operators, who confirm it in a second step; the same user may. */
        public Transition confirmed() {
            return new Transition(from, to, true, true, false);
        }

        /** Open to operators, and somebody else has to confirm it. */
        public Transition confirmedByOther() {
            return new Transition(from, to, true, true, true);
        }
    }

    /** A machine without memory beyond its registers, which are whole numbers; its safe state is the initial one. */
    public MachineDeclaration(
            String type,
            List<String> states,
            List<Transition> transitions,
            List<Port> inputs,
            List<Port> outputs,
            List<Attribute> attributes,
            List<String> registers) {
        this(
                type,
                states,
                transitions,
                inputs,
                outputs,
                attributes,
                registers,
                Collections.nCopies(registers.size(), TagType.INT64),
                List.of(),
                0,
                0,
                1);
    }

    public MachineDeclaration {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
        registers = List.copyOf(registers);
        registerTypes = List.copyOf(registerTypes);
        requests = List.copyOf(requests);
        require(type, !states.isEmpty(), "needs a state");
        require(type, registers.size() <= MAX_REGISTERS, "at most " + MAX_REGISTERS + " registers");
        require(type, registerTypes.size() == registers.size(), "needs a type for each of its registers");
        require(type, outputs.size() <= MAX_OUTPUTS, "at most " + MAX_OUTPUTS + " outputs");
        require(type, attributes.size() <= MAX_ATTRIBUTES, "at most " + MAX_ATTRIBUTES + " attributes");
        require(type, memoryWords >= 0 && memoryWords <= MAX_MEMORY_WORDS, "at most " + MAX_MEMORY_WORDS + " words");
        require(type, safeState >= 0 && safeState < states.size(), "the safe state is none of its states");
        for (Transition transition : transitions) {
            require(
                    type,
                    isState(states, transition.from()) && isState(states, transition.to()),
                    "transition " + transition.from() + " to " + transition.to() + " is not between its states");
        }
        Set<String> ports = new HashSet<>();
        inputs.forEach(port -> require(type, ports.add(port.name()), "port " + port.name() + " twice"));
        for (Port port : outputs) {
            require(type, ports.add(port.name()), "port " + port.name() + " twice");
            require(type, port.type() != TagType.STRING, "output " + port.name() + " is a text, must be numeric");
        }
        Set<String> names = new HashSet<>();
        for (Attribute attribute : attributes) {
            require(type, names.add(attribute.name()), "attribute " + attribute.name() + " twice");
            require(
                    type,
                    attribute.defaultValue().type() == attribute.type()
                            && attribute.isInRange(attribute.defaultValue().bits()),
                    "attribute " + attribute.name() + " has a default that it may not take");
        }
    }

    private static boolean isState(List<String> states, int state) {
        return state >= 0 && state < states.size();
    }

    private static void require(String type, boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("machine type " + type + ": " + rule);
        }
    }

    /** The same with so many words of memory. */
    public MachineDeclaration withMemory(int words) {
        return new MachineDeclaration(
                type,
                states,
                transitions,
                inputs,
                outputs,
                attributes,
                registers,
                registerTypes,
                requests,
                words,
                safeState,
                stateFormat);
    }

    /** The same with another state to be entered when a step fails. */
    public MachineDeclaration withSafeState(int state) {
        return new MachineDeclaration(
                type,
                states,
                transitions,
                inputs,
                outputs,
                attributes,
                registers,
                registerTypes,
                requests,
                memoryWords,
                state,
                stateFormat);
    }

    /** The same with kinds of work that it asks others for. */
    public MachineDeclaration withRequests(List<String> kinds) {
        return new MachineDeclaration(
                type,
                states,
                transitions,
                inputs,
                outputs,
                attributes,
                registers,
                registerTypes,
                kinds,
                memoryWords,
                safeState,
                stateFormat);
    }

    /** The same with these registers holding float64 numbers. */
    public MachineDeclaration withFloatRegisters(int... indices) {
        List<TagType> types = new ArrayList<>(registerTypes);
        for (int index : indices) {
            types.set(index, TagType.FLOAT64);
        }
        return new MachineDeclaration(
                type,
                states,
                transitions,
                inputs,
                outputs,
                attributes,
                registers,
                types,
                requests,
                memoryWords,
                safeState,
                stateFormat);
    }

    /** The same with another meaning of what it remembers. */
    public MachineDeclaration withStateFormat(int format) {
        return new MachineDeclaration(
                type,
                states,
                transitions,
                inputs,
                outputs,
                attributes,
                registers,
                registerTypes,
                requests,
                memoryWords,
                safeState,
                format);
    }

    /** The declared transition, null when there is none. Allocates: nothing. */
    public Transition transition(int from, int to) {
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            if (transition.from() == from && transition.to() == to) {
                return transition;
            }
        }
        return null;
    }

    /** Whether a machine of the other declaration can go on with what one of this remembers. */
    public boolean isStateOf(MachineDeclaration other) {
        return type.equals(other.type)
                && stateFormat == other.stateFormat
                && states.equals(other.states)
                && registers.equals(other.registers)
                && outputs.size() == other.outputs.size()
                && memoryWords == other.memoryWords;
    }
}
