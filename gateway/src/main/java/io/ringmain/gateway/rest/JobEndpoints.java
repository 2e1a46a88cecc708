package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.command.Rights;
import io.ringmain.gateway.config.Quantity;
import io.ringmain.gateway.jobs.Job;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.JobRequest;
import io.ringmain.gateway.jobs.JobResult;
import io.ringmain.gateway.jobs.JobSettings;
import io.ringmain.gateway.jobs.JobState;
import io.ringmain.gateway.jobs.JobStore;
import io.ringmain.gateway.jobs.ParameterSchemas;
import io.ringmain.gateway.jobs.Priority;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Long work. Everybody sees their own jobs, administrators all of them. */
final class JobEndpoints {
    private static final String JOBS = "/api/v1/jobs";
    private static final String CURSOR = "jobs";
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_REASON = 500;

    private final Access access;
    private final JobDesk desk;
    private final AuditTrail trail;
    private final Clock clock;
    private final Downloads downloads;
    private final ParameterSchemas schemas = new ParameterSchemas();

    JobEndpoints(RestContext context) {
        access = context.access();
        desk = context.jobs();
        trail = context.trail();
        clock = context.clock();
        downloads = new Downloads(context.lanes().of(Lane.JOBS));
    }

    List<Route> routes() {
        return List.of(
                route("POST", JOBS, Set.of(), this::submit),
                route("GET", JOBS, Page.query("state", "kind", "user"), this::list),
                route("GET", JOBS + "/figures", Set.of(), this::figures),
                route("GET", JOBS + "/kinds", Set.of(), this::kinds),
                route("GET", JOBS + "/{id}", Set.of(), this::show),
                route("DELETE", JOBS + "/{id}", Set.of(), this::remove),
                route("POST", JOBS + "/{id}:cancel", Set.of(), this::cancel),
                route("POST", JOBS + "/{id}:retry", Set.of(), this::retry),
                route("GET", JOBS + "/{id}/result", Set.of(), this::result));
    }

    private static Route route(String method, String path, Set<String> query, Endpoint endpoint) {
        return new Route(method, path, Permission.RUN_JOBS, Lane.JOBS, query, endpoint);
    }

    private JobQueue queue() {
        if (desk == null) {
            throw Problem.unavailable("queue-unavailable", "This site has no queue of jobs.", 60);
        }
        return desk.queue();
    }

    private CompletionStage<Answer> submit(Call call) {
        JsonBody body =
                call.body("kind", "parameters", "priority", "timeout", "idempotencyKey", "maxAttempts", "reason");
        JobRequest request = request(call, body);
        requireKind(call.principal(), request.kind(), request.parameters());
        JobQueue.Submitted submitted = queue().submit(request);
        Job job = submitted.job();
        if (submitted.isNew()) {
            note(call, "job.submit", job, "", job.order().kind());
        }
        return answer(job)
                .withStatus(submitted.isNew() ? 202 : 200)
                .withHeader("Location", JOBS + "/" + job.id())
                .now();
    }

    private JobRequest request(Call call, JsonBody body) {
        JsonNode parameters = body.optional("parameters");
        if (parameters != null && !parameters.isObject()) {
            throw Problem.badRequest("parameters: an object is expected");
        }
        String priority = body.text("priority", Priority.NORMAL.label());
        long attempts = body.number("maxAttempts", 0);
        if (body.has("maxAttempts") && (attempts < 1 || attempts > JobSettings.MOST_ATTEMPTS)) {
            throw Problem.badRequest("maxAttempts: must be from 1 to " + JobSettings.MOST_ATTEMPTS);
        }
        String reason = body.text("reason", "");
        if (reason.length() > LONGEST_REASON) {
            throw Problem.badRequest("reason: has more than " + LONGEST_REASON + " characters");
        }
        return new JobRequest(
                body.requiredText("kind"),
                parameters == null ? JsonNodeFactory.instance.objectNode() : parameters,
                Priority.ofLabel(priority)
                        .orElseThrow(() -> Problem.badRequest(
                                "priority: '" + priority + "' is not allowed, must be high, normal or low")),
                timeoutMs(body.text("timeout", "")),
                (int) attempts,
                call.principal().user(),
                reason,
                key(call, body));
    }

    private static String key(Call call, JsonBody body) {
        String given = body.text("idempotencyKey", "");
        String header = call.idempotencyKey();
        if (!given.isEmpty() && !header.isEmpty() && !given.equals(header)) {
            throw Problem.badRequest("idempotencyKey: is not the same as in the header Idempotency-Key");
        }
        String key = given.isEmpty() ? header : given;
        if (key.length() > LONGEST_KEY) {
            throw Problem.badRequest("idempotencyKey: has more than " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private static long timeoutMs(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        OptionalLong ns = Quantity.duration(text);
        long ms = TimeUnit.NANOSECONDS.toMillis(ns.orElse(-1));
        if (ns.isEmpty()
                || ms < JobSettings.SHORTEST_TIMEOUT.toMillis()
                || ms > JobSettings.LONGEST_TIMEOUT.toMillis()) {
            throw Problem.badRequest("timeout: '" + text + "' is not allowed, must be between 1s and 7d");
        }
        return ms;
    }

    /** The kind's own permission, besides that of the route; and that no program looks at what its user may see. */
    private void requireKind(Principal principal, String name, JsonNode parameters) {
        JobKind kind = queue().kind(name);
        Rights.requireEverywhere(principal, kind.permission());
        if (kind.isInUsersSession(parameters)) {
            access.requireLogin(principal);
        }
    }

    /** Whether they see and cancel the jobs of others. */
    private static boolean isForAll(Principal principal) {
        return principal.may(Permission.ADMIN, "");
    }

    private CompletionStage<Answer> list(Call call) {
        String user = call.query("user");
        boolean isAll = isForAll(call.principal());
        if (!user.isEmpty() && !user.equals(call.principal().user())) {
            Rights.requireEverywhere(call.principal(), Permission.ADMIN);
        }
        String state = call.query("state");
        JobStore.Filter filter = new JobStore.Filter(
                state.isEmpty()
                        ? null
                        : JobState.ofLabel(state)
                                .orElseThrow(() -> Problem.badRequest("state: '" + state + "' is not allowed, must be"
                                        + " queued, running, succeeded, failed, cancelled or dead")),
                call.query("kind"),
                isAll ? user : call.principal().user());
        int limit = Page.limit(call);
        List<Job> found = queue().list(filter, mark(call.query("cursor")), limit + 1);
        List<Job> items = found.subList(0, Math.min(limit, found.size()));
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (Job job : items) {
                        JobView.write(out, job, clock.millis());
                    }
                    out.writeEndArray();
                    out.writeStringField("next", found.size() > limit ? cursor(items.get(limit - 1)) : null);
                    out.writeEndObject();
                })
                .now();
    }

    private static String cursor(Job last) {
        String text = CURSOR + " " + last.order().submittedMs() + " " + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JobStore.Mark mark(String cursor) {
        if (cursor.isEmpty()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ");
            if (parts.length == 3 && parts[0].equals(CURSOR)) {
                return new JobStore.Mark(Long.parseLong(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problem.badRequest("cursor: not one that this list has given");
    }

    private CompletionStage<Answer> figures(Call call) {
        return Answer.json(out -> JobView.write(out, queue().figures())).now();
    }

    /** What can be asked for, by whom, and with which parameters. */
    private CompletionStage<Answer> kinds(Call call) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (String name : queue().kinds()) {
                        JobKind kind = queue().kind(name);
                        out.writeStartObject();
                        out.writeStringField("kind", name);
                        out.writeStringField("permission", kind.permission().label());
                        out.writeBooleanField("allowed", call.principal().may(kind.permission(), ""));
                        out.writeFieldName("parameters");
                        out.writeTree(schemas.of(name));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeNullField("next");
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> show(Call call) {
        return answer(visible(call)).now();
    }

    private CompletionStage<Answer> cancel(Call call) {
        call.body();
        Job before = visible(call);
        Job job = queue().cancel(before.id());
        note(call, "job.cancel", job, before.state().label(), job.state().label());
        return answer(job).now();
    }

    private CompletionStage<Answer> retry(Call call) {
        call.body();
        Job before = visible(call);
        requireKind(call.principal(), before.order().kind(), before.order().parameters());
        Job job = queue().retry(before.id());
        note(call, "job.retry", job, before.state().label(), job.state().label());
        return answer(job)
                .withStatus(202)
                .withHeader("Location", JOBS + "/" + job.id())
                .now();
    }

    private CompletionStage<Answer> remove(Call call) {
        Job job = queue().remove(visible(call).id());
        note(call, "job.delete", job, job.state().label(), "");
        return Answer.empty().now();
    }

    private CompletionStage<Answer> result(Call call) {
        Job job = visible(call);
        requireKind(call.principal(), job.order().kind(), job.order().parameters());
        JobResult result = job.result();
        if (result == null) {
            throw job.state().isEnded()
                    ? Problem.notFound("result-none", "The job has no result, or no longer.")
                    : new Problem(
                            409, "job-not-ended", "The job is " + job.state().label() + "; it has no result yet.");
        }
        Path file = desk.files().path(result);
        if (!Files.isRegularFile(file)) {
            throw Problem.notFound("result-none", "The result of the job is no longer there.");
        }
        if (downloads.isFull()) {
            throw Problem.unavailable("busy", "As many results as can be are downloaded already.", 10);
        }
        note(call, "job.result", job, "", result.name());
        return Answer.live(result.contentType(), downloads.of(file, result.bytes()))
                .withHeader("Content-Length", Long.toString(result.bytes()))
                .withHeader("Content-Disposition", "attachment; filename=\"" + result.name() + "\"")
                .withHeader(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(result.sha256())) + ":")
                .now();
    }

    /** The job of the path; one of somebody else is not there, but for administrators. */
    private Job visible(Call call) {
        Job job = queue().job(call.path("id"));
        boolean isOwn = job.order().user().equals(call.principal().user());
        if (!isOwn && !isForAll(call.principal())) {
            throw Problem.notFound("job-unknown", "There is no job " + call.path("id") + ", or no longer.");
        }
        return job;
    }

    private Answer answer(Job job) {
        return Answer.json(out -> JobView.write(out, job, clock.millis()));
    }

    private void note(Call call, String action, Job job, String from, String to) {
        Principal principal = call.principal();
        trail.note(AuditNote.done(principal.user(), action, job.order().kind() + " " + job.id(), principal.origin())
                .changed(from, to)
                .because(job.order().reason()));
    }
}
