package io.ringmain.gateway.contract;

import io.ringmain.gateway.auth.Role;

/** Layouts of screens. Own ones leave nothing on record, so what is called here is shared. */
final class LayoutCalls {
    private static final String LAYOUTS = "/api/v1/layouts";
    private static final String LAYOUT = LAYOUTS + "/{kind}/{name}";
    private static final String PENS = "{\"pens\":[{\"tag\":\"A\"}]}";

    private LayoutCalls() {}

    static void make(Contract contract) {
        // the first ones are there before it is tried what a change must refuse
        call(contract, "PUT", "Reactor").body(PENS).asked();
        call(contract, "PUT", "Reactor").body("{\"pens\":[]}").ifMatch().done(200);
        call(contract, "PUT", "Feed").body(PENS).header("If-None-Match", "*").done(201);
        call(contract, "PUT", "Feed").body(PENS).header("If-None-Match", "*").refused(412);
        call(contract, "PUT", "Feed").body(PENS).refused(428);
        call(contract, "PUT", "*").body(PENS).refused(400);
        call(contract, "PUT", "Other").body("[]").refused(400);
        call(contract, "PUT", "Other").as(contract.token(Role.GUEST)).body(PENS).refused(403);
        contract.call("GET " + LAYOUTS).query("kind=trend&limit=1").done(200);
        contract.call("GET " + LAYOUTS).query("kind=TREND").refused(400);
        call(contract, "GET", "Feed").done(200);
        call(contract, "DELETE", "Feed")
                .as(contract.token(Role.OPERATOR))
                .ifMatch()
                .refused(403);
        call(contract, "DELETE", "Feed").ifMatch().done(204);
        call(contract, "DELETE", "Feed").header("If-None-Match", "*").refused(404);
        for (int i = 0; i < 200; i++) {
            own(contract, "Mine-" + i).body(PENS).asked();
        }
        call(contract, "PUT", "One-more").body(PENS).refused(409);
        for (int i = 0; i < 200; i++) {
            contract.call("DELETE " + LAYOUT)
                    .path("kind", "trend")
                    .name("Mine-" + i)
                    .asked();
        }
    }

    private static Contract.Call own(Contract contract, String name) {
        return contract.call("PUT " + LAYOUT).path("kind", "trend").name(name);
    }

    private static Contract.Call call(Contract contract, String method, String name) {
        return contract.call(method + " " + LAYOUT)
                .path("kind", "trend")
                .name(name)
                .query("shared=true");
    }
}
