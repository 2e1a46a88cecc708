package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.ConfigurationImport;
import io.ringmain.gateway.command.Fault;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Bundle;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.trail.RequestMark;
import io.ringmain.gateway.versions.Versions;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The configuration as a whole: what is in force and where it stands, taken out and put in. */
final class ConfigurationEndpoints {
    private static final String CONFIG = "/api/v1/system/config";

    private final Plant plant;
    private final SiteDesk desk;
    private final Versions versions;
    private final Lanes lanes;

    ConfigurationEndpoints(RestContext context) {
        plant = context.plant();
        desk = context.siteDesk();
        versions = context.versions();
        lanes = context.lanes();
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", CONFIG, Permission.VIEW_SYSTEM, Lane.RECORDS, Page.query("section"), this::show),
                new Route("POST", CONFIG + ":export", Permission.CONFIGURE, Lane.LONG, Set.of(), this::export),
                new Route("POST", CONFIG + ":import", Permission.CONFIGURE, Lane.LONG, Set.of(), this::put));
    }

    private static Section section(String label) {
        Section section = Section.ofLabel(label);
        if (section == null) {
            List<String> labels = new ArrayList<>();
            for (Section one : Section.values()) {
                labels.add(one.label());
            }
            throw Problem.badRequest("section: '" + label + "' is none, there are " + String.join(", ", labels));
        }
        return section;
    }

    private CompletionStage<Answer> show(Call call) {
        Page page = Page.of(call);
        String only = call.query("section");
        List<Section> sections = only.isEmpty() ? List.of(Section.values()) : List.of(section(only));
        ManagedSite managed = desk.managed();
        String etag = VersionEndpoints.etag(versions);
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeNumberField("version", versions.newest());
                    out.writeNumberField("plan", plant.site().version());
                    int[] place = {0};
                    boolean[] hasMore = {false};
                    out.writeArrayFieldStart("items");
                    for (Section section : sections) {
                        TreeMap<String, String> names = new TreeMap<>();
                        managed.forEach(section, names::put);
                        for (Map.Entry<String, String> definition : names.entrySet()) {
                            int at = place[0]++;
                            hasMore[0] |= at >= page.from() + page.limit();
                            if (at >= page.from() && !hasMore[0]) {
                                write(out, managed, section, definition.getKey(), definition.getValue());
                            }
                        }
                    }
                    out.writeEndArray();
                    out.writeStringField("next", hasMore[0] ? Page.cursor(page.from() + page.limit()) : null);
                    out.writeEndObject();
                })
                .withHeader("ETag", etag)
                .now();
    }

    private static void write(JsonGenerator out, ManagedSite managed, Section section, String name, String json)
            throws IOException {
        String origin = managed.origin(section, name);
        out.writeStartObject();
        out.writeStringField("section", section.label());
        out.writeStringField("name", name);
        out.writeStringField("origin", origin.isEmpty() ? "site" : origin);
        out.writeFieldName("definition");
        out.writeRawValue(ShownDefinition.of(section.label(), json).toString());
        out.writeEndObject();
    }

    private CompletionStage<Answer> export(Call call) {
        JsonBody body = call.body("format", "sections");
        String format = body.text("format", "json");
        if (!format.equals("json") && !format.equals("yaml")) {
            throw Problem.badRequest("format: '" + format + "' is not known, allowed are json and yaml");
        }
        JsonNode wanted = body.optional("sections");
        List<Section> sections = new ArrayList<>();
        if (wanted != null && !wanted.isArray()) {
            throw Problem.badRequest("sections: a list is expected");
        }
        if (wanted == null) {
            sections.addAll(List.of(Section.values()));
        } else {
            wanted.forEach(label -> sections.add(section(label.asText())));
        }
        Bundle bundle = Bundle.of(
                desk.managed(),
                sections,
                json -> ShownDefinition.of(Section.CONNECTORS.label(), json).toString());
        boolean isJson = format.equals("json");
        byte[] text = (isJson ? bundle.json() : bundle.yaml()).getBytes(StandardCharsets.UTF_8);
        return (isJson ? Answer.json(text) : Answer.text("application/yaml", text))
                .withHeader("ETag", VersionEndpoints.etag(versions))
                .now();
    }

    private CompletionStage<Answer> put(Call call) {
        JsonBody body = call.body("bundle", "mode", "dryRun", "reason");
        JsonNode given = body.required("bundle");
        String mode = body.text("mode", "merge");
        if (!mode.equals("merge") && !mode.equals("replace")) {
            throw Problem.badRequest("mode: '" + mode + "' is not known, allowed are merge and replace");
        }
        JsonNode tried = body.optional("dryRun");
        if (tried != null && !tried.isBoolean() || !given.isObject() && !given.isTextual()) {
            throw Problem.badRequest("bundle: an object or YAML as a text is expected; dryRun: true or false");
        }
        boolean isTried = tried != null && tried.booleanValue();
        if (isTried) {
            RequestMark.present().onlyLooks();
        }
        Bundle bundle;
        try {
            bundle = Bundle.read(given.isTextual() ? given.textValue() : given.toString());
        } catch (ConfigurationException e) {
            throw new Problem(422, "bundle-unsound", e.getMessage());
        }
        Revision revision = new Revision(call.principal().user(), body.text("reason", "import"));
        return ConfigurationImport.run(desk, bundle, mode.equals("replace"), isTried, revision, call.principal())
                .thenApplyAsync(result -> answer(result, isTried), lanes.of(Lane.CORE));
    }

    /** Counts and faults; as a refusal when something was to be changed and was not. */
    static Answer answer(ConfigurationImport.Result result, boolean isTried) {
        ConfigurationImport.Counts counts = result.counts();
        List<Fault> faults = result.attempt().faults();
        boolean isRefused = !isTried && !faults.isEmpty();
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            if (isRefused) {
                out.writeStringField("type", "about:blank");
                out.writeStringField("title", "Unprocessable Content");
                out.writeNumberField("status", 422);
                out.writeStringField("code", "definition-unsound");
                out.writeStringField("detail", "Nothing was changed; " + faults.size() + " definitions are not sound.");
            }
            out.writeNumberField("created", counts.created());
            out.writeNumberField("changed", counts.changed());
            out.writeNumberField("unchanged", counts.unchanged());
            out.writeNumberField("removed", counts.removed());
            out.writeBooleanField("applied", result.attempt().outcome() != null);
            ShownDefinition.writeChanges(out, result.changes(), result.isComplete());
            out.writeArrayFieldStart("errors");
            for (Fault fault : faults) {
                out.writeStartObject();
                out.writeStringField("place", fault.place());
                out.writeStringField("message", fault.message());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        return isRefused
                ? new Answer(422, "application/problem+json", json, Map.of(), null, "definition-unsound")
                : Answer.json(json);
    }
}
