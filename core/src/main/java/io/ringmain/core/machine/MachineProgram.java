package io.ringmain.core.machine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A machine that is written down in the site file instead of in Java. Expressions read tags, attributes and
 * {@value #TIME_IN_STATE}.
 *
 * @param initial state in which it begins
 * @param states its states
 * @param transitions how it leaves them; of those that are possible the first one is taken
 * @param attributes its settings, numbers and flags
 * @param safeState state that is entered when a step fails
 * @param safeOutputs what tags are set to when a step fails
 */
public record MachineProgram(
        String initial,
        List<State> states,
        List<Transition> transitions,
        List<MachineDeclaration.Attribute> attributes,
        String safeState,
        Map<String, AttributeValue> safeOutputs) {

    /** Type of a machine that has a program. */
    public static final String TYPE = "declared";

    /** In place of the states that a transition leaves: every other one. */
    public static final String ANY_STATE = "*";

    /** Name under which expressions read the time since the present state was entered, in seconds. */
    public static final String TIME_IN_STATE = "timeInState";

    /**
     * A state.
     *
     * @param timeoutNs how long it may last, 0 for as long as it likes
     * @param timeoutTo state that follows then, empty without a timeout
     * @param entry done once on entry
     * @param cyclic done in every step, in the one of the entry too
     * @param exit done once when it is left
     */
    public record State(
            String name, long timeoutNs, String timeoutTo, List<Action> entry, List<Action> cyclic, List<Action> exit) {

        public State {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(timeoutTo, "timeoutTo");
            entry = List.copyOf(entry);
            cyclic = List.copyOf(cyclic);
            exit = List.copyOf(exit);
        }
    }

    /** Writes the value of an expression to a tag. */
    public record Action(String tag, String expression) {
        public Action {
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(expression, "expression");
        }
    }

    /**
     * A way out of some states.
     *
     * @param from states it leaves, or {@value #ANY_STATE} alone
     * @param when condition under which the machine takes it, empty when only an operator does
     * @param isOperator whether an operator may ask for it
     * @param isConfirmed whether the operator is asked again
     * @param isOtherUser whether somebody else has to confirm
     */
    public record Transition(
            List<String> from, String to, String when, boolean isOperator, boolean isConfirmed, boolean isOtherUser) {

        public Transition {
            from = List.copyOf(from);
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(when, "when");
        }

        /** One that the machine takes by itself. */
        public Transition(String from, String to, String when) {
            this(List.of(from), to, when, false, false, false);
        }
    }

    public MachineProgram {
        Objects.requireNonNull(initial, "initial");
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
        attributes = List.copyOf(attributes);
        Objects.requireNonNull(safeState, "safeState");
        safeOutputs = Collections.unmodifiableMap(new TreeMap<>(safeOutputs));
    }
}
