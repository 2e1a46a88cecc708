package io.ringmain.gateway.rest;

import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.Attempt;
import io.ringmain.gateway.command.ConfigurationImport;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.csv.RowFault;
import io.ringmain.gateway.csv.TagTable;
import io.ringmain.gateway.trail.RequestMark;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tags as a table, out and in. */
final class TagTableEndpoints {
    private static final String TYPE = "text/csv; charset=utf-8; header=present";

    private final SiteDesk desk;
    private final Lanes lanes;

    TagTableEndpoints(RestContext context) {
        desk = context.siteDesk();
        lanes = context.lanes();
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/tags:export", Permission.VIEW, Lane.LONG, Set.of(), this::export),
                new Route(
                        "POST",
                        "/api/v1/tags:import",
                        Permission.CONFIGURE,
                        Lane.LONG,
                        Set.of("mode", "dryRun", "reason"),
                        this::put));
    }

    private CompletionStage<Answer> export(Call call) {
        Map<String, String> tags = new TreeMap<>();
        desk.managed().forEach(Section.TAGS, tags::put);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStreamWriter writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            TagTable.write(tags, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return Answer.text(TYPE, bytes.toByteArray())
                .withHeader("Content-Disposition", "attachment; filename=\"tags.csv\"")
                .now();
    }

    private CompletionStage<Answer> put(Call call) {
        String mode = call.query("mode");
        if (!Set.of("", "merge", "replace").contains(mode)) {
            throw Problem.badRequest("mode: '" + mode + "' is not known, allowed are merge and replace");
        }
        String tried = call.query("dryRun");
        if (!Set.of("", "true", "false").contains(tried)) {
            throw Problem.badRequest("dryRun: true or false is expected");
        }
        boolean isTried = tried.equals("true");
        if (isTried) {
            RequestMark.present().onlyLooks();
        }
        TagTable table;
        try {
            table = TagTable.read(new ByteArrayInputStream(call.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (!table.faults().isEmpty()) {
            ConfigurationImport.Result nothing = new ConfigurationImport.Result(
                    new ConfigurationImport.Counts(0, 0, 0, 0), List.of(), new Attempt(List.of(), null));
            return CompletableFuture.completedFuture(answer(nothing, isTried, table.faults()));
        }
        String reason = call.query("reason");
        Revision revision = new Revision(call.principal().user(), reason.isEmpty() ? "import of a table" : reason);
        return ConfigurationImport.run(
                        desk, table.bundle(), mode.equals("replace"), isTried, revision, call.principal(), table)
                .thenApplyAsync(
                        result -> answer(
                                result,
                                isTried,
                                result.attempt().faults().stream()
                                        .map(fault -> table.place(fault.place(), fault.message()))
                                        .toList()),
                        lanes.of(Lane.CORE));
    }

    private static Answer answer(ConfigurationImport.Result result, boolean isTried, List<RowFault> faults) {
        ConfigurationImport.Counts counts = result.counts();
        boolean isRefused = !isTried && !faults.isEmpty();
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            if (isRefused) {
                out.writeStringField("type", "about:blank");
                out.writeStringField("title", "Unprocessable Content");
                out.writeNumberField("status", 422);
                out.writeStringField("code", "table-unsound");
                out.writeStringField("detail", "Nothing was changed; line " + faults.get(0));
            }
            out.writeNumberField("created", counts.created());
            out.writeNumberField("changed", counts.changed());
            out.writeNumberField("unchanged", counts.unchanged());
            out.writeNumberField("removed", counts.removed());
            out.writeBooleanField("applied", result.attempt().outcome() != null);
            ShownDefinition.writeChanges(out, result.changes(), result.isComplete());
            out.writeArrayFieldStart("errors");
            for (RowFault fault : faults) {
                out.writeStartObject();
                out.writeNumberField("line", fault.line());
                out.writeStringField("column", fault.column());
                out.writeStringField("message", fault.message());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        return isRefused
                ? new Answer(422, "application/problem+json", json, Map.of(), null, "table-unsound")
                : Answer.json(json);
    }
}
