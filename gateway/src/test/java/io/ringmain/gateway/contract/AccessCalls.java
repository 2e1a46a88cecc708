package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
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
        contract.call("GET /api/v1/auth/oidc").as("").done(200);
        sessions(contract);
        apiTokens(contract);
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

    private static void sessions(Contract contract) {
        String guest = contract.gateway.token("guest");
        String list = "GET /api/v1/sessions";
        JsonNode all = contract.call(list).json(200);
        contract.call(list).query("user=guest").query("limit=1").done(200);
        contract.call(list).as(guest).query("user=administrator").refused(403);
        contract.call("DELETE /api/v1/sessions/{id}").path("id", "nix").refused(404);
        for (JsonNode session : all.path("items")) {
            if (session.path("user").asText().equals("guest")) {
                contract.call("DELETE /api/v1/sessions/{id}")
                        .path("id", session.path("id").asText())
                        .done(204);
                break;
            }
        }
        String endAll = "DELETE /api/v1/sessions";
        contract.call(endAll)
                .as(contract.gateway.token("auditor"))
                .query("user=guest")
                .refused(403);
        contract.call(endAll).query("user=guest").done(200);
    }

    private static void apiTokens(Contract contract) {
        String make = "POST /api/v1/api-tokens";
        String body = "{\"name\":\"backup\",\"scopes\":[\"view\"]}";
        JsonNode made = contract.call(make).body(body).json(201);
        contract.call(make).body(body).refused(409);
        contract.call(make)
                .as(contract.gateway.token("guest"))
                .body(body.replace("view", "write"))
                .refused(403);
        contract.call(make)
                .body(body.replace("}", ",\"expiresAt\":\"2020-01-01T00:00:00Z\"}"))
                .refused(422);
        String token = made.path("token").asText();
        contract.call("POST /api/v1/auth/refresh").as(token).refused(403);
        contract.call("POST /api/v1/auth/logout").as(token).refused(403);
        contract.call("GET /api/v1/api-tokens").done(200);
        contract.call("GET /api/v1/api-tokens")
                .as(contract.gateway.token("guest"))
                .query("user=administrator")
                .refused(403);
        String revoke = "DELETE /api/v1/api-tokens/{id}";
        contract.call(revoke).path("id", "nix").refused(404);
        contract.call(revoke).path("id", made.path("id").asText()).done(204);
    }
}
