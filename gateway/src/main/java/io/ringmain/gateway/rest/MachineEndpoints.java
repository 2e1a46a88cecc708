package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.command.CommandView;
import io.ringmain.gateway.command.MachineDesk;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Quantity;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.MachineDiagram;
import io.ringmain.gateway.view.MachineView;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** State machines: what they are, moving them, and setting them. */
final class MachineEndpoints {
    private static final String MACHINES = "/api/v1/machines";

    private final Plant plant;
    private final SiteDesk definitions;
    private final Release release;
    private final Reading reading;
    private final CommandRunner commands;
    private final MachineDesk desk;

    MachineEndpoints(RestContext context, CommandRunner commands) {
        plant = context.plant();
        definitions = context.siteDesk();
        release = new Release(context);
        reading = new Reading(context);
        this.commands = commands;
        desk = context.desk().machines();
    }

    List<Route> routes() {
        return List.of(
                Route.read(MACHINES, Permission.VIEW, Page.query("glob", Reading.REPLAY), this::list),
                Route.read(MACHINES + "/{name}", Permission.VIEW, Set.of(Reading.REPLAY), this::one),
                Route.read(MACHINES + "/{name}/diagram", Permission.VIEW, Set.of("format"), this::diagram),
                Route.command("POST", MACHINES + "/{name}:transition", Permission.WRITE, this::transition)
                        .perArea(),
                Route.command("PATCH", MACHINES + "/{name}", Permission.WRITE, this::set)
                        .perArea());
    }

    private CompletionStage<Answer> list(Call call) {
        Page page = Page.of(call);
        Glob glob = new Glob(call.query("glob").isEmpty() ? "*" : call.query("glob"));
        return reading.answer(call, shown -> list(page, glob, shown));
    }

    private static Reading.Part list(Page page, Glob glob, ShownState shown) {
        SitePlan site = shown.state().site();
        long[] greatest = {0};
        byte[] json = Json.bytes(out -> {
            MachineSnapshot state = new MachineSnapshot();
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            int written = 0;
            int id = page.from();
            for (; id < site.machineCount(); id++) {
                if (site.machine(id) == null
                        || !glob.matches(site.machine(id).name())
                        || !shown.state().machines().read(id, state)) {
                    continue;
                }
                if (written++ == page.limit()) {
                    break;
                }
                MachineView.write(out, shown.state(), site.machine(id), state);
                greatest[0] = Math.max(greatest[0], state.sequence);
            }
            out.writeEndArray();
            out.writeStringField("next", id < site.machineCount() ? Page.cursor(id) : null);
            shown.writeMoment(out);
            out.writeEndObject();
        });
        return new Reading.Part(Answer.json(json), greatest[0]);
    }

    private MachineSnapshot state(String name) {
        MachineSnapshot state = new MachineSnapshot();
        if (!plant.machines().read(desk.machineId(name), state)) {
            throw unknown(name);
        }
        return state;
    }

    private CompletionStage<Answer> one(Call call) {
        String name = call.path("name");
        return reading.answer(call, shown -> {
            SitePlan site = shown.state().site();
            MachineSnapshot state = new MachineSnapshot();
            int id = site.machineId(name);
            if (id < 0 || !shown.state().machines().read(id, state)) {
                throw unknown(name);
            }
            Answer answer =
                    Answer.json(out -> MachineView.write(out, shown.state(), site.machine(state.machineId), state));
            // what is past can not be changed, so there is nothing to match
            return new Reading.Part(
                    shown.isPast() ? answer : answer.withHeader("ETag", definitions.etag(Section.MACHINES, name)),
                    state.sequence);
        });
    }

    private static Problem unknown(String name) {
        return Problem.notFound("machine-unknown", "There is no machine " + name + ".");
    }

    private CompletionStage<Answer> diagram(Call call) {
        MachineSnapshot state = state(call.path("name"));
        MachineDiagram diagram =
                new MachineDiagram(call.path("name"), plant.machineDeclaration(state.machineId), state.state);
        String format = call.query("format");
        boolean isPicture = format.isEmpty() || format.equals("svg");
        if (!isPicture && !format.equals("mermaid")) {
            throw Problem.badRequest("format: " + format + " is not known, allowed: svg, mermaid");
        }
        byte[] utf8 = (isPicture ? diagram.svg() : diagram.mermaid()).getBytes(StandardCharsets.UTF_8);
        return release.at(state.sequence, Answer.text(isPicture ? "image/svg+xml" : "text/plain; charset=utf-8", utf8));
    }

    /** 202 with what the second step has to name when the transition is to be confirmed. */
    private CompletionStage<Answer> transition(Call call) {
        JsonBody body = call.body("to", "reason", "confirm", "cmd", CommandRunner.PASSWORD);
        String name = call.path("name");
        Command command = desk.transition(
                body.commandId(call),
                call.principal(),
                name,
                body.requiredText("to"),
                body.number("confirm", 0),
                body.text("reason", ""));
        return commands.outcome(call, body, command).thenApply(outcome -> {
            if (outcome.state() != CommandState.DONE) {
                throw commands.desk().refusal(command, outcome);
            }
            boolean isPending = outcome.statusCode() == Quality.GOOD_COMPLETES_ASYNCHRONOUSLY;
            Answer answer = Answer.json(out -> {
                out.writeStartObject();
                out.writeStringField("machine", name);
                CommandView.writeFields(out, outcome);
                if (isPending) {
                    out.writeNumberField("confirm", outcome.commandSequence());
                }
                out.writeEndObject();
            });
            return isPending ? answer.withStatus(202) : answer;
        });
    }

    /** Everything is checked before anything is set. */
    private CompletionStage<Answer> set(Call call) {
        JsonBody body = call.body("interval", "attributes", "reason", CommandRunner.PASSWORD);
        String name = call.path("name");
        desk.machineId(name);
        String reason = body.text("reason", "");
        List<Command> wanted = new ArrayList<>();
        if (body.has("attributes")) {
            JsonNode attributes = body.required("attributes");
            if (!attributes.isObject()) {
                throw Problem.badRequest("attributes: an object of names and values is expected");
            }
            for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
                UUID id = commandId(call, "attribute " + entry.getKey());
                wanted.add(desk.attribute(id, call.principal(), name, entry.getKey(), entry.getValue(), reason));
            }
        }
        if (body.has("interval")) {
            String interval = body.requiredText("interval");
            long ns = Quantity.duration(interval)
                    .orElseThrow(
                            () -> Problem.badRequest("interval: " + Quantity.durationRule(interval, Long.MAX_VALUE)));
            wanted.add(desk.interval(commandId(call, "interval"), call.principal(), name, ns, reason));
        }
        if (wanted.isEmpty()) {
            throw Problem.badRequest("attributes or interval: nothing is to be set");
        }
        return commands.outcomes(call, body, wanted)
                .thenCompose(outcomes -> CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                        .thenApply(all -> outcomes))
                .thenCompose(outcomes -> {
                    for (int i = 0; i < wanted.size(); i++) {
                        CommandOutcome outcome = outcomes.get(i).join();
                        if (outcome.state() != CommandState.DONE) {
                            throw commands.desk().refusal(wanted.get(i), outcome);
                        }
                    }
                    return one(call);
                });
    }

    private static UUID commandId(Call call, String part) {
        String key = call.idempotencyKey();
        return key.isEmpty()
                ? UUID.randomUUID()
                : CommandId.derived(call.principal().user() + '\n' + key + '\n' + part);
    }
}
