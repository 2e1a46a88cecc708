package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.gateway.jobs.Job;
import io.ringmain.gateway.jobs.JobAttempt;
import io.ringmain.gateway.jobs.JobError;
import io.ringmain.gateway.jobs.JobResult;
import io.ringmain.gateway.jobs.JobState;
import io.ringmain.gateway.jobs.QueueFigures;
import io.ringmain.gateway.view.Json;
import java.io.IOException;

/** Jobs as clients see them. */
final class JobView {
    private static final long NS_PER_MS = 1_000_000;

    private JobView() {}

    static void write(JsonGenerator out, Job job, long nowMs) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", job.id());
        out.writeStringField("kind", job.order().kind());
        out.writeFieldName("parameters");
        out.writeTree(job.order().parameters());
        out.writeStringField("priority", job.order().priority().label());
        out.writeStringField("user", job.order().user());
        out.writeStringField("reason", job.order().reason());
        out.writeStringField("state", job.state().label());
        out.writeBooleanField("cancelRequested", job.isCancelAsked());
        out.writeBooleanField("idempotent", job.order().isIdempotent());
        out.writeNumberField("timeoutMs", job.order().timeoutMs());
        out.writeNumberField("maxAttempts", job.order().maxAttempts());
        out.writeNumberField("attemptsLeft", job.attemptsLeft());
        time(out, "submittedAt", job.order().submittedMs());
        time(out, "dueAt", job.state() == JobState.QUEUED ? job.dueMs() : 0);
        time(out, "startedAt", job.beganMs());
        time(out, "endedAt", job.endedMs());
        long waitedUntil = job.beganMs() != 0 ? job.beganMs() : job.endedMs() != 0 ? job.endedMs() : nowMs;
        out.writeNumberField("waitMs", Math.max(0, waitedUntil - job.order().submittedMs()));
        out.writeNumberField("runMs", runMs(job, nowMs));
        out.writeObjectFieldStart("progress");
        out.writeNumberField("done", job.progress());
        out.writeStringField("text", job.doing());
        out.writeEndObject();
        out.writeArrayFieldStart("attempts");
        for (JobAttempt attempt : job.attempts()) {
            out.writeStartObject();
            out.writeNumberField("number", attempt.number());
            out.writeStringField("worker", attempt.worker());
            time(out, "startedAt", attempt.beganMs());
            time(out, "endedAt", attempt.endedMs());
            out.writeStringField("outcome", attempt.outcome().isEmpty() ? null : attempt.outcome());
            error(out, attempt.error());
            out.writeEndObject();
        }
        out.writeEndArray();
        error(out, job.error());
        result(out, job.result());
        out.writeEndObject();
    }

    /** Of all attempts together. */
    private static long runMs(Job job, long nowMs) {
        long sum = 0;
        for (JobAttempt attempt : job.attempts()) {
            sum += Math.max(0, (attempt.endedMs() == 0 ? nowMs : attempt.endedMs()) - attempt.beganMs());
        }
        return sum;
    }

    private static void error(JsonGenerator out, JobError error) throws IOException {
        if (error == null) {
            out.writeNullField("error");
            return;
        }
        out.writeObjectFieldStart("error");
        out.writeStringField("code", error.code());
        out.writeStringField("detail", error.detail());
        out.writeEndObject();
    }

    private static void result(JsonGenerator out, JobResult result) throws IOException {
        if (result == null) {
            out.writeNullField("result");
            return;
        }
        out.writeObjectFieldStart("result");
        out.writeStringField("name", result.name());
        out.writeStringField("contentType", result.contentType());
        out.writeNumberField("bytes", result.bytes());
        out.writeStringField("sha256", result.sha256());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, QueueFigures figures) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("lanes");
        for (QueueFigures.Lane lane : figures.lanes()) {
            out.writeStartObject();
            out.writeStringField("priority", lane.priority().label());
            out.writeNumberField("waiting", lane.waiting());
            out.writeNumberField("delayed", lane.delayed());
            out.writeNumberField("running", lane.running());
            out.writeNumberField("oldestWaitMs", lane.oldestWaitMs());
            out.writeNumberField("succeeded", lane.succeeded());
            out.writeNumberField("failed", lane.failed());
            out.writeNumberField("cancelled", lane.cancelled());
            out.writeNumberField("dead", lane.dead());
            out.writeNumberField("meanRunMs", lane.succeeded() == 0 ? 0 : lane.runMs() / lane.succeeded());
            out.writeNumberField("longestRunMs", lane.longestRunMs());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, long ms) throws IOException {
        Json.time(out, name, ms * NS_PER_MS);
    }
}
