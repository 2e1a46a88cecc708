package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.config.ManagedFile;
import io.ringmain.gateway.testing.FakeCertificates;
import io.ringmain.gateway.testing.FakeNodes;
import io.ringmain.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Connectors, what their devices have, and their certificates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorTest {
    private static final String CONNECTORS = "/api/v1/connectors";
    private static final String VALVES = CONNECTORS + "/valves";
    private static final String PEER = VALVES + "/certificates/" + FakeCertificates.PEER;

    private TestGateway gateway;
    private String supervisor;
    private String operator;
    private String administrator;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        supervisor = gateway.token("supervisor");
        operator = gateway.token("operator");
        administrator = gateway.token("administrator");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @AfterEach
    void healNodes() {
        gateway.device.nodes = new FakeNodes();
        gateway.device.certificates = new FakeCertificates();
    }

    private HttpResponse<String> send(String method, String path, String etag, String body) {
        HttpRequest.Builder request = gateway.request(path, supervisor)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return gateway.send(
                etag.isEmpty()
                        ? request.build()
                        : request.header("If-Match", etag).build());
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> make(String name) {
        HttpResponse<String> made = send(
                "POST",
                CONNECTORS,
                "",
                "{\"name\":\"" + name + "\",\"type\":\"fake\",\"endpoint\":\"a\",\"api-token\":\"hush\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        await().until(() -> gateway.plant.link(name) == LinkState.OK);
        return made;
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    private JsonNode read(String path) {
        return gateway.read(path, supervisor);
    }

    private JsonNode done(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestGateway.json(response);
    }

    /** Texts of the log book's entries with their users, as journaled. */
    private List<String> noted() {
        List<String> noted = new ArrayList<>();
        BatchDecoder decoder = new BatchDecoder();
        try (var reader = gateway.store.reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        Command command = decoder.event().command;
                        if (command != null && command.kind() == Command.Kind.LOG) {
                            noted.add(command.user() + ", " + command.reason() + ": " + command.text());
                        }
                    }
                }
            })) {
                // the handler has taken it
            }
        }
        return noted;
    }

    // ---- definitions

    @Test
    void shouldMakeChangeAndRemoveAConnector() throws IOException {
        HttpResponse<String> made = make("Dev.One");
        assertThat(made.headers().firstValue("Location")).hasValue(CONNECTORS + "/Dev.One");
        JsonNode one = read(CONNECTORS + "/Dev.One");
        assertThat(one.path("state").asText()).isEqualTo("OK");
        assertThat(one.path("enabled").asBoolean()).isTrue();
        assertThat(one.at("/settings/endpoint").asText()).isEqualTo("a");
        assertThat(one.at("/settings/api-token").asText()).isEqualTo("***");
        assertThat(one.at("/counters/Starts").asLong()).isPositive();
        assertThat(etag(gateway.get(CONNECTORS + "/Dev.One", operator))).isEqualTo(etag(made));
        assertThat(Files.readString(gateway.folder.resolve(ManagedFile.NAME)))
                .contains("{\"section\":\"connectors\",\"name\":\"Dev.One\"");

        String path = CONNECTORS + "/Dev.One";
        assertProblem(send("PATCH", path, "", "{\"endpoint\":\"b\"}"), 428, "precondition-required");
        HttpResponse<String> changed = send("PATCH", path, etag(made), "{\"endpoint\":\"b\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertProblem(send("PUT", path, etag(made), "{\"type\":\"fake\"}"), 412, "precondition-failed");
        assertThat(read(path + "/definition").path("endpoint").asText()).isEqualTo("b");
        assertThat(send("DELETE", path, etag(changed), "").statusCode()).isEqualTo(204);
        assertProblem(gateway.get(path, operator), 404, "connector-unknown");
    }

    @Test
    void shouldNotPutTheStarsThatAreShownInTheSecretsPlace() {
        String etag = etag(make("Dev.Secret"));
        String path = CONNECTORS + "/Dev.Secret";
        for (String body : List.of("{\"api-token\":\"***\"}", "{\"type\":\"fake\",\"api-token\":\"***\"}")) {
            String method = body.contains("type") ? "PUT" : "PATCH";
            HttpResponse<String> refused = send(method, path, etag, body);
            assertProblem(refused, 422, "definition-unsound");
            assertThat(refused.body()).contains("connectors[Dev.Secret].api-token: is '***'");
        }
        HttpResponse<String> changed = send("PATCH", path, etag, "{\"endpoint\":\"b\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(read(path + "/definition").path("api-token").asText()).isEqualTo("hush");
        assertThat(send("PATCH", path, etag(changed), "{\"api-token\":\"shush\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(read(path + "/definition").path("api-token").asText()).isEqualTo("shush");
    }

    @Test
    void shouldRefuseSettingsThatItsProviderDoesNotTakeAndChangeNothing() {
        HttpResponse<String> response = send(
                "POST",
                CONNECTORS,
                "",
                "{\"name\":\"Dev.Bad\",\"type\":\"fake\",\"colour\":\"red\",\"size\":3,\"enabled\":\"maybe\"}");
        assertProblem(response, 422, "definition-unsound");
        assertThat(response.body()).contains("enabled");
        response =
                send("POST", CONNECTORS, "", "{\"name\":\"Dev.Bad\",\"type\":\"fake\",\"colour\":\"red\",\"size\":3}");
        assertProblem(response, 422, "definition-unsound");
        assertThat(response.body()).contains("colour: is not known").contains("size: is not known");
        assertProblem(
                send("POST", CONNECTORS, "", "{\"name\":\"Dev.Bad\",\"type\":\"nix\"}"), 422, "definition-unsound");
        assertProblem(gateway.get(CONNECTORS + "/Dev.Bad", operator), 404, "connector-unknown");
    }

    @Test
    void shouldNotRemoveAConnectorThatTagsReferTo() {
        assertProblem(send("DELETE", VALVES, "*", ""), 422, "definition-unsound");
        assertThat(read(VALVES).path("tags").asInt()).isPositive();
    }

    @Test
    void shouldSwitchAConnectorOffAndOn() {
        make("Dev.Switch");
        String path = CONNECTORS + "/Dev.Switch";
        done(gateway.post(path + ":disable", supervisor, "{\"reason\":\"maintenance\"}"));
        await().until(() -> "DISABLED".equals(read(path).path("state").asText()));
        assertThat(read(path).path("enabled").asBoolean()).isFalse();
        assertProblem(gateway.post(path + ":restart", supervisor, "{}"), 409, "connector-not-running");
        assertProblem(gateway.get(path + "/browse", supervisor), 409, "connector-not-running");
        assertThat(done(gateway.post(path + ":disable", supervisor, "{}"))
                        .path("changed")
                        .asBoolean())
                .isFalse();
        done(gateway.post(path + ":enable", supervisor, "{}"));
        await().until(() -> "OK".equals(read(path).path("state").asText()));
        assertProblem(gateway.post(path + ":disable", operator, "{}"), 403, "forbidden");
    }

    @Test
    void shouldStartAConnectorAgainAndNoteWhoWantedIt() {
        int before = gateway.device.starts.get();
        done(gateway.post(VALVES + ":restart", supervisor, "{\"reason\":\"it hangs\"}"));
        assertThat(gateway.device.starts.get()).isGreaterThan(before);
        await().until(() -> gateway.plant.link("valves") == LinkState.OK);
        assertThat(noted()).contains("supervisor, connector: connector valves is restarted: it hangs");
        assertProblem(gateway.post(CONNECTORS + "/none:restart", supervisor, "{}"), 404, "connector-unknown");
    }

    // ---- devices

    @Test
    void shouldLookIntoADeviceAPageAtATime() {
        JsonNode first = read(VALVES + "/browse?limit=2");
        assertThat(first.path("items").findValuesAsText("name")).containsExactly("Feed", "Über tank #1");
        JsonNode second =
                read(VALVES + "/browse?limit=2&cursor=" + first.path("next").asText());
        assertThat(second.path("items").findValuesAsText("name")).containsExactly("Go", "Server");
        assertThat(second.path("next").isNull()).isTrue();
        JsonNode flow = read(VALVES + "/browse?node=n%3DFeed").at("/items/0");
        assertThat(flow.path("address").asText()).isEqualTo("n=FI");
        assertThat(flow.path("kind").asText()).isEqualTo("variable");
        assertThat(flow.path("type").asText()).isEqualTo("float64");
        assertThat(flow.path("rangeHigh").asDouble()).isEqualTo(120);
        assertThat(gateway.device.nodes.closed).hasValue(0);
    }

    @Test
    void shouldSayWhyADeviceCanNotBeLookedAt() {
        assertProblem(gateway.get(VALVES + "/browse?node=nix", supervisor), 404, "node-unknown");
        assertProblem(gateway.get(CONNECTORS + "/none/browse", supervisor), 404, "connector-unknown");
        assertProblem(gateway.get(VALVES + "/browse?cursor=%21", supervisor), 400, "bad-request");
        gateway.device.nodes.failure = FakeNodes.BAD_NOT_CONNECTED;
        assertProblem(gateway.get(VALVES + "/browse", supervisor), 503, "link-down");
        assertProblem(gateway.post(VALVES + "/browse:tags", supervisor, "{}"), 503, "link-down");
        gateway.device.nodes.failure = Quality.BAD_USER_ACCESS_DENIED;
        assertProblem(gateway.get(VALVES + "/value?node=n%3DFI", supervisor), 409, "device-refused");
        gateway.device.nodes.failure = Quality.BAD_TIMEOUT;
        assertProblem(gateway.get(VALVES + "/value?node=n%3DFI", supervisor), 504, "device-timeout");
        gateway.device.nodes = null;
        assertProblem(gateway.get(VALVES + "/browse", supervisor), 409, "connector-not-browsable");
        assertProblem(gateway.get(VALVES + "/browse", operator), 403, "forbidden");
    }

    @Test
    void shouldNotLetASilentDeviceTakeMoreThanItsShare() throws Exception {
        FakeNodes silent = gateway.device.nodes;
        silent.isSilent = true;
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread asker = new Thread(() -> gateway.get(VALVES + "/browse", supervisor));
            asker.start();
            askers.add(asker);
        }
        await().until(() -> silent.requests.get() == 4);
        assertProblem(gateway.get(VALVES + "/browse", supervisor), 503, "devices-busy");
        assertThat(read(VALVES).path("state").asText()).isEqualTo("OK");
        silent.wake();
        for (Thread asker : askers) {
            asker.join();
        }
        assertThat(read(VALVES + "/browse").path("items")).hasSize(4);
    }

    @Test
    void shouldReadAndWriteNodesAndNoteWhoWrote() {
        JsonNode value = read(VALVES + "/value?node=n%3DFI");
        assertThat(value.path("value").asDouble()).isEqualTo(42.5);
        assertThat(value.path("qualityName").asText()).isEqualTo("Good");
        assertThat(value.path("sourceTime").asText()).startsWith("2023-11-14T22:13:20.123");
        assertThat(read(VALVES + "/value?node=n%3DProfile").path("value").toString())
                .isEqualTo("[1.0,2.5]");

        done(gateway.put(VALVES + "/value?node=n%3DFI", supervisor, "{\"value\":7,\"reason\":\"test\"}"));
        assertThat(read(VALVES + "/value?node=n%3DFI").path("value").asInt()).isEqualTo(7);
        assertProblem(
                gateway.put(VALVES + "/value?node=n%3DFI", supervisor, "{\"value\":\"x\"}"), 422, "BadTypeMismatch");
        assertProblem(gateway.put(VALVES + "/value?node=n%3DFI", supervisor, "{\"value\":[1]}"), 400, "bad-request");
        assertProblem(gateway.put(VALVES + "/value?node=n%3DFI", operator, "{\"value\":1}"), 403, "forbidden");
        assertThat(noted())
                .contains(
                        "supervisor, connector: raw write of 7 to node n=FI of connector valves: test",
                        "supervisor, connector: raw write of 7 to node n=FI of connector valves: answered Good"
                                + " 0x00000000",
                        "supervisor, connector: raw write of \"x\" to node n=FI of connector valves: answered"
                                + " BadTypeMismatch 0x80740000");
    }

    @Test
    void shouldMakeTagsOfWhatIsFoundAndKeepThem() {
        String body = "{\"node\":\"n=Feed\",\"prefix\":\"Area1\",\"mode\":\"poll\",\"interval\":\"2s\"";
        JsonNode preview = done(gateway.post(VALVES + "/browse:tags", supervisor, body + "}"));
        assertThat(preview.path("tags").findValuesAsText("name"))
                .containsExactly("Area1.FI-101", "Area1.P101A.Run", "Area1.FI_101");
        assertThat(preview.path("applied").asBoolean()).isFalse();
        assertProblem(gateway.get("/api/v1/tags/Area1.FI-101", operator), 404, "tag-unknown");

        JsonNode applied = done(gateway.post(VALVES + "/browse:tags", supervisor, body + ",\"apply\":true}"));
        assertThat(applied.path("applied").asBoolean()).isTrue();
        JsonNode tag = read("/api/v1/tags/Area1.FI-101");
        assertThat(tag.path("unit").asText()).isEqualTo("m3/h");
        assertThat(tag.path("rangeHigh").asDouble()).isEqualTo(120);
        assertThat(tag.at("/source/address").asText()).isEqualTo("n=FI");
        assertThat(read("/api/v1/tags/Area1.FI_101").path("description").asText())
                .isEqualTo("[wibbles]");
        JsonNode again = done(gateway.post(VALVES + "/browse:tags", supervisor, body + ",\"apply\":true}"));
        assertThat(again.path("kept")).hasSize(3);
        assertThat(again.path("applied").asBoolean()).isFalse();
    }

    @Test
    void shouldApplyNothingOfWhatIsNotWhole() {
        HttpResponse<String> cut =
                gateway.post(VALVES + "/browse:tags", supervisor, "{\"prefix\":\"Cut\",\"limit\":2,\"apply\":true}");
        assertProblem(cut, 422, "browse-incomplete");
        assertThat(cut.body()).contains("the limit of 2 tags is reached");
        HttpResponse<String> unsound =
                gateway.post(VALVES + "/browse:tags", supervisor, "{\"prefix\":\"no good\",\"apply\":true}");
        assertProblem(unsound, 422, "definition-unsound");
        assertThat(read("/api/v1/tags?glob=Cut*").path("items")).isEmpty();
    }

    // ---- certificates

    @Test
    void shouldTrustAndRejectCertificatesAndNoteWhoDid() {
        JsonNode all = read(VALVES + "/certificates");
        assertThat(all.path("items").findValuesAsText("thumbprint"))
                .containsExactly(FakeCertificates.OWN, FakeCertificates.PEER);
        assertThat(all.at("/items/1/trusted").asBoolean()).isFalse();
        assertThat(all.at("/items/1/remark").asText()).isEqualTo("nobody has trusted it");

        String beginning = VALVES + "/certificates/" + FakeCertificates.PEER.substring(0, 8);
        assertThat(done(gateway.post(beginning + ":trust", administrator, "{\"reason\":\"it is ours\"}"))
                        .path("trusted")
                        .asBoolean())
                .isTrue();
        assertThat(done(gateway.post(PEER + ":reject", administrator, "{}"))
                        .path("trusted")
                        .asBoolean())
                .isFalse();
        assertThat(noted())
                .contains(
                        "administrator, connector: connector valves trusts the certificate " + FakeCertificates.PEER
                                + " of CN=peer: it is ours",
                        "administrator, connector: connector valves trusts no more the certificate "
                                + FakeCertificates.PEER + " of CN=peer");
    }

    @Test
    void shouldSayWhyACertificateIsNotTrusted() {
        assertProblem(gateway.post(PEER + ":trust", supervisor, "{}"), 403, "forbidden");
        String brief = VALVES + "/certificates/" + FakeCertificates.PEER.substring(0, 7) + ":trust";
        assertProblem(gateway.post(brief, administrator, "{}"), 404, "certificate-unknown");
        String unknown = VALVES + "/certificates/" + "cc".repeat(20) + ":trust";
        assertProblem(gateway.post(unknown, administrator, "{}"), 404, "certificate-unknown");
        String own = VALVES + "/certificates/" + FakeCertificates.OWN + ":reject";
        assertProblem(gateway.post(own, administrator, "{}"), 409, "certificate-own");
        gateway.device.certificates = null;
        assertProblem(gateway.get(VALVES + "/certificates", supervisor), 409, "connector-without-certificates");
        assertProblem(gateway.post(PEER + ":trust", administrator, "{}"), 409, "connector-without-certificates");
    }
}
