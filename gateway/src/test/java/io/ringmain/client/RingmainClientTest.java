package io.ringmain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RingmainClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestGateway gateway = new TestGateway();
    private final List<Update> updates = new CopyOnWriteArrayList<>();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final List<LinkState> links = new CopyOnWriteArrayList<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private RingmainClient login(String user) {
        return RingmainClient.login(gateway.server.url(), user, MemoryUsers.PASSWORD, new ClientListener() {
            @Override
            public void onLink(LinkState state, String reason) {
                links.add(state);
            }

            @Override
            public void onUpdate(Update update) {
                updates.add(update);
            }

            @Override
            public void onFrame(JsonNode frame) {
                frames.add(frame);
            }

            @Override
            public void onStreamLost() {
                lost.incrementAndGet();
            }

            @Override
            public void onUnknown(String name) {
                unknown.add(name);
            }
        });
    }

    private void awaitLink(LinkState state) {
        await().atMost(PATIENCE).until(() -> !links.isEmpty() && links.get(links.size() - 1) == state);
    }

    private void awaitValue(double value) {
        await().atMost(PATIENCE)
                .until(() -> updates.stream()
                        .anyMatch(u -> u.tag().equals(TestSite.TEMPERATURE)
                                && u.value().asDouble() == value));
    }

    @Test
    void shouldTellValuesAndWhatChanges() {
        gateway.set(TestSite.TEMPERATURE, 20);
        try (RingmainClient client = login("operator")) {
            client.subscribe(List.of("Plant.Tank.*", "No.Such"), 50).join();
            awaitValue(20);
            gateway.set(TestSite.TEMPERATURE, 21.5);
            awaitValue(21.5);

            Update first = updates.stream()
                    .filter(u -> u.tag().equals(TestSite.TEMPERATURE))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.isSnapshot()).isTrue();
            assertThat(first.isGood()).isTrue();
            assertThat(updates).anyMatch(u -> u.tag().equals(TestSite.FIXED) && u.isBad());
            assertThat(unknown).containsExactly("No.Such");
        }
    }

    @Test
    void shouldTellTheOutcomeOfACommandOrWhyItIsNone() {
        try (RingmainClient client = login("operator")) {
            awaitLink(LinkState.LIVE);
            JsonNode done = client.command("write", Map.of("tag", TestSite.COUNT, "value", 42))
                    .join();

            assertThat(done.path("state").asText()).isEqualTo("DONE");
            assertThatThrownBy(() -> client.command("write", Map.of("tag", TestSite.TEMPERATURE, "value", 4_000))
                            .join())
                    .hasCauseInstanceOf(RefusedException.class)
                    .hasMessageContaining("BadOutOfRange");
            assertThatThrownBy(() -> client.command("suppress", Map.of("alarm", TestSite.HI, "reason", "x"))
                            .join())
                    .hasMessageContaining("forbidden");
        }
    }

    @Test
    void shouldComeBackWithItsSubscriptionsWhenTheServerDoes() {
        gateway.set(TestSite.TEMPERATURE, 20);
        try (RingmainClient client = login("operator")) {
            client.subscribe(List.of(TestSite.TEMPERATURE), 50).join();
            awaitValue(20);
            int port = gateway.server.port();
            gateway.server.close();
            awaitLink(LinkState.LOST);
            gateway.set(TestSite.TEMPERATURE, 33);
            try (HttpServer other = HttpServer.start(gateway.context(true).port(port))) {
                awaitLink(LinkState.LIVE);
                awaitValue(33);

                assertThat(other.port()).isEqualTo(port);
                assertThat(lost.get())
                        .as("the other server keeps nothing of before")
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void shouldTellAlarms() {
        gateway.set(TestSite.TEMPERATURE, 20);
        try (RingmainClient client = login("operator")) {
            awaitLink(LinkState.LIVE);
            gateway.set(TestSite.TEMPERATURE, 85);

            await().atMost(PATIENCE)
                    .until(() -> frames.stream()
                            .anyMatch(f -> f.at("/alarm/name").asText().equals(TestSite.HI)));
            assertThat(client.call("GET", "/alarms/active", null).join().path("items"))
                    .isNotEmpty();
        }
    }

    @Test
    void shouldEndWithItsSession() {
        try (RingmainClient client = login("operator")) {
            awaitLink(LinkState.LIVE);
            client.call("POST", "/auth/logout", Map.of());

            awaitLink(LinkState.ENDED);
        }
    }

    @Test
    void shouldKeepNobodyWaitingWhenItIsClosed() {
        RingmainClient client = login("operator");
        client.close();

        assertThatThrownBy(() -> client.subscribe(List.of("Plant.*"), 1).get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> client.command("write", Map.of()).get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void shouldRefuseAWrongPassword() {
        assertThatThrownBy(
                        () -> RingmainClient.login(gateway.server.url(), "operator", "wrong", new ClientListener() {}))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("credentials-invalid");
    }

    @Test
    void shouldRunTheExampleOfTheDocument() throws IOException {
        gateway.set(TestSite.TEMPERATURE, 85);
        List<String> lines = new CopyOnWriteArrayList<>();
        ClientExample.run(gateway.server.url(), "operator", MemoryUsers.PASSWORD, lines);

        assertThat(lines).contains("1 alarms stand");
        String source = Files.readString(Path.of("src/test/java/io/ringmain/client/ClientExample.java"));
        String shown = source.substring(source.indexOf("// begin") + 9, source.indexOf("    // end"));
        assertThat(Files.readString(Path.of("docs/clients.md")))
                .contains(shown.stripTrailing().stripIndent());
    }
}
