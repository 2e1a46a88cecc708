package io.ringmain.core.whatif;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Locale;

/**
 * Aims recorded commands at what has the same name, and at the occurrence that is present at that moment. Thread: one.
 * Allocates: a command each.
 */
final class CommandMap {
    private final NameMap names;
    private final CommandLog log;
    private final ReplaySession recorded;
    private final Logic whatIf;
    private final MachineSnapshot machine = new MachineSnapshot();

    CommandMap(NameMap names, CommandLog log, ReplaySession recorded, Logic whatIf) {
        this.names = names;
        this.log = log;
        this.recorded = recorded;
        this.whatIf = whatIf;
    }

    /** Recorded name of what a command is aimed at. */
    String target(Command command) {
        String name = switch (command.kind().target()) {
            case TAG -> names.tagName(command.target());
            case ALARM -> names.alarmName(command.target());
            case MACHINE -> names.machineName(command.target());
            case LOG_BOOK -> "log book";
        };
        return name == null ? "#" + command.target() : name;
    }

    /** Changes the event's command; false when it can not be given, which is noted then. */
    boolean map(Event event) {
        Command command = event.command;
        int target = switch (command.kind().target()) {
            case TAG -> names.tag(command.target());
            case ALARM -> names.alarm(command.target());
            case MACHINE -> names.machine(command.target());
            // An entry may be about an alarm; it changes nothing, whether that is there or not.
            case LOG_BOOK -> names.alarm(command.target());
        };
        if (target == NameMap.NONE && command.kind().target() != Command.Target.LOG_BOOK) {
            String kind = command.kind().target().name().toLowerCase(Locale.ROOT);
            log.onMissing(command, Quality.BAD_NODE_ID_UNKNOWN, "there is no such " + kind);
            return false;
        }
        event.command = switch (command.kind().target()) {
            case TAG -> toTag(command, target);
            case ALARM -> toAlarm(command, target);
            case MACHINE -> toMachine(command, target);
            case LOG_BOOK ->
                copy(
                        command,
                        target == NameMap.NONE ? Command.NO_TARGET : target,
                        command.occurrence(),
                        command.type(),
                        command.bits(),
                        command.item());
        };
        return event.command != null;
    }

    private Command toTag(Command command, int target) {
        TagDefinition tag = names.whatIf().tag(target);
        TagType type = command.type();
        boolean wasTheTags = type == names.recorded().tag(command.target()).type();
        if (type == null || !wasTheTags || !ValueConversion.isConvertible(type, tag.type(), command.bits())) {
            return copy(command, target, command.occurrence(), type, command.bits(), command.item());
        }
        long bits = ValueConversion.bits(type, tag.type(), command.bits());
        return copy(command, target, command.occurrence(), tag.type(), bits, command.item());
    }

    /** Who meant the occurrence that was present then means the one that is present now. */
    private Command toAlarm(Command command, int target) {
        long occurrence = log.wasStale(command) ? command.occurrence() : 0;
        return copy(command, target, occurrence, command.type(), command.bits(), command.item());
    }

    private Command toMachine(Command command, int target) {
        MachineDeclaration was = recorded.machineDeclaration(command.target());
        MachineDeclaration is = whatIf.machineDeclaration(target);
        return switch (command.kind()) {
            case TRANSITION, CONFIRM_TRANSITION -> toState(command, target, was, is);
            case SET_ATTRIBUTE -> toAttribute(command, target, was, is);
            default -> copy(command, target, command.occurrence(), command.type(), command.bits(), command.item());
        };
    }

    private Command toState(Command command, int target, MachineDeclaration was, MachineDeclaration is) {
        int item = command.item();
        if (item >= 0 && item < was.states().size()) {
            String state = was.states().get(item);
            item = is.states().indexOf(state);
            if (item < 0) {
                log.onMissing(command, Quality.BAD_INVALID_ARGUMENT, "the machine has no state " + state);
                return null;
            }
        }
        boolean isConfirmation = command.kind() == Command.Kind.CONFIRM_TRANSITION;
        boolean isAsked = isConfirmation && whatIf.machines().read(target, machine) && machine.pendingSequence != 0;
        long asked = isAsked && !log.wasStale(command) ? machine.pendingSequence : command.occurrence();
        return copy(command, target, asked, command.type(), command.bits(), item);
    }

    private Command toAttribute(Command command, int target, MachineDeclaration was, MachineDeclaration is) {
        int item = command.item();
        if (item < 0 || item >= was.attributes().size()) {
            return copy(command, target, command.occurrence(), command.type(), command.bits(), item);
        }
        String name = was.attributes().get(item).name();
        int now = indexOf(is.attributes(), name);
        if (now < 0) {
            log.onMissing(command, Quality.BAD_INVALID_ARGUMENT, "the machine has no attribute " + name);
            return null;
        }
        TagType type = is.attributes().get(now).type();
        boolean isConverted = command.type() == was.attributes().get(item).type()
                && ValueConversion.isConvertible(command.type(), type, command.bits());
        return isConverted
                ? copy(
                        command,
                        target,
                        command.occurrence(),
                        type,
                        ValueConversion.bits(command.type(), type, command.bits()),
                        now)
                : copy(command, target, command.occurrence(), command.type(), command.bits(), now);
    }

    private static int indexOf(List<Attribute> attributes, String name) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(name)) {
                return i;
            }
        }
        return NameMap.NONE;
    }

    private static Command copy(Command of, int target, long occurrence, TagType type, long bits, int item) {
        return new Command(
                of.idHigh(),
                of.idLow(),
                of.kind(),
                target,
                occurrence,
                type,
                bits,
                of.text(),
                of.beginNs(),
                of.durationNs(),
                item,
                of.user(),
                of.reason(),
                of.origin(),
                of.isSigned());
    }
}
