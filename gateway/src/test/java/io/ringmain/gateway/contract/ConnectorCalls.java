package io.ringmain.gateway.contract;

import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.LinkState;
import io.ringmain.gateway.testing.FakeCertificates;
import io.ringmain.gateway.testing.FakeNodes;

/** Connectors, what is in their devices, certificates, and what is served over OPC UA. */
final class ConnectorCalls {
    /** Stands in no file. */
    private static final String VALVES = "valves";

    private static final String SWITCHED = "Dev.Switch";

    private ConnectorCalls() {}

    static void make(Contract contract) {
        contract.call("GET /api/v1/connectors").done(200);
        contract.call("GET /api/v1/connectors/{name}").name(VALVES).done(200);
        device(contract);
        certificates(contract);
        switches(contract);
        served(contract);
    }

    private static void device(Contract contract) {
        String value = "/api/v1/connectors/{name}/value";
        contract.call("GET /api/v1/connectors/{name}/browse").name(VALVES).done(200);
        contract.call("GET " + value).name(VALVES).query("node=n%3DFI").done(200);
        contract.call("PUT " + value)
                .name(VALVES)
                .query("node=n%3DFI")
                .body("{\"value\":7,\"reason\":\"test\"}")
                .done(200);
        contract.call("PUT " + value)
                .name(VALVES)
                .query("node=n%3DFI")
                .body("{\"value\":\"x\"}")
                .refused(422);
        String tags = "POST /api/v1/connectors/{name}/browse:tags";
        contract.call(tags)
                .name(VALVES)
                .body("{\"node\":\"n=Feed\",\"prefix\":\"Found\",\"apply\":true}")
                .done(200);
        // the connector starts again with its new tags
        await().until(() -> contract.call("GET /api/v1/connectors/{name}/browse")
                        .name(VALVES)
                        .asked()
                        .statusCode()
                == 200);
        contract.call(tags)
                .name(VALVES)
                .body("{\"prefix\":\"Other\",\"limit\":1,\"apply\":true}")
                .refused(422);
        contract.gateway.device.nodes = null;
        contract.call("GET /api/v1/connectors/{name}/browse").name(VALVES).refused(409);
        contract.call("GET " + value).name(VALVES).query("node=n%3DFI").refused(409);
        contract.call("PUT " + value)
                .name(VALVES)
                .query("node=n%3DFI")
                .body("{\"value\":7}")
                .refused(409);
        contract.call(tags).name(VALVES).body("{}").refused(409);
        contract.gateway.device.nodes = new FakeNodes();
    }

    private static void certificates(Contract contract) {
        String one = "POST /api/v1/connectors/{name}/certificates/{thumbprint}:";
        contract.call("GET /api/v1/connectors/{name}/certificates").name(VALVES).done(200);
        for (String verb : new String[] {"trust", "reject"}) {
            contract.call(one + verb)
                    .name(VALVES)
                    .path("thumbprint", FakeCertificates.PEER)
                    .body("{\"reason\":\"new controller\"}")
                    .done(200);
            contract.call(one + verb)
                    .name(VALVES)
                    .path("thumbprint", FakeCertificates.OWN)
                    .body("{}")
                    .refused(409);
        }
        contract.gateway.device.certificates = null;
        contract.call("GET /api/v1/connectors/{name}/certificates").name(VALVES).refused(409);
        contract.gateway.device.certificates = new FakeCertificates();
    }

    private static void switches(Contract contract) {
        String one = "POST /api/v1/connectors/{name}:";
        contract.call("POST /api/v1/connectors")
                .body("{\"name\":\"Dev.Switch\",\"type\":\"fake\"}")
                .done(201);
        awaitLink(contract, LinkState.OK);
        contract.call(one + "restart")
                .name(SWITCHED)
                .body("{\"reason\":\"hangs\"}")
                .done(200);
        contract.call(one + "disable")
                .name(SWITCHED)
                .body("{\"reason\":\"work\"}")
                .done(200);
        awaitLink(contract, LinkState.DISABLED);
        contract.call(one + "restart").name(SWITCHED).body("{}").refused(409);
        contract.call(one + "enable").name(SWITCHED).body("{}").done(200);
        awaitLink(contract, LinkState.OK);
        for (String verb : new String[] {"disable", "enable"}) {
            contract.call(one + verb).name(VALVES).body("{}").refused(409);
        }
    }

    private static void awaitLink(Contract contract, LinkState state) {
        await().until(() -> contract.gateway.plant.link(SWITCHED) == state);
    }

    private static void served(Contract contract) {
        contract.call("POST /api/v1/connectors")
                .body("{\"name\":\"Out\",\"type\":\"opcua-server\",\"enabled\":false}")
                .done(201);
        contract.call("GET /api/v1/opcua-server/nodes").query("connector=No").refused(404);
        contract.call("GET /api/v1/opcua-server/nodes").done(200);
        String put = "PUT /api/v1/opcua-server/nodes";
        String rules = "{\"rules\":[{\"nodes\":\"A.*\",\"access\":\"read\"}]}";
        contract.call(put).query("connector=No").ifMatch().body(rules).refused(404);
        contract.call(put).ifMatch().body(rules).done(200);
        contract.call(put)
                .ifMatch()
                .body("{\"rules\":[{\"nodes\":\"*\",\"access\":\"some\"}]}")
                .refused(422);
    }
}
