package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * What clients of an OPC UA server may do with each of its nodes: the rules that its connector's setting holds, in their order.
 * The connector's provider says which rules are sound.
 */
final class ServedNodeEndpoints {
    private static final String NODES = "/api/v1/opcua-server/nodes";
    private static final String TYPE = "opcua-server";
    private static final String SETTING = "access";
    /** What the server does where the setting is not written. */
    private static final String STANDARD = "*=read-write";

    private static final int MAX_RULES = 1_000;
    private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");
    /** What stands between rules, and between the parts of one, can be in neither part. */
    private static final Pattern PART = Pattern.compile("[^,=\\s]+");

    private final Plant plant;
    private final SiteDesk definitions;
    private final Lanes lanes;

    ServedNodeEndpoints(RestContext context) {
        plant = context.plant();
        definitions = context.siteDesk();
        lanes = context.lanes();
    }

    List<Route> routes() {
        return List.of(
                Route.read(NODES, Permission.VIEW, Set.of("connector"), this::read),
                new Route("PUT", NODES, Permission.CONFIGURE, Lane.CORE, Set.of("connector", "reason"), this::replace));
    }

    private CompletionStage<Answer> read(Call call) {
        return shown(server(call)).now();
    }

    /** The connector that is asked for; it need not be named when there is one alone. */
    private String server(Call call) {
        String asked = call.query("connector");
        SitePlan site = plant.site();
        List<String> servers = new ArrayList<>();
        for (int id = 0; id < site.connectorCount(); id++) {
            ConnectorDefinition connector = site.connector(id);
            if (connector != null && connector.type().equals(TYPE)) {
                servers.add(connector.name());
            }
        }
        if (asked.isEmpty() && servers.size() > 1) {
            throw Problem.badRequest("connector: must be given, there are " + String.join(", ", servers));
        }
        if (servers.isEmpty() || !asked.isEmpty() && !servers.contains(asked)) {
            throw Problem.notFound(
                    "connector-unknown",
                    asked.isEmpty()
                            ? "There is no connector of the type " + TYPE + "."
                            : "There is no connector " + asked + " of the type " + TYPE + ".");
        }
        return asked.isEmpty() ? servers.get(0) : asked;
    }

    private Answer shown(String server) {
        ConnectorDefinition connector = plant.site().connector(plant.site().connectorId(server));
        if (connector == null) {
            throw Problem.notFound("connector-unknown", "There is no connector " + server + " any more.");
        }
        String rules = connector.settings().getOrDefault(SETTING, STANDARD);
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("connector", server);
                    out.writeArrayFieldStart("rules");
                    for (String rule : BETWEEN.split(rules)) {
                        int equals = rule.indexOf('=');
                        if (equals > 0) {
                            out.writeStartObject();
                            out.writeStringField("nodes", rule.substring(0, equals));
                            out.writeStringField("access", rule.substring(equals + 1));
                            out.writeEndObject();
                        }
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                })
                .withHeader("ETag", definitions.etag(Section.CONNECTORS, server));
    }

    private CompletionStage<Answer> replace(Call call) {
        String server = server(call);
        String json = JsonNodeFactory.instance
                .objectNode()
                .put(SETTING, setting(call.body("rules").required("rules")))
                .toString();
        SiteDesk.Edit edit = new SiteDesk.Edit(Section.CONNECTORS, server, SiteDesk.Action.PATCH, json, call.ifMatch());
        String reason = call.query("reason");
        String why = reason.isEmpty() ? "access to the nodes of " + server : reason;
        return definitions
                .edit(List.of(edit), new Revision(call.principal().user(), why), call.principal())
                .thenApplyAsync(outcome -> shown(server), lanes.of(Lane.CORE));
    }

    private static String setting(JsonNode rules) {
        if (!rules.isArray() || rules.isEmpty() || rules.size() > MAX_RULES) {
            throw Problem.badRequest("rules: a list of 1 to " + MAX_RULES + " rules is expected");
        }
        List<String> written = new ArrayList<>();
        for (JsonNode rule : rules) {
            JsonBody body = JsonBody.of(rule, "nodes", "access");
            written.add(part(body, "nodes") + '=' + part(body, "access"));
        }
        return String.join(", ", written);
    }

    private static String part(JsonBody rule, String key) {
        String text = rule.requiredText(key);
        if (!PART.matcher(text).matches()) {
            throw Problem.badRequest("rules: " + key + ": '" + text + "' holds a blank, a comma or an equals sign");
        }
        return text;
    }
}
