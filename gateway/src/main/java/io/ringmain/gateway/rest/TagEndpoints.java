package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.TagView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Definitions of tags. */
final class TagEndpoints {
    private final Plant plant;
    private final CommandRunner commands;
    private final SiteDesk definitions;

    TagEndpoints(RestContext context, CommandRunner commands) {
        plant = context.plant();
        this.commands = commands;
        definitions = context.siteDesk();
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/tags", Permission.VIEW, Page.query(TagFilter.QUERY), this::list),
                Route.read("/api/v1/tags/{name}", Permission.VIEW, Set.of(), this::one),
                Route.command("POST", "/api/v1/tags/{name}:override", Permission.OVERRIDE, this::override)
                        .perArea(),
                Route.command("POST", "/api/v1/tags/{name}:release", Permission.OVERRIDE, this::release)
                        .perArea());
    }

    private CompletionStage<Answer> list(Call call) {
        SitePlan site = plant.site();
        Page page = Page.of(call);
        TagFilter filter = TagFilter.of(call);
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    int written = 0;
                    int id = page.from();
                    for (; id < site.tagCount(); id++) {
                        TagDefinition tag = site.tag(id);
                        if (tag == null || !filter.matches(tag)) {
                            continue;
                        }
                        if (written++ == page.limit()) {
                            break;
                        }
                        TagView.write(out, tag);
                    }
                    out.writeEndArray();
                    out.writeStringField("next", id < site.tagCount() ? Page.cursor(id) : null);
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> one(Call call) {
        SitePlan site = plant.site();
        int id = tagId(site, call.path("name"));
        return Answer.json(out -> TagView.write(out, site.tag(id)))
                .withHeader("ETag", definitions.etag(Section.TAGS, call.path("name")))
                .now();
    }

    private CompletionStage<Answer> override(Call call) {
        return commands.runWithValue(call, commands.desk()::override);
    }

    private CompletionStage<Answer> release(Call call) {
        JsonBody body = call.body("reason", "cmd", CommandRunner.PASSWORD);
        Command command = commands.desk()
                .release(body.commandId(call), call.principal(), call.path("name"), body.text("reason", ""));
        return commands.run(call, body, command, "tag", call.path("name"));
    }

    static int tagId(SitePlan site, String name) {
        int id = site.tagId(name);
        if (id < 0) {
            throw Problem.notFound("tag-unknown", "There is no tag " + name + ".");
        }
        return id;
    }
}
