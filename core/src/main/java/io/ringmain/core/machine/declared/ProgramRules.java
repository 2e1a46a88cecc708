package io.ringmain.core.machine.declared;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.text.NearestName;
import io.ringmain.core.unit.EngineeringUnit;
import io.ringmain.core.unit.UnknownUnitException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a program has to keep apart from its expressions: names, states, transitions, attributes, outputs. */
final class ProgramRules {
    private static final int MAX_STATES = 64;
    private static final int MAX_TRANSITIONS = 256;
    private static final long MAX_TIMEOUT_NS = 366L * 24 * 3600 * 1_000_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final MachineProgram program;
    private final Function<String, TagDefinition> tags;
    private final BiConsumer<String, String> report;
    private final Set<String> states = new TreeSet<>();

    ProgramRules(MachineProgram program, Function<String, TagDefinition> tags, BiConsumer<String, String> report) {
        this.program = program;
        this.tags = tags;
        this.report = report;
        program.states().forEach(state -> states.add(state.name()));
    }

    void check() {
        checkStates();
        for (int i = 0; i < program.transitions().size(); i++) {
            checkTransition(
                    label(i, program.transitions().get(i)),
                    program.transitions().get(i));
        }
        if (program.transitions().size() > MAX_TRANSITIONS) {
            report.accept("transitions", "there are more than " + MAX_TRANSITIONS);
        }
        checkReach();
        checkAttributes();
        checkOutputs();
    }

    /** How messages name a transition. */
    static String label(int index, Transition transition) {
        return "transition " + (index + 1) + " (" + String.join(", ", transition.from()) + " to " + transition.to()
                + ")";
    }

    private void checkStates() {
        if (program.states().isEmpty() || program.states().size() > MAX_STATES) {
            report.accept("states", "there must be 1 to " + MAX_STATES);
        }
        Set<String> seen = new HashSet<>();
        for (State state : program.states()) {
            if (!NAME.matcher(state.name()).matches()) {
                report.accept("states", state.name() + ": the name must be 1 to 60 letters, digits, _ and -");
            } else if (!seen.add(state.name())) {
                report.accept("states", state.name() + ": is declared twice");
            }
            if (state.timeoutNs() < 0 || state.timeoutNs() > MAX_TIMEOUT_NS) {
                report.accept("states", state.name() + ": timeout must be between 0 and 366 days");
            } else if ((state.timeoutNs() > 0) == state.timeoutTo().isEmpty()) {
                report.accept("states", state.name() + ": timeout and timeout-to stand together");
            } else if (!state.timeoutTo().isEmpty()) {
                checkState("states", state.name() + ": timeout-to ", state.timeoutTo());
            }
        }
        checkState("initial", "", program.initial());
        checkState("safe-state", "", program.safeState());
    }

    private void checkState(String key, String where, String state) {
        if (!states.contains(state)) {
            report.accept(
                    key,
                    where + "'" + state + "' is no state" + NearestName.hint(state, states) + ", known: " + states);
        }
    }

    private void checkTransition(String label, Transition transition) {
        boolean isAny = transition.from().equals(List.of(MachineProgram.ANY_STATE));
        if (transition.from().isEmpty()) {
            report.accept("transitions", label + ": from names no state");
        }
        if (!isAny) {
            transition.from().forEach(from -> checkState("transitions", label + ": ", from));
        }
        checkState("transitions", label + ": ", transition.to());
        if (transition.when().isEmpty() && !transition.isOperator()) {
            report.accept("transitions", label + ": needs when, or operator: true, or both");
        }
        if ((transition.isConfirmed() || transition.isOtherUser()) && !transition.isOperator()) {
            report.accept("transitions", label + ": confirm is for an operator's transition");
        }
    }

    /** A state that is never entered is a mistake: what stands in it would never be done. */
    private void checkReach() {
        Set<String> reached = new HashSet<>(List.of(program.initial(), program.safeState()));
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (State state : program.states()) {
                isMore |= reached.contains(state.name())
                        && !state.timeoutTo().isEmpty()
                        && reached.add(state.timeoutTo());
            }
            for (Transition transition : program.transitions()) {
                boolean isPossible = transition.from().contains(MachineProgram.ANY_STATE)
                        || !Collections.disjoint(transition.from(), reached);
                isMore |= isPossible && reached.add(transition.to());
            }
        }
        for (State state : program.states()) {
            if (!reached.contains(state.name())) {
                report.accept(
                        "states",
                        state.name() + ": is never reached, no transition and no timeout leads there from '"
                                + program.initial() + "'");
            }
        }
    }

    private void checkAttributes() {
        if (program.attributes().size() > MachineDeclaration.MAX_ATTRIBUTES) {
            report.accept("attributes", "there are more than " + MachineDeclaration.MAX_ATTRIBUTES);
        }
        Set<String> seen = new HashSet<>();
        for (Attribute attribute : program.attributes()) {
            String name = attribute.name();
            if (!NAME.matcher(name).matches()) {
                report.accept("attributes", name + ": the name must be 1 to 60 letters, digits, _ and -");
            } else if (!seen.add(name)) {
                report.accept("attributes", name + ": is declared twice");
            } else if (name.equals(MachineProgram.TIME_IN_STATE) || tags.apply(name) != null) {
                report.accept("attributes", name + ": is the name of something else that expressions read");
            }
            if (attribute.type() == TagType.STRING) {
                report.accept("attributes", name + ": must be a float64, int64 or bool");
            } else if (!attribute.isInRange(attribute.defaultValue().bits())) {
                report.accept("attributes", name + ": the value is out of its range");
            }
            checkUnit(attribute);
        }
    }

    private void checkUnit(Attribute attribute) {
        try {
            EngineeringUnit.parse(attribute.unit());
        } catch (UnknownUnitException e) {
            report.accept("attributes", attribute.name() + ": " + e.getMessage());
        }
    }

    private void checkOutputs() {
        Set<String> written = written(program);
        if (written.size() > MachineDeclaration.MAX_OUTPUTS) {
            report.accept(
                    "states",
                    "write " + written.size() + " tags, at most " + MachineDeclaration.MAX_OUTPUTS + " are possible: "
                            + written);
        }
        for (State state : program.states()) {
            Set<String> own = new TreeSet<>();
            state.entry().forEach(action -> own.add(action.tag()));
            state.cyclic().forEach(action -> own.add(action.tag()));
            state.exit().forEach(action -> own.add(action.tag()));
            own.forEach(tag -> checkOutput("states", state.name() + ": ", tag));
        }
        program.safeOutputs().forEach((tag, value) -> {
            TagDefinition output = tags.apply(tag);
            if (checkOutput("safe-outputs", "", tag) && safeValue(output.type(), value) == null) {
                report.accept(
                        "safe-outputs", tag + ": must be a " + output.type().label());
            }
        });
    }

    private boolean checkOutput(String key, String where, String name) {
        TagDefinition tag = tags.apply(name);
        String problem = null;
        if (tag == null) {
            problem = "is not declared";
        } else if (tag.type() == TagType.STRING || tag.length() > 1) {
            problem = "is a text or an array, a machine writes single numbers and flags";
        } else if (!tag.isWritable()) {
            problem = "is not writable";
        }
        if (problem != null) {
            report.accept(key, where + "tag '" + name + "' " + problem);
        }
        return problem == null;
    }

    /** The value in the tag's type, null when it does not fit. */
    static AttributeValue safeValue(TagType type, AttributeValue value) {
        if (value.type() == type) {
            return value;
        }
        return type == TagType.FLOAT64 && value.type() == TagType.INT64
                ? AttributeValue.of((double) value.bits())
                : null;
    }

    /** Every tag that it writes, in order. */
    static Set<String> written(MachineProgram program) {
        Set<String> written = new TreeSet<>(program.safeOutputs().keySet());
        for (State state : program.states()) {
            state.entry().forEach(action -> written.add(action.tag()));
            state.cyclic().forEach(action -> written.add(action.tag()));
            state.exit().forEach(action -> written.add(action.tag()));
        }
        return written;
    }
}
