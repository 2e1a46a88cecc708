package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.testing.IoThreadWatch;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.RawSocket;
import io.ringmain.gateway.testing.SseClient;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.testing.TestValve;
import io.ringmain.gateway.testing.WsClient;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xnio.Options;

/** No I/O thread ever blocks, whatever clients do and however slow databases are. */
class IoThreadTest {
    private static final String IO_THREADS = "http I/O-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOAD_NS = TimeUnit.SECONDS.toNanos(4);

    @Test
    void shouldNeverBlockAnIoThreadUnderLoad() throws Exception {
        try (IoThreadWatch watch = IoThreadWatch.begin(IO_THREADS);
                TestGateway gateway = new TestGateway();
                Database database = Database.open(DatabaseSettings.sqlite(gateway.folder), Records.SCHEMA);
                Records records = records(gateway, database);
                HttpServer server = HttpServer.start(gateway.context(true).records(records))) {
            records.start();
            await().atMost(PATIENCE).until(() -> records.state().isUp());
            load(gateway, server);

            assertThat(watch.seen()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(watch.seen().values())
                    .allSatisfy(times -> assertThat(times).isGreaterThan(100));
            assertThat(watch.found()).isEmpty();
        }
    }

    private static Records records(TestGateway gateway, Database database) {
        return Records.of(
                database,
                gateway.folder,
                gateway.store::reader,
                gateway.store,
                gateway.plant::journaledSequence,
                gateway.plant::durableSequence,
                Map.of("valve", new TestValve().declaration()));
    }

    private static void load(TestGateway gateway, HttpServer other) throws Exception {
        String operator = gateway.token("operator");
        List<Thread> clients = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        // a database whose only writer is someone else
        try (Connection hog = DriverManager.getConnection("jdbc:sqlite:" + gateway.folder.resolve("projection.db"));
                Statement statement = hog.createStatement();
                WsClient json = gateway.webSocket(operator);
                WsClient cbor = WsClient.connect(gateway, WsClient.CBOR);
                SseClient events = SseClient.open(gateway, operator, "tags=*&hz=50&alarms=true&events=true", "");
                SseClient pushed = SseClient.open(gateway, operator, "tags=Plant.*&hz=0", "");
                RawSocket slow = RawSocket.loggedIn(gateway, operator)) {
            statement.execute("BEGIN EXCLUSIVE");
            cbor.hello(gateway.ticket(operator));
            json.subscribe("s", 50, "*");
            cbor.subscribe("s", 50, "*");
            slow.text("{\"id\":9,\"op\":\"sub\",\"sub\":\"s\",\"tags\":[\"*\"],\"hz\":50}");
            String[] reads = {
                "/api/v1/values?limit=5000", "/api/v1/tags?limit=5000", "/api/v1/alarms", "/", "/api/v1/openapi.json"
            };
            clients.add(repeat(over, i -> gateway.get(reads[i % reads.length], operator)));
            clients.add(repeat(
                    over, i -> gateway.put("/api/v1/values/" + TestSite.COUNT, operator, "{\"value\":" + i + "}")));
            clients.add(repeat(over, i -> gateway.login("operator", i % 2 == 0 ? MemoryUsers.PASSWORD : "wrong")));
            clients.add(repeat(
                    over,
                    i -> gateway.send(HttpRequest.newBuilder(
                                    other.url().resolve("/api/v1/" + (i % 2 == 0 ? "events" : "audit")))
                            .header("Authorization", "Bearer " + operator)
                            .build())));
            clients.add(repeat(over, i -> {
                String socket = "{\"id\":" + i + ",\"op\":\"write\",\"tag\":\"" + TestSite.TEMPERATURE + "\",\"value\":"
                        + (i % 2 == 0 ? 85 : 20) + "}";
                json.send(socket);
                cbor.send(socket);
                gateway.post("/api/v1/logbook", operator, "{\"text\":\"entry " + i + "\"}");
            }));
            long end = System.nanoTime() + LOAD_NS;
            for (int value = 0; System.nanoTime() < end; value++) {
                for (int i = 0; i < TestSite.MANY; i++) {
                    gateway.publish(String.format("Many.T%04d", i), value);
                }
            }
            over.countDown();
            for (Thread client : clients) {
                client.join(PATIENCE.toMillis());
            }
            statement.execute("ROLLBACK");
        }
    }

    /** Calls that a client makes again and again; how they are answered is not looked at. */
    private interface Call {
        void make(int number) throws Exception;
    }

    private static Thread repeat(CountDownLatch over, Call call) {
        Thread client = new Thread(() -> {
            for (int i = 0; over.getCount() > 0; i++) {
                try {
                    call.make(i);
                } catch (Exception e) {
                    // a refusal under load is an answer, too
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });
        client.start();
        return client;
    }

    // ---- the watch itself ----------------------------------------------------------------------------------------

    private record Blocking(String what, HttpHandler handler) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Blocking> blockingHandlers() {
        Hashtable<String, String> monitor = new Hashtable<>();
        ReentrantLock lock = new ReentrantLock();
        return Stream.of(
                new Blocking("sleep", exchange -> Thread.sleep(300)),
                new Blocking("park", exchange -> LockSupport.parkNanos(300_000_000)),
                new Blocking("wait", exchange -> {
                    Thread slow = new Thread(() -> LockSupport.parkNanos(300_000_000));
                    slow.start();
                    slow.join();
                }),
                new Blocking("lock", exchange -> {
                    lockedElsewhere(lock);
                    lock.lock();
                    lock.unlock();
                }),
                new Blocking("monitor", exchange -> {
                    heldElsewhere(monitor);
                    assertThat(monitor.get("held")).isNull();
                }),
                new Blocking("file", exchange -> {
                    Path file = Files.createTempFile("watched", ".tmp");
                    for (int i = 0; i < 40; i++) {
                        Files.write(file, new byte[1_000_000]);
                    }
                    Files.delete(file);
                }),
                new Blocking("socket", exchange -> {
                    try (java.net.ServerSocket listening = new java.net.ServerSocket(0);
                            java.net.Socket socket = new java.net.Socket("127.0.0.1", listening.getLocalPort())) {
                        socket.setSoTimeout(300);
                        socket.getInputStream().read();
                    } catch (IOException e) {
                        // nobody has said anything
                    }
                }),
                new Blocking("password", exchange -> io.ringmain.gateway.auth.PasswordHash.hash("something long")));
    }

    private static void lockedElsewhere(ReentrantLock lock) throws InterruptedException {
        CountDownLatch isLocked = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            lock.lock();
            isLocked.countDown();
            LockSupport.parkNanos(300_000_000);
            lock.unlock();
        });
        holder.start();
        isLocked.await();
    }

    private static void heldElsewhere(Hashtable<String, String> monitor) throws InterruptedException {
        CountDownLatch isHeld = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            monitor.computeIfAbsent("held", name -> {
                isHeld.countDown();
                LockSupport.parkNanos(300_000_000);
                return null;
            });
        });
        holder.start();
        isHeld.await();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blockingHandlers")
    void shouldCatchAHandlerThatBlocks(Blocking blocking) throws Exception {
        IoThreadWatch watch = IoThreadWatch.begin("watched I/O-");
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", blocking.handler())
                .setWorkerOption(Options.WORKER_NAME, "watched")
                .setIoThreads(1)
                .build();
        server.start();
        try (watch) {
            InetSocketAddress address =
                    (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/"))
                    .timeout(PATIENCE)
                    .build();
            await().atMost(PATIENCE).until(() -> {
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
                return !watch.found().isEmpty();
            });
        } finally {
            server.stop();
        }
    }
}
