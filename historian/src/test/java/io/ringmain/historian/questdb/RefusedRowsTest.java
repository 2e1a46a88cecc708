package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that refuses rows for good; a double, as the real one can hardly be brought to it by rows of ours. */
class RefusedRowsTest {
    private static final String REFUSAL =
            "{\"code\":\"invalid\",\"message\":\"cast error\",\"line\":3,\"errorId\":\"e-1\"}";

    @TempDir
    Path folder;

    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer server;
    private volatile String poison = "poison";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/exp",
                exchange -> answer(
                        exchange,
                        200,
                        "text/csv",
                        exchange.getRequestURI().getQuery().contains("wal_tables") ? "3,3\r\n" : "7,true\r\n"));
        server.createContext("/write", this::write);
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "double");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void write(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (body.contains(poison)) {
            refusals.incrementAndGet();
            answer(exchange, 400, "application/json", REFUSAL);
        } else {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, 0); // in chunks, as QuestDB does
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private QuestDb questDb(RecordedPlant plant) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return QuestDb.start(QuestDbSettings.external(folder, uri, "", ""), plant.store::reader);
    }

    @Test
    void shouldNotBeHeldUpForEverByARowThatTheServerRefuses() throws IOException {
        try (RecordedPlant plant = new RecordedPlant(folder)) {
            plant.tag("A.Text", TagType.STRING);
            for (int i = 0; i < 3; i++) {
                plant.batch(() -> plant.update("A.Text", "fine"));
                plant.batch(() -> {
                    plant.update("A.Text", "poison");
                    plant.update("A.Text", "beside\nit");
                });
                // a configuration behind the refused rows must not get lost with them
                plant.tag("A.Later" + i, TagType.INT64);
            }
            plant.batch(() -> plant.update("A.Later2", 1L));
            try (QuestDb questDb = questDb(plant)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> questDb.status().sequence() == plant.lastSequence());

                assertThat(questDb.status().refused()).isEqualTo(6);
                assertThat(questDb.history().status().detail()).contains("6 rows were refused");
                assertThat(Files.readString(folder.resolve("projections/questdb-samples.refused")))
                        .contains(", 2 rows: Could not flush buffer: cast error [http-status=400")
                        .contains("samples tag=A.Text type=4 text=\"poison\" quality=0 sequence=3 ordinal=0")
                        .contains("text=\"beside\\nit\"")
                        .doesNotContain("fine");
                int before = refusals.get();
                plant.batch(() -> plant.update("A.Later0", 1L));
                await().until(() -> questDb.status().sequence() == plant.lastSequence());
                assertThat(refusals).hasValue(before);
            }
        }
    }

    @Test
    void shouldNotPassOverRowsWhenTheServerRefusesEverything() {
        poison = "samples";
        try (RecordedPlant plant = new RecordedPlant(folder)) {
            plant.tag("A.Text", TagType.STRING);
            for (int i = 0; i < 30; i++) {
                plant.batch(() -> plant.update("A.Text", "any"));
            }
            try (QuestDb questDb = questDb(plant)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> questDb.status().detail().contains("all refused"));

                assertThat(questDb.status().isUp()).isFalse();
                assertThat(questDb.status().refused()).isEqualTo(20);
                poison = "nothing";
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> questDb.status().sequence() == plant.lastSequence());
            }
        }
    }
}
