package io.ringmain.gateway.contract;

/** The process, and what describes it. */
final class SystemCalls {
    private SystemCalls() {}

    static void make(Contract contract) {
        contract.call("GET /api/v1/site").done(200);
        contract.call("GET /api/v1/system").done(200);
        contract.call("GET /api/v1/system/databases").done(200);
        contract.call("GET /metrics").done(200);
        contract.call("GET /api/v1/metrics").done(200);
        prom(contract);
        for (String open : new String[] {
            "/api/v1/openapi.json", "/health/live", "/health/ready", "/api/v1/health/live", "/api/v1/health/ready"
        }) {
            contract.call("GET " + open).as("").done(200);
        }
    }

    /** The same by a query as by a form. */
    private static void prom(Contract contract) {
        String span = "start=1772366000&end=1772366060&step=60";
        for (String[] call : new String[][] {
            {"query", "query=1%2B1"},
            {"query_range", "query=ringmain_value%7Btag%3D%22Plant.Tank.Temperature%22%7D&" + span},
            {"series", "match%5B%5D=ringmain_value"},
            {"labels", "match%5B%5D=ringmain_value"}
        }) {
            String path = " /prom/api/v1/" + call[0];
            contract.call("GET" + path).query(call[1]).done(200);
            form(contract, path, call[1]).done(200);
            contract.call("GET" + path).query("no-such-parameter=1").refused(400);
        }
        contract.call("GET /prom/api/v1/query").query("query=topk(1,x)").refused(400);
        String wide = "query=ringmain_value&time=1772366000";
        contract.call("GET /prom/api/v1/query").query(wide).refused(422);
        form(contract, " /prom/api/v1/query", wide).refused(422);
        contract.call("GET /prom/api/v1/query_range")
                .query("query=ringmain_value&" + span)
                .refused(422);
        form(contract, " /prom/api/v1/query_range", "query=ringmain_value&" + span)
                .refused(422);
        contract.call("GET /prom/api/v1/label/{name}/values").name("area").done(200);
        contract.call("GET /prom/api/v1/metadata").done(200);
        contract.call("GET /prom/api/v1/status/buildinfo").done(200);
    }

    private static Contract.Call form(Contract contract, String path, String fields) {
        return contract.call("POST" + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(fields);
    }
}
