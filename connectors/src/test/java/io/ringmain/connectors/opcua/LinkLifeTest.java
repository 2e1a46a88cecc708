package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.connectors.testing.TcpRelay;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What becomes of a secured link when the network, the server or its peer are not what they should be. */
class LinkLifeTest {
    /** More of them take {@code -Dringmain.flaps=200}. */
    private static final int FLAPS = Integer.getInteger("ringmain.flaps", 10);

    /** 50 of them take {@code -Dringmain.connectors=50}. */
    private static final int CONNECTORS = Integer.getInteger("ringmain.connectors", 5);

    private static final int STATE = 0;
    private static final int TIME = 1;

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private SecureServer server(String name, int port) {
        SecureServer server = SecureServer.start(folder.resolve(name), port, true, null);
        open.add(server);
        return server;
    }

    /** Both know each other. */
    private SecureServer trusted(String name, int port) throws Exception {
        SecureServer server = server(name, port);
        Pki client = Pki.open(folder.resolve("client/pki"), "client", "urn:ringmain:test:client", List.of());
        Files.write(
                folder.resolve(name + "/trusted/client.der"),
                client.own().certificate().getEncoded());
        Files.write(
                folder.resolve("client/pki/trusted/" + name + ".der"),
                server.pki().own().certificate().getEncoded());
        return server;
    }

    private static TagDefinition tag(String name, TagType type, String node, TagSource.Mode mode) {
        return TagDefinition.internal(name, type).withSource(new TagSource("plant", node, mode, 50));
    }

    private RecordingContext context() {
        return new RecordingContext(List.of(
                        tag("Server.State", TagType.INT64, "i=2259", TagSource.Mode.SUBSCRIBE),
                        tag("Server.Time", TagType.INT64, "i=2258", TagSource.Mode.SUBSCRIBE)))
                .in(folder.resolve("client"));
    }

    private Connector connect(int port, RecordingContext context, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "endpoint", "opc.tcp://127.0.0.1:" + port + "/test",
                "reconnect-min", "50ms",
                "reconnect-max", "200ms",
                "publishing-interval", "50ms",
                "request-timeout", "10s",
                "keep-alive-interval", "10s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Connector connector = new OpcUaConnectorProvider().create(new ConnectorDefinition("plant", "opcua", all));
        open.add(connector);
        connector.start(context);
        return connector;
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private static void isLive(RecordingContext context) {
        awaitTrue(() -> context.link() == LinkState.OK && context.newest.size() == 2);
    }

    private static long good(RecordingContext context, int tag) {
        return context.updates.stream().filter(update -> update.tagId() == tag).count();
    }

    private static int subscriptions(SecureServer server) {
        return server.milo().getSubscriptions().size();
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    @Test
    void shouldTakeTheSessionUpAgainWithAllItsValuesWhenTheNetworkComesBack() throws Exception {
        SecureServer server = trusted("server", io.ringmain.connectors.testing.FreePort.find());
        TcpRelay relay = new TcpRelay(server.port());
        open.add(relay);
        RecordingContext context = context();
        Connector connector = connect(relay.port(), context, "host-check", "false");
        isLive(context);
        Object session =
                server.milo().getSessionManager().getAllSessions().get(0).getSessionId();

        relay.cut(true);
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        long before = good(context, STATE);
        relay.cut(false);

        // what has not changed is good again, too
        awaitTrue(() -> context.link() == LinkState.OK && good(context, STATE) == before + 1);
        Object newest = context.newest(TIME).value();
        awaitTrue(() -> !newest.equals(context.newest(TIME).value()));
        assertThat(server.milo().getSessionManager().getAllSessions())
                .singleElement()
                .satisfies(same -> assertThat(same.getSessionId()).isEqualTo(session));
        assertThat(connector.counts())
                .containsEntry("Connections", 1L)
                .containsEntry("Reconnects", 1L)
                .containsEntry("LostPublishes", 0L)
                .containsEntry("Outdated", 0L);
        assertThat(context.links).containsExactly(LinkState.OK, LinkState.UNAVAILABLE, LinkState.OK);
    }

    @Test
    void shouldAnswerWritesAtOnceWhileThereIsNoLinkAndNeverSendThemLater() throws Exception {
        SecureServer server = trusted("server", io.ringmain.connectors.testing.FreePort.find());
        TcpRelay relay = new TcpRelay(server.port());
        open.add(relay);
        RecordingContext context = context();
        Connector connector = connect(relay.port(), context, "host-check", "false");
        isLive(context);
        relay.cut(true);
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);

        connector.write(new DeviceWrite(1, STATE, "i=2259", TagType.INT64, 1, null));

        awaitTrue(() -> !context.answers(1).isEmpty());
        assertThat(context.answers(1)).containsExactly(Quality.BAD_NO_COMMUNICATION);
        relay.cut(false);
        isLive(context);
        assertThat(server.milo().getSessionManager().getAllSessions().stream()
                        .mapToLong(session -> session.getSessionDiagnostics()
                                .getWriteCount()
                                .getServiceCounter()
                                .getTotalCount()
                                .longValue())
                        .sum())
                .isZero();
    }

    @Test
    void shouldLeakNothingWhenTheLinkFlaps() throws Exception {
        SecureServer server = trusted("server", io.ringmain.connectors.testing.FreePort.find());
        TcpRelay relay = new TcpRelay(server.port());
        open.add(relay);
        RecordingContext context = context();
        Connector connector = connect(relay.port(), context, "host-check", "false");
        isLive(context);
        long before = threads("opcua-plant");
        long heapBefore = usedHeap();
        for (int flap = 1; flap <= FLAPS; flap++) {
            relay.cut(true);
            awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
            relay.cut(false);
            awaitTrue(() -> context.link() == LinkState.OK);
        }
        Object newest = context.newest(TIME).value();
        awaitTrue(() -> !newest.equals(context.newest(TIME).value()));

        // that of the items, and that which hears of changes of the address space
        assertThat(subscriptions(server)).isEqualTo(2);
        assertThat(server.milo().getSessionManager().getAllSessions()).hasSize(1);
        // Milo's pool keeps a few for as long as they are needed at once
        awaitTrue(() -> threads("opcua-plant") <= before + 5);
        assertThat(connector.counts()).containsEntry("Reconnects", (long) FLAPS);
        // what the test itself records is in it, too
        assertThat(usedHeap() - heapBefore).isLessThan(32L << 20);
    }

    @Test
    void shouldServeManyConnectorsThatShareAServerAndNoThread() throws Exception {
        SecureServer server = trusted("server", io.ringmain.connectors.testing.FreePort.find());
        List<RecordingContext> contexts = new ArrayList<>();
        for (int i = 0; i < CONNECTORS; i++) {
            contexts.add(context());
            Map<String, String> settings =
                    Map.of("endpoint", server.url(), "publishing-interval", "100ms", "reconnect-min", "50ms");
            Connector connector =
                    new OpcUaConnectorProvider().create(new ConnectorDefinition("many" + i, "opcua", settings));
            open.add(connector);
            connector.start(contexts.get(i));
        }
        contexts.forEach(LinkLifeTest::isLive);
        assertThat(server.milo().getSessionManager().getAllSessions()).hasSize(CONNECTORS);

        open.remove(1).close();
        // the rest does not notice
        RecordingContext last = contexts.get(CONNECTORS - 1);
        Object newest = last.newest(TIME).value();
        awaitTrue(() -> !newest.equals(last.newest(TIME).value()));
        assertThat(last.links).containsExactly(LinkState.OK);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void shouldMakeAllAnewWhenTheServerWasRestartedWithAnotherCertificate() throws Exception {
        SecureServer server = trusted("server", io.ringmain.connectors.testing.FreePort.find());
        RecordingContext context = context();
        Connector connector = connect(server.port(), context);
        isLive(context);
        server.close();
        open.remove(server);
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);

        SecureServer other = server("other", server.port());
        Pki client = Pki.open(folder.resolve("client/pki"), "", "", List.of());
        Files.write(
                folder.resolve("other/trusted/client.der"),
                client.own().certificate().getEncoded());
        awaitTrue(() -> connector.detail().contains("is not trusted"));
        context.newest.clear();
        connector
                .trustList()
                .orElseThrow()
                .trust(other.pki().trust().entries().get(0).thumbprint());

        isLive(context);
    }

    /** What listens where an OPC UA server should. */
    enum Peer {
        CLOSES {
            @Override
            void answer(Socket socket) throws IOException {
                socket.close();
            }
        },
        SPEAKS_HTTP {
            @Override
            void answer(Socket socket) throws IOException {
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes());
                out.flush();
            }
        },
        CLAIMS_TWO_GIGABYTES {
            @Override
            void answer(Socket socket) throws IOException {
                socket.getOutputStream().write(new byte[] {'A', 'C', 'K', 'F', -1, -1, -1, 0x7F, 0, 0, 0, 0});
                socket.getOutputStream().flush();
            }
        },
        IS_SILENT {
            @Override
            void answer(Socket socket) {
                // the hello waits for ever
            }
        };

        abstract void answer(Socket socket) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void shouldTellOfAPeerThatIsNoServerInOneLine(Peer peer) throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger("io.ringmain");
        lines.start();
        root.addAppender(lines);
        List<Socket> accepted = new java.util.concurrent.CopyOnWriteArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try {
                    while (true) {
                        Socket socket = listener.accept();
                        accepted.add(socket);
                        attempts.incrementAndGet();
                        peer.answer(socket);
                    }
                } catch (IOException e) {
                    // the end of the test
                }
            });
            server.start();
            RecordingContext context = context();
            Connector connector = connect(listener.getLocalPort(), context, "request-timeout", "200ms");

            awaitTrue(() -> attempts.get() >= 4);

            assertThat(connector.detail()).isNotEmpty();
            assertThat(context.links).containsExactly(LinkState.UNAVAILABLE);
            assertThat(lines.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN)))
                    .hasSize(1);
            connector.close();
            awaitTrue(() -> threads("opcua-plant") == 0);
        } finally {
            root.detachAppender(lines);
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }
}
