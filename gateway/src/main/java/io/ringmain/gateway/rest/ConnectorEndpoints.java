package io.ringmain.gateway.rest;

import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.system.SystemSite;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.ConnectorView;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connectors: how they are, starting them anew, switching them on and off. {@link DefinitionEndpoints} changes them. */
final class ConnectorEndpoints {
    private static final String CONNECTORS = "/api/v1/connectors";
    private static final String ONE = CONNECTORS + "/{name}";

    private static final long RESTART_S = 10;

    private final Plant plant;
    private final SiteDesk definitions;
    private final Lanes lanes;
    private final Devices devices;
    private final DeviceLog log;

    ConnectorEndpoints(RestContext context, Devices devices, DeviceLog log) {
        plant = context.plant();
        definitions = context.siteDesk();
        lanes = context.lanes();
        this.devices = devices;
        this.log = log;
    }

    List<Route> routes() {
        return List.of(
                Route.read(CONNECTORS, Permission.VIEW, Page.query(), this::list),
                Route.read(ONE, Permission.VIEW, Set.of(), this::one),
                Route.command("POST", ONE + ":restart", Permission.CONFIGURE, this::restart),
                Route.command("POST", ONE + ":enable", Permission.CONFIGURE, call -> enable(call, true)),
                Route.command("POST", ONE + ":disable", Permission.CONFIGURE, call -> enable(call, false)));
    }

    private CompletionStage<Answer> list(Call call) {
        SitePlan site = plant.site();
        Page page = Page.of(call);
        Map<String, Integer> tags = ConnectorView.tags(site);
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    int written = 0;
                    int id = page.from();
                    for (; id < site.connectorCount(); id++) {
                        ConnectorDefinition connector = site.connector(id);
                        if (connector == null || SystemSite.isOfSystem(connector)) {
                            continue;
                        }
                        if (written++ == page.limit()) {
                            break;
                        }
                        ConnectorView.write(out, plant, connector, tags.getOrDefault(connector.name(), 0));
                    }
                    out.writeEndArray();
                    out.writeStringField("next", id < site.connectorCount() ? Page.cursor(id) : null);
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> one(Call call) {
        String name = call.path("name");
        devices.requireKnown(name);
        SitePlan site = plant.site();
        ConnectorDefinition connector = site.connector(site.connectorId(name));
        int tags = ConnectorView.tags(site).getOrDefault(name, 0);
        byte[] json = Json.bytes(out -> ConnectorView.write(out, plant, connector, tags));
        return Answer.json(json)
                .withHeader("ETag", definitions.etag(Section.CONNECTORS, name))
                .now();
    }

    private CompletionStage<Answer> restart(Call call) {
        String name = call.path("name");
        String reason = call.body("reason").text("reason", "");
        devices.requireKnown(name);
        if (!plant.site().connector(plant.site().connectorId(name)).isEnabled()) {
            throw Devices.notRunning(name);
        }
        return log.note(call.principal(), "connector " + name + " is restarted", reason)
                .thenCompose(noted -> plant.restartConnector(name).copy().orTimeout(RESTART_S, TimeUnit.SECONDS))
                .handleAsync((isStarted, failure) -> restarted(name, isStarted, failure), lanes.of(Lane.CORE));
    }

    private static Answer restarted(String name, Boolean isStarted, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            throw new Problem(504, "connector-timeout", "The connector " + name + " takes long to end.");
        }
        if (cause != null) {
            throw new CompletionException(cause);
        }
        if (!isStarted) {
            throw Devices.notRunning(name);
        }
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeStringField("name", name);
            out.writeEndObject();
        });
    }

    private CompletionStage<Answer> enable(Call call, boolean isEnabled) {
        String name = call.path("name");
        String reason = call.body("reason").text("reason", "");
        devices.requireKnown(name);
        SiteDesk.Edit edit = new SiteDesk.Edit(
                Section.CONNECTORS, name, SiteDesk.Action.PATCH, "{\"enabled\":" + isEnabled + "}", "*");
        String why = reason.isEmpty() ? "connector " + name + (isEnabled ? " enabled" : " disabled") : reason;
        return definitions
                .edit(List.of(edit), new Revision(call.principal().user(), why), call.principal())
                .thenApplyAsync(outcome -> outcome(name, outcome), lanes.of(Lane.CORE));
    }

    private Answer outcome(String name, ConfigurationOutcome outcome) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("name", name);
                    out.writeNumberField("version", outcome.version());
                    out.writeBooleanField("changed", outcome.sequence() > 0);
                    out.writeNumberField("sequence", outcome.sequence());
                    out.writeEndObject();
                })
                .withHeader("ETag", definitions.etag(Section.CONNECTORS, name));
    }
}
