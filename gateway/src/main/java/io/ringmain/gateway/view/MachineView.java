package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A machine's definition and present state. */
public final class MachineView {
    private static final long NS_PER_MS = 1_000_000;

    private MachineView() {}

    public static void write(
            JsonGenerator out, MachineDefinition machine, MachineDeclaration declaration, MachineSnapshot state)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("name", machine.name());
        out.writeStringField("type", machine.type());
        out.writeNumberField("intervalMs", machine.intervalNs() / NS_PER_MS);
        out.writeStringField("state", stateName(declaration, state.state));
        out.writeBooleanField("faulted", state.isFaulted);
        Json.time(out, "since", state.stateSinceNs);
        out.writeNumberField("steps", state.steps);
        out.writeNumberField("missedIntervals", state.missedIntervals);
        out.writeNumberField("sequence", state.sequence);
        out.writeObjectFieldStart("attributes");
        for (MachineDeclaration.Attribute attribute : declaration.attributes()) {
            Json.number(out, attribute.name(), machine.attribute(attribute).number());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("registers");
        List<String> registers = declaration.registers();
        for (int i = 0; i < registers.size(); i++) {
            out.writeNumberField(registers.get(i), state.registers[i]);
        }
        out.writeEndObject();
        out.writeObjectFieldStart("bindings");
        for (Map.Entry<String, String> binding : machine.bindings().entrySet()) {
            out.writeStringField(binding.getKey(), binding.getValue());
        }
        out.writeEndObject();
        writeDiagram(out, declaration);
        out.writeEndObject();
    }

    /** States and transitions, enough to draw the diagram. */
    private static void writeDiagram(JsonGenerator out, MachineDeclaration declaration) throws IOException {
        out.writeArrayFieldStart("states");
        for (String state : declaration.states()) {
            out.writeString(state);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("transitions");
        for (MachineDeclaration.Transition transition : declaration.transitions()) {
            out.writeStartObject();
            out.writeStringField("from", stateName(declaration, transition.from()));
            out.writeStringField("to", stateName(declaration, transition.to()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Name of a state, its number when the declaration does not have it. */
    public static String stateName(MachineDeclaration declaration, int state) {
        return state >= 0 && state < declaration.states().size()
                ? declaration.states().get(state)
                : Integer.toString(state);
    }
}
