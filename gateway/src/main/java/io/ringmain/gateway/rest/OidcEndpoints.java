package io.ringmain.gateway.rest;

import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.Grant;
import io.ringmain.gateway.auth.OidcLogin;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Logins by an identity provider: a browser is sent there, comes back, and its page picks its token up. No token stands in
 * an address; what belongs to a login under way is in a cookie that scripts can not read.
 */
final class OidcEndpoints {
    private static final String OIDC = "/api/v1/auth/oidc";
    private static final String COOKIE = "ringmain_oidc";
    /** Where the page is that picks the token up. */
    private static final String PAGE = "/#oidc";
    /** What providers add to their answers; unknown ones are refused elsewhere. */
    private static final Set<String> ANSWER = Set.of(
            "code",
            "state",
            "iss",
            "error",
            "error_description",
            "error_uri",
            "session_state",
            "scope",
            "authuser",
            "prompt",
            "hd");

    private final OidcLogin login;
    private final Access access;
    private final AuditTrail trail;

    OidcEndpoints(RestContext context) {
        access = context.access();
        login = access.oidc();
        trail = context.trail();
    }

    List<Route> routes() {
        return List.of(
                Route.open(OIDC, this::about),
                new Route("GET", OIDC + "/login", null, Lane.OIDC, Set.of(), this::begin),
                new Route("GET", OIDC + "/callback", null, Lane.OIDC, ANSWER, this::finish),
                new Route("POST", OIDC + "/token", null, Lane.AUTH, Set.of(), this::pickUp));
    }

    private CompletionStage<Answer> about(Call call) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeBooleanField("enabled", login != null);
                    out.writeStringField(
                            "name", login == null ? "" : login.settings().name());
                    out.writeEndObject();
                })
                .now();
    }

    private OidcLogin configured() {
        if (login == null) {
            throw Problem.notFound("oidc-not-configured", "This site knows no identity provider.");
        }
        return login;
    }

    private CompletionStage<Answer> begin(Call call) {
        OidcLogin.Departure departure = configured().begin();
        return redirect(departure.to().toString(), departure.cookie(), OidcLogin.PATIENCE);
    }

    private CompletionStage<Answer> finish(Call call) {
        String pickUp = configured()
                .finish(
                        call.cookie(COOKIE),
                        call.query("state"),
                        call.query("code"),
                        call.query("iss"),
                        call.query("error"),
                        call.source());
        return redirect(PAGE, pickUp, OidcLogin.PICK_UP);
    }

    private CompletionStage<Answer> pickUp(Call call) {
        call.body();
        Grant grant = configured().pickUp(call.cookie(COOKIE));
        Principal principal = grant.principal();
        trail.note(AuditNote.done(
                principal.user(), "login", principal.user(), call.source().by("rest")));
        return AuthEndpoints.granted(grant, false)
                .withHeader("Set-Cookie", cookie("", Duration.ZERO))
                .now();
    }

    private CompletionStage<Answer> redirect(String to, String value, Duration lifetime) {
        return Answer.empty()
                .withStatus(302)
                .withHeader("Location", to)
                .withHeader("Cache-Control", "no-store")
                .withHeader("Set-Cookie", cookie(value, lifetime))
                .now();
    }

    private String cookie(String value, Duration lifetime) {
        boolean isSecure = "https".equals(login.settings().redirectUri().getScheme());
        return COOKIE + "=" + value + "; Path=" + OIDC + "; Max-Age=" + lifetime.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "");
    }
}
