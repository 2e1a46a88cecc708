package io.ringmain.gateway.command;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.util.Map;
import java.util.UUID;

/**
 * Makes commands of what clients ask of alarms. Operators answer alarms and shelve them; to suppress one, to take it out of
 * service or to disable it is for supervisors.
 *
 * <p>Thread: any.
 */
public final class AlarmDesk {
    /** What is asked for, by the name of the verb in REST paths; the WebSocket calls the first one {@code ack}. */
    public static final Map<String, Command.Kind> KINDS = Map.ofEntries(
            Map.entry("acknowledge", Command.Kind.ACKNOWLEDGE),
            Map.entry("confirm", Command.Kind.CONFIRM),
            Map.entry("reset", Command.Kind.RESET),
            Map.entry("silence", Command.Kind.SILENCE),
            Map.entry("comment", Command.Kind.COMMENT),
            Map.entry("shelve", Command.Kind.SHELVE),
            Map.entry("unshelve", Command.Kind.UNSHELVE),
            Map.entry("suppress", Command.Kind.SUPPRESS),
            Map.entry("unsuppress", Command.Kind.UNSUPPRESS),
            Map.entry("remove-from-service", Command.Kind.REMOVE_FROM_SERVICE),
            Map.entry("return-to-service", Command.Kind.RETURN_TO_SERVICE),
            Map.entry("enable", Command.Kind.ENABLE),
            Map.entry("disable", Command.Kind.DISABLE));

    private final Plant plant;
    private final Rights rights;

    AlarmDesk(Plant plant, Rights rights) {
        this.plant = plant;
        this.rights = rights;
    }

    /** Who may ask for that. */
    public static Permission permission(Command.Kind kind) {
        return switch (kind) {
            case SHELVE, SHELVE_ONE_SHOT, UNSHELVE -> Permission.SHELVE;
            case SUPPRESS, UNSUPPRESS, REMOVE_FROM_SERVICE, RETURN_TO_SERVICE, ENABLE, DISABLE -> Permission.SUPPRESS;
            default -> Permission.ACKNOWLEDGE;
        };
    }

    /** Whether what the user writes with it is a remark on the alarm, and not a reason. */
    public static boolean takesComment(Command.Kind kind) {
        return permission(kind) == Permission.ACKNOWLEDGE;
    }

    private static boolean needsReason(Command.Kind kind) {
        return switch (kind) {
            case SHELVE, SHELVE_ONE_SHOT, REMOVE_FROM_SERVICE, RETURN_TO_SERVICE, COMMENT -> true;
            default -> false;
        };
    }

    /**
     * Any command but a shelf.
     *
     * @param occurrence the one that is meant, 0 for the present one
     * @throws Problem when the user may not, or there is no such alarm
     */
    public Command command(UUID id, Principal who, Command.Kind kind, String alarm, long occurrence, String reason) {
        return command(id, who, kind, alarm, occurrence, 0, 0, reason);
    }

    /**
     * A shelf for a time.
     *
     * @param fromNs when it begins, 0 for at once
     */
    public Command shelve(
            UUID id, Principal who, String alarm, long occurrence, long fromNs, long durationNs, String reason) {
        return command(id, who, Command.Kind.SHELVE, alarm, occurrence, fromNs, durationNs, reason);
    }

    private Command command(
            UUID id,
            Principal who,
            Command.Kind kind,
            String alarm,
            long occurrence,
            long beginNs,
            long durationNs,
            String reason) {
        Rights.require(who, permission(kind));
        int alarmId = plant.site().alarmId(alarm);
        if (alarmId < 0) {
            throw Problem.notFound("alarm-unknown", "There is no alarm " + alarm + ".");
        }
        rights.requireForAlarm(who, permission(kind), alarmId);
        if (occurrence < 0) {
            throw Problem.badRequest("occurrence: " + occurrence + " is not an occurrence of an alarm");
        }
        CommandDesk.checkReason(reason);
        if (needsReason(kind)) {
            CommandDesk.requireReason(takesComment(kind) ? "comment" : "reason", reason);
        }
        return new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                kind,
                alarmId,
                occurrence,
                null,
                0,
                "",
                beginNs,
                durationNs,
                0,
                who.user(),
                reason,
                who.origin());
    }
}
