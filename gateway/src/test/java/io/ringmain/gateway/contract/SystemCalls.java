package io.ringmain.gateway.contract;

/** The process, and what describes it. */
final class SystemCalls {
    private SystemCalls() {}

    static void make(Contract contract) {
        contract.call("GET /api/v1/system").done(200);
        contract.call("GET /api/v1/system/databases").done(200);
        contract.call("GET /metrics").done(200);
        contract.call("GET /api/v1/metrics").done(200);
        for (String open : new String[] {
            "/api/v1/openapi.json", "/health/live", "/health/ready", "/api/v1/health/live", "/api/v1/health/ready"
        }) {
            contract.call("GET " + open).as("").done(200);
        }
    }
}
