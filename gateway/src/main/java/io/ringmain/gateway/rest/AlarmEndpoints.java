package io.ringmain.gateway.rest;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.auth.Permission;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.AlarmView;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Alarms: definitions with their present state, and the operator's commands. */
final class AlarmEndpoints {
    private static final String ALARMS = "/api/v1/alarms";
    private static final String[] FILTERS = {"glob", "area", "tag", "state"};

    private final Plant plant;
    private final SiteDesk definitions;
    private final Release release;
    private final CommandRunner commands;
    private final AlarmBatch batch;

    AlarmEndpoints(RestContext context, CommandRunner commands) {
        plant = context.plant();
        definitions = context.siteDesk();
        release = new Release(context);
        this.commands = commands;
        batch = new AlarmBatch(commands);
    }

    List<Route> routes() {
        return List.of(
                Route.read(ALARMS, Permission.VIEW, Page.query(FILTERS), call -> list(call, false)),
                Route.read(ALARMS + "/active", Permission.VIEW, Page.query(FILTERS), call -> list(call, true)),
                Route.read(ALARMS + "/{name}", Permission.VIEW, Set.of(), this::one),
                command("/{name}:acknowledge", call -> run(call, Command.Kind.ACKNOWLEDGE)),
                command("/{name}:reset", call -> run(call, Command.Kind.RESET)),
                command(":acknowledge", batch::acknowledge));
    }

    private static Route command(String path, Endpoint endpoint) {
        return Route.command("POST", ALARMS + path, Permission.ACKNOWLEDGE, endpoint);
    }

    private CompletionStage<Answer> list(Call call, boolean isStandingOnly) {
        SitePlan site = plant.site();
        Page page = Page.of(call);
        Filter filter = Filter.of(call);
        long[] greatest = {0};
        byte[] json = Json.bytes(out -> {
            AlarmSnapshot state = new AlarmSnapshot();
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            int written = 0;
            int id = page.from();
            for (; id < site.alarmCount(); id++) {
                AlarmDefinition alarm = site.alarm(id);
                if (alarm == null
                        || !plant.alarms().read(id, state)
                        || isStandingOnly && !state.state.isStanding()
                        || !filter.accepts(site, alarm, state)) {
                    continue;
                }
                if (written++ == page.limit()) {
                    break;
                }
                AlarmView.write(out, site, alarm, state);
                greatest[0] = Math.max(greatest[0], state.sequence);
            }
            out.writeEndArray();
            out.writeStringField("next", id < site.alarmCount() ? Page.cursor(id) : null);
            out.writeEndObject();
        });
        return release.at(greatest[0], Answer.json(json));
    }

    private CompletionStage<Answer> one(Call call) {
        SitePlan site = plant.site();
        int id = site.alarmId(call.path("name"));
        AlarmSnapshot state = new AlarmSnapshot();
        if (id < 0 || !plant.alarms().read(id, state)) {
            throw Problem.notFound("alarm-unknown", "There is no alarm " + call.path("name") + ".");
        }
        Answer answer = Answer.json(out -> AlarmView.write(out, site, site.alarm(id), state))
                .withHeader("ETag", definitions.etag(Section.ALARMS, call.path("name")));
        return release.at(state.sequence, answer);
    }

    private CompletionStage<Answer> run(Call call, Command.Kind kind) {
        JsonBody body = call.body("occurrence", "comment", "cmd");
        Command command = commands.desk()
                .onAlarm(
                        body.commandId(call),
                        call.principal(),
                        kind,
                        call.path("name"),
                        body.number("occurrence", 0),
                        body.text("comment", ""));
        return commands.run(command, "alarm", call.path("name"));
    }

    private record Filter(Glob glob, String area, String tag, AlarmState state) {
        static Filter of(Call call) {
            String glob = call.query("glob");
            return new Filter(
                    new Glob(glob.isEmpty() ? "*" : glob), call.query("area"), call.query("tag"), state(call));
        }

        private static AlarmState state(Call call) {
            String text = call.query("state");
            if (text.isEmpty()) {
                return null;
            }
            for (AlarmState state : AlarmState.values()) {
                if (state.name().equals(text)) {
                    return state;
                }
            }
            throw Problem.badRequest("state: " + text + " is none of " + List.of(AlarmState.values()));
        }

        boolean accepts(SitePlan site, AlarmDefinition alarm, AlarmSnapshot present) {
            if (state != null && state != present.state || !glob.matches(alarm.name())) {
                return false;
            }
            TagDefinition watched = area.isEmpty() ? null : site.tag(site.tagId(alarm.tag()));
            return (area.isEmpty() || watched != null && area.equals(watched.area()))
                    && (tag.isEmpty() || tag.equals(alarm.tag()));
        }
    }
}
