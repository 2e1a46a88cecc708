package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;

/** Definitions are made, changed and removed; the same for every section. */
final class DefinitionCalls {
    private static final String TAG = "{\"name\":\"New.Tag\",\"type\":\"float64\",\"range\":[0,10]}";
    private static final String ALARM =
            "{\"name\":\"New.Alarm\",\"tag\":\"Plant.Tank.Volume\",\"kind\":\"HI\",\"limit\":80}";
    private static final String MACHINE =
            "{\"name\":\"New.Machine\",\"interval\":\"1h\",\"states\":{\"A\":{},\"B\":{}},"
                    + "\"transitions\":[{\"from\":\"A\",\"to\":\"B\",\"operator\":true}]}";

    private DefinitionCalls() {}

    static void make(Contract contract) {
        section(contract, "tags", "New.Tag", TAG, "{\"range\":[0,20]}", "{\"type\":\"float65\"}");
        section(contract, "alarms", "New.Alarm", ALARM, "{\"limit\":70}", "{\"tag\":\"No.Such\"}");
        section(
                contract,
                "alarm-groups",
                "New.Group",
                "{\"name\":\"New.Group\",\"suppressed-by\":\"Plant.Pump.Run\"}",
                "{\"suppressed-by\":\"not Plant.Pump.Run\"}",
                "{\"suppressed-by\":\"No.Such\"}");
        section(contract, "machines", "New.Machine", MACHINE, "{\"interval\":\"2h\"}", "{\"interval\":\"never\"}");
        section(
                contract,
                "connectors",
                "New.Device",
                "{\"name\":\"New.Device\",\"type\":\"fake\",\"endpoint\":\"a\"}",
                "{\"endpoint\":\"b\"}",
                "{\"colour\":\"red\"}");
        contract.call("DELETE /api/v1/tags/{name}")
                .name(TestSite.TEMPERATURE)
                .ifMatch()
                .refused(422);
        contract.call("DELETE /api/v1/connectors/{name}")
                .name("valves")
                .ifMatch()
                .refused(422);
        contract.call("PATCH /api/v1/alarms/{name}")
                .name(TestSite.HI)
                .ifMatch()
                .body("{}")
                .refused(409);
        contract.call("POST /api/v1/system/config:reload").done(200);
    }

    private static void section(
            Contract contract, String section, String name, String whole, String part, String unsound) {
        String list = "/api/v1/" + section;
        String one = list + "/{name}";
        String patch = "PATCH " + (section.equals("machines") ? one + "/definition" : one);
        contract.call("POST " + list).query("reason=new").body(whole).done(201);
        contract.call("POST " + list).body(whole).refused(409);
        String other = whole.replace("New.", "Other.");
        contract.call("POST " + list).body(merged(other, unsound)).refused(422);
        contract.call("GET " + one + "/definition").name(name).done(200);
        contract.call("PUT " + one).name(name).ifMatch().body(whole).done(200);
        contract.call("PUT " + one)
                .name(name)
                .ifMatch()
                .body(merged(whole, unsound))
                .refused(422);
        contract.call(patch).name(name).ifMatch().body(part).done(200);
        contract.call(patch).name(name).ifMatch().body(unsound).refused(422);
        String batch = "POST " + list + ":batch";
        contract.call(batch).body("{\"put\":[" + other + "]}").done(200);
        contract.call(batch).body("{\"put\":[" + other + "]}").refused(428);
        contract.call(batch)
                .body("{\"put\":[" + other + "],\"ifMatch\":{\"" + name.replace("New.", "Other.") + "\":\"stale\"}}")
                .refused(412);
        contract.call(batch).body("{\"remove\":[\"No.Such\"]}").refused(404);
        contract.call(batch)
                .body("{\"put\":[" + merged(other.replace("Other.", "Third."), unsound) + "]}")
                .refused(422);
        if (!section.startsWith("alarm")) {
            String reserved = section.equals("connectors")
                    ? "Ringmain"
                    : section.equals("tags") ? "Connectors.valves.State" : "Engines.valves";
            contract.call("PUT " + one).name(reserved).ifMatch().body("{}").refused(409);
            contract.call(patch).name(reserved).ifMatch().body("{}").refused(409);
            contract.call("DELETE " + one).name(reserved).ifMatch().refused(409);
            contract.call(batch).body("{\"remove\":[\"" + reserved + "\"]}").refused(409);
        }
        contract.call("DELETE " + one).name(name).ifMatch().done(204);
    }

    /** A definition with other values for some keys. */
    private static String merged(String whole, String part) {
        ObjectNode all = (ObjectNode) TestGateway.json(whole);
        all.setAll((ObjectNode) TestGateway.json(part));
        return all.toString();
    }
}
