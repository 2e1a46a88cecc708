package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.Attempt;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.versions.ChangedText;
import io.ringmain.gateway.versions.Version;
import io.ringmain.gateway.versions.Versions;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Versions of the configuration: which there are, what is between two of them, and the way back to one. */
final class VersionEndpoints {
    private static final String CONFIG = "/api/v1/system/config";
    private static final String VERSIONS = CONFIG + "/versions";
    /** What the site's own files say, without what was changed at run time. */
    private static final String FILES = "files";

    private final SiteDesk desk;
    private final Versions versions;
    private final Lanes lanes;

    VersionEndpoints(RestContext context) {
        desk = context.siteDesk();
        versions = context.versions();
        lanes = context.lanes();
    }

    List<Route> routes() {
        return List.of(
                read(VERSIONS, Page.query(), this::list),
                read(VERSIONS + "/{n}", Set.of("limit"), this::one),
                read(CONFIG + ":compare", Set.of("from", "to", "limit"), this::compare),
                new Route("POST", CONFIG + ":rollback", Permission.CONFIGURE, Lane.RECORDS, Set.of(), this::rollback));
    }

    /** From files, so not in the lane of what must not wait. */
    private static Route read(String template, Set<String> query, Endpoint endpoint) {
        return new Route("GET", template, Permission.VIEW_SYSTEM, Lane.RECORDS, query, endpoint);
    }

    static String etag(Versions versions) {
        return "\"v" + versions.newest() + '"';
    }

    private CompletionStage<Answer> list(Call call) {
        Page page = Page.of(call);
        List<Version> all = versions.all();
        int from = page.from() == 0 ? all.size() : Math.min(page.from() - 1, all.size());
        int to = Math.max(0, from - page.limit());
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (int i = from - 1; i >= to; i--) {
                        out.writeStartObject();
                        writeFields(out, all.get(i));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeStringField("next", to > 0 ? Page.cursor(to + 1) : null);
                    out.writeEndObject();
                })
                .withHeader("ETag", etag(versions))
                .now();
    }

    private static void writeFields(JsonGenerator out, Version version) throws IOException {
        out.writeNumberField("version", version.number());
        out.writeStringField("time", Times.rfc3339(version.timeNs()));
        out.writeStringField("user", version.user());
        out.writeStringField("reason", version.reason());
        out.writeNumberField("plan", version.plan());
        out.writeNumberField("sequence", version.sequence());
        out.writeNumberField("created", version.created());
        out.writeNumberField("changed", version.changed());
        out.writeNumberField("removed", version.removed());
    }

    private CompletionStage<Answer> one(Call call) {
        int number = number(call.path("n"), "version");
        if (number < 1) {
            throw unknown(call.path("n"));
        }
        Version version = versions.all().get(number - 1);
        List<ChangedText> changes = versions.changes(number);
        int limit = Page.limit(call);
        return Answer.json(out -> {
                    out.writeStartObject();
                    writeFields(out, version);
                    writeChanges(out, changes, limit);
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> compare(Call call) {
        int newest = versions.newest();
        String from = call.query("from");
        String to = call.query("to");
        List<ChangedText> changes;
        if (from.equals(FILES) || to.equals(FILES)) {
            if (!from.equals(FILES) || !to.isEmpty() && number(to, "to") != newest) {
                throw Problem.badRequest("from: " + FILES + " is compared with what is in force: give no to");
            }
            changes = overFiles();
        } else {
            int last = to.isEmpty() ? newest : number(to, "to");
            int first = from.isEmpty() ? Math.max(0, last - 1) : number(from, "from");
            changes = versions.between(first, last);
        }
        int limit = Page.limit(call);
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("from", from.isEmpty() ? null : from);
                    out.writeStringField("to", to.isEmpty() ? Integer.toString(newest) : to);
                    writeCounts(out, changes);
                    writeChanges(out, changes, limit);
                    out.writeEndObject();
                })
                .now();
    }

    private List<ChangedText> overFiles() {
        ManagedSite managed = desk.managed();
        List<ChangedText> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            for (String name : managed.changed(section)) {
                changes.add(new ChangedText(
                        section.label(), name, managed.written(section, name), managed.text(section, name)));
            }
        }
        return changes;
    }

    private static void writeCounts(JsonGenerator out, List<ChangedText> changes) throws IOException {
        long created = changes.stream().filter(c -> c.from() == null).count();
        long removed = changes.stream().filter(c -> c.to() == null).count();
        out.writeNumberField("created", created);
        out.writeNumberField("changed", changes.size() - created - removed);
        out.writeNumberField("removed", removed);
    }

    private static void writeChanges(JsonGenerator out, List<ChangedText> changes, int limit) throws IOException {
        ShownDefinition.writeChanges(out, changes.subList(0, Math.min(limit, changes.size())), changes.size() <= limit);
    }

    private int number(String text, String name) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= versions.newest()) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Problem.badRequest(name + ": '" + text + "' is not the number of a version");
        }
        throw unknown(text);
    }

    private static Problem unknown(String number) {
        return Problem.notFound("version-unknown", "There is no version " + number + ".");
    }

    private CompletionStage<Answer> rollback(Call call) {
        JsonBody body = call.body("version", "reason");
        JsonNode wanted = body.required("version");
        if (!wanted.isIntegralNumber()) {
            throw Problem.badRequest("version: a whole number is expected");
        }
        int number = number(wanted.asText(), "version");
        String seen = call.ifMatch();
        if (seen.isEmpty()) {
            throw new Problem(
                    428, "precondition-required", "If-Match with the ETag of the list of versions is needed.");
        }
        String reason = body.text("reason", "");
        Revision revision = new Revision(
                call.principal().user(), "back to version " + number + (reason.isEmpty() ? "" : ": " + reason));
        return desk.attempt(present -> edits(present, number, seen), revision, call.principal(), false)
                .thenApplyAsync(this::answer, lanes.of(Lane.RECORDS));
    }

    /** Thread: the desk's, so that no version comes in between. */
    private List<SiteDesk.Edit> edits(ManagedSite present, int number, String seen) {
        if (!seen.equals("*") && !seen.equals(etag(versions))) {
            throw new Problem(
                    412,
                    "precondition-failed",
                    "The configuration has been changed by somebody else; its ETag is " + etag(versions) + " now.");
        }
        List<SiteDesk.Edit> edits = new ArrayList<>();
        for (ChangedText change : versions.between(versions.newest(), number)) {
            Section section = Section.ofLabel(change.section());
            String now = present.text(section, change.name());
            if (!Objects.equals(now, change.to())) {
                edits.add(SiteDesk.Edit.to(section, change.name(), now, change.to()));
            }
        }
        return edits;
    }

    private Answer answer(Attempt attempt) {
        if (!attempt.faults().isEmpty()) {
            throw attempt.refusal();
        }
        ConfigurationOutcome outcome = attempt.outcome();
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeNumberField("version", outcome.version());
                    out.writeBooleanField("changed", outcome.sequence() > 0);
                    out.writeNumberField("sequence", outcome.sequence());
                    out.writeEndObject();
                })
                .withHeader("ETag", etag(versions));
    }
}
