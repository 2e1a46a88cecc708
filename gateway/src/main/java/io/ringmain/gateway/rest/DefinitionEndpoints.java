package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.command.SiteDesk.Action;
import io.ringmain.gateway.command.SiteDesk.Edit;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Definitions of connectors, tags, alarms and machines as they are written, with the keys of the site file: made, changed, removed. */
final class DefinitionEndpoints {
    private static final int MAX_BATCH = 10_000;
    private static final Set<String> QUERY = Set.of("reason");

    private final SiteDesk desk;
    private final Lanes lanes;

    DefinitionEndpoints(RestContext context) {
        desk = context.siteDesk();
        lanes = context.lanes();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Section section : Section.values()) {
            String list = "/api/v1/" + section.label();
            String one = list + "/{name}";
            // Whoever may change what a connector is told may see it as it is written.
            Permission reading = section == Section.CONNECTORS ? Permission.CONFIGURE : Permission.VIEW;
            routes.add(Route.read(one + "/definition", reading, Set.of(), call -> definition(call, section)));
            List<Route> changes = new ArrayList<>();
            changes.add(change("POST", list, call -> create(call, section)));
            changes.add(change("PUT", one, call -> change(call, section, Action.REPLACE)));
            // What operators set of a machine while it runs is no part of its definition, and has the shorter path.
            String patched = section == Section.MACHINES ? one + "/definition" : one;
            changes.add(change("PATCH", patched, call -> change(call, section, Action.PATCH)));
            changes.add(change("DELETE", one, call -> remove(call, section)));
            changes.add(change("POST", list + ":batch", call -> batch(call, section)));
            boolean isOfSite = section == Section.CONNECTORS || section == Section.ALARM_GROUPS;
            changes.forEach(route -> routes.add(isOfSite ? route : route.perArea()));
        }
        routes.add(change("POST", "/api/v1/system/config:reload", this::reload));
        return routes;
    }

    private static Route change(String method, String template, Endpoint endpoint) {
        return new Route(method, template, Permission.CONFIGURE, Lane.CORE, QUERY, endpoint);
    }

    private CompletionStage<Answer> definition(Call call, Section section) {
        String name = call.path("name");
        String text = desk.text(section, name);
        String etag = desk.etag(section, name);
        if (text == null || etag.isEmpty()) {
            throw Problem.notFound(
                    section.singular() + "-unknown",
                    "There is no " + section.singular() + " " + name + " that stands in a file.");
        }
        return Answer.json(text.getBytes(StandardCharsets.UTF_8))
                .withHeader("ETag", etag)
                .now();
    }

    private CompletionStage<Answer> create(Call call, Section section) {
        JsonNode body = call.object();
        String name = name(body);
        return done(call, section, new Edit(section, name, Action.CREATE, body.toString(), ""), 201)
                .thenApply(answer -> answer.withHeader("Location", "/api/v1/" + section.label() + "/" + name));
    }

    private CompletionStage<Answer> change(Call call, Section section, Action action) {
        return done(
                call,
                section,
                new Edit(section, call.path("name"), action, call.object().toString(), call.ifMatch()),
                200);
    }

    private CompletionStage<Answer> remove(Call call, Section section) {
        Edit edit = new Edit(section, call.path("name"), Action.REMOVE, null, call.ifMatch());
        return run(call, List.of(edit)).thenApplyAsync(outcome -> Answer.empty(), lanes.of(Lane.CORE));
    }

    private CompletionStage<Answer> done(Call call, Section section, Edit edit, int status) {
        return run(call, List.of(edit))
                .thenApplyAsync(
                        outcome -> outcome(outcome, edit.name())
                                .withStatus(status)
                                .withHeader("ETag", desk.etag(section, edit.name())),
                        lanes.of(Lane.CORE));
    }

    private CompletionStage<ConfigurationOutcome> run(Call call, List<Edit> edits) {
        return desk.edit(edits, revision(call), call.principal());
    }

    private static Revision revision(Call call) {
        return new Revision(call.principal().user(), call.query("reason"));
    }

    /** What was there must be named in {@code ifMatch}; what was not is new. */
    private CompletionStage<Answer> batch(Call call, Section section) {
        JsonBody body = call.body("put", "remove", "ifMatch");
        JsonNode tags = body.optional("ifMatch");
        if (tags != null && !tags.isObject()) {
            throw Problem.badRequest("ifMatch: an object of names and ETags is expected");
        }
        List<Edit> edits = new ArrayList<>();
        for (JsonNode item : list(body, "put")) {
            if (!item.isObject()) {
                throw Problem.badRequest("put: a list of definitions is expected");
            }
            String name = name(item);
            Action action = desk.etag(section, name).isEmpty() ? Action.CREATE : Action.REPLACE;
            edits.add(new Edit(section, name, action, item.toString(), etag(tags, name)));
        }
        for (JsonNode item : list(body, "remove")) {
            if (!item.isTextual()) {
                throw Problem.badRequest("remove: a list of names is expected");
            }
            edits.add(new Edit(section, item.textValue(), Action.REMOVE, null, etag(tags, item.textValue())));
        }
        if (edits.isEmpty() || edits.size() > MAX_BATCH) {
            throw Problem.badRequest("1 to " + MAX_BATCH + " definitions are taken at once, not " + edits.size());
        }
        if (edits.stream().map(Edit::name).distinct().count() < edits.size()) {
            throw Problem.badRequest("a name stands in it twice");
        }
        return run(call, edits).thenApplyAsync(outcome -> outcome(outcome, ""), lanes.of(Lane.CORE));
    }

    private static Iterable<JsonNode> list(JsonBody body, String key) {
        JsonNode list = body.optional(key);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            throw Problem.badRequest(key + ": a list is expected");
        }
        return list;
    }

    private static String etag(JsonNode tags, String name) {
        String text = tags == null ? "" : tags.path(name).asText("");
        boolean isBare = !text.isEmpty() && !text.equals("*") && !text.startsWith("\"");
        return isBare ? '"' + text + '"' : text;
    }

    private static String name(JsonNode definition) {
        String name = definition.path("name").asText("");
        if (name.isEmpty()) {
            throw Problem.badRequest("name: is missing or empty");
        }
        return name;
    }

    private CompletionStage<Answer> reload(Call call) {
        String reason = call.query("reason");
        Revision revision = new Revision(call.principal().user(), reason.isEmpty() ? "the site's files again" : reason);
        return desk.reload(revision, call.principal().origin())
                .thenApplyAsync(outcome -> outcome(outcome, ""), lanes.of(Lane.CORE));
    }

    private static Answer outcome(ConfigurationOutcome outcome, String name) {
        return Answer.json(out -> {
            out.writeStartObject();
            if (!name.isEmpty()) {
                out.writeStringField("name", name);
            }
            out.writeNumberField("version", outcome.version());
            out.writeBooleanField("changed", outcome.sequence() > 0);
            out.writeNumberField("sequence", outcome.sequence());
            out.writeEndObject();
        });
    }
}
