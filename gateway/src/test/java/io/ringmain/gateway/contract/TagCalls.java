package io.ringmain.gateway.contract;

import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.testing.TestSite;

/** Tags, their values and their samples. */
final class TagCalls {
    private static final long NOON = 1_700_000_000_000_000_000L;
    private static final String SPAN = "from=2023-11-14T22:13:20Z&to=2023-11-14T22:14:20Z";

    private TagCalls() {}

    static void make(Contract contract) {
        contract.call("GET /api/v1/tags").query("limit=10").done(200);
        contract.call("GET /api/v1/tags")
                .query("glob=Field.*&positionFrom=1km&limit=2")
                .done(200);
        contract.call("GET /api/v1/tags").query("text=tank%20temp").done(200);
        contract.call("GET /api/v1/tags")
                .query("tags=" + TestSite.TEMPERATURE + ",Nix&below=Plant")
                .done(200);
        contract.call("GET /api/v1/tags").query("sort=name&skip=1&limit=2").done(200);
        contract.call("GET /api/v1/tags:tree").query("below=Plant&limit=1").done(200);
        contract.call("GET /api/v1/tags/{name}").name(TestSite.SETPOINT).done(200);
        contract.gateway.set(TestSite.TEMPERATURE, 20);
        contract.call("GET /api/v1/values").query("tags=Plant.*,Nix").done(200);
        contract.call("GET /api/v1/values/{name}").name(TestSite.TEMPERATURE).done(200);
        contract.call("PUT /api/v1/values/{name}")
                .name(TestSite.COUNT)
                .body("{\"value\":7,\"reason\":\"counted\"}")
                .done(200);
        contract.call("PUT /api/v1/values/{name}")
                .name(TestSite.FIXED)
                .body("{\"value\":7}")
                .refused(409);
        contract.call("PUT /api/v1/values/{name}")
                .name(TestSite.TEMPERATURE)
                .body("{\"value\":1000}")
                .refused(422);
        override(contract);
        history(contract);
    }

    private static void override(Contract contract) {
        String override = "POST /api/v1/tags/{name}:override";
        String release = "POST /api/v1/tags/{name}:release";
        contract.call(release)
                .name(TestSite.TEMPERATURE)
                .body("{\"reason\":\"nothing to release\"}")
                .refused(409);
        contract.call(override)
                .name(TestSite.TEMPERATURE)
                .body("{\"value\":50}")
                .refused(422);
        contract.call(override)
                .name(TestSite.TEMPERATURE)
                .body("{\"value\":50,\"reason\":\"sensor removed\"}")
                .done(200);
        contract.call("GET /api/v1/values/{name}").name(TestSite.TEMPERATURE).done(200);
        contract.call(release).name(TestSite.TEMPERATURE).body("{}").refused(422);
        contract.call(release)
                .name(TestSite.TEMPERATURE)
                .body("{\"reason\":\"sensor is back\"}")
                .done(200);
    }

    private static void history(Contract contract) {
        for (int second = 0; second < 30; second++) {
            contract.gateway.history.add(
                    new History.Sample(NOON + second * 1_000_000_000L, 20.0 + second, Quality.GOOD, second));
        }
        contract.gateway.history.miss(new History.Gap(NOON - 10, NOON, "the store is down"));
        String one = "GET /api/v1/history/{name}";
        contract.call(one).name(TestSite.TEMPERATURE).query(SPAN + "&limit=5").done(200);
        contract.call(one).name(TestSite.TEMPERATURE).query(SPAN + "&buckets=5").done(200);
        contract.call(one)
                .name(TestSite.TEMPERATURE)
                .query(SPAN + "&aggregate=average&interval=10s")
                .done(200);
        contract.call(one)
                .name(TestSite.LABEL)
                .query(SPAN + "&aggregate=average&interval=10s")
                .refused(422);
        contract.call("POST /api/v1/history:query")
                .body("{\"tags\":[\"" + TestSite.TEMPERATURE + "\",\"Nix\"],\"from\":\"2023-11-14T22:13:20Z\","
                        + "\"to\":\"2023-11-14T22:14:20Z\"}")
                .done(200);
        contract.call("POST /api/v1/history:query")
                .body("{\"tags\":[\"" + TestSite.TEMPERATURE + "\"],\"from\":\"2023-11-14T22:13:20Z\","
                        + "\"to\":\"2023-11-14T22:14:20Z\",\"aggregate\":\"average\",\"interval\":\"10s\"}")
                .done(200);
        contract.call("POST /api/v1/history:query")
                .body("{\"tags\":[\"" + TestSite.TEMPERATURE + "\"],\"from\":\"2023-11-14T22:13:20Z\","
                        + "\"to\":\"2023-11-14T22:14:20Z\",\"aggregate\":\"minmax\",\"buckets\":5}")
                .done(200);
    }
}
