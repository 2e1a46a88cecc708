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
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Alarms: definitions with their present state, and the operator's commands. */
final class AlarmEndpoints {
    private static final String ALARMS = "/api/v1/alarms";

    private final Plant plant;
    private final SiteDesk definitions;
    private final Release release;
    private final Reading reading;
    private final CommandRunner commands;
    private final AlarmBatch batch;

    AlarmEndpoints(RestContext context, CommandRunner commands) {
        plant = context.plant();
        definitions = context.siteDesk();
        release = new Release(context);
        reading = new Reading(context);
        this.commands = commands;
        batch = new AlarmBatch(commands, context.trail());
    }

    List<Route> routes() {
        Set<String> filters = new TreeSet<>(Page.query(AlarmFilter.KEYS));
        filters.add(Reading.REPLAY);
        List<Route> routes = new ArrayList<>(List.of(
                Route.read(ALARMS, Permission.VIEW, filters, call -> list(call, false)),
                Route.read(ALARMS + "/active", Permission.VIEW, filters, call -> list(call, true)),
                Route.read(ALARMS + "/figures", Permission.VIEW, Set.of(), this::figures),
                Route.read(ALARMS + "/{name}", Permission.VIEW, Set.of(Reading.REPLAY), this::one),
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
        Page page = Page.of(call);
        AlarmFilter filter = AlarmFilter.of(call);
        return reading.answer(call, shown -> list(page, filter, isStandingOnly, shown));
    }

    private static Reading.Part list(Page page, AlarmFilter filter, boolean isStandingOnly, ShownState shown) {
        SitePlan site = shown.state().site();
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
                        || !shown.state().alarms().read(id, state)
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
            shown.writeMoment(out);
            out.writeEndObject();
        });
        return new Reading.Part(Answer.json(json), greatest[0]);
    }

    private CompletionStage<Answer> figures(Call call) {
        AlarmFigures figures = new AlarmFigures();
        plant.alarmFigures().read(figures, plant.nowNs());
        SitePlan site = plant.site();
        return release.at(figures.sequence, Answer.json(out -> AlarmFiguresView.write(out, site, figures)));
    }

    private CompletionStage<Answer> one(Call call) {
        String name = call.path("name");
        return reading.answer(call, shown -> {
            SitePlan site = shown.state().site();
            int id = site.alarmId(name);
            AlarmSnapshot state = new AlarmSnapshot();
            if (id < 0 || !shown.state().alarms().read(id, state)) {
                throw Problem.notFound("alarm-unknown", "There is no alarm " + name + ".");
            }
            Answer answer = Answer.json(out -> AlarmView.write(out, site, site.alarm(id), state));
            // what is past can not be changed, so there is nothing to match
            return new Reading.Part(
                    shown.isPast() ? answer : answer.withHeader("ETag", definitions.etag(Section.ALARMS, name)),
                    state.sequence);
        });
    }

    private CompletionStage<Answer> run(Call call, Command.Kind kind) {
        String words = AlarmDesk.takesComment(kind) ? "comment" : "reason";
        JsonBody body = call.body("occurrence", words, "cmd", CommandRunner.PASSWORD);
        return run(call, body, kind, body.text(words, ""));
    }

    private CompletionStage<Answer> run(Call call, JsonBody body, Command.Kind kind, String words) {
        String alarm = call.path("name");
        Command command = commands.desk()
                .alarms()
                .command(body.commandId(call), call.principal(), kind, alarm, body.number("occurrence", 0), words);
        return commands.run(call, body, command, "alarm", alarm);
    }

    private CompletionStage<Answer> shelve(Call call) {
        JsonBody body = call.body("duration", "oneShot", "from", "reason", "occurrence", "cmd", CommandRunner.PASSWORD);
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
        return commands.run(call, body, command, "alarm", alarm);
    }
}
