package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.command.CommandView;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
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
    private final AuditTrail trail;

    AlarmBatch(CommandRunner commands, AuditTrail trail) {
        this.commands = commands;
        this.trail = trail;
    }

    CompletionStage<Answer> acknowledge(Call call) {
        JsonBody body = call.body("alarms", "comment", CommandRunner.PASSWORD);
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
        List<Item> refused = new ArrayList<>();
        List<Command> given = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Wanted alarm : wanted) {
            try {
                given.add(command(call, alarm, comment));
                places.add(refused.size());
                refused.add(null);
            } catch (Problem e) {
                refused.add(new Item(alarm.name(), null, e));
                trail.note(AuditNote.refused(
                        call.principal().user(),
                        Command.Kind.ACKNOWLEDGE.name(),
                        alarm.name(),
                        call.principal().origin(),
                        e.code()));
            }
        }
        return commands.outcomes(call, body, given).thenCompose(outcomes -> {
            List<CompletableFuture<Item>> items = new ArrayList<>();
            for (Item item : refused) {
                items.add(CompletableFuture.completedFuture(item));
            }
            for (int i = 0; i < outcomes.size(); i++) {
                String name = wanted.get(places.get(i)).name();
                items.set(
                        places.get(i),
                        outcomes.get(i).handle((outcome, failure) -> new Item(name, outcome, problem(failure))));
            }
            return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                    .thenApply(all -> answer(items));
        });
    }

    private static Answer answer(List<CompletableFuture<Item>> items) {
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (CompletableFuture<Item> item : items) {
                item.join().write(out);
            }
            out.writeEndArray();
            out.writeNullField("next");
            out.writeEndObject();
        });
    }

    private Command command(Call call, Wanted alarm, String comment) {
        Principal who = call.principal();
        String key = call.idempotencyKey();
        UUID id = key.isEmpty() ? UUID.randomUUID() : CommandId.derived(who.user() + '\n' + key + '\n' + alarm.name());
        return commands.desk()
                .alarms()
                .command(id, who, Command.Kind.ACKNOWLEDGE, alarm.name(), alarm.occurrence(), comment);
    }

    private static Problem problem(Throwable failure) {
        return failure == null
                ? null
                : Failures.problem(failure instanceof CompletionException ? failure.getCause() : failure);
    }
}
