package io.ringmain.gateway.contract;

import io.ringmain.gateway.testing.TestSite;

/** Machines while they run. */
final class MachineCalls {
    private MachineCalls() {}

    static void make(Contract contract) {
        String transition = "POST /api/v1/machines/{name}:transition";
        contract.call("GET /api/v1/machines").done(200);
        contract.call("GET /api/v1/machines/{name}").name(TestSite.VALVE).done(200);
        contract.call("GET /api/v1/machines/{name}/diagram")
                .name(TestSite.VALVE)
                .done(200);
        contract.call("GET /api/v1/machines/{name}/diagram")
                .name(TestSite.VALVE)
                .query("format=mermaid")
                .done(200);
        contract.call(transition)
                .name(TestSite.VALVE)
                .body("{\"to\":\"OPEN\",\"reason\":\"flushing\"}")
                .done(200);
        contract.call(transition).name(TestSite.VALVE).body("{\"to\":\"OPEN\"}").refused(409);
        contract.call(transition).name(TestSite.VALVE).body("{\"to\":\"AJAR\"}").refused(422);
        contract.call(transition)
                .name(TestSite.VALVE)
                .body("{\"to\":\"CLOSED\"}")
                .done(200);
        contract.call(transition)
                .name(TestSite.VALVE)
                .body("{\"to\":\"<LOCKED>\"}")
                .done(202);
        contract.call("GET /api/v1/machines/{name}").name(TestSite.VALVE).done(200);
        String set = "PATCH /api/v1/machines/{name}";
        contract.call(set)
                .name(TestSite.VALVE)
                .body("{\"attributes\":{\"speed\":7},\"interval\":\"1h\",\"reason\":\"cold\"}")
                .done(200);
        contract.call(set)
                .name(TestSite.VALVE)
                .body("{\"attributes\":{\"label\":\"x\"}}")
                .refused(409);
        contract.call(set)
                .name(TestSite.VALVE)
                .body("{\"attributes\":{\"speed\":11}}")
                .refused(422);
    }
}
