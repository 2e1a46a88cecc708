package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.SessionRecord;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Who is logged in: the own sessions, or everybody's for who manages users. */
final class SessionEndpoints {
    private static final String SESSIONS = "/api/v1/sessions";

    private final Access access;
    private final AuditTrail trail;

    SessionEndpoints(RestContext context) {
        access = context.access();
        trail = context.trail();
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", SESSIONS, Permission.VIEW, Lane.AUTH, Page.query("user"), this::list),
                new Route("DELETE", SESSIONS, Permission.VIEW, Lane.AUTH, Set.of("user"), this::endAll),
                new Route("DELETE", SESSIONS + "/{id}", Permission.VIEW, Lane.AUTH, Set.of(), this::end));
    }

    private CompletionStage<Answer> list(Call call) {
        Principal caller = call.principal();
        String user = Ownership.listed(caller, call.query("user"));
        return Ownership.page(call, access.sessions(user), (out, session) -> write(out, session, caller))
                .now();
    }

    private static void write(JsonGenerator out, SessionRecord session, Principal caller) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", session.id());
        out.writeStringField("user", session.user());
        out.writeStringField("kind", session.kind().label());
        out.writeStringField("origin", session.origin());
        Json.time(out, "began", Times.ns(session.beganAt()));
        Json.time(out, "lastUsed", Times.ns(session.usedAt()));
        Json.time(out, "expiresAt", Times.ns(session.expiresAt()));
        out.writeBooleanField("current", session.id().equals(caller.session()));
        out.writeEndObject();
    }

    private CompletionStage<Answer> end(Call call) {
        call.body();
        SessionRecord session = access.session(call.path("id"));
        if (session == null || !Ownership.mayTouch(call.principal(), session.user())) {
            throw Problem.notFound("session-unknown", "There is no such session, or it has ended.");
        }
        access.endSession(session.id());
        trail.note(note(call.principal(), session.user()).changed(session.id(), ""));
        return Answer.empty().now();
    }

    private CompletionStage<Answer> endAll(Call call) {
        call.body();
        String user = call.query("user");
        if (user.isEmpty()) {
            throw Problem.badRequest("user: is missing");
        }
        Ownership.require(call.principal(), user);
        int ended = access.endSessions(user);
        trail.note(note(call.principal(), user).changed(ended + " sessions", ""));
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeNumberField("ended", ended);
                    out.writeEndObject();
                })
                .now();
    }

    private static AuditNote note(Principal caller, String user) {
        return AuditNote.done(caller.user(), "session.end", user, caller.origin());
    }
}
