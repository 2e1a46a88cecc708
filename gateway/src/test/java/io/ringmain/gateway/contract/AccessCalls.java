package io.ringmain.gateway.contract;

import io.ringmain.gateway.testing.MemoryUsers;

/** Logins and what belongs to them. */
final class AccessCalls {
    private AccessCalls() {}

    static void make(Contract contract) {
        String login = "{\"username\":\"guest\",\"password\":\"" + MemoryUsers.PASSWORD + "\"}";
        contract.call("POST /api/v1/auth/login")
                .as("")
                .body("{\"username\":\"guest\",\"password\":\"wrong\"}")
                .refused(401);
        contract.call("POST /api/v1/auth/login").as("").body(login).done(200);
        contract.call("POST /api/v1/auth/refresh").done(200);
        contract.call("POST /api/v1/auth/ws-ticket").done(200);
        String leaving = contract.gateway.token("guest");
        contract.call("POST /api/v1/auth/logout").as(leaving).done(204);
        String changing = contract.gateway.token("auditor");
        String password = "POST /api/v1/auth/password";
        contract.call(password)
                .as(changing)
                .body("{\"current\":\"wrong\",\"new\":\"another-horse-battery\"}")
                .refused(403);
        contract.call(password)
                .as(changing)
                .body("{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"short\"}")
                .refused(422);
        contract.call(password)
                .as(changing)
                .body("{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"another-horse-battery\"}")
                .done(204);
    }
}
