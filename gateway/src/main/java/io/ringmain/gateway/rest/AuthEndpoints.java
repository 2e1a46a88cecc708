package io.ringmain.gateway.rest;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.Grant;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.trail.RequestMark;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Login, logout, refresh, tickets and the own password. */
final class AuthEndpoints {
    private static final String AUTH = "/api/v1/auth";

    private final Access access;
    private final Clock clock;

    AuthEndpoints(RestContext context) {
        access = context.access();
        clock = context.clock();
    }

    List<Route> routes() {
        return List.of(
                password("/login", null, this::login),
                route("/refresh", Permission.VIEW, this::refresh),
                route("/logout", Permission.VIEW, this::logout),
                route("/ws-ticket", Permission.VIEW, this::ticket),
                password("/password", Permission.VIEW, this::password));
    }

    private static Route route(String path, Permission permission, Endpoint endpoint) {
        return new Route("POST", AUTH + path, permission, Lane.AUTH, Set.of(), endpoint);
    }

    private static Route password(String path, Permission permission, Endpoint endpoint) {
        return new Route("POST", AUTH + path, permission, Lane.PASSWORD, Set.of(), endpoint);
    }

    private CompletionStage<Answer> login(Call call) {
        JsonBody body = call.body("username", "password");
        RequestMark.present().tried(body.requiredText("username"));
        return granted(access.login(body.requiredText("username"), body.requiredText("password"), call.source()));
    }

    private CompletionStage<Answer> refresh(Call call) {
        call.body();
        return granted(access.refresh(call.principal()));
    }

    private CompletionStage<Answer> logout(Call call) {
        call.body();
        access.logout(call.principal());
        return Answer.empty().now();
    }

    private CompletionStage<Answer> ticket(Call call) {
        call.body();
        String ticket = access.ticket(call.principal());
        long expires = Times.ns(clock.instant().plus(access.ticketLifetime()));
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("ticket", ticket);
                    Json.time(out, "expiresAt", expires);
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> password(Call call) {
        JsonBody body = call.body("current", "new");
        try {
            access.changePassword(
                    call.principal(), body.requiredText("current"), body.requiredText("new"), call.source());
        } catch (AccessRefused e) {
            if (e.reason() == AccessRefused.Reason.CREDENTIALS_INVALID) {
                // not 401: the session itself is fine
                throw new Problem(403, e.code(), "The current password is wrong.");
            }
            throw e;
        }
        return Answer.empty().now();
    }

    private CompletionStage<Answer> granted(Grant grant) {
        return granted(grant, access.isPasswordDue(grant.principal().user())).now();
    }

    /** The answer to a login. */
    static Answer granted(Grant grant, boolean isPasswordDue) {
        Principal principal = grant.principal();
        Role role = principal.role();
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeStringField("token", grant.token());
            Json.time(out, "expiresAt", Times.ns(principal.expiresAt()));
            out.writeObjectFieldStart("user");
            out.writeStringField("name", principal.user());
            out.writeStringField("role", role.label());
            out.writeBooleanField("passwordChangeRequired", isPasswordDue);
            out.writeArrayFieldStart("permissions");
            for (Permission permission : role.grants().keySet()) {
                out.writeString(permission.label());
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        });
    }
}
