package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.command.CommandView;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Acknowledges many alarms in one request; each has an outcome of its own. */
final class AlarmBatch {
    private static final int MAX_ALARMS = 1_000;

    private record Item(String alarm, CommandOutcome outcome, Problem refused) {
        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("alarm", alarm);
            if (outcome != null) {
                CommandView.writeFields(out, outcome);
            } else {
                out.writeStringField("state", "FAILED");
                out.writeStringField("code", refused.code());
                out.writeStringField("detail", refused.detail());
            }
            out.writeEndObject();
        }
    }

    private final CommandRunner commands;

    AlarmBatch(CommandRunner commands) {
        this.commands = commands;
    }

    CompletionStage<Answer> acknowledge(Call call) {
        JsonBody body = call.body("alarms", "comment");
        JsonNode alarms = body.required("alarms");
        if (!alarms.isArray() || alarms.isEmpty() || alarms.size() > MAX_ALARMS) {
            throw Problem.badRequest("alarms: a list of 1 to " + MAX_ALARMS + " alarms is expected, each a name or"
                    + " {\"name\":...,\"occurrence\":...}");
        }
        String comment = body.text("comment", "");
        List<CompletableFuture<Item>> items = new ArrayList<>(alarms.size());
        for (JsonNode alarm : alarms) {
            items.add(acknowledge(call, alarm, comment));
        }
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .thenApply(all -> Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (CompletableFuture<Item> item : items) {
                        item.join().write(out);
                    }
                    out.writeEndArray();
                    out.writeNullField("next");
                    out.writeEndObject();
                }));
    }

    private CompletableFuture<Item> acknowledge(Call call, JsonNode alarm, String comment) {
        JsonBody entry = alarm.isObject() ? JsonBody.of(alarm, "name", "occurrence") : null;
        if (entry == null && !alarm.isTextual()) {
            throw Problem.badRequest("alarms: " + alarm + " is neither a name nor an object");
        }
        String name = entry == null ? alarm.textValue() : entry.requiredText("name");
        long occurrence = entry == null ? 0 : entry.number("occurrence", 0);
        Principal who = call.principal();
        String key = call.idempotencyKey();
        UUID id = key.isEmpty() ? UUID.randomUUID() : CommandId.derived(who.user() + '\n' + key + '\n' + name);
        Command command;
        try {
            command = commands.desk().onAlarm(id, who, Command.Kind.ACKNOWLEDGE, name, occurrence, comment);
        } catch (Problem e) {
            return CompletableFuture.completedFuture(new Item(name, null, e));
        }
        return commands.outcome(command).handle((outcome, failure) -> new Item(name, outcome, problem(failure)));
    }

    private static Problem problem(Throwable failure) {
        return failure == null
                ? null
                : Failures.problem(failure instanceof CompletionException ? failure.getCause() : failure);
    }
}
