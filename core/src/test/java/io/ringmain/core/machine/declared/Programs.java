package io.ringmain.core.machine.declared;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a program down step by step. */
public final class Programs {
    private final List<State> states = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final Map<String, AttributeValue> safeOutputs = new TreeMap<>();
    private String safeState;

    /** @param actions pairs of a tag, perhaps behind "entry " or "exit ", and an expression */
    public Programs state(String name, String... actions) {
        return state(name, 0, "", actions);
    }

    public Programs state(String name, double timeoutS, String timeoutTo, String... actions) {
        List<Action> entry = new ArrayList<>();
        List<Action> cyclic = new ArrayList<>();
        List<Action> exit = new ArrayList<>();
        for (int i = 0; i < actions.length; i += 2) {
            String[] words = actions[i].split(" ");
            Action action = new Action(words[words.length - 1], actions[i + 1]);
            (words.length == 1 ? cyclic : words[0].equals("entry") ? entry : exit).add(action);
        }
        states.add(new State(name, (long) (timeoutS * 1e9), timeoutTo, entry, cyclic, exit));
        return this;
    }

    public Programs when(String from, String to, String condition) {
        transitions.add(new Transition(from, to, condition));
        return this;
    }

    public Programs operator(String from, String to) {
        transitions.add(new Transition(List.of(from), to, "", true, false, false));
        return this;
    }

    public Programs confirmed(String from, String to) {
        transitions.add(new Transition(List.of(from), to, "", true, true, false));
        return this;
    }

    public Programs transition(Transition transition) {
        transitions.add(transition);
        return this;
    }

    public Programs attribute(Attribute attribute) {
        attributes.add(attribute);
        return this;
    }

    public Programs safe(String state) {
        safeState = state;
        return this;
    }

    public Programs safe(String tag, AttributeValue value) {
        safeOutputs.put(tag, value);
        return this;
    }

    /** Begins in the first state that was named, which is the safe one where no other was. */
    public MachineProgram build() {
        String initial = states.isEmpty() ? "" : states.get(0).name();
        return new MachineProgram(
                initial, states, transitions, attributes, safeState == null ? initial : safeState, safeOutputs);
    }
}
