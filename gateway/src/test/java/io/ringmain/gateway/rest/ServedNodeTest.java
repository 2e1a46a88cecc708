package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access to the nodes of OPC UA servers; these are disabled, so that no port is opened. */
class ServedNodeTest {
    private static final String NODES = "/api/v1/opcua-server/nodes";
    private static final String CONNECTORS = "/api/v1/connectors";

    private final TestGateway gateway = new TestGateway();
    private String supervisor;

    @BeforeEach
    void logIn() {
        supervisor = gateway.token("supervisor");
    }

    @AfterEach
    void stop() {
        gateway.close();
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

    private void make(String name, String more) {
        String body = "{\"name\":\"" + name + "\",\"type\":\"opcua-server\",\"enabled\":false" + more + "}";
        HttpResponse<String> made = send("POST", CONNECTORS, "", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private HttpResponse<String> show(String query) {
        return gateway.get(NODES + query, supervisor);
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode rules(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestGateway.json(response).path("rules");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    @Test
    void shouldShowTheRulesInTheirOrder() {
        make("Out", ",\"access\":\"Area.*=read,Secret.*=none *=read-write\"");
        assertThat(rules(show("")))
                .hasToString("[{\"nodes\":\"Area.*\",\"access\":\"read\"},{\"nodes\":\"Secret.*\",\"access\":\"none\"},"
                        + "{\"nodes\":\"*\",\"access\":\"read-write\"}]");
    }

    @Test
    void shouldReplaceTheRulesInTheDefinition() {
        make("Out", ",\"endpoint\":\"opc.tcp://127.0.0.1:4899/out\"");
        HttpResponse<String> before = show("");
        assertThat(rules(before)).hasToString("[{\"nodes\":\"*\",\"access\":\"read-write\"}]");

        String body = "{\"rules\":[{\"nodes\":\"A.*\",\"access\":\"read\"},{\"nodes\":\"*\",\"access\":\"none\"}]}";
        assertProblem(send("PUT", NODES, "", body), 428, "precondition-required");
        HttpResponse<String> done = send("PUT", NODES, etag(before), body);
        assertThat(rules(done)).hasSize(2).isEqualTo(rules(show("?connector=Out")));
        assertThat(etag(done)).isEqualTo(etag(show(""))).isNotEqualTo(etag(before));
        assertProblem(send("PUT", NODES, etag(before), body), 412, "precondition-failed");

        JsonNode written = TestGateway.json(gateway.get(CONNECTORS + "/Out/definition", supervisor));
        assertThat(written.path("access").asText()).isEqualTo("A.*=read, *=none");
        assertThat(written.path("endpoint").asText()).isEqualTo("opc.tcp://127.0.0.1:4899/out");
    }

    @Test
    void shouldRefuseRulesThatTheServerDoesNotKnow() {
        make("Out", "");
        String some = "{\"rules\":[{\"nodes\":\"*\",\"access\":\"some\"}]}";
        assertProblem(send("PUT", NODES, "*", some), 422, "definition-unsound");
        String two = "{\"rules\":[{\"nodes\":\"A=none,*\",\"access\":\"read\"}]}";
        assertThat(send("PUT", NODES, "*", two).statusCode()).isEqualTo(400);
        assertThat(send("PUT", NODES, "*", "{\"rules\":[]}").statusCode()).isEqualTo(400);
        assertThat(rules(show(""))).hasSize(1);
    }

    @Test
    void shouldAskWhichServerIsMeant() {
        assertProblem(show(""), 404, "connector-unknown");
        assertProblem(show("?connector=valves"), 404, "connector-unknown");
        make("Out", ",\"endpoint\":\"opc.tcp://127.0.0.1:4898/out\"");
        make("Out2", ",\"access\":\"*=read\"");
        assertThat(show("").statusCode()).isEqualTo(400);
        assertThat(rules(show("?connector=Out2")).at("/0/access").asText()).isEqualTo("read");
    }

    @Test
    void shouldLetOnlyThoseChangeItWhoMayConfigure() {
        make("Out", "");
        supervisor = gateway.token("operator");
        String body = "{\"rules\":[{\"nodes\":\"*\",\"access\":\"none\"}]}";
        assertThat(send("PUT", NODES, "*", body).statusCode()).isEqualTo(403);
    }
}
