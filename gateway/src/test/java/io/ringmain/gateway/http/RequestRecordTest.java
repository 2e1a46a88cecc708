package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.testing.FakeDevice;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.RawClient;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import io.ringmain.gateway.trail.AuditNote;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What logins, refusals and changes leave on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestRecordTest {
    private static final String REST = "rest 127.0.0.1";
    private static final String WS = "ws 127.0.0.1";

    private TestGateway gateway;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private List<AuditNote> notes() {
        return List.copyOf(gateway.notes);
    }

    private void assertNoted(String user, String action, String target, String origin, String code) {
        await().untilAsserted(() ->
                assertThat(notes()).contains(new AuditNote(user, action, target, "", "", "", origin, code)));
    }

    @BeforeEach
    void forget() {
        gateway.notes.clear();
    }

    @Test
    void shouldNoteGoodAndRefusedLoginsWithTheNameThatWasTried() {
        gateway.login("operator", MemoryUsers.PASSWORD);
        gateway.login("mallory", "wrong");
        assertThat(notes())
                .containsExactly(
                        new AuditNote("operator", "login", "", "", "", "", REST, AuditNote.GOOD),
                        new AuditNote("mallory", "login", "", "", "", "", REST, "credentials-invalid"));
    }

    @Test
    void shouldNoteALoginThatIsLocked() {
        for (int i = 0; i < 6; i++) {
            gateway.login("locked", "wrong");
        }
        assertNoted("locked", "login", "", REST, "login-locked");
    }

    @Test
    void shouldNoteTheImportOfATableAndNotItsDryRun() {
        String token = gateway.token("supervisor");
        String table = "name,type\nRecord.Imported,oops\n";
        gateway.post("/api/v1/tags:import?dryRun=true", token, table);
        assertThat(notes()).noneMatch(note -> note.target().contains("tags:import"));
        gateway.post("/api/v1/tags:import", token, table);
        assertNoted("supervisor", "request", "POST /api/v1/tags:import", REST, "table-unsound");
    }

    @Test
    void shouldNoteALogout() {
        String token = gateway.token("operator");
        gateway.post("/api/v1/auth/logout", token, "{}");
        assertNoted("operator", "logout", "", REST, AuditNote.GOOD);
    }

    @Test
    void shouldNoteATokenThatIsRefusedAndNotAQuestionForWhatIsNotThere() {
        String guest = gateway.token("guest");
        gateway.notes.clear();
        gateway.get("/api/v1/tags/Nix", guest);
        gateway.get("/api/v1/tags", "a.b.c");
        assertThat(notes())
                .containsExactly(new AuditNote("", "request", "GET /api/v1/tags", "", "", "", REST, "token-invalid"));
    }

    @Test
    void shouldNoteWhoMayNot() {
        gateway.put("/api/v1/values/" + TestSite.SETPOINT, gateway.token("guest"), "{\"value\":1}");
        assertNoted("guest", "request", "PUT /api/v1/values/" + TestSite.SETPOINT, REST, "forbidden");
    }

    @Test
    void shouldNoteWhatNoClientOfGoodWillSends() {
        RawClient.exchange(gateway.server.port(), "GET /health/live HTTP/9.9\r\nHost: localhost\r\n\r\n");
        RawClient.exchange(gateway.server.port(), "GET /a/..%2fb HTTP/1.1\r\nHost: localhost\r\n\r\n");
        RawClient.exchange(gateway.server.port(), "GET /health/live HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        await().untilAsserted(() -> assertThat(notes()).hasSize(3));
        assertThat(notes()).extracting(AuditNote::origin).containsOnly(REST);
        assertThat(notes())
                .extracting(note -> note.target() + " " + note.code())
                .containsExactly(
                        " http-version-not-supported", "GET /a/..%2fb bad-path", "GET /health/live host-not-allowed");
    }

    @Test
    void shouldNoteNothingButTheCommandWhereThereIsOne() {
        gateway.put(
                "/api/v1/values/" + TestSite.SETPOINT, gateway.token("operator"), "{\"value\":1,\"reason\":\"night\"}");
        assertThat(notes()).extracting(AuditNote::action).containsExactly("login");
    }

    @Test
    void shouldNoteDefinitionsBeforeAndAfterAChange() {
        String token = gateway.token("supervisor");
        gateway.notes.clear();
        String tag = "{\"name\":\"Noted.Level\",\"type\":\"float64\"}";
        gateway.post("/api/v1/tags?reason=new+tank", token, tag);
        patch("/api/v1/tags/Noted.Level?reason=metres", token, "{\"unit\":\"m\"}");
        String changed = "{\"name\":\"Noted.Level\",\"type\":\"float64\",\"unit\":\"m\"}";
        delete("/api/v1/tags/Noted.Level", token);
        assertThat(notes())
                .containsExactly(
                        definition("definition.create", "", tag, "new tank"),
                        definition("definition.change", tag, changed, "metres"),
                        definition("definition.remove", changed, "", ""));
    }

    private static AuditNote definition(String action, String was, String is, String why) {
        return new AuditNote("supervisor", action, "tags/Noted.Level", was, is, why, REST, AuditNote.GOOD);
    }

    @Test
    void shouldNoteNoSecretOfAConnector() {
        String token = gateway.token("administrator");
        gateway.notes.clear();
        String connector =
                "{\"name\":\"noted\",\"type\":\"" + FakeDevice.TYPE + "\",\"api-token\":\"hunter2-hunter2\"}";
        gateway.post("/api/v1/connectors", token, connector);
        assertThat(notes()).hasSize(1);
        assertThat(notes().get(0).newValue()).contains("\"api-token\":\"***\"").doesNotContain("hunter2");
    }

    @Test
    void shouldNoteAChangeThatIsRefused() {
        delete("/api/v1/tags/Nix", gateway.token("supervisor"));
        assertNoted("supervisor", "request", "DELETE /api/v1/tags/Nix", REST, "tag-unknown");
    }

    @Test
    void shouldNoteATicketThatIsRefused() {
        try (WsClient client = WsClient.connect(gateway, WsClient.JSON)) {
            client.hello("no-such-ticket");
            assertNoted("", "ws.hello", "", WS, "ticket-invalid");
        }
    }

    @Test
    void shouldNoteCommandsOverTheWebSocketThatDoNotComeIntoTheRing() {
        try (WsClient client = WsClient.connect(gateway, WsClient.JSON)) {
            client.hello(gateway.ticket(gateway.token("guest")));
            client.request("\"op\":\"write\",\"tag\":\"" + TestSite.SETPOINT + "\",\"value\":1");
            assertNoted("guest", "ws.write", TestSite.SETPOINT, WS, "forbidden");
            client.request("\"op\":\"sub\",\"sub\":\"\",\"tags\":[]");
            client.request("\"op\":\"brew\"");
            assertNoted("guest", "ws.message", "", WS, "bad-request");
            assertThat(notes()).extracting(AuditNote::action).doesNotContain("ws.sub");
        }
    }

    private void patch(String path, String token, String body) {
        send(path, token, "PATCH", HttpRequest.BodyPublishers.ofString(body));
    }

    private void delete(String path, String token) {
        send(path, token, "DELETE", HttpRequest.BodyPublishers.noBody());
    }

    private void send(String path, String token, String method, HttpRequest.BodyPublisher body) {
        gateway.send(gateway.request(path, token)
                .header("If-Match", "*")
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
    }
}
