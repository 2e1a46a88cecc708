package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.ApiTokenRecord;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tokens for programs: the own ones, or everybody's for who manages users. */
final class ApiTokenEndpoints {
    private static final String TOKENS = "/api/v1/api-tokens";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}");
    private static final int MOST_AREAS = 20;

    private final Access access;
    private final AuditTrail trail;

    ApiTokenEndpoints(RestContext context) {
        access = context.access();
        trail = context.trail();
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", TOKENS, Permission.VIEW, Lane.AUTH, Page.query("user"), this::list),
                new Route("POST", TOKENS, Permission.VIEW, Lane.AUTH, Set.of(), this::make),
                new Route("DELETE", TOKENS + "/{id}", Permission.VIEW, Lane.AUTH, Set.of(), this::revoke));
    }

    private CompletionStage<Answer> list(Call call) {
        String owner = Ownership.listed(call.principal(), call.query("user"));
        return Ownership.page(call, access.apiTokens(owner), (out, token) -> {
                    out.writeStartObject();
                    writeFields(out, token);
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> make(Call call) {
        Principal caller = call.principal();
        JsonBody body = call.body("name", "scopes", "areas", "expiresAt");
        String name = body.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            throw Problem.badRequest(
                    "name: must be 1 to 64 letters, digits, blanks, '.', '_', '@' or '-', and begin with a letter or digit");
        }
        Access.NewToken made = access.makeApiToken(caller, name, scopes(body), areas(body), expiresAt(body));
        trail.note(AuditNote.done(caller.user(), "api-token.create", name, caller.origin())
                .changed("", said(made.kept())));
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("token", made.token());
                    writeFields(out, made.kept());
                    out.writeEndObject();
                })
                .withStatus(201)
                .now();
    }

    private static String said(ApiTokenRecord token) {
        String scopes = token.scopes().stream().sorted().map(Permission::label).collect(Collectors.joining(", "));
        return scopes + "; " + token.areas() + "; until " + token.expiresAt();
    }

    private static Set<Permission> scopes(JsonBody body) {
        EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
        for (String label : texts(body.required("scopes"), "scopes")) {
            scopes.add(Permission.ofLabel(label)
                    .orElseThrow(() -> Problem.badRequest("scopes: there is no permission '" + label + "'")));
        }
        if (scopes.isEmpty()) {
            throw Problem.badRequest("scopes: at least one permission is needed");
        }
        return scopes;
    }

    private static Areas areas(JsonBody body) {
        List<String> names = body.has("areas") ? texts(body.optional("areas"), "areas") : List.of();
        if (names.size() > MOST_AREAS) {
            throw Problem.badRequest("areas: " + MOST_AREAS + " at most");
        }
        try {
            return Areas.of(names);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("areas: " + e.getMessage());
        }
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) {
            texts.add(item.textValue());
        }
        if (!node.isArray() || texts.contains(null)) {
            throw Problem.badRequest(key + ": a list of texts is expected");
        }
        return texts;
    }

    private static Instant expiresAt(JsonBody body) {
        String text = body.text("expiresAt", "");
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badRequest("expiresAt: '" + text + "' is not a time such as 2027-01-31T12:00:00Z");
        }
    }

    private static void writeFields(JsonGenerator out, ApiTokenRecord token) throws IOException {
        out.writeStringField("id", token.id());
        out.writeStringField("user", token.owner());
        out.writeStringField("name", token.name());
        out.writeArrayFieldStart("scopes");
        for (Permission scope : Permission.values()) {
            if (token.scopes().contains(scope)) {
                out.writeString(scope.label());
            }
        }
        out.writeEndArray();
        out.writeArrayFieldStart("areas");
        for (String area : token.areas().names()) {
            out.writeString(area);
        }
        out.writeEndArray();
        Json.time(out, "created", Times.ns(token.createdAt()));
        Json.time(out, "expiresAt", Times.ns(token.expiresAt()));
        if (token.usedAt().isAfter(Instant.EPOCH)) {
            Json.time(out, "lastUsed", Times.ns(token.usedAt()));
        } else {
            out.writeNullField("lastUsed");
        }
        out.writeStringField("lastOrigin", token.usedFrom());
    }

    private CompletionStage<Answer> revoke(Call call) {
        call.body();
        Principal caller = call.principal();
        ApiTokenRecord token = access.apiToken(call.path("id"));
        if (token == null || !Ownership.mayTouch(caller, token.owner()) || !access.revokeApiToken(token.id())) {
            throw Problem.notFound("token-unknown", "There is no such token, or it has been revoked.");
        }
        trail.note(AuditNote.done(caller.user(), "api-token.revoke", token.name(), caller.origin())
                .changed(said(token), ""));
        return Answer.empty().now();
    }
}
