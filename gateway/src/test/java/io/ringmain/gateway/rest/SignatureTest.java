package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.ring.Command;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that their user has to sign, over REST and over the WebSocket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignatureTest {
    private static final String TAG = "Signed.SP";
    private static final String ALARM = "Signed.SP.HI";
    private static final String MACHINE = "Signed.Valve";
    private static final String SIGNED = ",\"password\":\"" + MemoryUsers.PASSWORD + "\"";

    private final List<Command> asked = new CopyOnWriteArrayList<>();
    private TestGateway gateway;
    private String token;
    private WsClient socket;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        gateway.plant.addListener(new OutcomeListener() {
            @Override
            public void onAsked(long sequence, Command command, long ringTimeNs) {
                asked.add(command);
            }
        });
        token = gateway.token("administrator");
        gateway.post("/api/v1/tags", token, "{\"name\":\"Signed.Speed\",\"type\":\"float64\",\"writable\":true}");
        make("tags", "\"type\":\"float64\",\"writable\":true", TAG);
        make("alarms", "\"tag\":\"" + TAG + "\",\"kind\":\"HI\",\"limit\":80", ALARM);
        make(
                "machines",
                "\"type\":\"valve\",\"bindings\":{\"count\":\"" + TestSite.COUNT + "\",\"speed\":\"Signed.Speed\"}",
                MACHINE);
        gateway.set(TAG, 90);
        socket = WsClient.connect(gateway, WsClient.JSON);
        socket.hello(gateway.ticket(token));
    }

    private void make(String list, String keys, String name) {
        HttpResponse<String> made = gateway.post(
                "/api/v1/" + list, token, "{\"name\":\"" + name + "\",\"signature\":\"required\"," + keys + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @AfterAll
    void stop() {
        socket.close();
        gateway.close();
    }

    private static String code(HttpResponse<String> response) {
        return response.statusCode() + " "
                + TestGateway.json(response).path("code").asText();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return switch (method) {
            case "PUT" -> gateway.put(path, token, body);
            case "PATCH" -> gateway.patch(path, token, body);
            default -> gateway.post(path, token, body);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT   | values/Signed.SP                        | {'value':1,'reason':'why'",
                "POST  | tags/Signed.SP:override                 | {'value':1,'reason':'why'",
                "POST  | tags/Signed.SP:release                  | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:acknowledge         | {'comment':'why'",
                "POST  | alarms/Signed.SP.HI:confirm             | {'comment':'why'",
                "POST  | alarms/Signed.SP.HI:reset               | {'comment':'why'",
                "POST  | alarms/Signed.SP.HI:silence             | {'comment':'why'",
                "POST  | alarms/Signed.SP.HI:comment             | {'comment':'why'",
                "POST  | alarms/Signed.SP.HI:shelve              | {'oneShot':true,'reason':'why'",
                "POST  | alarms/Signed.SP.HI:shelve              | {'duration':'1m','reason':'why'",
                "POST  | alarms/Signed.SP.HI:unshelve            | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:suppress            | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:unsuppress          | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:remove-from-service | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:return-to-service   | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:disable             | {'reason':'why'",
                "POST  | alarms/Signed.SP.HI:enable              | {'reason':'why'",
                "POST  | alarms:acknowledge                      | {'alarms':['Signed.SP.HI'],'comment':'why'",
                "POST  | machines/Signed.Valve:transition        | {'to':'OPEN','reason':'why'",
                "PATCH | machines/Signed.Valve                   | {'interval':'2s','reason':'why'"
            })
    void shouldCarryOutOverRestOnlyWhatIsSigned(String method, String path, String start) {
        String body = start.replace('\'', '"');
        String url = "/api/v1/" + path;
        asked.clear();
        assertThat(code(send(method, url, body + "}"))).isEqualTo("403 signature-required");
        assertThat(code(send(method, url, body.replace("why", " ") + SIGNED + "}")))
                .isIn("403 signature-required", "422 BadInvalidArgument");
        assertThat(asked).isEmpty();
        HttpResponse<String> signed = send(method, url, body + SIGNED + "}");
        assertThat(signed.statusCode()).as(signed.body()).isIn(200, 409);
        assertThat(asked).singleElement().satisfies(command -> {
            assertThat(command.isSigned()).isTrue();
            assertThat(command.toString()).doesNotContain(MemoryUsers.PASSWORD);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write               | 'tag':'Signed.SP','value':1,'reason':'why'",
                "override            | 'tag':'Signed.SP','value':1,'reason':'why'",
                "release             | 'tag':'Signed.SP','reason':'why'",
                "ack                 | 'alarm':'Signed.SP.HI','comment':'why'",
                "confirm             | 'alarm':'Signed.SP.HI','comment':'why'",
                "reset               | 'alarm':'Signed.SP.HI','comment':'why'",
                "silence             | 'alarm':'Signed.SP.HI','comment':'why'",
                "comment             | 'alarm':'Signed.SP.HI','comment':'why'",
                "shelve              | 'alarm':'Signed.SP.HI','duration':'1m','reason':'why'",
                "unshelve            | 'alarm':'Signed.SP.HI','reason':'why'",
                "suppress            | 'alarm':'Signed.SP.HI','reason':'why'",
                "unsuppress          | 'alarm':'Signed.SP.HI','reason':'why'",
                "remove-from-service | 'alarm':'Signed.SP.HI','reason':'why'",
                "return-to-service   | 'alarm':'Signed.SP.HI','reason':'why'",
                "disable             | 'alarm':'Signed.SP.HI','reason':'why'",
                "enable              | 'alarm':'Signed.SP.HI','reason':'why'",
                "transition          | 'machine':'Signed.Valve','to':'OPEN','reason':'why'",
            })
    void shouldCarryOutOverTheWebSocketOnlyWhatIsSigned(String op, String members) {
        String request = "\"op\":\"" + op + "\"," + members.replace('\'', '"');
        asked.clear();
        assertThat(socket.request(request).path("code").asText()).isEqualTo("signature-required");
        assertThat(asked).isEmpty();
        JsonNode accepted = socket.request(request + SIGNED);
        assertThat(accepted.path("state").asText()).as(accepted.toString()).isEqualTo("ACCEPTED");
        await().untilAsserted(() -> assertThat(asked).singleElement().matches(Command::isSigned));
    }

    @Test
    void shouldRefuseAWrongPasswordOverTheWebSocket() {
        JsonNode refused = socket.request(
                "\"op\":\"write\",\"tag\":\"" + TAG + "\",\"value\":1,\"reason\":\"why\",\"password\":\"wrong\"");
        assertThat(refused.path("code").asText()).isEqualTo("signature-refused");
    }

    @Test
    void shouldRefuseAWrongPasswordAndCountItAsAFailedLogin() {
        String operator = gateway.token("operator");
        String path = "/api/v1/alarms/" + ALARM + ":acknowledge";
        String wrong = "{\"comment\":\"seen\",\"password\":\"wrong\"}";
        for (int i = 0; i < 5; i++) {
            assertThat(code(gateway.post(path, operator, wrong))).isEqualTo("403 signature-refused");
        }
        assertThat(gateway.login("operator", MemoryUsers.PASSWORD).statusCode()).isEqualTo(429);
        assertThat(gateway.notes)
                .anyMatch(note -> note.user().equals("operator") && note.code().equals("signature-refused"));
    }

    @Test
    void shouldRefuseASignatureByAnApiToken() {
        HttpResponse<String> made =
                gateway.post("/api/v1/api-tokens", token, "{\"name\":\"line 4\",\"scopes\":[\"view\",\"write\"]}");
        String secret = TestGateway.json(made).path("token").asText();
        assertThat(secret).as(made.body()).isNotEmpty();
        HttpResponse<String> refused =
                gateway.put("/api/v1/values/" + TAG, secret, "{\"value\":2,\"reason\":\"why\"" + SIGNED + "}");
        assertThat(code(refused)).isEqualTo("403 signature-refused");
    }

    @Test
    void shouldAskForNoSignatureWhereNoneIsRequired() {
        HttpResponse<String> done =
                gateway.put("/api/v1/values/" + TestSite.COUNT, token, "{\"value\":1,\"reason\":\"night\"}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    @Test
    void shouldShowWhatAsksForASignature() {
        for (String path : List.of("tags/" + TAG, "alarms/" + ALARM, "machines/" + MACHINE)) {
            assertThat(gateway.read("/api/v1/" + path, token).path("signature").asText())
                    .isEqualTo("required");
        }
        assertThat(gateway.read("/api/v1/tags/" + TestSite.SETPOINT, token)
                        .path("signature")
                        .asText())
                .isEqualTo("none");
    }
}
