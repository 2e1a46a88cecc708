package io.ringmain.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while updates come in, clients listen, some of them take nothing, and requests are under way. */
class StopUnderLoadIT {
    private static final Duration START = Duration.ofSeconds(100);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENTS = 20;

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void shouldSayGoodbyeAndEndWith0Within5Seconds() throws Exception {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {name: Busy}
                http: {access-log: json}
                logging: {format: json}
                historian: {questdb: {embedded: false}}
                connectors: [{name: gen, type: signals}]
                tags:
                  - {name: Busy.A, type: float64, source: {connector: gen, address: sine period=1s amplitude=5, interval: 10ms}}
                """);
        Path data = folder.resolve("data");
        List<Thread> askers = new ArrayList<>();
        try (RingmainChild run =
                RingmainChild.start(folder, "run", site.toString(), "--port", "0", "--data", data.toString())) {
            URI api = run.awaitReady(START).resolve("api/v1/");
            String token = login(api, run.out());
            List<WebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                sockets.add(listen(api, token, i % 4 == 0));
            }
            InputStream events = events(api, token);
            for (int i = 0; i < 3; i++) {
                askers.add(new Thread(() -> ask(api, token)));
            }
            askers.forEach(Thread::start);
            await().atMost(START).until(() -> frames.get() > CLIENTS && answers.get() > 20);

            int code = run.terminate().awaitExit(Duration.ofSeconds(5));

            assertThat(code).as("%s", run.err()).isZero();
            await().untilAsserted(() ->
                    assertThat(goodbyes.get()).as("those that read").isEqualTo(CLIENTS - CLIENTS / 4));
            events.close();
            sockets.forEach(WebSocket::abort);
        } finally {
            isOver.set(true);
            for (Thread asker : askers) {
                asker.join();
            }
        }
        for (String name : List.of("ringmain.log", "access.log")) {
            for (String line : Files.readAllLines(data.resolve(name))) {
                assertThat(JSON.readTree(line).isObject()).as(line).isTrue();
            }
        }
        assertThat(Files.readString(data.resolve("ringmain.log")))
                .contains("Closed HTTP in")
                .doesNotContain("was cut short");
    }

    private String login(URI api, List<String> out) throws Exception {
        String password = out.stream()
                .filter(line -> line.startsWith("admin "))
                .findFirst()
                .orElseThrow()
                .substring("admin ".length());
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(api.resolve("auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("username", "admin", "password", password))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("token").asText();
    }

    /** @param isDeaf whether it takes nothing after hello */
    private WebSocket listen(URI api, String token, boolean isDeaf) throws Exception {
        String ticket = JSON.readTree(client.send(
                                HttpRequest.newBuilder(api.resolve("auth/ws-ticket"))
                                        .header("Authorization", "Bearer " + token)
                                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("ticket")
                .asText();
        URI uri = URI.create(api.toString().replaceFirst("^http", "ws") + "ws");
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("ringmain.v1.json")
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
                        frames.incrementAndGet();
                        if (text.toString().contains("\"op\":\"bye\"")) {
                            goodbyes.incrementAndGet();
                        }
                        if (!isDeaf) {
                            from.request(1);
                        }
                        return null;
                    }
                })
                .join();
        socket.sendText("{\"id\":1,\"op\":\"hello\",\"ticket\":\"" + ticket + "\"}", true)
                .join();
        socket.sendText("{\"id\":2,\"op\":\"sub\",\"sub\":\"s\",\"tags\":[\"*\"],\"hz\":50}", true)
                .join();
        return socket;
    }

    private InputStream events(URI api, String token) throws Exception {
        HttpResponse<InputStream> stream = client.send(
                HttpRequest.newBuilder(api.resolve("stream?tags=*"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream.body();
    }

    private void ask(URI api, String token) {
        HttpRequest values = HttpRequest.newBuilder(api.resolve("values"))
                .header("Authorization", "Bearer " + token)
                .build();
        while (!isOver.get()) {
            try {
                if (client.send(values, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    answers.incrementAndGet();
                }
            } catch (IOException e) {
                return; // it has ended
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
