package io.ringmain.connectors.sparkplug.host;

import static io.ringmain.connectors.sparkplug.TahuEdge.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.mqtt.EmbeddedBroker;
import io.ringmain.connectors.mqtt.MqttPeer;
import io.ringmain.connectors.mqtt.Relay;
import io.ringmain.connectors.sparkplug.TahuEdge;
import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.connectors.sparkplug.payload.Payload;
import io.ringmain.connectors.sparkplug.payload.PayloadWriter;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host application, with Eclipse Tahu's edge node, and one that does what it should not. */
class HostConnectorTest {
    private final String group = "H" + System.nanoTime();
    private final Relay relay = new Relay(FreePort.find(), EmbeddedBroker.port());
    private final List<TagDefinition> tags = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "broker", "mqtt://127.0.0.1:" + relay.port(),
            "reconnect-min", "50ms",
            "reconnect-max", "200ms",
            "host-id", "ringmain-" + group,
            "reorder-timeout", "200ms",
            "rebirth-interval", "300ms"));
    private final MqttPeer peer = new MqttPeer(EmbeddedBroker.port());
    private final PayloadWriter writer = new PayloadWriter();
    private RecordingContext context;
    private Connector connector;
    private TahuEdge edge;

    @AfterEach
    void end() {
        if (edge != null) {
            edge.close();
        }
        if (connector != null) {
            connector.close();
        }
        peer.close();
        relay.close();
    }

    private void tag(TagType type, String address) {
        tags.add(TagDefinition.builder("Test.Tag" + tags.size(), type)
                .length(type.isArray() ? 4 : 1)
                .source(new TagSource("host", group + "/" + address, TagSource.Mode.SUBSCRIBE, 1_000))
                .build());
    }

    private void start() {
        relay.open();
        ConnectorDefinition definition = new ConnectorDefinition("host", "sparkplug-host", settings);
        HostConnectorProvider provider = new HostConnectorProvider();
        assertThat(provider.validate(definition, tags)).isEmpty();
        context = new RecordingContext(tags);
        connector = provider.create(definition);
        connector.start(context);
        awaitTrue(() -> context.link() == LinkState.OK);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private void awaitValue(int tag, Object value) {
        awaitTrue(() ->
                context.newest(tag) != null && value.equals(context.newest(tag).value()));
    }

    private void awaitStatus(int tag, int statusCode) {
        awaitTrue(() -> context.newest(tag) != null && context.newest(tag).statusCode() == statusCode);
    }

    private long count(String counter) {
        return connector.counts().get(counter);
    }

    private TahuEdge tahu() throws Exception {
        edge = new TahuEdge(
                EmbeddedBroker.port(),
                group,
                "node",
                "pump",
                List.of(
                        metric("Speed", MetricDataType.Double, 1.5),
                        metric("Small", MetricDataType.Int8, (byte) -5),
                        metric("Big", MetricDataType.UInt64, new BigInteger("18446744073709551615")),
                        metric("Unsigned", MetricDataType.UInt32, 4_000_000_000L),
                        metric("On", MetricDataType.Boolean, true),
                        metric("Mode", MetricDataType.String, "auto"),
                        metric("Since", MetricDataType.DateTime, new Date(1_700_000_000_000L)),
                        metric("Curve", MetricDataType.FloatArray, new Float[] {1.5f, 2.5f})),
                List.of(metric("Level", MetricDataType.Float, 2.5f)));
        return edge;
    }

    @Test
    void shouldTakeEachTypeFromTheBirthsOfTahu() throws Exception {
        tag(TagType.FLOAT64, "node:Speed");
        tag(TagType.INT64, "node:Small");
        tag(TagType.INT64, "node:Big");
        tag(TagType.FLOAT64, "node:Big");
        tag(TagType.INT64, "node:Unsigned");
        tag(TagType.BOOL, "node:On");
        tag(TagType.STRING, "node:Mode");
        tag(TagType.INT64, "node:Since");
        tag(TagType.FLOAT64_ARRAY, "node:Curve");
        tag(TagType.FLOAT64, "node/pump:Level");
        tag(TagType.FLOAT64, "node:Nothing");
        tag(TagType.BOOL, "node:Speed");
        start();
        tahu();

        awaitValue(9, 2.5);
        awaitValue(0, 1.5);
        assertThat(context.newest(1).value()).isEqualTo(-5L);
        assertThat(context.newest(2).statusCode()).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(context.newest(3).value()).isEqualTo(0x1p64);
        assertThat(context.newest(4).value()).isEqualTo(4_000_000_000L);
        assertThat(context.newest(5).value()).isEqualTo(true);
        assertThat(context.newest(6).value()).isEqualTo("auto");
        assertThat(context.newest(7).value()).isEqualTo(1_700_000_000_000L);
        assertThat(context.newest(8).value()).isEqualTo(List.of(1.5, 2.5));
        assertThat(context.newest(10).statusCode()).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
        assertThat(context.newest(11).statusCode()).isEqualTo(Quality.BAD_TYPE_MISMATCH);
    }

    @Test
    void shouldFollowDataAndDeathsOfTahu() throws Exception {
        tag(TagType.FLOAT64, "node:Speed");
        tag(TagType.FLOAT64, "node/pump:Level");
        start();
        tahu();
        awaitValue(1, 2.5);

        edge.data(metric("Speed", MetricDataType.Double, 7.5));
        edge.deviceData(metric("Level", MetricDataType.Float, 8.5f));
        awaitValue(0, 7.5);
        awaitValue(1, 8.5);
        edge.deviceDeath();
        awaitStatus(1, Quality.BAD_NO_COMMUNICATION);
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.GOOD);
        edge.close();
        awaitStatus(0, Quality.BAD_NO_COMMUNICATION);
        assertThat(count("Gaps")).isZero();
    }

    @Test
    void shouldAskForBirthsWhenItComesLaterThanTheNodeOrBack() throws Exception {
        tag(TagType.FLOAT64, "node:Speed");
        tahu();
        awaitTrue(() -> edge.births() > 0);
        start();
        awaitValue(0, 1.5);

        relay.close();
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        int before = context.updates.size();
        relay.open();
        awaitTrue(() -> context.updates.size() > before);
        awaitValue(0, 1.5);
    }

    @Test
    void shouldSendWritesAsCommandsInTheMetricsType() throws Exception {
        tag(TagType.FLOAT64, "node:Speed");
        tag(TagType.FLOAT64, "node/pump:Level");
        tag(TagType.INT64, "node:Small");
        start();
        tahu();
        awaitValue(1, 2.5);

        connector.write(new DeviceWrite(1, 1, "", TagType.FLOAT64, Double.doubleToLongBits(3.5), null));
        connector.write(new DeviceWrite(2, 2, "", TagType.INT64, -7, null));
        connector.write(new DeviceWrite(3, 2, "", TagType.INT64, 300, null));
        awaitTrue(() -> context.answers.size() == 3 && edge.commands.size() == 2);

        assertThat(edge.commands)
                .containsExactlyInAnyOrder(
                        "spBv1.0/" + group + "/DCMD/node/pump Level=3.5", "spBv1.0/" + group + "/NCMD/node Small=-7");
        assertThat(context.answers.get(1L)).containsExactly(Quality.GOOD);
        assertThat(context.answers.get(3L)).containsExactly(Quality.BAD_OUT_OF_RANGE);
        edge.close();
        awaitStatus(0, Quality.BAD_NO_COMMUNICATION);
        connector.write(new DeviceWrite(4, 2, "", TagType.INT64, 1, null));
        awaitTrue(() -> context.answers.containsKey(4L));
        assertThat(context.answers.get(4L)).containsExactly(Quality.BAD_NO_COMMUNICATION);
    }

    @Test
    void shouldBrowseWhatHasBeenBorn() throws Exception {
        settings.put("groups", group);
        start();
        tahu();
        awaitTrue(() -> count("Births") == 2);
        try (Browser browser = connector.browser().orElseThrow()) {
            assertThat(browser.children("", 10, "").join().nodes())
                    .extracting(BrowsedNode::address)
                    .containsExactly(group);
            assertThat(browser.children(group, 10, "").join().nodes())
                    .extracting(BrowsedNode::address)
                    .containsExactly(group + "/node");
            Browser.Page page = browser.children(group + "/node", 2, "").join();
            assertThat(page.nodes())
                    .extracting(BrowsedNode::address)
                    .containsExactly(group + "/node/pump", group + "/node:Big");
            assertThat(browser.children(group + "/node", 100, page.next())
                            .join()
                            .nodes())
                    .hasSize(9);
            assertThat(browser.read(group + "/node/pump:Level").join().value()).isEqualTo(2.5);
            assertThat(browser.write(group + "/node:Speed", 4.5).join()).isEqualTo(Quality.GOOD);
            assertThat(browser.read("no/where:x")).isCompletedExceptionally();
        }
        awaitTrue(() -> edge.commands.contains("spBv1.0/" + group + "/NCMD/node Speed=4.5"));
    }

    @Test
    void shouldSayThatItIsOnlineAndThatItGoes() {
        String topic = "spBv1.0/STATE/ringmain-" + group;
        peer.listen(topic);
        start();
        awaitTrue(() -> !peer.textsOf(topic).isEmpty());
        assertThat(peer.textsOf(topic).get(0)).startsWith("{\"online\":true,\"timestamp\":");

        relay.close();
        awaitTrue(() -> peer.textsOf(topic).size() == 2);
        assertThat(peer.textsOf(topic).get(1))
                .isEqualTo(peer.textsOf(topic).get(0).replace("true", "false"));
        relay.open();
        awaitTrue(() -> peer.textsOf(topic).size() == 3);
        connector.close();
        awaitTrue(() -> peer.textsOf(topic).size() == 4);
        assertThat(peer.textsOf(topic).get(3)).contains("false");
    }

    private void send(String type, long seq, Metric... metrics) {
        peer.send(
                "spBv1.0/" + group + "/" + type + "/node",
                writer.write(new Payload(1_700_000_000_000L, seq, List.of(metrics))),
                false);
    }

    private static Metric speed(String name, double value) {
        Metric metric = Metric.named(name, name == null ? DataType.UNKNOWN : DataType.DOUBLE);
        metric.alias = 5;
        metric.wire = Metric.Wire.REAL;
        metric.real = value;
        return metric;
    }

    private void birth(long bdSeq, double value) {
        send("NBIRTH", 0, Metric.number("bdSeq", bdSeq), speed("Speed", value));
    }

    private long askedForBirth() {
        return peer.received.stream()
                .filter(message -> message.getTopic().toString().contains("/NCMD/"))
                .count();
    }

    private void startWithOwnNode() {
        tag(TagType.FLOAT64, "node:Speed");
        start();
        peer.listen("spBv1.0/" + group + "/NCMD/node");
        birth(1, 1);
        awaitValue(0, 1.0);
    }

    @Test
    void shouldPutMessagesIntoTheirOrder() {
        startWithOwnNode();

        send("NDATA", 2, speed(null, 3));
        send("NDATA", 1, speed(null, 2));
        awaitValue(0, 3.0);

        assertThat(context.updates).extracting(RecordingContext.Update::value).containsExactly(1.0, 2.0, 3.0);
        assertThat(count("Reordered")).isEqualTo(1);
        assertThat(count("Gaps")).isZero();
    }

    @Test
    void shouldAskForABirthAndShowStaleValuesAfterAGap() {
        startWithOwnNode();
        long before = askedForBirth();

        send("NDATA", 2, speed(null, 3));

        awaitStatus(0, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        awaitTrue(() -> askedForBirth() > before || count("RebirthRequests") > 1);
        assertThat(count("Gaps")).isEqualTo(1);
        birth(1, 4);
        awaitValue(0, 4.0);
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.GOOD);
    }

    @Test
    void shouldNotBeMisledByTheDeathOfAConnectionBefore() {
        startWithOwnNode();

        send("NDEATH", Metric.NONE, Metric.number("bdSeq", 0));
        send("NDATA", 1, speed(null, 2));
        awaitValue(0, 2.0);
        send("NDEATH", Metric.NONE, Metric.number("bdSeq", 1));

        awaitStatus(0, Quality.BAD_NO_COMMUNICATION);
        assertThat(count("Deaths")).isEqualTo(1);
    }

    @Test
    void shouldGoOnAfterGarbageUnknownAliasesAndWhatItDoesNotTake() {
        settings.put("max-metrics", "20");
        startWithOwnNode();
        peer.send("spBv1.0/" + group + "/NDATA/node", "not a payload");
        Metric unknown = speed(null, 9);
        unknown.alias = 77;
        send("NDATA", 1, unknown);
        Metric template = speed("Speed", 0);
        template.type = DataType.TEMPLATE;
        send("NDATA", 2, template);
        awaitStatus(0, Quality.BAD_NOT_SUPPORTED);
        assertThat(count("UnknownAliases")).isEqualTo(1);
        assertThat(count("NotReadable")).isEqualTo(1);

        Metric[] many = new Metric[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = speed("Metric" + i, i);
        }
        send("NBIRTH", 0, many);
        awaitTrue(() -> count("NotReadable") == 2);
        assertThat(connector.detail()).contains("more than 21 metrics");
        send("NDATA", 3, speed(null, 5));
        awaitValue(0, 5.0);
    }

    @Test
    void shouldPutHistoricalValuesIntoTheHistoryOnly() {
        startWithOwnNode();
        Metric late = speed(null, 0.5);
        late.isHistorical = true;
        late.timestampMs = 1_600_000_000_000L;
        context.isFull = true;
        send("NDATA", 1, late);
        awaitTrue(() -> count("Messages") >= 2);
        context.isFull = false;

        awaitTrue(() -> !context.backfilled.isEmpty());
        assertThat(context.backfilled)
                .containsExactly(new RecordingContext.Update(0, 0.5, Quality.GOOD, 1_600_000_000_000_000_000L));
        assertThat(context.newest(0).value()).isEqualTo(1.0);
    }
}
