package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A machine's definition and present state. */
public final class MachineView {
    private static final long NS_PER_MS = 1_000_000;

    private MachineView() {}

    public static void write(JsonGenerator out, SiteState shown, MachineDefinition machine, MachineSnapshot state)
            throws IOException {
        MachineDeclaration declaration = shown.machineDeclaration(state.machineId);
        out.writeStartObject();
        out.writeStringField("name", machine.name());
        out.writeStringField("type", machine.type());
        TagView.signature(out, machine.isSignatureRequired());
        writeAreas(out, SiteAreas.of(machine, declaration, shown.site()));
        out.writeNumberField("intervalMs", state.intervalNs / NS_PER_MS);
        out.writeBooleanField("intervalSet", state.isIntervalSet);
        out.writeStringField("state", stateName(declaration, state.state));
        out.writeBooleanField("faulted", state.isFaulted);
        if (state.isFaulted) {
            out.writeStringField("error", shown.machineError(state.machineId));
        }
        Json.time(out, "since", state.stateSinceNs);
        out.writeNumberField("steps", state.steps);
        out.writeNumberField("missedIntervals", state.missedIntervals);
        out.writeNumberField("faults", state.faults);
        Json.time(out, "lastStep", state.lastStepNs);
        out.writeNumberField("longestStepNs", shown.longestStepNs(state.machineId));
        out.writeNumberField("sequence", state.sequence);
        writePending(out, declaration, state);
        writeAttributes(out, machine, declaration, state);
        out.writeObjectFieldStart("registers");
        List<String> registers = declaration.registers();
        for (int i = 0; i < registers.size(); i++) {
            out.writeFieldName(registers.get(i));
            writeValue(out, new AttributeValue(declaration.registerTypes().get(i), state.registers[i], ""));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("bindings");
        for (Map.Entry<String, String> binding : machine.bindings().entrySet()) {
            out.writeStringField(binding.getKey(), binding.getValue());
        }
        out.writeEndObject();
        writePorts(out, "inputs", declaration.inputs(), machine);
        writePorts(out, "outputs", declaration.outputs(), machine);
        writeStates(out, declaration, state);
        out.writeEndObject();
    }

    /** Who may move it may do so in all of these. */
    private static void writeAreas(JsonGenerator out, Set<String> areas) throws IOException {
        out.writeArrayFieldStart("areas");
        for (String area : areas) {
            out.writeString(area);
        }
        out.writeEndArray();
    }

    private static void writePending(JsonGenerator out, MachineDeclaration declaration, MachineSnapshot state)
            throws IOException {
        if (state.pendingState == MachineDeclaration.NO_STATE) {
            out.writeNullField("pending");
            return;
        }
        out.writeObjectFieldStart("pending");
        out.writeStringField("to", stateName(declaration, state.pendingState));
        out.writeNumberField("confirm", state.pendingSequence);
        Json.time(out, "until", state.pendingUntilNs);
        out.writeEndObject();
    }

    private static void writeAttributes(
            JsonGenerator out, MachineDefinition machine, MachineDeclaration declaration, MachineSnapshot state)
            throws IOException {
        List<Attribute> attributes = declaration.attributes();
        out.writeObjectFieldStart("attributes");
        for (int i = 0; i < attributes.size(); i++) {
            out.writeFieldName(attributes.get(i).name());
            writeValue(out, present(machine, attributes.get(i), state, i));
        }
        out.writeEndObject();
        out.writeArrayFieldStart("settings");
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            out.writeStartObject();
            out.writeStringField("name", attribute.name());
            out.writeStringField("type", attribute.type().label());
            out.writeFieldName("value");
            writeValue(out, present(machine, attribute, state, i));
            out.writeFieldName("default");
            writeValue(out, attribute.defaultValue());
            if (attribute.type() == TagType.INT64 || attribute.type() == TagType.FLOAT64) {
                out.writeFieldName("minimum");
                writeValue(out, attribute.minimum());
                out.writeFieldName("maximum");
                writeValue(out, attribute.maximum());
            }
            out.writeStringField("unit", attribute.unit());
            out.writeBooleanField("operator", attribute.isOperator());
            out.writeBooleanField("set", (state.attributesSet >>> i & 1) != 0);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The value in use: of a text what the file says, else what stands in the state. */
    private static AttributeValue present(
            MachineDefinition machine, Attribute attribute, MachineSnapshot state, int index) {
        return attribute.type() == TagType.STRING
                ? machine.attribute(attribute)
                : new AttributeValue(attribute.type(), state.attributes[index], "");
    }

    private static void writeValue(JsonGenerator out, AttributeValue value) throws IOException {
        switch (value.type()) {
            case BOOL -> out.writeBoolean(value.bits() != 0);
            case INT64 -> out.writeNumber(value.bits());
            case FLOAT64 -> Json.number(out, value.number());
            case STRING -> out.writeString(value.text());
            case INT64_ARRAY, FLOAT64_ARRAY -> out.writeNull();
        }
    }

    private static void writePorts(JsonGenerator out, String field, List<Port> ports, MachineDefinition machine)
            throws IOException {
        out.writeArrayFieldStart(field);
        for (Port port : ports) {
            out.writeStartObject();
            out.writeStringField("name", port.name());
            out.writeStringField("type", port.type().label());
            out.writeStringField("tag", machine.bindings().get(port.name()));
            if (port.hasSafeValue()) {
                out.writeFieldName("safe");
                writeValue(out, new AttributeValue(port.type(), port.safeBits(), ""));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeStates(JsonGenerator out, MachineDeclaration declaration, MachineSnapshot state)
            throws IOException {
        out.writeArrayFieldStart("states");
        for (String name : declaration.states()) {
            out.writeString(name);
        }
        out.writeEndArray();
        out.writeStringField("safeState", stateName(declaration, declaration.safeState()));
        out.writeArrayFieldStart("transitions");
        for (Transition transition : declaration.transitions()) {
            out.writeStartObject();
            out.writeStringField("from", stateName(declaration, transition.from()));
            out.writeStringField("to", stateName(declaration, transition.to()));
            out.writeBooleanField("operator", transition.isOperator());
            out.writeBooleanField("confirmed", transition.isConfirmed());
            out.writeBooleanField("otherUser", transition.isOtherUser());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("allowed");
        for (String name : allowed(declaration, state)) {
            out.writeString(name);
        }
        out.writeEndArray();
    }

    /** States that an operator may ask for now. */
    public static List<String> allowed(MachineDeclaration declaration, MachineSnapshot state) {
        if (state.isFaulted) {
            return List.of(stateName(declaration, 0));
        }
        List<String> names = new ArrayList<>();
        for (Transition transition : declaration.transitions()) {
            if (transition.from() == state.state && transition.isOperator()) {
                names.add(stateName(declaration, transition.to()));
            }
        }
        return names;
    }

    /** Name of a state, its number when the declaration does not have it. */
    public static String stateName(MachineDeclaration declaration, int state) {
        return state >= 0 && state < declaration.states().size()
                ? declaration.states().get(state)
                : Integer.toString(state);
    }
}
