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
import java.util.Arrays;
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
                Route.read("/api/v1/tags:tree", Permission.VIEW, Page.query("below"), this::tree),
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
        String sort = call.query("sort");
        if (!Set.of("", "name").contains(sort)) {
            throw Problem.badRequest("sort: " + sort + " is not known, allowed is name");
        }
        int skip = call.queryInt("skip", 0, 0, Integer.MAX_VALUE);
        if (!call.query("tags").isEmpty()) {
            if (!call.query("text").isBlank() || !sort.isEmpty()) {
                throw Problem.badRequest("tags: stands without text and sort, which have an order of their own");
            }
            TagSelection selected = TagSelection.of(site, call.query("tags"));
            int[] matching = Arrays.stream(selected.ids())
                    .filter(id -> site.tag(id) != null && filter.matches(site.tag(id)))
                    .toArray();
            return page(site, page, skip, matching, filter, selected.unknown());
        }
        if (!call.query("text").isBlank() || !sort.isEmpty()) {
            int[] found = TagSearch.of(site).find(call.query("text"), filter::matches, site);
            return page(site, page, skip, found, filter, List.of());
        }
        if (skip > 0) {
            throw Problem.badRequest("skip: is for text, tags or sort=name");
        }
        return page(site, page, 0, null, filter, List.of());
    }

    /** @param ids which tags, in their order; null for all by their ids */
    private static CompletionStage<Answer> page(
            SitePlan site, Page page, int skip, int[] ids, TagFilter filter, List<String> unknown) {
        int count = ids == null ? site.tagCount() : ids.length;
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    int written = 0;
                    int at = page.from() > 0 ? page.from() : Math.min(skip, count);
                    for (; at < count; at++) {
                        TagDefinition tag = site.tag(ids == null ? at : ids[at]);
                        if (tag == null || !filter.matches(tag)) {
                            continue;
                        }
                        if (written++ == page.limit()) {
                            break;
                        }
                        TagView.write(out, tag);
                    }
                    out.writeEndArray();
                    out.writeStringField("next", at < count ? Page.cursor(at) : null);
                    if (ids != null) {
                        out.writeNumberField("total", count);
                    }
                    if (!unknown.isEmpty()) {
                        out.writeArrayFieldStart("unknown");
                        for (String name : unknown) {
                            out.writeString(name);
                        }
                        out.writeEndArray();
                    }
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> tree(Call call) {
        Page page = Page.of(call);
        List<TagSearch.Branch> branches = TagSearch.of(plant.site()).below(call.query("below"));
        int to = Math.min(branches.size(), page.from() + page.limit());
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (TagSearch.Branch branch : branches.subList(Math.min(page.from(), to), to)) {
                        out.writeStartObject();
                        out.writeStringField("part", branch.part());
                        out.writeStringField("name", branch.name());
                        out.writeNumberField("tags", branch.tags());
                        out.writeBooleanField("tag", branch.isTag());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeStringField("next", to < branches.size() ? Page.cursor(to) : null);
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
