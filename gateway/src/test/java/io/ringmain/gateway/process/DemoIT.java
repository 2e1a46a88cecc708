package io.ringmain.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product once: start, see a value move, acknowledge an alarm, be killed, come back, be stopped, replay. */
class DemoIT {
    /** 5 s are promised on an idle machine; one that builds other things beside may take twenty times as long. */
    private static final Duration START = Duration.ofSeconds(100);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private URI api;
    private String token;

    @Test
    void shouldKeepWhatItKnewThroughAKill() throws Exception {
        String data = folder.resolve("data").toString();
        String password;
        String alarm;
        long occurrence;
        try (RingmainChild demo = RingmainChild.start(folder, "demo", "--port", "0", "--data", data)) {
            api = demo.awaitReady(START).resolve("api/v1/");
            assertThat(demo.out()).anyMatch(line -> line.startsWith("opc.tcp://127.0.0.1:"));
            password = password(demo.out(), "operator");
            for (String other : List.of("admin", "supervisor", "auditor", "guest")) {
                assertThat(password(demo.out(), other)).isNotEqualTo(password);
            }
            login("operator", password);
            shouldSeeAValueMove();

            JsonNode active = await("an alarm")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> firstUnacknowledged(), node -> !node.isMissingNode());
            alarm = active.get("name").asText();
            occurrence = active.get("occurrence").asLong();
            post("alarms/" + alarm + ":acknowledge", Map.of("comment", "seen"));
            assertThat(get("alarms/" + alarm).path("acknowledged").asBoolean()).isTrue();
            demo.kill().awaitExit(Duration.ofSeconds(5));
        }
        try (RingmainChild demo = RingmainChild.start(folder, "demo", "--port", "0", "--data", data)) {
            api = demo.awaitReady(START).resolve("api/v1/");
            assertThat(demo.out()).noneMatch(line -> line.startsWith("operator "));
            login("operator", password);

            JsonNode back = get("alarms/" + alarm);
            boolean isSame = back.path("occurrence").asLong() == occurrence;
            assertThat(back.path("occurrence").asLong()).isGreaterThanOrEqualTo(occurrence);
            assertThat(!isSame || back.path("acknowledged").asBoolean()).isTrue();
            assertThat(get("values/Feed.TK101.Level").path("value").isNumber()).isTrue();
            assertThat(get("values/Feed.TK101.Level").path("sequence").asLong()).isGreaterThan(occurrence);
            assertThat(demo.terminate().awaitExit(Duration.ofSeconds(5))).isZero();
        }
        try (RingmainChild replay = RingmainChild.start(folder, "replay", "--verify", data)) {
            assertThat(replay.awaitExit(START)).as("%s", replay.err()).isZero();
            assertThat(replay.out()).singleElement().asString().startsWith("verified: ");
        }
    }

    @Test
    void shouldLeaveNoServerBehindWhenItIsEndedRightAfterTheStart() throws Exception {
        Path data = folder.resolve("data");
        try (RingmainChild demo = RingmainChild.start(folder, "demo", "--port", "0", "--data", data.toString())) {
            demo.awaitReady(START);
            assertThat(demo.terminate().awaitExit(Duration.ofSeconds(5))).isZero();
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(data.resolve("questdb").toString())))
                .isEmpty();
    }

    private void shouldSeeAValueMove() throws Exception {
        String before = get("values/Feed.TK101.Level").path("value").asText();
        await("a value that moves")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        !get("values/Feed.TK101.Level").path("value").asText().equals(before));
    }

    private JsonNode firstUnacknowledged() throws Exception {
        for (JsonNode alarm : get("alarms/active").path("items")) {
            if (!alarm.path("acknowledged").asBoolean()) {
                return alarm;
            }
        }
        return JSON.missingNode();
    }

    private static String password(List<String> lines, String user) {
        return lines.stream()
                .filter(line -> line.startsWith(user + " "))
                .map(line -> line.substring(user.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no password for " + user + " in " + lines));
    }

    private void login(String user, String password) throws Exception {
        token = null;
        token = post("auth/login", Map.of("username", user, "password", password))
                .path("token")
                .asText();
    }

    private JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(api.resolve(path)).GET());
    }

    private JsonNode post(String path, Map<String, String> body) throws Exception {
        return send(HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response =
                client.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
