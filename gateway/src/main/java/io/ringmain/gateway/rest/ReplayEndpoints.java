package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.config.Quantity;
import io.ringmain.gateway.replay.ReplayStatus;
import io.ringmain.gateway.replay.Replays;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Replays of the past: opened at a moment, moved, looked at by {@code ?replay=id}, and ended. */
final class ReplayEndpoints {
    private static final String REPLAYS = "/api/v1/replays";
    private static final double FASTEST = 1_000_000;
    private static final long LONGEST_STEP_NS = TimeUnit.DAYS.toNanos(366);
    private static final long MOST_EVENTS = 10_000;

    private final Replays replays;
    private final AuditTrail trail;

    ReplayEndpoints(RestContext context) {
        replays = context.replays();
        trail = context.trail();
    }

    List<Route> routes() {
        return List.of(
                Route.read(REPLAYS, Permission.TIME_TRAVEL, Set.of(), this::list),
                Route.command("POST", REPLAYS, Permission.TIME_TRAVEL, this::open),
                Route.read(REPLAYS + "/{id}", Permission.TIME_TRAVEL, Set.of(), this::one),
                Route.command("DELETE", REPLAYS + "/{id}", Permission.TIME_TRAVEL, this::end),
                Route.command("POST", REPLAYS + "/{id}:seek", Permission.TIME_TRAVEL, this::seek),
                Route.command("POST", REPLAYS + "/{id}:play", Permission.TIME_TRAVEL, this::play),
                Route.command("POST", REPLAYS + "/{id}:pause", Permission.TIME_TRAVEL, this::pause),
                Route.command("POST", REPLAYS + "/{id}:step", Permission.TIME_TRAVEL, this::step));
    }

    private CompletionStage<Answer> list(Call call) {
        return replays.list(call.principal())
                .thenApply(all -> Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (ReplayStatus status : all) {
                        write(out, status);
                    }
                    out.writeEndArray();
                    out.writeNullField("next");
                    out.writeEndObject();
                }));
    }

    private CompletionStage<Answer> open(Call call) {
        JsonBody body = call.body("at", "speed", "site");
        if (body.has("site")) {
            throw new Problem(
                    422,
                    "site-not-supported",
                    "A replay shows what was; what another site file would have made of it is told by the job"
                            + " what-if, or by 'ringmain replay --what-if'.");
        }
        long atNs = at(body);
        double speed = speed(body, 0);
        return replays.open(call.principal(), atNs, speed).thenApply(opened -> {
            trail.note(AuditNote.done(
                            call.principal().user(),
                            "replay.open",
                            opened.id(),
                            call.principal().origin())
                    .changed("", "at " + Times.rfc3339(atNs)));
            return answer(opened).withStatus(201).withHeader("Location", REPLAYS + "/" + opened.id());
        });
    }

    private CompletionStage<Answer> one(Call call) {
        return replays.status(call.principal(), call.path("id")).thenApply(ReplayEndpoints::answer);
    }

    private CompletionStage<Answer> end(Call call) {
        return replays.end(call.principal(), call.path("id")).thenApply(last -> {
            trail.note(AuditNote.done(
                    call.principal().user(),
                    "replay.end",
                    last.id(),
                    call.principal().origin()));
            return Answer.empty();
        });
    }

    private CompletionStage<Answer> seek(Call call) {
        JsonBody body = call.body("at");
        return replays.seek(call.principal(), call.path("id"), at(body)).thenApply(ReplayEndpoints::answer);
    }

    private CompletionStage<Answer> play(Call call) {
        JsonBody body = call.body("speed");
        double speed = speed(body, 1);
        if (speed == 0) {
            throw Problem.badRequest("speed: must be above 0; a replay stands still by :pause");
        }
        return replays.play(call.principal(), call.path("id"), speed).thenApply(ReplayEndpoints::answer);
    }

    private CompletionStage<Answer> pause(Call call) {
        call.body();
        return replays.pause(call.principal(), call.path("id")).thenApply(ReplayEndpoints::answer);
    }

    private CompletionStage<Answer> step(Call call) {
        JsonBody body = call.body("events", "duration");
        String id = call.path("id");
        if (!body.has("duration")) {
            long events = body.number("events", 1);
            if (events < 1 || events > MOST_EVENTS) {
                throw Problem.badRequest("events: 1 to " + MOST_EVENTS + " are allowed");
            }
            return replays.step(call.principal(), id, (int) events).thenApply(ReplayEndpoints::answer);
        }
        if (body.has("events")) {
            throw Problem.badRequest("events and duration: only one of them can be given");
        }
        String duration = body.requiredText("duration");
        long byNs = Quantity.duration(duration)
                .orElseThrow(() -> Problem.badRequest("duration: " + Quantity.durationRule(duration, LONGEST_STEP_NS)));
        if (byNs < 1 || byNs > LONGEST_STEP_NS) {
            throw Problem.badRequest("duration: " + duration + " is not allowed, must be above 0 and at most 366d");
        }
        return replays.advance(call.principal(), id, byNs).thenApply(ReplayEndpoints::answer);
    }

    private static long at(JsonBody body) {
        String text = body.requiredText("at");
        try {
            return Times.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badRequest(
                    "at: " + text + " is not an RFC 3339 time of the years 1678 to 2262 such as 2026-11-21T03:07:34Z");
        }
    }

    private static double speed(JsonBody body, double otherwise) {
        JsonNode node = body.optional("speed");
        if (node == null) {
            return otherwise;
        }
        double speed = node.isNumber() ? node.doubleValue() : -1;
        if (!(speed >= 0 && speed <= FASTEST)) {
            throw Problem.badRequest("speed: a number from 0 to " + (long) FASTEST + " is expected");
        }
        return speed;
    }

    private static Answer answer(ReplayStatus status) {
        return Answer.json(out -> write(out, status));
    }

    private static void write(JsonGenerator out, ReplayStatus status) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", status.id());
        out.writeStringField("user", status.user());
        out.writeStringField("state", status.phase().label());
        out.writeStringField("at", Times.rfc3339(status.atNs()));
        out.writeNumberField("sequence", status.sequence());
        Json.number(out, "speed", status.speed());
        out.writeStringField("target", Times.rfc3339(status.targetNs()));
        Json.number(out, "progress", status.progress());
        out.writeObjectFieldStart("range");
        out.writeStringField("from", Times.rfc3339(status.fromNs()));
        out.writeStringField("to", Times.rfc3339(status.toNs()));
        out.writeEndObject();
        out.writeStringField("created", Times.rfc3339(status.createdNs()));
        out.writeStringField("snapshot", status.snapshot());
        out.writeArrayFieldStart("mismatches");
        for (String line : status.mismatches()) {
            out.writeString(line);
        }
        out.writeEndArray();
        if (status.problem() == null) {
            out.writeNullField("problem");
        } else {
            out.writeObjectFieldStart("problem");
            out.writeStringField("code", status.problem().code());
            out.writeStringField("detail", status.problem().detail());
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
