package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.demo.DemoPlant;
import io.ringmain.connectors.demo.DemoPlantServer;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.connectors.testing.TcpRelay;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a connector does while its server is not there, and when it goes; see {@link LinkLifeTest} for secured links. */
class OpcUaLostLinkTest extends OnDemoPlant {

    @Test
    void shouldReportALostLinkAndBringAllItemsBack() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE),
                tag("Plant.UpTime", TagType.INT64, Mode.POLL)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 2);

        server.close();
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        connector.write(new DeviceWrite(1, 0, "ns=2;s=Feed.P101A.Start", TagType.BOOL, 1, null));
        assertThat(context.answers).containsEntry(1L, List.of(Quality.BAD_NO_COMMUNICATION));
        assertThat(connector.detail()).isNotEmpty();

        plant.advance(10);
        DemoPlantServer again = server(plant, server.port());
        awaitTrue(() -> context.link() == LinkState.OK);
        awaitTrue(() -> Double.valueOf(plant.number("Feed.TK101.Level"))
                .equals(context.newest(0).value()));
        again.step(20);
        awaitTrue(() -> Long.valueOf(11).equals(context.newest(1).value()));
        assertThat(context.links).containsExactly(LinkState.OK, LinkState.UNAVAILABLE, LinkState.OK);
    }

    @Test
    void shouldBeUnavailableWhileNothingListensAndConnectLater() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        RecordingContext context =
                new RecordingContext(List.of(tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        connector("opc.tcp://127.0.0.1:" + port + "/ringmain-demo", context);
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);

        server(new DemoPlant(SEED), port);

        awaitTrue(() -> context.newest.size() == 1);
        assertThat(context.links).containsExactly(LinkState.UNAVAILABLE, LinkState.OK);
    }

    @Test
    void shouldNoticeAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            RecordingContext context =
                    new RecordingContext(List.of(tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
            Connector connector = connector(
                    "opc.tcp://127.0.0.1:" + silent.getLocalPort() + "/silent", context, "request-timeout", "200ms");
            awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
            assertThat(connector.detail()).isNotEmpty();
        }
    }

    @Test
    void shouldNoticeAServerThatStopsAnsweringAndComeBack() throws Exception {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        TcpRelay relay = new TcpRelay(server.port());
        open.add(relay);
        RecordingContext context = new RecordingContext(List.of(tag("Plant.UpTime", TagType.INT64, Mode.SUBSCRIBE)));
        Connector connector = connector(
                "opc.tcp://127.0.0.1:" + relay.port() + "/ringmain-demo",
                context,
                "request-timeout",
                "1s",
                "keep-alive-interval",
                "1s");
        awaitTrue(() -> context.newest.size() == 1);

        relay.freeze(true);
        connector.write(new DeviceWrite(1, 0, "ns=2;s=Feed.P101A.Start", TagType.BOOL, 1, null));
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        awaitTrue(() -> context.answers.containsKey(1L));
        assertThat(context.answers.get(1L))
                .singleElement()
                .satisfies(code -> assertThat(Quality.isBad(code)).isTrue());

        server.step(40);
        relay.freeze(false);
        awaitTrue(() -> Long.valueOf(2).equals(context.newest(0).value()));
    }

    @Test
    void shouldCloseWhileItConnects() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            RecordingContext context = new RecordingContext(List.of());
            Connector connector = connector("opc.tcp://127.0.0.1:" + silent.getLocalPort() + "/silent", context);
            awaitTrue(() -> threads("opcua-plant-milo").size() > 1);

            connector.close();

            awaitTrue(() -> threads("opcua-plant-").isEmpty());
        }
    }

    @Test
    void shouldCountWhatTheRingRefuses() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        context.isFull = true;
        Connector connector = connector(server.endpointUrl(), context);

        awaitTrue(() -> connector.detail().contains("refused 1"));
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
        // clients of other tests have some of Milo's shared threads started
        List<String> before = threads("milo-");
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);
        assertThat(threads("opcua-plant-")).isNotEmpty();

        connector.close();
        server.close();

        awaitTrue(() -> threads("opcua-plant-").isEmpty());
        awaitTrue(() -> threads("demo-plant").isEmpty());
        // the server's channel timeouts run on a timer that Milo shares for ever
        assertThat(threads("milo-")).allMatch(name -> name.equals("milo-netty-wheel-timer") || before.contains(name));
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
