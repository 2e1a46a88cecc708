package io.ringmain.core.whatif;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;

/**
 * Turns recorded inputs into those of the other configuration, in place. What it has no use for is left out and remarked.
 * Thread: one. Allocates: for commands and remarks.
 */
final class InputMap {
    private final NameMap names;
    private final CommandMap commands;
    private final Remarks remarks;
    private long skippedConfigurations;

    InputMap(NameMap names, CommandMap commands, Remarks remarks) {
        this.names = names;
        this.commands = commands;
        this.remarks = remarks;
    }

    long skippedConfigurations() {
        return skippedConfigurations;
    }

    /** False when there is nothing to execute. */
    boolean map(Event event) {
        return switch (event.kind) {
            case EventKind.UPDATE, EventKind.BACKFILL -> update(event);
            case EventKind.LINK -> link(event);
            case EventKind.COMMAND -> event.command != null && commands.map(event);
            case EventKind.RESULT -> result(event);
            case EventKind.CONFIG -> {
                skippedConfigurations++;
                yield false;
            }
            // Time, starts, snapshots and devices' answers, which name the command by its sequence.
            default -> true;
        };
    }

    private boolean update(Event event) {
        String name = names.tagName(event.target);
        if (name == null) {
            // Nobody knew it then either.
            return false;
        }
        int target = names.tag(event.target);
        if (target == NameMap.NONE) {
            remarks.count(Remark.Kind.TAG_MISSING, name, "");
            return false;
        }
        TagDefinition was = names.recorded().tag(event.target);
        TagDefinition is = names.whatIf().tag(target);
        event.target = target;
        return was == is || was.equals(is) || fits(event, was, is);
    }

    private boolean fits(Event event, TagDefinition was, TagDefinition is) {
        if (is.derivation().isDerived()) {
            if (!was.derivation().isDerived()) {
                remarks.count(Remark.Kind.TAG_DERIVED, was.name(), "");
                return false;
            }
            return true;
        }
        if (!was.unit().equals(is.unit())) {
            remarks.count(
                    Remark.Kind.UNIT_CHANGED,
                    was.name(),
                    "recorded in '" + was.unit() + "', taken as '" + is.unit() + "'");
        }
        TagType sent = TagType.ofCode(event.valueType);
        boolean wasTaken = sent != null && was.takes(sent);
        if (wasTaken && !ValueConversion.apply(event, is)) {
            remarks.count(
                    Remark.Kind.VALUE_NOT_CONVERTED,
                    was.name(),
                    sent.label() + " into " + is.type().label());
            return false;
        }
        return true;
    }

    private boolean link(Event event) {
        String name = names.connectorName(event.target);
        int target = names.connector(event.target);
        if (target == NameMap.NONE) {
            if (name != null) {
                remarks.count(Remark.Kind.CONNECTOR_MISSING, name, "");
            }
            return false;
        }
        event.target = target;
        return true;
    }

    private boolean result(Event event) {
        String name = names.machineName(event.target);
        int target = names.machine(event.target);
        if (target == NameMap.NONE) {
            if (name != null) {
                remarks.count(Remark.Kind.MACHINE_MISSING, name, "");
            }
            return false;
        }
        event.target = target;
        return true;
    }
}
