package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A job as the JSON text that stores keep. Thread: any. */
public final class JobCodec {
    private JobCodec() {}

    public static String text(Job job) {
        return new String(Json.bytes(out -> write(out, job)), StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, Job job) throws IOException {
        JobOrder order = job.order();
        out.writeStartObject();
        out.writeStringField("id", order.id());
        out.writeStringField("kind", order.kind());
        out.writeStringField("place", order.place().label());
        out.writeFieldName("parameters");
        out.writeTree(order.parameters());
        out.writeStringField("priority", order.priority().label());
        out.writeStringField("user", order.user());
        out.writeStringField("reason", order.reason());
        out.writeNumberField("timeoutMs", order.timeoutMs());
        out.writeNumberField("maxAttempts", order.maxAttempts());
        out.writeBooleanField("idempotent", order.isIdempotent());
        out.writeNumberField("submittedMs", order.submittedMs());
        out.writeNumberField("version", job.version());
        out.writeStringField("state", job.state().label());
        out.writeNumberField("dueMs", job.dueMs());
        out.writeNumberField("attemptsLeft", job.attemptsLeft());
        out.writeNumberField("progress", job.progress());
        out.writeStringField("doing", job.doing());
        out.writeStringField("claim", job.claim());
        out.writeNumberField("leaseMs", job.leaseMs());
        out.writeBooleanField("cancelAsked", job.isCancelAsked());
        out.writeNumberField("endedMs", job.endedMs());
        out.writeArrayFieldStart("attempts");
        for (JobAttempt attempt : job.attempts()) {
            out.writeStartObject();
            out.writeNumberField("number", attempt.number());
            out.writeStringField("worker", attempt.worker());
            out.writeNumberField("beganMs", attempt.beganMs());
            out.writeNumberField("endedMs", attempt.endedMs());
            out.writeStringField("outcome", attempt.outcome());
            error(out, attempt.error());
            out.writeEndObject();
        }
        out.writeEndArray();
        error(out, job.error());
        JobResult result = job.result();
        if (result != null) {
            out.writeObjectFieldStart("result");
            out.writeStringField("name", result.name());
            out.writeStringField("contentType", result.contentType());
            out.writeNumberField("bytes", result.bytes());
            out.writeStringField("sha256", result.sha256());
            out.writeStringField("file", result.file());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void error(JsonGenerator out, JobError error) throws IOException {
        if (error != null) {
            out.writeObjectFieldStart("error");
            out.writeStringField("code", error.code());
            out.writeStringField("detail", error.detail());
            out.writeEndObject();
        }
    }

    /** @throws IllegalStateException when it is no text of this class */
    public static Job job(String text) {
        try {
            return job(Json.tree(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("a job is not stored as it was written", e);
        }
    }

    private static Job job(JsonNode node) {
        JobOrder order = new JobOrder(
                node.path("id").asText(),
                node.path("kind").asText(),
                Place.valueOf(node.path("place").asText().toUpperCase(Locale.ROOT)),
                node.path("parameters"),
                Priority.ofLabel(node.path("priority").asText()).orElseThrow(JobCodec::unsound),
                node.path("user").asText(),
                node.path("reason").asText(),
                node.path("timeoutMs").asLong(),
                node.path("maxAttempts").asInt(),
                node.path("idempotent").asBoolean(),
                node.path("submittedMs").asLong());
        List<JobAttempt> attempts = new ArrayList<>();
        for (JsonNode attempt : node.path("attempts")) {
            attempts.add(new JobAttempt(
                    attempt.path("number").asInt(),
                    attempt.path("worker").asText(),
                    attempt.path("beganMs").asLong(),
                    attempt.path("endedMs").asLong(),
                    attempt.path("outcome").asText(),
                    error(attempt.path("error"))));
        }
        return new Job(
                order,
                node.path("version").asLong(),
                JobState.ofLabel(node.path("state").asText()).orElseThrow(JobCodec::unsound),
                node.path("dueMs").asLong(),
                node.path("attemptsLeft").asInt(),
                attempts,
                node.path("progress").asDouble(),
                node.path("doing").asText(),
                node.path("claim").asText(),
                node.path("leaseMs").asLong(),
                node.path("cancelAsked").asBoolean(),
                node.path("endedMs").asLong(),
                error(node.path("error")),
                result(node.path("result")));
    }

    private static JobError error(JsonNode node) {
        return node.isObject()
                ? new JobError(node.path("code").asText(), node.path("detail").asText())
                : null;
    }

    private static JobResult result(JsonNode node) {
        return node.isObject()
                ? new JobResult(
                        node.path("name").asText(),
                        node.path("contentType").asText(),
                        node.path("bytes").asLong(),
                        node.path("sha256").asText(),
                        node.path("file").asText())
                : null;
    }

    private static IllegalStateException unsound() {
        return new IllegalStateException("a job is not stored as it was written");
    }
}
