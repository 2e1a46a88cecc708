package io.ringmain.gateway.contract;

import io.ringmain.gateway.testing.TestSite;
import java.time.Instant;
import java.util.List;

/** Alarms: what they show, and the operator's commands. */
final class AlarmCalls {
    private AlarmCalls() {}

    static void make(Contract contract) {
        contract.gateway.set(TestSite.TEMPERATURE, 95);
        contract.call("GET /api/v1/alarms").done(200);
        contract.call("GET /api/v1/alarms/active").done(200);
        contract.call("GET /api/v1/alarms/figures").done(200);
        contract.call("GET /api/v1/alarms/{name}").name(TestSite.HI).done(200);
        contract.call("GET /api/v1/alarms/report").done(200);
        contract.call("GET /api/v1/alarms/report")
                .query("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                .refused(422);
        command(contract, "comment", "{\"comment\":\"is looked at\"}");
        lacking(contract, "comment");
        refused(contract, "comment", "{\"occurrence\":1,\"comment\":\"x\"}");
        command(contract, "silence", "{}");
        command(contract, "acknowledge", "{\"comment\":\"seen\"}");
        refused(contract, "acknowledge", "{}");
        refused(contract, "silence", "{}");
        contract.call("POST /api/v1/alarms:acknowledge")
                .body("{\"alarms\":[\"" + TestSite.LATCHED
                        + "\",{\"name\":\"Nix\",\"occurrence\":7}],\"comment\":\"all\"}")
                .done(200);
        contract.call("POST /api/v1/alarms/{name}:reset")
                .name(TestSite.LATCHED)
                .body("{}")
                .refused(409);
        contract.gateway.set(TestSite.TEMPERATURE, 20);
        contract.call("POST /api/v1/alarms/{name}:reset")
                .name(TestSite.LATCHED)
                .body("{}")
                .done(200);
        refused(contract, "confirm", "{}");
        confirm(contract);
        lacking(contract, "remove-from-service");
        lacking(contract, "return-to-service");
        shelves(contract);
        for (List<String> verbs : List.of(
                List.of("suppress", "unsuppress"),
                List.of("remove-from-service", "return-to-service"),
                List.of("disable", "enable"))) {
            command(contract, verbs.get(0), "{\"reason\":\"work on the sensor\"}");
            refused(contract, verbs.get(0), "{\"reason\":\"again\"}");
            command(contract, verbs.get(1), "{\"reason\":\"done\"}");
            refused(contract, verbs.get(1), "{\"reason\":\"again\"}");
        }
        contract.gateway.set(TestSite.TEMPERATURE, 20);
    }

    /** Of an alarm that is to be confirmed. */
    private static void confirm(Contract contract) {
        contract.call("POST /api/v1/alarms")
                .body("{\"name\":\"Twice\",\"tag\":\"" + TestSite.TEMPERATURE
                        + "\",\"kind\":\"HI\",\"limit\":70,\"confirm\":true}")
                .done(201);
        contract.gateway.set(TestSite.TEMPERATURE, 75);
        contract.call("POST /api/v1/alarms/{name}:acknowledge")
                .name("Twice")
                .body("{}")
                .done(200);
        contract.call("POST /api/v1/alarms/{name}:confirm")
                .name("Twice")
                .body("{}")
                .done(200);
        contract.gateway.set(TestSite.TEMPERATURE, 20);
    }

    private static void shelves(Contract contract) {
        String shelf = "{\"duration\":\"30m\",\"reason\":\"sensor is cleaned\"}";
        command(contract, "shelve", shelf);
        contract.call("GET /api/v1/alarms/{name}").name(TestSite.HI).done(200);
        refused(contract, "shelve", shelf);
        contract.call("POST /api/v1/alarms/{name}:shelve")
                .name(TestSite.HI)
                .body("{\"duration\":\"9h\",\"reason\":\"x\"}")
                .refused(422);
        command(contract, "unshelve", "{}");
        refused(contract, "unshelve", "{}");
        String from = Instant.ofEpochSecond(contract.gateway.plant.nowNs() / 1_000_000_000 + 3_600)
                .toString();
        contract.call("POST /api/v1/alarms/{name}:shelve")
                .name(TestSite.HI)
                .body("{\"duration\":\"1h\",\"from\":\"" + from + "\",\"reason\":\"work\"}")
                .done(200);
        contract.call("GET /api/v1/alarms/{name}").name(TestSite.HI).done(200);
        command(contract, "unshelve", "{}");
    }

    private static void command(Contract contract, String verb, String body) {
        contract.call("POST /api/v1/alarms/{name}:" + verb)
                .name(TestSite.HI)
                .body(body)
                .done(200);
    }

    private static void refused(Contract contract, String verb, String body) {
        contract.call("POST /api/v1/alarms/{name}:" + verb)
                .name(TestSite.HI)
                .body(body)
                .refused(409);
    }

    /** Without the reason, or what else it is about. */
    private static void lacking(Contract contract, String verb) {
        contract.call("POST /api/v1/alarms/{name}:" + verb)
                .name(TestSite.HI)
                .body("{}")
                .refused(422);
    }
}
