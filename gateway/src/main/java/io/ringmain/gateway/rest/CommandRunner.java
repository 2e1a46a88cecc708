package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.command.CommandView;
import io.ringmain.gateway.trail.RequestMark;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command through the ring and answers with its outcome; no thread waits meanwhile. */
final class CommandRunner {
    /** Key of the password in a body that signs. */
    static final String PASSWORD = "password";

    private static final long PATIENCE_MS = 10_000;

    /** Makes a command that gives a tag a value. */
    interface ValueCommand {
        Command of(UUID id, Principal who, String tag, JsonNode value, String reason);
    }

    private final CommandDesk desk;
    private final Lanes lanes;
    private final long patienceMs;

    CommandRunner(RestContext context) {
        this(context.desk(), context.lanes(), PATIENCE_MS);
    }

    CommandRunner(CommandDesk desk, Lanes lanes, long patienceMs) {
        this.desk = desk;
        this.lanes = lanes;
        this.patienceMs = patienceMs;
    }

    CommandDesk desk() {
        return desk;
    }

    /** The outcome in the lane CORE; fails with a {@link Problem} when there is none after 10 s. */
    CompletableFuture<CommandOutcome> outcome(Command command) {
        CompletableFuture<CommandOutcome> submitted = desk.submit(command);
        if (!submitted.isCompletedExceptionally()) {
            RequestMark.present().recorded(); // it is in the ring, and will be in the journal
        }
        return submitted
                .copy()
                .orTimeout(patienceMs, TimeUnit.MILLISECONDS)
                .handleAsync(
                        (outcome, failure) -> {
                            if (failure == null) {
                                return outcome;
                            }
                            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                            throw cause instanceof TimeoutException ? pending(command) : new CompletionException(cause);
                        },
                        lanes.of(Lane.CORE));
    }

    /** Commands that may have to be signed, each with its outcome, in their order; none is given unless all may be. */
    CompletionStage<List<CompletableFuture<CommandOutcome>>> outcomes(
            Call call, JsonBody body, List<Command> commands) {
        RequestMark mark = RequestMark.present();
        return desk.signing()
                .sign(commands, call.principal(), body.text(PASSWORD, ""), call.source())
                .thenApply(signed ->
                        mark.during(() -> signed.stream().map(this::outcome).toList()));
    }

    /** The same for one. */
    CompletionStage<CommandOutcome> outcome(Call call, JsonBody body, Command command) {
        return outcomes(call, body, List.of(command)).thenCompose(outcomes -> outcomes.get(0));
    }

    /**
     * @param body may have the key {@code password}
     * @param key what the target is called in the answer
     */
    CompletionStage<Answer> run(Call call, JsonBody body, Command command, String key, String target) {
        return outcome(call, body, command).thenApply(outcome -> {
            if (outcome.state() != CommandState.DONE) {
                throw desk.refusal(command, outcome);
            }
            return Answer.json(out -> {
                out.writeStartObject();
                out.writeStringField(key, target);
                CommandView.writeFields(out, outcome);
                out.writeEndObject();
            });
        });
    }

    /** Runs the command that the call's body gives a value and a reason to, for the tag in its path. */
    CompletionStage<Answer> runWithValue(Call call, ValueCommand command) {
        JsonBody body = call.body("value", "reason", "cmd", PASSWORD);
        String tag = call.path("name");
        return run(
                call,
                body,
                command.of(
                        body.commandId(call), call.principal(), tag, body.required("value"), body.text("reason", "")),
                "tag",
                tag);
    }

    private static Problem pending(Command command) {
        return new Problem(
                504,
                "command-pending",
                "The command " + new UUID(command.idHigh(), command.idLow())
                        + " has no outcome yet; send it again with the same id to learn it.");
    }
}
