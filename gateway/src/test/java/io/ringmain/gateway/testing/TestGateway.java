package io.ringmain.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.connectors.opcua.server.OpcUaServerProvider;
import io.ringmain.core.machine.type.AcquisitionEngine;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.http.HttpContext;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.layouts.LayoutStore;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A real server on a real plant, both in this process, on a free port of the loopback. */
public final class TestGateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    public final MemoryStore store = new MemoryStore();
    public final FakeDevice device = new FakeDevice();
    public final FakeHistory history = new FakeHistory();
    public final MemoryUsers users = new MemoryUsers();
    public final TestClock clock = new TestClock();
    /** What was noted for the audit, each refusal by itself. */
    public final List<AuditNote> notes = new CopyOnWriteArrayList<>();

    public final Path folder;
    public final Plant plant;
    public final HttpServer server;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final SourcePublisher source;
    private final List<Access> opened = new CopyOnWriteArrayList<>();
    private final Access shared;
    /** Of the layouts: most tests have none. */
    private final AtomicReference<Database> kept = new AtomicReference<>();

    private final LayoutStore layouts = new LayoutStore(this::database);

    public TestGateway() {
        this(true);
    }

    public TestGateway(boolean hasHistory) {
        this(hasHistory, 16 * 1024);
    }

    public TestGateway(boolean hasHistory, int ringSize) {
        this(hasHistory, ringSize, List.of());
    }

    /** @param more kinds of connectors besides the usual ones */
    public TestGateway(boolean hasHistory, int ringSize, List<ConnectorProvider> more) {
        try {
            folder = Files.createTempDirectory("ringmain-gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shared = access();
        plant = Plant.launch(new PlantContext()
                .site(TestSite.definition())
                .journalStore(store)
                .snapshotStore(store)
                .connectorProviders(Stream.concat(Stream.of(device, new OpcUaServerProvider()), more.stream())
                        .toList())
                .machines(List.of(new TestValve(), new AcquisitionEngine()))
                .ringSize(ringSize)
                .mode(ThreadingMode.SHARED));
        source = plant.publisher("test", Backpressure.WAIT);
        server = HttpServer.start(context(hasHistory));
    }

    /** What the server was started with; for a second server on the same plant, where the same logins are good. */
    public HttpContext context(boolean hasHistory) {
        return new HttpContext()
                .plant(plant)
                .history(hasHistory ? history : null)
                .recorded(new ReplaySource(store, store, List.of(new TestValve()), Map.of()))
                .access(shared)
                .users(users)
                .trail(notes::add)
                .port(0)
                .allowedHosts(List.of("plant.example"))
                .dataFolder(folder)
                .layouts(layouts)
                .siteName("test site")
                .version("0.0.0-test")
                .clock(clock);
    }

    /** Opened when it is first wanted, in the lane of the one endpoint that wants it. */
    private Database database() {
        return kept.updateAndGet(open -> open == null ? Database.open(DatabaseSettings.sqlite(folder), "store") : open);
    }

    /** As a process that has just begun would have it. */
    public Access access() {
        return access(AccessSettings.DEFAULT);
    }

    public Access access(AccessSettings settings) {
        Access access = new Access(users, folder.resolve("auth"), clock, settings);
        opened.add(access);
        return access;
    }

    /** Publishes a good value and waits until it is journaled. */
    public void set(String tag, double value) {
        publish(tag, value);
        plant.drain(5_000);
    }

    public void set(String tag, double... values) {
        source.update(plant.site().tagId(tag), values, values.length, Quality.GOOD, plant.nowNs());
        plant.drain(5_000);
    }

    public void publish(String tag, double value) {
        source.update(plant.site().tagId(tag), value, Quality.GOOD, plant.nowNs());
    }

    /** Publishes as fast as the ring takes it, and what it has no room for is refused. */
    public void fillRing(int slots) {
        SourcePublisher filler = plant.publisher("filler", Backpressure.REFUSE);
        for (int i = 0; i <= slots; i++) {
            filler.update(plant.site().tagId(TestSite.FIXED), i, Quality.GOOD, plant.nowNs());
        }
    }

    /** Publishes a value and waits until it can be read, whether or not it is journaled. */
    public void apply(String tag, double value) {
        publish(tag, value);
        TagValue present = new TagValue();
        await().until(() -> plant.values().read(plant.site().tagId(tag), present) && present.asDouble() == value);
    }

    public URI uri(String path) {
        return server.url().resolve(path);
    }

    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(TIMEOUT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpClient client() {
        return client;
    }

    /** What is answered to a request that must succeed. */
    public JsonNode read(String path, String token) {
        HttpResponse<String> response = get(path, token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path, token).build());
    }

    public HttpResponse<String> post(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> patch(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> put(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** A token of the user with that role. */
    public String token(String role) {
        return json(login(role, MemoryUsers.PASSWORD)).path("token").asText();
    }

    public HttpResponse<String> login(String user, String password) {
        return post("/api/v1/auth/login", "", "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }

    public String ticket(String token) {
        return json(post("/api/v1/auth/ws-ticket", token, "{}")).path("ticket").asText();
    }

    public WsClient webSocket() {
        return WsClient.connect(this, WsClient.JSON);
    }

    /** A connection that has said hello. */
    public WsClient webSocket(String token) {
        WsClient socket = webSocket();
        socket.hello(ticket(token));
        return socket;
    }

    public static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        server.close();
        plant.close();
        opened.forEach(Access::close);
        Optional.ofNullable(kept.get()).ifPresent(Database::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
