package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.historian.records.Records;

/** Events, log book, past occurrences and audit; after the commands that they tell of. */
final class RecordCalls {
    private static final int PATIENCE_MS = 30_000;

    private RecordCalls() {}

    static void make(Contract contract, Records records) {
        contract.gateway.set(TestSite.TEMPERATURE, 85);
        records.awaitCovered(contract.gateway.plant.journaledSequence(), PATIENCE_MS);
        JsonNode events =
                contract.call("GET /api/v1/events").query("class=alarm").json(200);
        String id = events.at("/items/0/id").asText();
        String comments = "POST /api/v1/events/{id}/comments";
        contract.call(comments)
                .path("id", id)
                .body("{\"comment\":\"as last week\"}")
                .done(201);
        contract.call(comments)
                .path("id", id)
                .body("{\"comment\":\"" + "x".repeat(5_000) + "\"}")
                .refused(422);
        String log = "POST /api/v1/logbook";
        contract.call(log)
                .body("{\"text\":\"Pump 2 sounds odd\",\"category\":\"shift\",\"alarm\":\"" + TestSite.HI
                        + "\",\"event\":\"" + id + "\"}")
                .done(201);
        contract.call(log).body("{\"text\":\"x\",\"alarm\":\"Nix\"}").refused(404);
        contract.call(log).body("{\"text\":\"" + "x".repeat(5_000) + "\"}").refused(422);
        records.awaitCovered(contract.gateway.plant.journaledSequence(), PATIENCE_MS);
        contract.call("GET /api/v1/events").done(200);
        contract.call("GET /api/v1/logbook").done(200);
        contract.call("GET /api/v1/alarms/history").done(200);
        contract.call("GET /api/v1/audit").done(200);
        contract.gateway.set(TestSite.TEMPERATURE, 20);
    }
}
