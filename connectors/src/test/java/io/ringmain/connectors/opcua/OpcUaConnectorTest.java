package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.demo.DemoPlant;
import io.ringmain.connectors.demo.DemoPlantServer;
import io.ringmain.connectors.demo.DemoPlantServer.Pace;
import io.ringmain.connectors.demo.Disturbance;
import io.ringmain.connectors.demo.PlantVariable;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.connectors.testing.TcpRelay;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connector against the demo plant's real server; the plant's time moves by explicit steps. */
class OpcUaConnectorTest {
    private static final long SEED = 7;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private DemoPlantServer server(DemoPlant plant, int port) {
        DemoPlantServer server = new DemoPlantServer(plant, port, Pace.MANUAL);
        open.add(server);
        return server.start();
    }

    private Connector connector(String endpoint, RecordingContext context, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "endpoint", endpoint,
                "security", "None",
                "publishing-interval", "50ms",
                "keep-alive-interval", "10s",
                "request-timeout", "10s",
                "reconnect-min", "50ms",
                "reconnect-max", "200ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        ConnectorProvider provider = ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.type().equals("opcua"))
                .findFirst()
                .orElseThrow();
        ConnectorDefinition definition = new ConnectorDefinition("plant", "opcua", settings);
        assertThat(provider.validate(
                        definition,
                        context.tags().stream().map(tag -> tag.definition()).toList()))
                .isEmpty();
        Connector connector = provider.create(definition);
        open.add(connector);
        connector.start(context);
        return connector;
    }

    private static TagDefinition tag(String name, TagType type, Mode mode) {
        return TagDefinition.internal(name, type).withSource(new TagSource("plant", "ns=2;s=" + name, mode, 50));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    @Test
    void shouldDeliverAllVariablesOfThePlantWithTheirTypes() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        List<TagDefinition> tags = plant.variables().stream()
                .map(variable -> tag(variable.name(), variable.type(), variable.mode()))
                .toList();
        RecordingContext context = new RecordingContext(tags);
        connector(server.endpointUrl(), context);

        awaitTrue(() -> context.newest.size() == tags.size());
        assertThat(context.links).containsExactly(LinkState.OK);
        for (int i = 0; i < tags.size(); i++) {
            PlantVariable variable = plant.variables().get(i);
            Object expected = plant.value(i);
            Object got = context.newest(i).value();
            if (variable.type() == TagType.INT64) {
                expected = ((Number) expected).longValue();
            } else if (variable.type() == TagType.FLOAT64) {
                expected = ((Number) expected).doubleValue();
            }
            assertThat(got).as(variable.name()).isEqualTo(expected);
            assertThat(context.newest(i).statusCode()).as(variable.name()).isEqualTo(plant.statusCode(i));
        }
    }

    @Test
    void shouldKeepSourceTimesAndPublishFromOneThread() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);
        long first = context.newest(0).sourceTimeNs();

        server.step(20);

        awaitTrue(() -> context.newest(0).sourceTimeNs() == first + 1_000_000_000L);
        assertThat(context.newest(0).value()).isEqualTo(plant.number("Feed.TK101.Level"));
        awaitTrue(() -> context.flushes.get() > 0);
        assertThat(context.publishingThreads).containsExactly("opcua-plant-publish");
    }

    @Test
    void shouldPoll() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("Plant.UpTime", TagType.INT64, Mode.POLL),
                tag("Product.Lot.Id", TagType.STRING, Mode.POLL),
                tag("No.Such.Node", TagType.BOOL, Mode.POLL)));
        connector(server.endpointUrl(), context, "batch-size", "2");
        awaitTrue(() -> context.newest.size() == 3);

        server.step(60);

        awaitTrue(() -> Long.valueOf(3).equals(context.newest(0).value()));
        assertThat(context.newest(1).value()).isEqualTo(plant.value("Product.Lot.Id"));
        assertThat(context.newest(2))
                .extracting("value", "statusCode")
                .containsExactly(null, Quality.BAD_NODE_ID_UNKNOWN);
    }

    @Test
    void shouldReportAnUnknownNodeAndGoOnWithTheOthers() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("No.Such.Node", TagType.FLOAT64, Mode.SUBSCRIBE),
                tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);

        awaitTrue(() -> context.newest.size() == 2);
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
        assertThat(context.newest(1).statusCode()).isEqualTo(Quality.GOOD);
        awaitTrue(() -> connector.detail().contains("item errors 1"));
        assertThat(connector.detail()).contains("No.Such.Node: BadNodeIdUnknown");
    }

    @Test
    void shouldDeliverABadStatusOfTheDevice() {
        DemoPlant plant = new DemoPlant(SEED);
        plant.write("Plant.Disturbance.Enabled", false);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(plant.variables().stream()
                .map(variable -> tag(variable.name(), variable.type(), Mode.SUBSCRIBE))
                .toList());
        connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == plant.variables().size());

        plant.disturb(Disturbance.SENSOR_BROKEN);
        server.step(2);

        awaitTrue(() -> context.newest.values().stream()
                .anyMatch(update -> update.statusCode() == Quality.BAD_SENSOR_FAILURE && update.value() == null));
    }

    @Test
    void shouldMarkAValueThatDoesNotFitTheTag() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Product.Lot.Id", TagType.FLOAT64, Mode.SUBSCRIBE)));
        connector(server.endpointUrl(), context);

        awaitTrue(() -> context.newest.size() == 1);
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.BAD_TYPE_MISMATCH);
    }

    @Test
    void shouldWriteToThePlantInTheTypeOfTheNode() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("Feed.P101A.Running", TagType.BOOL, Mode.SUBSCRIBE),
                tag("Feed.P101A.Start", TagType.BOOL, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 2);

        connector.write(new DeviceWrite(1, 1, "ns=2;s=Feed.P101A.Start", TagType.BOOL, 1, null));
        connector.write(new DeviceWrite(2, 0, "ns=2;s=Feed.LIC102.Gain", TagType.FLOAT64, bits(3.5), null));
        connector.write(new DeviceWrite(3, 0, "ns=2;s=Feed.LIC102.Mode", TagType.INT64, 0, null));
        connector.write(new DeviceWrite(4, 0, "ns=2;s=Plant.OperatorMessage", TagType.STRING, 0, "hello"));
        connector.write(new DeviceWrite(5, 0, "ns=2;s=Feed.LIC102.SP", TagType.FLOAT64, bits(1e6), null));
        connector.write(new DeviceWrite(6, 0, "ns=2;s=Feed.TK101.Level", TagType.FLOAT64, bits(1), null));
        connector.write(new DeviceWrite(7, 0, "ns=2;s=Feed.P101A.Start", TagType.STRING, 0, "on"));
        connector.write(new DeviceWrite(8, 0, "ns=2;s=No.Such.Node", TagType.BOOL, 1, null));
        awaitTrue(() -> context.answers.size() == 8);
        server.step(60);

        assertThat(context.answers)
                .containsEntry(1L, List.of(Quality.GOOD))
                .containsEntry(2L, List.of(Quality.GOOD))
                .containsEntry(3L, List.of(Quality.GOOD))
                .containsEntry(4L, List.of(Quality.GOOD))
                .containsEntry(5L, List.of(Quality.BAD_OUT_OF_RANGE))
                .containsEntry(6L, List.of(Quality.BAD_USER_ACCESS_DENIED))
                .containsEntry(7L, List.of(Quality.BAD_TYPE_MISMATCH))
                .containsEntry(8L, List.of(Quality.BAD_NODE_ID_UNKNOWN));
        assertThat(plant.value("Feed.LIC102.Gain")).isEqualTo(3.5f);
        assertThat(plant.value("Feed.LIC102.Mode")).isEqualTo(0);
        assertThat(plant.value("Plant.OperatorMessage")).isEqualTo("hello");
        awaitTrue(() -> Boolean.TRUE.equals(context.newest(0).value()));
    }

    @Test
    void shouldWriteInTheOrderInWhichItWasAsked() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Plant.OperatorMessage", TagType.STRING, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);

        for (int i = 0; i < 200; i++) {
            connector.write(new DeviceWrite(i, 0, "ns=2;s=Plant.OperatorMessage", TagType.STRING, 0, "note " + i));
        }
        awaitTrue(() -> context.answers.size() == 200);
        server.step(1);

        assertThat(context.answers.values()).allMatch(List.of(Quality.GOOD)::equals);
        assertThat(plant.value("Plant.OperatorMessage")).isEqualTo("note 199");
    }

    @Test
    void shouldAnswerEachOfThousandsOfWritesToOneNodeThatAllHaveTheWrongType() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Plant.OperatorMessage", TagType.STRING, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);

        for (int i = 0; i < 9_000; i++) {
            connector.write(new DeviceWrite(i, 0, "ns=2;s=Plant.OperatorMessage", TagType.BOOL, 1, null));
        }

        awaitTrue(() -> context.answers.size() == 9_000);
        assertThat(context.answers.values()).allMatch(List.of(Quality.BAD_TYPE_MISMATCH)::equals);
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

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
