package io.ringmain.core.site;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Canonical bytes of the program of a declared machine. */
final class ProgramCodec {
    private ProgramCodec() {}

    static void put(DefinitionOutput out, MachineProgram program) {
        out.text(program.initial());
        out.list(program.states(), ProgramCodec::putState);
        out.list(program.transitions(), ProgramCodec::putTransition);
        out.list(program.attributes(), ProgramCodec::putAttribute);
        out.text(program.safeState());
        out.whole(program.safeOutputs().size());
        program.safeOutputs().forEach((tag, value) -> {
            out.text(tag);
            putValue(out, value);
        });
    }

    static MachineProgram get(DefinitionInput in, String name) {
        String initial = in.text();
        List<State> states = list(in, ProgramCodec::getState);
        List<Transition> transitions = list(in, ProgramCodec::getTransition);
        List<Attribute> attributes = list(in, item -> getAttribute(item, name));
        String safeState = in.text();
        Map<String, AttributeValue> safeOutputs = new TreeMap<>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            safeOutputs.put(in.text(), getValue(in, name));
        }
        return new MachineProgram(initial, states, transitions, attributes, safeState, safeOutputs);
    }

    private static <T> List<T> list(DefinitionInput in, DefinitionInput.Reader<T> reader) {
        List<T> items = new ArrayList<>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            items.add(reader.read(in));
        }
        return items;
    }

    private static void putState(DefinitionOutput out, State state) {
        out.text(state.name());
        out.whole(state.timeoutNs());
        out.text(state.timeoutTo());
        out.list(state.entry(), ProgramCodec::putAction);
        out.list(state.cyclic(), ProgramCodec::putAction);
        out.list(state.exit(), ProgramCodec::putAction);
    }

    private static State getState(DefinitionInput in) {
        return new State(
                in.text(),
                in.wholeLong(),
                in.text(),
                list(in, ProgramCodec::getAction),
                list(in, ProgramCodec::getAction),
                list(in, ProgramCodec::getAction));
    }

    private static void putAction(DefinitionOutput out, Action action) {
        out.text(action.tag());
        out.text(action.expression());
    }

    private static Action getAction(DefinitionInput in) {
        return new Action(in.text(), in.text());
    }

    private static void putTransition(DefinitionOutput out, Transition transition) {
        out.list(transition.from(), DefinitionOutput::text);
        out.text(transition.to());
        out.text(transition.when());
        out.flag(transition.isOperator());
        out.flag(transition.isConfirmed());
        out.flag(transition.isOtherUser());
    }

    private static Transition getTransition(DefinitionInput in) {
        return new Transition(list(in, DefinitionInput::text), in.text(), in.text(), in.flag(), in.flag(), in.flag());
    }

    private static void putAttribute(DefinitionOutput out, Attribute attribute) {
        out.text(attribute.name());
        putValue(out, attribute.defaultValue());
        putValue(out, attribute.minimum());
        putValue(out, attribute.maximum());
        out.text(attribute.unit());
        out.flag(attribute.isOperator());
    }

    private static Attribute getAttribute(DefinitionInput in, String machine) {
        String name = in.text();
        AttributeValue value = getValue(in, machine);
        return new Attribute(
                name, value.type(), value, getValue(in, machine), getValue(in, machine), in.text(), in.flag());
    }

    static void putValue(DefinitionOutput out, AttributeValue value) {
        out.code(value.type().code());
        out.whole(value.bits());
        out.text(value.text());
    }

    static AttributeValue getValue(DefinitionInput in, String machine) {
        TagType type = TagType.ofCode(in.code());
        return new AttributeValue(DefinitionInput.known(type, "type of a value", machine), in.wholeLong(), in.text());
    }
}
