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

    private record Wanted(String name, long occurrence) {
        static Wanted of(JsonNode alarm) {
            if (alarm.isTextual()) {
                return new Wanted(alarm.textValue(), 0);
            }
            if (!alarm.isObject()) {
                throw Problem.badRequest("alarms: " + alarm + " is neither a name nor an object");
            }
            JsonBody entry = JsonBody.of(alarm, "name", "occurrence");
            return new Wanted(entry.requiredText("name"), entry.number("occurrence", 0));
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
        // all are read before the first one is run: a request is refused whole or not at all
        List<Wanted> wanted = new ArrayList<>(alarms.size());
        for (JsonNode alarm : alarms) {
            wanted.add(Wanted.of(alarm));
        }
        List<CompletableFuture<Item>> items =
                wanted.stream().map(alarm -> acknowledge(call, alarm, comment)).toList();
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

    private CompletableFuture<Item> acknowledge(Call call, Wanted alarm, String comment) {
        String name = alarm.name();
        Principal who = call.principal();
        String key = call.idempotencyKey();
        UUID id = key.isEmpty() ? UUID.randomUUID() : CommandId.derived(who.user() + '\n' + key + '\n' + name);
        Command command;
        try {
            command = commands.desk()
                    .alarms()
                    .command(id, who, Command.Kind.ACKNOWLEDGE, name, alarm.occurrence(), comment);
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
