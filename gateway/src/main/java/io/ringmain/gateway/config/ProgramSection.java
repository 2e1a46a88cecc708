package io.ringmain.gateway.config;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a machine that is declared in the site file does: its states, transitions and attributes. */
final class ProgramSection {
    static final List<String> STATE_KEYS = List.of("entry", "cyclic", "exit", "timeout", "timeout-to");
    static final List<String> TRANSITION_KEYS = List.of("from", "to", "when", "operator", "confirm");
    static final List<String> ATTRIBUTE_KEYS = List.of("value", "type", "range", "unit", "operator");

    /** Where no range is written. */
    private static final double LARGEST = 1e15;

    private static final Map<String, TagType> TYPES = new LinkedHashMap<>();
    private static final Map<String, Confirmation> CONFIRMATIONS = new LinkedHashMap<>();

    private enum Confirmation {
        NONE,
        ANYBODY,
        SOMEBODY_ELSE
    }

    static {
        TYPES.put("float64", TagType.FLOAT64);
        TYPES.put("int64", TagType.INT64);
        TYPES.put("bool", TagType.BOOL);
        CONFIRMATIONS.put("false", Confirmation.NONE);
        CONFIRMATIONS.put("true", Confirmation.ANYBODY);
        CONFIRMATIONS.put("other-user", Confirmation.SOMEBODY_ELSE);
    }

    private ProgramSection() {}

    static MachineProgram read(Block machine) {
        List<State> states = states(machine);
        String initial =
                machine.text("initial", states.isEmpty() ? "" : states.get(0).name());
        Map<String, AttributeValue> safeOutputs = new LinkedHashMap<>();
        machine.scalarMap("safe-outputs")
                .forEach((tag, scalar) -> safeOutputs.put(tag, MachineSection.attribute(scalar)));
        return new MachineProgram(
                initial,
                states,
                transitions(machine),
                attributes(machine),
                machine.text("safe-state", initial),
                safeOutputs);
    }

    private static List<State> states(Block machine) {
        List<State> states = new ArrayList<>();
        Block all = machine.child("states", List.of());
        for (String name : all.keys()) {
            if (all.node(name) != null && Mapping.isEmpty(all.node(name))) {
                states.add(new State(name, 0, "", List.of(), List.of(), List.of()));
                continue;
            }
            Block state = all.child(name, STATE_KEYS);
            states.add(new State(
                    name,
                    state.durationNs("timeout", 0),
                    state.text("timeout-to", ""),
                    actions(state, "entry"),
                    actions(state, "cyclic"),
                    actions(state, "exit")));
        }
        machine.breakBy("states", all);
        return states;
    }

    /** In the order in which they were written. */
    private static List<Action> actions(Block state, String key) {
        List<Action> actions = new ArrayList<>();
        state.textMap(key).forEach((tag, expression) -> actions.add(new Action(tag, expression)));
        return actions;
    }

    private static List<Transition> transitions(Block machine) {
        List<Transition> transitions = new ArrayList<>();
        for (Block transition : machine.blocks("transitions", TRANSITION_KEYS)) {
            Confirmation confirmation = transition.choice("confirm", CONFIRMATIONS, Confirmation.NONE);
            transitions.add(new Transition(
                    from(transition),
                    transition.requiredText("to"),
                    transition.text("when", ""),
                    transition.flag("operator", false),
                    confirmation != Confirmation.NONE,
                    confirmation == Confirmation.SOMEBODY_ELSE));
            machine.breakBy("transitions", transition);
        }
        return transitions;
    }

    /** A state, {@code "*"} or a list of states. */
    private static List<String> from(Block transition) {
        return transition.node("from") instanceof SequenceNode
                ? transition.texts("from")
                : List.of(transition.requiredText("from"));
    }

    private static List<Attribute> attributes(Block machine) {
        List<Attribute> attributes = new ArrayList<>();
        if (!machine.has("attributes") || machine.isBroken("attributes")) {
            return attributes;
        }
        Block all = machine.child("attributes", List.of());
        for (String name : all.keys()) {
            attributes.add(
                    all.node(name) instanceof ScalarNode
                            ? attribute(all, name, name)
                            : attribute(all.child(name, ATTRIBUTE_KEYS), "value", name));
        }
        machine.breakBy("attributes", all);
        return attributes;
    }

    /** @param key where the value stands: {@code value}, or the name itself when nothing else is said */
    private static Attribute attribute(Block block, String key, String name) {
        boolean isAlone = key.equals(name) && !name.equals("value");
        Scalar scalar = block.scalar(key);
        AttributeValue said = scalar == null ? AttributeValue.of(0.0) : MachineSection.attribute(scalar);
        TagType natural = said.type() == TagType.BOOL ? TagType.BOOL : TagType.FLOAT64;
        TagType type = isAlone ? natural : block.choice("type", TYPES, natural);
        AttributeValue value = converted(said, type);
        if (scalar == null && !block.has(key)) {
            block.report(key, "is missing, must be a number, true or false");
        } else if (value == null) {
            block.report(key, "'" + (scalar == null ? "" : scalar.text()) + "' is not allowed, must be " + form(type));
        }
        double[] range = isAlone ? new double[] {Double.NaN, Double.NaN} : block.range("range");
        boolean isOpen = Double.isNaN(range[0]);
        return new Attribute(
                name,
                type,
                value == null ? bound(type, 0) : value,
                bound(type, isOpen ? -LARGEST : range[0]),
                bound(type, isOpen ? LARGEST : range[1]),
                isAlone ? "" : block.text("unit", ""),
                !isAlone && block.flag("operator", false));
    }

    private static AttributeValue converted(AttributeValue said, TagType type) {
        if (said.type() == type) {
            return said;
        }
        return type == TagType.FLOAT64 && said.type() == TagType.INT64 ? AttributeValue.of((double) said.bits()) : null;
    }

    private static String form(TagType type) {
        return switch (type) {
            case BOOL -> "true or false";
            case INT64 -> "a whole number";
            default -> "a number";
        };
    }

    private static AttributeValue bound(TagType type, double number) {
        return switch (type) {
            case BOOL -> AttributeValue.of(number > 0);
            case INT64 -> AttributeValue.of((long) number);
            default -> AttributeValue.of(number);
        };
    }
}
