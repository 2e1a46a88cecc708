package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.gateway.users.UserDesk;
import io.ringmain.gateway.users.UserDesk.Made;
import io.ringmain.gateway.users.UserDesk.Wanted;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import io.ringmain.gateway.view.UserView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Users: made, changed and removed by those who may manage them. Nobody makes an account for himself. */
final class UserEndpoints {
    private static final String USERS = "/api/v1/users";
    private static final String ONE = USERS + "/{name}";
    private static final Set<String> REASON = Set.of("reason");

    private final UserDesk desk;

    UserEndpoints(RestContext context) {
        desk = new UserDesk(context.users(), context.access(), context.trail());
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/auth/me", Permission.VIEW, Lane.CORE, Set.of(), this::me),
                route("GET", USERS, Page.query(), this::list),
                route("POST", USERS, REASON, this::create),
                route("GET", ONE, Set.of(), this::one),
                route("PUT", ONE, REASON, this::replace),
                route("PATCH", ONE, REASON, this::patch),
                route("DELETE", ONE, REASON, this::remove),
                route("POST", ONE + ":disable", Set.of(), call -> disable(call, true)),
                route("POST", ONE + ":enable", Set.of(), call -> disable(call, false)),
                route("POST", ONE + ":password", Set.of(), this::password));
    }

    private static Route route(String method, String path, Set<String> query, Endpoint endpoint) {
        return new Route(method, path, Permission.MANAGE_USERS, Lane.AUTH, query, endpoint);
    }

    private CompletionStage<Answer> me(Call call) {
        Principal who = call.principal();
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("name", who.user());
                    out.writeStringField("role", who.role().label());
                    out.writeArrayFieldStart("permissions");
                    for (Permission permission : who.role().grants().keySet()) {
                        out.writeString(permission.label());
                    }
                    out.writeEndArray();
                    UserView.writeGrants(out, "grants", who.role());
                    Json.time(out, "expiresAt", Times.ns(who.expiresAt()));
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> list(Call call) {
        Page page = Page.of(call);
        List<UserRecord> users = desk.list();
        int end = (int) Math.min(users.size(), (long) page.from() + page.limit());
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (int i = page.from(); i < end; i++) {
                        UserView.write(out, users.get(i));
                    }
                    out.writeEndArray();
                    out.writeStringField("next", end < users.size() ? Page.cursor(end) : null);
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> one(Call call) {
        return answer(new Made(desk.get(call.path("name")), "")).now();
    }

    private CompletionStage<Answer> create(Call call) {
        JsonBody body = call.body("name", "role", "areas", "disabled", "mustChange", "password");
        Wanted wanted = new Wanted(
                body.requiredText("role"),
                areas(body, Areas.EVERYWHERE),
                flag(body, "disabled", false),
                flag(body, "mustChange", true));
        Made made = desk.create(
                call.principal(), body.requiredText("name"), wanted, body.text("password", ""), call.query("reason"));
        return answer(made)
                .withStatus(201)
                .withHeader("Location", USERS + "/" + made.user().name())
                .now();
    }

    private CompletionStage<Answer> replace(Call call) {
        JsonBody body = body(call);
        Wanted wanted = new Wanted(
                body.requiredText("role"),
                areas(body, Areas.EVERYWHERE),
                flag(body, "disabled", false),
                flag(body, "mustChange", false));
        return changed(call, present -> wanted);
    }

    private CompletionStage<Answer> patch(Call call) {
        JsonBody body = body(call);
        return changed(
                call,
                present -> new Wanted(
                        body.has("role") ? body.requiredText("role") : present.role(),
                        areas(body, present.areas()),
                        flag(body, "disabled", present.isDisabled()),
                        flag(body, "mustChange", present.mustChange())));
    }

    private static JsonBody body(Call call) {
        JsonBody body = call.body("name", "role", "areas", "disabled", "mustChange");
        String name = body.text("name", call.path("name"));
        if (!name.equals(call.path("name"))) {
            throw Problem.badRequest("name: is '" + name + "', must be '" + call.path("name") + "'");
        }
        return body;
    }

    private CompletionStage<Answer> changed(Call call, UnaryOperator<Wanted> change) {
        UserRecord user = desk.change(
                call.principal(), call.path("name"), call.ifMatch(), "user.change", change, call.query("reason"));
        return answer(new Made(user, "")).now();
    }

    private CompletionStage<Answer> remove(Call call) {
        desk.remove(call.principal(), call.path("name"), call.ifMatch(), call.query("reason"));
        return Answer.empty().now();
    }

    private CompletionStage<Answer> disable(Call call, boolean isNow) {
        String reason = call.body("reason").text("reason", "");
        UserRecord user = desk.change(
                call.principal(),
                call.path("name"),
                "*",
                isNow ? "user.disable" : "user.enable",
                present -> present.disabled(isNow),
                reason);
        return answer(new Made(user, "")).now();
    }

    private CompletionStage<Answer> password(Call call) {
        JsonBody body = call.body("password", "mustChange", "reason");
        return answer(desk.password(
                        call.principal(),
                        call.path("name"),
                        body.text("password", ""),
                        flag(body, "mustChange", true),
                        body.text("reason", "")))
                .now();
    }

    private static boolean flag(JsonBody body, String key, boolean otherwise) {
        JsonNode node = body.optional(key);
        if (node != null && !node.isBoolean()) {
            throw Problem.badRequest(key + ": true or false is expected");
        }
        return node == null ? otherwise : node.booleanValue();
    }

    private static Areas areas(JsonBody body, Areas otherwise) {
        JsonNode node = body.optional("areas");
        return node == null ? otherwise : areas("areas", node);
    }

    /** A list of names; none of them is everywhere. */
    static Areas areas(String key, JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            names.add(name.isTextual() ? name.textValue() : "");
        }
        if (!list.isArray() || names.size() > Areas.MAX_NAMES) {
            throw Problem.badRequest(key + ": a list of at most " + Areas.MAX_NAMES + " areas is expected");
        }
        try {
            return Areas.of(names);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(key + ": " + e.getMessage());
        }
    }

    private static Answer answer(Made made) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    UserView.writeFields(out, made.user());
                    if (!made.password().isEmpty()) {
                        out.writeStringField("password", made.password());
                    }
                    out.writeEndObject();
                })
                .withHeader("ETag", UserDesk.etag(made.user()));
    }
}
