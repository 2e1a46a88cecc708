package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.users.RoleDesk;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.UserView;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Roles: the built-in ones to be seen, others made of permissions. */
final class RoleEndpoints {
    private static final String ROLES = "/api/v1/roles";
    private static final String ONE = ROLES + "/{name}";
    private static final Set<String> REASON = Set.of("reason");

    private final RoleDesk desk;

    RoleEndpoints(RestContext context) {
        desk = new RoleDesk(context.users(), context.access(), context.trail());
    }

    List<Route> routes() {
        return List.of(
                route("GET", ROLES, Set.of(), this::list),
                route("POST", ROLES, REASON, this::create),
                route("GET", ONE, Set.of(), this::one),
                route("PUT", ONE, REASON, this::replace),
                route("DELETE", ONE, REASON, this::remove));
    }

    private static Route route(String method, String path, Set<String> query, Endpoint endpoint) {
        return new Route(method, path, Permission.MANAGE_USERS, Lane.AUTH, query, endpoint);
    }

    private CompletionStage<Answer> list(Call call) {
        List<Role> roles = desk.list();
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (Role role : roles) {
                        UserView.write(out, role);
                    }
                    out.writeEndArray();
                    out.writeNullField("next");
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> one(Call call) {
        return answer(desk.get(call.path("name"))).now();
    }

    private CompletionStage<Answer> create(Call call) {
        JsonBody body = call.body("name", "permissions");
        Role role = role(body.requiredText("name"), body);
        return answer(desk.create(call.principal(), role, call.query("reason")))
                .withStatus(201)
                .withHeader("Location", ROLES + "/" + role.label())
                .now();
    }

    private CompletionStage<Answer> replace(Call call) {
        JsonBody body = call.body("name", "permissions");
        String name = call.path("name");
        if (!body.text("name", name).equals(name)) {
            throw Problem.badRequest("name: must be '" + name + "'");
        }
        return answer(desk.replace(call.principal(), role(name, body), call.ifMatch(), call.query("reason")))
                .now();
    }

    private CompletionStage<Answer> remove(Call call) {
        desk.remove(call.principal(), call.path("name"), call.ifMatch(), call.query("reason"));
        return Answer.empty().now();
    }

    /** Each permission by its name, or with the areas that it is limited to. */
    private static Role role(String name, JsonBody body) {
        JsonNode list = body.required("permissions");
        if (!list.isArray()) {
            throw Problem.badRequest("permissions: a list is expected");
        }
        EnumMap<Permission, Areas> grants = new EnumMap<>(Permission.class);
        for (JsonNode item : list) {
            Permission permission;
            Areas areas = Areas.EVERYWHERE;
            if (item.isTextual()) {
                permission = permission(item.textValue());
            } else {
                JsonBody grant = JsonBody.of(item, "permission", "areas");
                permission = permission(grant.requiredText("permission"));
                if (grant.has("areas")) {
                    areas = UserEndpoints.areas("areas", grant.required("areas"));
                }
            }
            if (grants.put(permission, areas) != null) {
                throw Problem.badRequest("permissions: " + permission.label() + " stands in it twice");
            }
        }
        try {
            return new Role(name, grants);
        } catch (IllegalArgumentException e) {
            throw new Problem(422, "role-unsound", "permissions: " + e.getMessage());
        }
    }

    private static Permission permission(String label) {
        return Permission.ofLabel(label)
                .orElseThrow(() -> new Problem(
                        422,
                        "role-unsound",
                        "permissions: " + label + " is none, known: "
                                + Arrays.stream(Permission.values())
                                        .map(Permission::label)
                                        .collect(Collectors.joining(", "))));
    }

    private static Answer answer(Role role) {
        return Answer.json(out -> UserView.write(out, role)).withHeader("ETag", RoleDesk.etag(role));
    }
}
