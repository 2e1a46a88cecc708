package io.ringmain.gateway.contract;

import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;

/** Users and roles. */
final class UserCalls {
    private static final String USERS = "/api/v1/users";
    private static final String USER = USERS + "/{name}";
    private static final String ROLES = "/api/v1/roles";
    private static final String ROLE = ROLES + "/{name}";

    private UserCalls() {}

    static void make(Contract contract) {
        contract.call("GET /api/v1/auth/me").done(200);
        roles(contract);
        users(contract);
        limits(contract);
    }

    private static void roles(Contract contract) {
        String feeder =
                "{\"name\":\"feeder\",\"permissions\":[\"view\",{\"permission\":\"write\",\"areas\":[\"Feed\"]}]}";
        contract.call("POST " + ROLES).query("reason=new").body(feeder).done(201);
        contract.call("POST " + ROLES).body(feeder).refused(409);
        contract.call("POST " + ROLES)
                .body("{\"name\":\"other\",\"permissions\":[\"fly\"]}")
                .refused(422);
        contract.call("GET " + ROLES).done(200);
        contract.call("GET " + ROLE).name("feeder").done(200);
        String wider = "{\"permissions\":[\"view\",\"write\",\"shelve\"]}";
        contract.call("PUT " + ROLE).name("feeder").ifMatch().body(wider).done(200);
        contract.call("PUT " + ROLE)
                .name("feeder")
                .ifMatch()
                .body("{\"permissions\":[\"write\"]}")
                .refused(422);
        contract.call("PUT " + ROLE).name("guest").ifMatch().body(wider).refused(409);
        contract.call("DELETE " + ROLE).name("guest").ifMatch().refused(409);
    }

    private static void users(Contract contract) {
        String anna = "{\"name\":\"anna\",\"role\":\"feeder\",\"areas\":[\"Feed\"]}";
        contract.call("POST " + USERS).query("reason=new").body(anna).done(201);
        contract.call("POST " + USERS).body(anna).refused(409);
        contract.call("POST " + USERS)
                .body("{\"name\":\"bert\",\"role\":\"god\"}")
                .refused(422);
        contract.call("GET " + USERS).query("limit=2").done(200);
        contract.call("GET " + USER).name("anna").done(200);
        contract.call("DELETE " + ROLE).name("feeder").ifMatch().refused(409);
        contract.call("PUT " + USER)
                .name("anna")
                .ifMatch()
                .body("{\"role\":\"operator\"}")
                .done(200);
        contract.call("PUT " + USER)
                .name("anna")
                .ifMatch()
                .body("{\"role\":\"god\"}")
                .refused(422);
        contract.call("PATCH " + USER)
                .name("anna")
                .ifMatch()
                .body("{\"areas\":[\"Tank\"]}")
                .done(200);
        contract.call("PATCH " + USER)
                .name("anna")
                .ifMatch()
                .body("{\"role\":\"god\"}")
                .refused(422);
        contract.call("POST " + USER + ":disable").name("anna").body("{}").done(200);
        contract.call("POST " + USER + ":enable")
                .name("anna")
                .body("{\"reason\":\"back again\"}")
                .done(200);
        contract.call("POST " + USER + ":password").name("anna").body("{}").done(200);
        contract.call("POST " + USER + ":password")
                .name("anna")
                .body("{\"password\":\"short\"}")
                .refused(422);
        contract.call("DELETE " + ROLE).name("feeder").ifMatch().done(204);
        contract.call("DELETE " + USER).name("anna").ifMatch().done(204);
    }

    /** Nobody changes the own account, nobody takes rights that they do not have. */
    private static void limits(Contract contract) {
        for (String verb : new String[] {":disable", ":enable", ":password"}) {
            contract.call("POST " + USER + verb)
                    .name("administrator")
                    .body("{}")
                    .refused(409);
        }
        for (String method : new String[] {"PUT ", "PATCH "}) {
            contract.call(method + USER)
                    .name("administrator")
                    .ifMatch()
                    .body("{\"role\":\"guest\"}")
                    .refused(409);
        }
        contract.call("DELETE " + USER).name("administrator").ifMatch().refused(409);
        contract.call("POST " + ROLES)
                .body("{\"name\":\"clerk\",\"permissions\":[\"view\",\"manage-users\"]}")
                .done(201);
        contract.call("POST " + USERS)
                .body("{\"name\":\"carl\",\"role\":\"clerk\",\"mustChange\":false,\"password\":\""
                        + MemoryUsers.PASSWORD + "\"}")
                .done(201);
        String clerk = TestGateway.json(contract.gateway.login("carl", MemoryUsers.PASSWORD))
                .path("token")
                .asText();
        contract.call("DELETE " + USER)
                .as(clerk)
                .name("administrator")
                .ifMatch()
                .refused(403);
    }
}
