package io.ringmain.gateway.cli;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.declared.ProgramCompiler;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Quantity;
import java.util.Map;

/** What is asked for by a journaled command, under names for people and for programs. */
final class CommandFields {
    private CommandFields() {}

    static void add(
            Command command, SitePlan site, Map<String, MachineDeclaration> machines, Map<String, Object> fields) {
        switch (command.kind()) {
            case WRITE, OVERRIDE -> value(command, fields);
            case TRANSITION, CONFIRM_TRANSITION -> {
                MachineDeclaration declaration = declaration(site, machines, command.target());
                boolean isKnown = declaration != null
                        && command.item() < declaration.states().size();
                fields.put("to", isKnown ? declaration.states().get(command.item()) : "#" + command.item());
                if (command.kind() == Command.Kind.CONFIRM_TRANSITION) {
                    fields.put("confirm", command.occurrence());
                }
            }
            case SET_ATTRIBUTE -> {
                MachineDeclaration declaration = declaration(site, machines, command.target());
                boolean isKnown = declaration != null
                        && command.item() < declaration.attributes().size();
                Attribute attribute = isKnown ? declaration.attributes().get(command.item()) : null;
                fields.put("attribute", attribute == null ? "#" + command.item() : attribute.name());
                value(command, fields);
            }
            case LOG -> {
                fields.put("text", command.text());
                if (command.occurrence() != 0) {
                    fields.put("about", command.occurrence() + "-" + command.item());
                }
            }
            case SET_INTERVAL -> fields.put("interval", Quantity.durationText(command.durationNs()));
            default -> alarm(command, fields);
        }
    }

    private static void value(Command command, Map<String, Object> fields) {
        if (command.type() != null) {
            fields.put("value", value(command.type(), command));
        }
    }

    private static void alarm(Command command, Map<String, Object> fields) {
        if (command.occurrence() != 0) {
            fields.put("occurrence", command.occurrence());
        }
        if (command.beginNs() != 0) {
            fields.put("from", Json.time(command.beginNs()));
        }
        if (command.durationNs() != 0) {
            fields.put("duration", Quantity.durationText(command.durationNs()));
        }
    }

    private static Object value(TagType type, Command command) {
        return switch (type) {
            case BOOL -> command.bits() != 0;
            case INT64 -> command.bits();
            case FLOAT64 -> EventLine.number(Double.longBitsToDouble(command.bits()));
            case STRING -> command.text();
            case INT64_ARRAY, FLOAT64_ARRAY -> null;
        };
    }

    /** Null when the machine or its type is not known here. */
    private static MachineDeclaration declaration(
            SitePlan site, Map<String, MachineDeclaration> machines, int machineId) {
        MachineDefinition machine = site.machine(machineId);
        if (machine == null) {
            return null;
        }
        MachineProgram program = machine.program();
        return program == null
                ? machines.get(machine.type())
                : ProgramCompiler.compile(program, tag -> site.tag(site.tagId(tag)))
                        .declaration();
    }
}
