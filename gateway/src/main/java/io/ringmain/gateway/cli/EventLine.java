package io.ringmain.gateway.cli;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Note;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A journaled event for people and for programs. */
final class EventLine {
    private EventLine() {}

    /**
     * The event's fields under their names, in the order in which they are shown.
     *
     * @param machines declarations of the types of machines, for the names of their states and attributes
     */
    static Map<String, Object> fields(Event event, SitePlan site, Map<String, MachineDeclaration> machines) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", event.sequence);
        fields.put("time", Json.time(event.ingressTimeNs));
        fields.put("kind", EventKind.name(event.kind));
        switch (event.kind) {
            case EventKind.UPDATE, EventKind.BACKFILL -> update(event, site, fields);
            case EventKind.LINK -> {
                fields.put("connector", connector(site, event.target));
                fields.put("state", String.valueOf(LinkState.ofCode((int) event.valueBits)));
            }
            case EventKind.COMMAND -> command(event, site, machines, fields);
            case EventKind.ANSWER -> {
                fields.put("write", event.valueBits);
                fields.put("status", Quality.name(event.statusCode));
            }
            case EventKind.RESULT -> {
                fields.put("machine", machine(site, event.target));
                fields.put("request", event.valueBits);
                fields.put("status", Quality.name(event.statusCode));
                fields.put("value", event.sourceTimeNs);
            }
            case EventKind.CONFIG -> {
                fields.put("site", site.name());
                fields.put("version", site.version());
                Revision revision = Revision.of(event.configuration);
                fields.put("user", revision.user());
                fields.put("reason", revision.reason());
            }
            case EventKind.NOTE -> note(Note.decode(event.configuration), fields);
            default -> {
                // TICK, START and SNAPSHOT say all by their kind
            }
        }
        if (event.disposition == Event.FILTERED) {
            fields.put("disposition", "filtered");
        } else if (event.disposition == Event.QUARANTINED) {
            fields.put("disposition", "quarantined");
            fields.put("cause", Quality.name(event.cause));
        }
        return fields;
    }

    /** The same as one line of text. */
    static String text(Map<String, Object> fields) {
        StringBuilder line = new StringBuilder();
        fields.forEach((name, value) -> {
            boolean isHead = name.equals("sequence") || name.equals("time") || name.equals("kind");
            line.append(line.isEmpty() ? "" : " ")
                    .append(isHead ? "" : name + "=")
                    .append(value);
        });
        return line.toString();
    }

    /** How the command ended, as far as that followed from the event itself; a device answers later. */
    static void outcome(Command command, Result result, Map<String, Object> fields) {
        // an event may end an earlier command, too
        boolean isOwn = command != null && result.high() == command.idHigh() && result.low() == command.idLow();
        if (isOwn && result.kind() == Result.OUTCOME) {
            fields.put("state", String.valueOf(CommandState.ofCode(result.aux())));
            fields.put("code", Quality.name(result.status()));
        }
    }

    private static void update(Event event, SitePlan site, Map<String, Object> fields) {
        fields.put("tag", tag(site, event.target));
        if (event.valueType != Event.NO_VALUE) {
            fields.put("value", value(TagType.ofCode(event.valueType), event.valueBits, event));
        }
        fields.put("quality", Quality.name(event.statusCode));
        fields.put("sourceTime", Json.time(event.sourceTimeNs));
    }

    private static void command(
            Event event, SitePlan site, Map<String, MachineDeclaration> machines, Map<String, Object> fields) {
        if (event.command == null) {
            return;
        }
        fields.put("command", event.command.kind().name());
        int target = event.command.target();
        fields.put(
                "target",
                switch (event.command.kind().target()) {
                    case TAG -> tag(site, target);
                    case ALARM -> alarm(site, target);
                    case MACHINE -> machine(site, target);
                    case LOG_BOOK -> target == Command.NO_TARGET ? "" : alarm(site, target);
                });
        CommandFields.add(event.command, site, machines, fields);
        fields.put("user", event.command.user());
        fields.put("reason", event.command.reason());
        fields.put("origin", event.command.origin());
        if (event.command.isSigned()) {
            fields.put("signed", true);
        }
        fields.put("id", new UUID(event.command.idHigh(), event.command.idLow()).toString());
    }

    /** What is empty is left out: most of a note is. */
    private static void note(Note note, Map<String, Object> fields) {
        fields.put("action", note.action());
        fields.put("user", note.user());
        putIfSaid(fields, "target", note.target());
        putIfSaid(fields, "old", note.oldValue());
        putIfSaid(fields, "new", note.newValue());
        putIfSaid(fields, "reason", note.reason());
        fields.put("origin", note.origin());
        fields.put("code", note.code());
        if (note.times() > 1) {
            fields.put("times", note.times());
        }
    }

    private static void putIfSaid(Map<String, Object> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    private static Object value(TagType type, long bits, Event event) {
        return switch (type) {
            case BOOL -> bits != 0;
            case INT64 -> bits;
            case FLOAT64 -> number(Double.longBitsToDouble(bits));
            case STRING -> new String(event.text, 0, event.textLength, StandardCharsets.UTF_8);
            case INT64_ARRAY ->
                Arrays.stream(event.elements, 0, event.elementCount).boxed().toList();
            case FLOAT64_ARRAY ->
                Arrays.stream(event.elements, 0, event.elementCount)
                        .mapToObj(element -> number(Double.longBitsToDouble(element)))
                        .toList();
        };
    }

    /** JSON has no NaN and no infinity. */
    static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    private static String tag(SitePlan site, int id) {
        return site.tag(id) == null ? "#" + id : site.tag(id).name();
    }

    private static String alarm(SitePlan site, int id) {
        return site.alarm(id) == null ? "#" + id : site.alarm(id).name();
    }

    private static String connector(SitePlan site, int id) {
        return site.connector(id) == null ? "#" + id : site.connector(id).name();
    }

    private static String machine(SitePlan site, int id) {
        return site.machine(id) == null ? "#" + id : site.machine(id).name();
    }
}
