package io.ringmain.gateway.contract;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.testing.TestSite;
import java.time.Instant;

/** A replay's life, and reads from it. */
final class ReplayCalls {
    private static final String ONE = "/api/v1/replays/{id}";
    private static final String NEVER = "{\"at\":\"1999-01-01T00:00:00Z\"}";

    private ReplayCalls() {}

    static void make(Contract contract) {
        contract.gateway.set(TestSite.TEMPERATURE, 21);
        String now = Instant.ofEpochSecond(0, contract.gateway.plant.nowNs()).toString();
        contract.call("POST /api/v1/replays").body(NEVER).refused(422);
        JsonNode opened = contract.call("POST /api/v1/replays")
                .body("{\"at\":\"" + now + "\"}")
                .json(201);
        String id = opened.path("id").asText();
        awaitStanding(contract, id);
        contract.call("GET /api/v1/replays").done(200);
        contract.call("POST " + ONE + ":seek").path("id", id).body(NEVER).refused(422);
        contract.call("POST " + ONE + ":seek")
                .path("id", id)
                .body("{\"at\":\"" + now + "\"}")
                .done(200);
        awaitStanding(contract, id);
        reads(contract, id);
        contract.call("POST " + ONE + ":step")
                .path("id", id)
                .body("{\"duration\":\"1ms\"}")
                .done(200);
        awaitStanding(contract, id);
        contract.call("POST " + ONE + ":play")
                .path("id", id)
                .body("{\"speed\":1}")
                .done(200);
        contract.call("POST " + ONE + ":pause").path("id", id).body("{}").done(200);
        contract.call("DELETE " + ONE).path("id", id).done(204);
    }

    private static void reads(Contract contract, String id) {
        for (String list : new String[] {"values", "alarms", "alarms/active", "machines"}) {
            read(contract, "GET /api/v1/" + list, "", id);
        }
        read(contract, "GET /api/v1/values/{name}", TestSite.TEMPERATURE, id);
        read(contract, "GET /api/v1/alarms/{name}", TestSite.HI, id);
        read(contract, "GET /api/v1/machines/{name}", TestSite.VALVE, id);
    }

    private static void read(Contract contract, String operation, String name, String id) {
        contract.call(operation).name(name).query("replay=" + id).done(200);
        contract.call(operation).name(name).query("replay=999999").refused(404);
        contract.call(operation)
                .name(name)
                .query("replay=" + id)
                .as(contract.token(Role.GUEST))
                .refused(403);
    }

    private static void awaitStanding(Contract contract, String id) {
        await().until(() -> !contract.call("GET " + ONE)
                .path("id", id)
                .json(200)
                .path("state")
                .asText()
                .equals("seeking"));
    }
}
