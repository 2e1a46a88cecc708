package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** The configuration as a whole and its versions. */
final class ConfigurationCalls {
    private static final String CONFIG = "/api/v1/system/config";

    private ConfigurationCalls() {}

    static void make(Contract contract) {
        contract.call("POST /api/v1/tags")
                .body("{\"name\":\"Carried\",\"type\":\"float64\",\"range\":[0,10]}")
                .done(201);
        contract.call("POST /api/v1/connectors")
                .body("{\"name\":\"Dev.Kept\",\"type\":\"fake\",\"api-token\":\"hush\"}")
                .done(201);
        contract.call("GET " + CONFIG).query("section=tags").done(200);
        JsonNode bundle = contract.call("POST " + CONFIG + ":export").body("{}").json(200);
        contract.call("POST " + CONFIG + ":export")
                .body("{\"format\":\"yaml\",\"sections\":[\"tags\"]}")
                .done(200);
        String put = "POST " + CONFIG + ":import";
        contract.call(put).body("{\"bundle\":" + bundle + ",\"dryRun\":true}").done(200);
        contract.call(put).body("{\"bundle\":" + bundle + "}").done(200);
        contract.call(put)
                .body("{\"bundle\":\"tags: [{name: Carried, type: float65}]\"}")
                .refused(422);
        contract.call(put)
                .body("{\"bundle\":{\"tags\":[{\"name\":\"Connectors.valves.State\",\"type\":\"bool\"}]}}")
                .refused(409);
        String table = contract.call("GET /api/v1/tags:export").done(200).body();
        String tags = "POST /api/v1/tags:import";
        contract.call(tags).header("Content-Type", "text/csv").body(table).done(200);
        contract.call(tags).body("name,type\nA,float65\n").refused(422);
        contract.call(tags).body("name,type\nConnectors.valves.State,bool\n").refused(409);
        JsonNode versions = contract.call("GET " + CONFIG + "/versions").json(200);
        int newest = versions.at("/items/0/version").asInt();
        contract.call("GET " + CONFIG + "/versions/{n}")
                .path("n", Integer.toString(newest))
                .done(200);
        contract.call("GET " + CONFIG + ":compare").done(200);
        contract.call("GET " + CONFIG + ":compare").query("from=files").done(200);
        contract.call("GET " + CONFIG + ":compare").query("from=999999").refused(404);
        String back = "POST " + CONFIG + ":rollback";
        contract.call(back).ifMatch().body("{\"version\":999999}").refused(404);
        contract.call(back)
                .ifMatch()
                .body("{\"version\":" + (newest - 1) + ",\"reason\":\"a mistake\"}")
                .done(200);
    }
}
