package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.layouts.Layout;
import io.ringmain.gateway.layouts.LayoutKey;
import io.ringmain.gateway.layouts.LayoutStore;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Layouts of screens: everybody's own, and those that are there for all. */
final class LayoutEndpoints {
    private static final String LAYOUTS = "/api/v1/layouts";
    private static final String ONE = LAYOUTS + "/{kind}/{name}";
    private static final String SHARED = "shared";
    private static final String WHOLE_SITE = "";

    private final LayoutStore layouts;
    private final AuditTrail trail;
    private final Clock clock;

    LayoutEndpoints(RestContext context) {
        layouts = context.layouts();
        trail = context.trail();
        clock = context.clock();
    }

    List<Route> routes() {
        Set<String> place = Set.of(SHARED);
        return List.of(
                new Route("GET", LAYOUTS, Permission.VIEW, Lane.AUTH, Page.query("kind"), this::list),
                new Route("GET", ONE, Permission.VIEW, Lane.AUTH, place, this::one),
                new Route("PUT", ONE, Permission.VIEW, Lane.AUTH, place, this::put),
                new Route("DELETE", ONE, Permission.VIEW, Lane.AUTH, place, this::remove));
    }

    private CompletionStage<Answer> list(Call call) {
        List<Layout> all = layouts.list(call.principal().user(), call.query("kind"));
        return Ownership.page(call, all, LayoutEndpoints::write).now();
    }

    private static void write(JsonGenerator out, Layout layout) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", layout.kind());
        out.writeStringField("name", layout.name());
        out.writeStringField("owner", layout.owner());
        out.writeBooleanField(SHARED, layout.isShared());
        out.writeStringField("changedBy", layout.changedBy());
        Json.time(out, "changed", Times.ns(layout.changedAt()));
        out.writeStringField("etag", layout.etag());
        out.writeEndObject();
    }

    private CompletionStage<Answer> one(Call call) {
        LayoutStore.Stored stored = layouts.get(key(call));
        return Answer.json(stored.document().getBytes(StandardCharsets.UTF_8))
                .withHeader("ETag", stored.about().etag())
                .withHeader("Cache-Control", "no-cache")
                .now();
    }

    private CompletionStage<Answer> put(Call call) {
        LayoutKey key = key(call);
        Layout before = layouts.find(key).orElse(null);
        requireSeen(call, before);
        requireRight(call.principal(), key, before);
        String document = call.object().toString();
        LayoutStore.Change change =
                layouts.put(key, before, document, call.principal().user(), clock.instant());
        boolean isNew = before == null;
        note(call, key, isNew ? "layout.share" : "layout.change", before, change.now());
        Answer answer = Answer.json(out -> write(out, change.now()))
                .withHeader("ETag", change.now().etag());
        return (isNew ? answer.withStatus(201) : answer).now();
    }

    private CompletionStage<Answer> remove(Call call) {
        call.body();
        LayoutKey key = key(call);
        Layout before = layouts.find(key).orElseThrow(() -> LayoutStore.unknown(key));
        requireSeen(call, before);
        requireRight(call.principal(), key, before);
        layouts.remove(key, before);
        note(call, key, "layout.remove", before, null);
        return Answer.empty().now();
    }

    private static LayoutKey key(Call call) {
        String shared = call.query(SHARED);
        if (!shared.isEmpty() && !shared.equals("true") && !shared.equals("false")) {
            throw Problem.badRequest("shared: '" + shared + "' is neither true nor false");
        }
        String place = shared.equals("true") ? "" : call.principal().user();
        return LayoutKey.of(call.path("kind"), place, call.path("name"));
    }

    /** Others change shared ones: those have to be seen. */
    private static void requireSeen(Call call, Layout before) {
        String ifMatch = call.ifMatch();
        boolean isNew = call.ifNoneMatch().equals("*");
        if (before != null && before.isShared() && ifMatch.isEmpty() && !isNew) {
            throw new Problem(
                    428,
                    "precondition-required",
                    "If-Match with the ETag of the shared layout is needed, or If-None-Match: * for a new one.");
        }
        boolean isSeen = ifMatch.isEmpty()
                || before != null && (ifMatch.equals("*") || before.etag().equals(ifMatch));
        if (!isSeen || before != null && isNew) {
            throw new Problem(
                    412,
                    "precondition-failed",
                    before == null
                            ? "There is no such layout."
                            : "There is such a layout of " + before.owner() + "; its ETag is " + before.etag()
                                    + " now.");
        }
    }

    /**
     * Own ones are everybody's business, but for programs with a token. To share one is to tell something to all, as writing to
     * the log book is; others' are for those who configure.
     */
    private static void requireRight(Principal caller, LayoutKey key, Layout before) {
        boolean mayChange = caller.may(Permission.CONFIGURE, WHOLE_SITE);
        if (key.place().isEmpty()) {
            mayChange |= caller.may(Permission.LOG)
                    && (before == null || before.owner().equals(caller.user()));
        } else {
            mayChange = !caller.isApiToken();
        }
        if (!mayChange) {
            throw new Problem(
                    403,
                    "forbidden",
                    key.place().isEmpty()
                            ? "The role " + caller.role().label() + " may not "
                                    + (before == null
                                            ? "share layouts (" + Permission.LOG.label()
                                            : "change what others share (" + Permission.CONFIGURE.label())
                                    + " is missing)."
                            : "A program with a token has no layouts of its own to change.");
        }
    }

    /** What is one's own is nobody's business. */
    private void note(Call call, LayoutKey key, String action, Layout before, Layout now) {
        if (key.place().isEmpty()) {
            trail.note(AuditNote.done(
                            call.principal().user(),
                            action,
                            key.kind() + "/" + key.name(),
                            call.principal().origin())
                    .changed(before == null ? "" : before.hash(), now == null ? "" : now.hash()));
        }
    }
}
