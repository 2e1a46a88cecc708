package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;

/**
 * Which records have to be on disk soon, and so survive a loss of power; what is false survives the process at once, and a
 * loss of power when the system has written it out. What is on disk is waited for: commands are answered and their device
 * writes sent only then, configurations are confirmed only then. Snapshots always wait.
 *
 * @param updates tag updates, late ones too
 * @param commands commands, devices' answers and outcomes
 * @param alarms events that make an alarm change
 * @param machines events that make a machine change its state
 * @param configuration changes of the configuration
 * @param events what an auditor asks for besides: starts, changes of links, notes of logins and refusals
 */
public record Durability(
        boolean updates, boolean commands, boolean alarms, boolean machines, boolean configuration, boolean events) {
    /** All but updates on disk. */
    public static final Durability DEFAULT = new Durability(false, true, true, true, true, true);

    /** Whether the event's record has to be on disk. */
    boolean isOnDisk(Event event, Outbox outbox, Result flyweight) {
        boolean isOnDisk = switch (event.kind) {
            case EventKind.UPDATE, EventKind.BACKFILL -> updates;
            case EventKind.COMMAND, EventKind.ANSWER -> commands;
            case EventKind.CONFIG -> configuration;
            case EventKind.LINK, EventKind.START, EventKind.NOTE -> events;
            case EventKind.SNAPSHOT -> true;
            default -> false;
        };
        for (long at = event.resultsFrom; at < event.resultsTo && !isOnDisk; at++) {
            isOnDisk = switch (outbox.wrap(at, flyweight).kind()) {
                case Result.OUTCOME -> commands;
                case Result.ALARM -> alarms;
                case Result.MACHINE -> machines;
                default -> false;
            };
        }
        return isOnDisk;
    }

    /** Whether what follows from the event itself waits for the disk. */
    boolean isEventHeld(Event event) {
        return switch (event.kind) {
            case EventKind.COMMAND -> commands;
            case EventKind.CONFIG -> configuration;
            case EventKind.SNAPSHOT -> true;
            default -> false;
        };
    }

    /** Whether a result waits for the disk. */
    boolean isResultHeld(Event event, int resultKind) {
        return commands
                && (resultKind == Result.OUTCOME
                        || resultKind == Result.DEVICE_WRITE && event.kind == EventKind.COMMAND);
    }
}
