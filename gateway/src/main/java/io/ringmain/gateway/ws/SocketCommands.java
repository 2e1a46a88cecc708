package io.ringmain.gateway.ws;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.rest.Failures;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Commands of one connection: signed where that is asked for, given, and told of.
 *
 * <p>Thread: the hub's. Owns: how many wait for their signature.
 */
final class SocketCommands {
    /** Signatures of one connection that are looked at, or wait for it. */
    private static final int MOST_PENDING = 4;

    private final Session session;
    private final Hub hub;
    private final CommandDesk desk;
    private final Source source;
    private int pending;

    SocketCommands(Session session, Hub hub, CommandDesk desk, Source source) {
        this.session = session;
        this.hub = hub;
        this.desk = desk;
        this.source = source;
    }

    void take(Request request, Principal who, long nowMs) {
        Command command = request.command(desk, who);
        if (pending == MOST_PENDING) {
            throw Problem.unavailable("signature-busy", "Other signatures of this connection are looked at.", 1);
        }
        CompletableFuture<List<Command>> signed =
                desk.signing().sign(List.of(command), who, request.password(), source);
        if (signed.isDone() && !signed.isCompletedExceptionally()) {
            give(request, signed.join().get(0), who, nowMs);
            return;
        }
        pending++;
        signed.whenComplete((done, failure) -> hub.run(() -> {
            pending--;
            if (!session.isOver()) {
                finish(request, done, failure, who);
            }
        }));
    }

    private void finish(Request request, List<Command> signed, Throwable failure, Principal who) {
        long nowMs = Hub.nowMs();
        try {
            if (failure != null) {
                throw Failures.problem(failure);
            }
            give(request, signed.get(0), who, nowMs);
        } catch (RuntimeException e) {
            session.fail(request, Failures.problem(e), nowMs);
        }
        session.pump(nowMs);
    }

    private void give(Request request, Command command, Principal who, long nowMs) {
        String id = new UUID(command.idHigh(), command.idLow()).toString();
        CompletableFuture<CommandOutcome> outcome = desk.submit(command);
        if (outcome.isCompletedExceptionally()) {
            outcome.join();
        }
        session.reply(nowMs, json -> {
            request.writeRe(json);
            json.writeBooleanField("ok", true);
            json.writeStringField("cmd", id);
            json.writeStringField("state", "ACCEPTED");
        });
        String login = who.session();
        outcome.whenComplete((done, failure) -> hub.outcome(login, id, done));
    }
}
