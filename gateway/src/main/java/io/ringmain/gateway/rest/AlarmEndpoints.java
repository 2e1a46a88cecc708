package io.ringmain.gateway.rest;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.AlarmDesk;
import io.ringmain.gateway.command.ShelfTimes;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.AlarmFiguresView;
import io.ringmain.gateway.view.AlarmView;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Alarms: definitions with their present state, and the operator's commands. */
final class AlarmEndpoints {
    private static final String ALARMS = "/api/v1/alarms";

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
        List<Route> routes = new ArrayList<>(List.of(
                Route.read(ALARMS, Permission.VIEW, Page.query(AlarmFilter.KEYS), call -> list(call, false)),
                Route.read(ALARMS + "/active", Permission.VIEW, Page.query(AlarmFilter.KEYS), call -> list(call, true)),
                Route.read(ALARMS + "/figures", Permission.VIEW, Set.of(), this::figures),
                Route.read(ALARMS + "/{name}", Permission.VIEW, Set.of(), this::one),
                Route.command("POST", ALARMS + ":acknowledge", Permission.ACKNOWLEDGE, batch::acknowledge)
                        .perArea()));
        new TreeMap<>(AlarmDesk.KINDS)
                .forEach((verb, kind) -> routes.add(Route.command(
                                "POST",
                                ALARMS + "/{name}:" + verb,
                                AlarmDesk.permission(kind),
                                kind == Command.Kind.SHELVE ? this::shelve : call -> run(call, kind))
                        .perArea()));
        return List.copyOf(routes);
    }

    private CompletionStage<Answer> list(Call call, boolean isStandingOnly) {
        SitePlan site = plant.site();
        Page page = Page.of(call);
        AlarmFilter filter = AlarmFilter.of(call);
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
                        || isStandingOnly && !state.isShownStanding()
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

    private CompletionStage<Answer> figures(Call call) {
        AlarmFigures figures = new AlarmFigures();
        plant.alarmFigures().read(figures, plant.nowNs());
        SitePlan site = plant.site();
        return release.at(figures.sequence, Answer.json(out -> AlarmFiguresView.write(out, site, figures)));
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
        String words = AlarmDesk.takesComment(kind) ? "comment" : "reason";
        JsonBody body = call.body("occurrence", words, "cmd");
        return run(call, body, kind, body.text(words, ""));
    }

    private CompletionStage<Answer> run(Call call, JsonBody body, Command.Kind kind, String words) {
        String alarm = call.path("name");
        Command command = commands.desk()
                .alarms()
                .command(body.commandId(call), call.principal(), kind, alarm, body.number("occurrence", 0), words);
        return commands.run(command, "alarm", alarm);
    }

    private CompletionStage<Answer> shelve(Call call) {
        JsonBody body = call.body("duration", "oneShot", "from", "reason", "occurrence", "cmd");
        ShelfTimes times = ShelfTimes.of(body.optional("duration"), body.optional("oneShot"), body.optional("from"));
        String reason = body.text("reason", "");
        if (times.isOneShot()) {
            return run(call, body, Command.Kind.SHELVE_ONE_SHOT, reason);
        }
        String alarm = call.path("name");
        Command command = commands.desk()
                .alarms()
                .shelve(
                        body.commandId(call),
                        call.principal(),
                        alarm,
                        body.number("occurrence", 0),
                        times.fromNs(),
                        times.durationNs(),
                        reason);
        return commands.run(command, "alarm", alarm);
    }
}
