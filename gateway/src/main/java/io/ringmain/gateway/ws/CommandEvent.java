package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.view.Times;
import java.io.IOException;
import java.util.Locale;

/**
 * The event that a command makes when it has ended: an entry in the log book, what was done to a tag, and what was
 * refused. What was done to an alarm or a machine shows in the frames of these.
 */
final class CommandEvent {
    private CommandEvent() {}

    /** Whether it is an event of its own, as in {@code GET /events}. */
    static boolean isOne(Command command, CommandOutcome outcome) {
        return outcome.state() != CommandState.DONE
                || command.kind() == Command.Kind.LOG
                || command.kind().target() == Command.Target.TAG;
    }

    static void write(JsonGenerator out, SitePlan site, AskedCommands.Asked asked, CommandOutcome outcome)
            throws IOException {
        Command command = asked.command();
        out.writeObjectFieldStart("event");
        out.writeStringField("id", asked.sequence() + "-0");
        out.writeStringField("time", Times.rfc3339(asked.timeNs()));
        out.writeStringField("class", about(command.kind()));
        out.writeStringField("kind", command.kind().name());
        out.writeStringField("user", command.user());
        out.writeStringField("subject", subject(site, command));
        boolean isEntry = command.kind() == Command.Kind.LOG;
        out.writeStringField(isEntry ? "category" : "reason", command.reason());
        if (isEntry) {
            out.writeStringField("text", command.text());
            if (command.occurrence() != 0) {
                out.writeStringField("event", command.occurrence() + "-" + command.item());
            }
        }
        out.writeStringField("state", outcome.state().name());
        out.writeStringField("code", Quality.name(outcome.statusCode()));
        out.writeEndObject();
    }

    private static String about(Command.Kind kind) {
        return kind.target() == Command.Target.LOG_BOOK
                ? "user"
                : kind.target().name().toLowerCase(Locale.ROOT);
    }

    private static String subject(SitePlan site, Command command) {
        int id = command.target();
        return switch (command.kind().target()) {
            case TAG -> site.tag(id) == null ? "" : site.tag(id).name();
            case ALARM -> alarm(site, id);
            case MACHINE -> site.machine(id) == null ? "" : site.machine(id).name();
            case LOG_BOOK -> id == Command.NO_TARGET ? "" : alarm(site, id);
        };
    }

    private static String alarm(SitePlan site, int id) {
        return site.alarm(id) == null ? "" : site.alarm(id).name();
    }
}
