package io.ringmain.gateway.rest;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.gateway.auth.Permission;
import io.ringmain.gateway.command.CommandView;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What people write: entries of the log book and remarks on events. Answered when it is on disk. */
final class LogBookEndpoints {
    /** Category of what is written to an event. */
    private static final String COMMENT = "comment";

    private final CommandRunner commands;
    private final RecordReader reader;

    LogBookEndpoints(RestContext context, CommandRunner commands) {
        this.commands = commands;
        reader = new RecordReader(context);
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/logbook", Permission.LOG, Lane.RECORDS, Set.of(), this::entry),
                new Route(
                        "POST", "/api/v1/events/{id}/comments", Permission.LOG, Lane.RECORDS, Set.of(), this::comment));
    }

    private CompletionStage<Answer> entry(Call call) {
        JsonBody body = call.body("text", "category", "alarm", "event", "cmd");
        String event = body.text("event", "");
        EventId about = event.isEmpty() ? new EventId(0, 0) : known(EventId.parse(event));
        return write(call, body, body.requiredText("text"), body.text("category", ""), body.text("alarm", ""), about);
    }

    private CompletionStage<Answer> comment(Call call) {
        JsonBody body = call.body(COMMENT, "cmd");
        EventId about = known(EventId.parse(call.path("id")));
        return write(call, body, body.requiredText(COMMENT), COMMENT, "", about);
    }

    private EventId known(EventId id) {
        if (!reader.read(queries -> queries.hasEvent(id.sequence(), id.ordinal()))
                .value()) {
            throw Problem.notFound("event-unknown", "There is no event " + id.sequence() + "-" + id.ordinal() + ".");
        }
        return id;
    }

    private CompletionStage<Answer> write(
            Call call, JsonBody body, String text, String category, String alarm, EventId about) {
        Command command = commands.desk()
                .log()
                .entry(
                        body.commandId(call),
                        call.principal(),
                        text,
                        category,
                        alarm,
                        about.sequence(),
                        about.ordinal());
        return commands.outcome(command).thenApply(outcome -> {
            if (outcome.state() != CommandState.DONE) {
                throw commands.desk().refusal(command, outcome);
            }
            return Answer.json(out -> {
                        out.writeStartObject();
                        out.writeStringField("id", outcome.commandSequence() + "-0");
                        CommandView.writeFields(out, outcome);
                        out.writeEndObject();
                    })
                    .withStatus(201);
        });
    }
}
