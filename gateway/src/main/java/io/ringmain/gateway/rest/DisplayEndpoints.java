package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.displays.Display;
import io.ringmain.gateway.displays.DisplayFolder;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Displays as they stand in the site's folder: read, made, changed, removed. */
final class DisplayEndpoints {
    private static final String DISPLAYS = "/api/v1/displays";
    private static final String ONE = DISPLAYS + "/{name}";
    private static final Set<String> REASON = Set.of("reason");
    /** For who opens one by itself: nothing in it runs, nothing is loaded. */
    private static final String CLOSED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final DisplayFolder displays;
    private final AuditTrail trail;

    DisplayEndpoints(RestContext context) {
        displays = context.displays();
        trail = context.trail();
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", DISPLAYS, Permission.VIEW, Lane.RECORDS, Page.query(), this::list),
                new Route("GET", ONE, Permission.VIEW, Lane.RECORDS, Set.of(), this::one),
                new Route("PUT", ONE, Permission.CONFIGURE, Lane.RECORDS, REASON, this::put),
                new Route("DELETE", ONE, Permission.CONFIGURE, Lane.RECORDS, REASON, this::remove));
    }

    private CompletionStage<Answer> list(Call call) {
        Page page = Page.of(call);
        List<Display> all = displays.all();
        int from = Math.min(page.from(), all.size());
        int to = Math.min(from + page.limit(), all.size());
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (Display display : all.subList(from, to)) {
                        write(out, display);
                    }
                    out.writeEndArray();
                    out.writeStringField("next", to < all.size() ? Page.cursor(to) : null);
                    out.writeEndObject();
                })
                .now();
    }

    private static void write(JsonGenerator out, Display display) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", display.name());
        out.writeStringField("title", display.title());
        out.writeStringField("type", display.isSvg() ? "svg" : "html");
        out.writeNumberField("size", display.size());
        out.writeStringField("etag", display.etag());
        out.writeNumberField("level", display.level());
        out.writeStringField("parent", display.parent());
        out.writeStringField("area", display.area());
        out.writeNumberField("order", display.order());
        out.writeEndObject();
    }

    private CompletionStage<Answer> one(Call call) {
        DisplayFolder.Stored stored = displays.get(call.path("name"));
        return Answer.text(stored.about().contentType(), stored.text())
                .withHeader("ETag", stored.about().etag())
                .withHeader("Cache-Control", "no-cache")
                .withHeader("Content-Security-Policy", CLOSED)
                .now();
    }

    private CompletionStage<Answer> put(Call call) {
        DisplayFolder.Change change = displays.put(call.path("name"), call.bytes(), call.ifMatch(), call.ifNoneMatch());
        boolean isNew = change.before() == null;
        note(
                call,
                isNew ? "display.create" : "display.change",
                isNew ? "" : change.before().hash(),
                change.now().hash());
        Answer answer = Answer.json(out -> write(out, change.now()))
                .withHeader("ETag", change.now().etag());
        return (isNew
                        ? answer.withStatus(201)
                                .withHeader(
                                        "Location",
                                        DISPLAYS + "/" + change.now().name())
                        : answer)
                .now();
    }

    private CompletionStage<Answer> remove(Call call) {
        Display before = displays.remove(call.path("name"), call.ifMatch());
        note(call, "display.remove", before.hash(), "");
        return Answer.empty().now();
    }

    private void note(Call call, String action, String from, String to) {
        trail.note(AuditNote.done(
                        call.principal().user(),
                        action,
                        call.path("name"),
                        call.principal().origin())
                .changed(from, to)
                .because(call.query("reason")));
    }
}
