package io.ringmain.gateway.rest;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.CommandView;
import io.ringmain.gateway.trail.RequestMark;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What people write: entries of the log book and remarks on events. Answered when it is on disk. */
final class LogBookEndpoints {
    /** Category of what is written to an event. */
    private static final String COMMENT = "comment";

    private final CommandRunner commands;
    private final RecordReader reader;
    private final Executor records;

    LogBookEndpoints(RestContext context, CommandRunner commands) {
        this.commands = commands;
        reader = new RecordReader(context);
        records = context.lanes().of(Lane.RECORDS);
    }

    List<Route> routes() {
        return List.of(
                Route.command("POST", "/api/v1/logbook", Permission.LOG, this::entry)
                        .perArea(),
                Route.command("POST", "/api/v1/events/{id}/comments", Permission.LOG, this::comment)
                        .perArea());
    }

    private CompletionStage<Answer> entry(Call call) {
        JsonBody body = call.body("text", "category", "alarm", "event", "cmd");
        String event = body.text("event", "");
        String text = body.requiredText("text");
        String category = body.text("category", "");
        String alarm = body.text("alarm", "");
        RequestMark mark = RequestMark.present();
        return event.isEmpty()
                ? write(call, body, text, category, alarm, new EventId(0, 0))
                : known(call, EventId.parse(event))
                        .thenCompose(about -> mark.during(() -> write(call, body, text, category, alarm, about)));
    }

    private CompletionStage<Answer> comment(Call call) {
        JsonBody body = call.body(COMMENT, "cmd");
        String text = body.requiredText(COMMENT);
        RequestMark mark = RequestMark.present();
        return known(call, EventId.parse(call.path("id")))
                .thenCompose(about -> mark.during(() -> write(call, body, text, COMMENT, "", about)));
    }

    /** Asks the database, which may take its time: what is about no event does not wait for it. */
    private CompletableFuture<EventId> known(Call call, EventId id) {
        return CompletableFuture.supplyAsync(
                () -> {
                    String subject = reader.read(queries -> queries.eventSubject(id.sequence(), id.ordinal()))
                            .value()
                            .orElseThrow(() -> Problem.notFound(
                                    "event-unknown", "There is no event " + id.sequence() + "-" + id.ordinal() + "."));
                    commands.desk().log().requireAbout(call.principal(), subject);
                    return id;
                },
                records);
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
