package io.ringmain.gateway.rest;

import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.browse.FoundTag;
import io.ringmain.gateway.browse.FoundTags;
import io.ringmain.gateway.browse.WalkLimits;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Makes definitions of tags out of what is found below a node of a device: to look at, or to be put in place at once. */
final class BrowsedTagEndpoints {
    private static final String PATH = "/api/v1/connectors/{name}/browse:tags";
    private static final Duration ALL = Duration.ofSeconds(30);
    private static final int NODES_A_TAG = 10;
    private static final int DEPTH = 16;

    private final Plant plant;
    private final SiteDesk desk;
    private final Lanes lanes;
    private final Devices devices;

    BrowsedTagEndpoints(RestContext context, Devices devices) {
        plant = context.plant();
        desk = context.siteDesk();
        lanes = context.lanes();
        this.devices = devices;
    }

    List<Route> routes() {
        return List.of(new Route("POST", PATH, Permission.CONFIGURE, Lane.LONG, Set.of("reason"), this::tags));
    }

    private CompletionStage<Answer> tags(Call call) {
        JsonBody body = call.body("node", "prefix", "limit", "depth", "mode", "interval", "apply");
        String connector = call.path("name");
        boolean isApplied = flag(body, "apply");
        FoundTag.Binding binding = new FoundTag.Binding(connector, body.text("mode", ""), body.text("interval", ""));
        FoundTags found = walk(connector, body);
        if (!isApplied) {
            return answer(found, binding, List.of(), null).now();
        }
        if (!found.isComplete()) {
            throw new Problem(
                    422,
                    "browse-incomplete",
                    "Nothing was changed, as not all was found: " + String.join("; ", found.remarks()) + ".");
        }
        List<String> kept = new ArrayList<>();
        List<SiteDesk.Edit> edits = edits(found, binding, kept);
        if (edits.isEmpty()) {
            return answer(found, binding, kept, null).now();
        }
        String reason = call.query("reason");
        return desk.edit(
                        edits,
                        new Revision(
                                call.principal().user(),
                                reason.isEmpty() ? "tags found by connector " + connector : reason),
                        call.principal())
                .thenApplyAsync(outcome -> answer(found, binding, kept, outcome), lanes.of(Lane.CORE));
    }

    private FoundTags walk(String connector, JsonBody body) {
        int limit = whole(body, "limit", Page.DEFAULT_LIMIT, Page.MAX_LIMIT);
        WalkLimits limits = new WalkLimits(
                NODES_A_TAG * limit, whole(body, "depth", DEPTH, 100), Duration.ofSeconds(Devices.PATIENCE_S), ALL);
        try {
            return FoundTags.below(
                    devices.browser(connector),
                    body.text("node", ""),
                    body.text("prefix", ""),
                    limit,
                    limits,
                    done -> {});
        } catch (BrowseException e) {
            throw Devices.problem(connector, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("shutting-down", "The server is being stopped.", 5);
        }
    }

    private static boolean flag(JsonBody body, String key) {
        if (body.has(key) && !body.required(key).isBoolean()) {
            throw Problem.badRequest(key + ": true or false is expected");
        }
        return body.has(key) && body.required(key).booleanValue();
    }

    private static int whole(JsonBody body, String key, int otherwise, int most) {
        long number = body.number(key, otherwise);
        if (number < 1 || number > most) {
            throw Problem.badRequest(key + ": " + number + " is not a whole number from 1 to " + most);
        }
        return (int) number;
    }

    /** What is there already and reads the same node stays as it is. */
    private List<SiteDesk.Edit> edits(FoundTags found, FoundTag.Binding binding, List<String> kept) {
        SitePlan site = plant.site();
        List<SiteDesk.Edit> edits = new ArrayList<>();
        for (FoundTag tag : found.tags()) {
            TagDefinition present = site.tag(site.tagId(tag.name()));
            if (present != null
                    && present.source() != null
                    && present.source().connector().equals(binding.connector())
                    && present.source().address().equals(tag.node().address())) {
                kept.add(tag.name());
                continue;
            }
            String json = new String(Json.bytes(out -> tag.write(out, binding)), StandardCharsets.UTF_8);
            edits.add(new SiteDesk.Edit(Section.TAGS, tag.name(), SiteDesk.Action.CREATE, json, ""));
        }
        return edits;
    }

    private static Answer answer(
            FoundTags found, FoundTag.Binding binding, List<String> kept, ConfigurationOutcome outcome) {
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("tags");
            for (FoundTag tag : found.tags()) {
                tag.write(out, binding);
            }
            out.writeEndArray();
            out.writeNumberField("nodes", found.nodes());
            out.writeBooleanField("complete", found.isComplete());
            out.writeArrayFieldStart("remarks");
            for (String remark : found.remarks()) {
                out.writeString(remark);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("kept");
            for (String name : kept) {
                out.writeString(name);
            }
            out.writeEndArray();
            out.writeBooleanField("applied", outcome != null);
            if (outcome != null) {
                out.writeNumberField("version", outcome.version());
                out.writeNumberField("sequence", outcome.sequence());
            }
            out.writeEndObject();
        });
    }
}
