package io.ringmain.connectors.sparkplug.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.mqtt.EmbeddedBroker;
import io.ringmain.connectors.mqtt.MqttPeer;
import io.ringmain.connectors.mqtt.Relay;
import io.ringmain.connectors.mqtt.TestSite;
import io.ringmain.connectors.sparkplug.OneUser;
import io.ringmain.connectors.sparkplug.TahuHost;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An edge node of a real plant, with Eclipse Tahu as the host application. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EdgeConnectorTest {
    private static final String SPEED = "Line/Speed";

    private static final String GROUP = "G" + System.nanoTime();
    private static TahuHost shared;

    private final String node = "node" + System.nanoTime();
    private final Relay relay = new Relay(FreePort.find(), EmbeddedBroker.port());
    private final KeptStore journal = new KeptStore();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "broker", "mqtt://127.0.0.1:" + relay.port(),
            "reconnect-min", "50ms",
            "reconnect-max", "200ms",
            "keep-alive", "1s",
            "group", GROUP,
            "edge-node", node,
            "tags", "Line.*",
            "publish-interval", "20ms",
            "command-user", "scada"));

    @TempDir
    private Path folder;

    private TestSite site;
    private TahuHost host;

    @AfterEach
    void end() {
        if (site != null) {
            site.close();
        }
        if (host != null && host != shared) {
            host.close();
        }
        relay.close();
    }

    @AfterAll
    static void endHost() {
        if (shared != null) {
            shared.close();
        }
    }

    private void start() {
        site = new TestSite(
                new EdgeConnectorProvider(),
                new ConnectorDefinition("edge", "sparkplug-edge", settings),
                List.of(
                        TagDefinition.builder("Line.Speed", TagType.FLOAT64)
                                .unit("m/s")
                                .metadata(SiteMetadata.ofArea("Hall 1"))
                                .build(),
                        TagDefinition.internal("Line.Mode", TagType.STRING),
                        TagDefinition.builder("Line.Total", TagType.FLOAT64)
                                .writable(false)
                                .build(),
                        TagDefinition.internal("Other.Speed", TagType.FLOAT64)),
                journal,
                folder,
                new OneUser("scada"));
    }

    private void startAll() throws Exception {
        relay.open();
        if (shared == null) {
            shared = new TahuHost("host-" + GROUP, GROUP);
        }
        host = shared;
        host.clear();
        start();
        awaitTrue(site::isLinked);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private long counted(String counter) {
        return site.plant().status().links().stream()
                .filter(link -> link.name().equals("edge"))
                .map(PlantStatus.LinkStatus::detail)
                .filter(detail -> detail.contains(counter))
                .count();
    }

    @Test
    void shouldBeBornWithAllMetricsAndSendWhatChanges() throws Exception {
        startAll();
        awaitTrue(() -> host.hasBirth("Line/Mode"));
        site.publish("Line.Speed", 2.5, Quality.GOOD, 1_700_000_000_123_000_000L);

        awaitTrue(() -> host.data(SPEED).contains(2.5));
        assertThat(host.seen)
                .contains(new TahuHost.Seen("DATA", GROUP + "/" + node, SPEED, 2.5, false, 1_700_000_000_123L));
        assertThat(host.hasBirth("Node Control/Rebirth")).isTrue();
        assertThat(host.hasBirth("Other/Speed")).isFalse();
    }

    @Tag("slow")
    @Test
    void shouldMakeDevicesOfAreasWithOneSequenceForAll() throws Exception {
        settings.put("devices", "area");
        startAll();
        awaitTrue(() -> host.hasBirth(SPEED));
        for (int i = 1; i <= 140; i++) {
            site.publish("Line.Speed", i);
            site.publish("Line.Total", i);
            int value = i;
            awaitTrue(() -> host.data("Line/Total").contains((double) value));
        }

        awaitTrue(() -> host.data(SPEED).contains(140.0));
        assertThat(host.seen)
                .anyMatch(seen -> seen.name().equals(SPEED) && seen.from().equals(GROUP + "/" + node + "/Hall 1"));
        // Tahu would have asked for a birth after a gap
        assertThat(host.sequences.stream().filter(seq -> seq == 0).count()).isGreaterThan(1);
        assertThat(host.seen.stream()
                        .filter(seen ->
                                seen.kind().equals("BIRTH") && seen.name().equals(SPEED)))
                .hasSize(1);
    }

    @Test
    void shouldTakeCommandsAsTheUserItIsGiven() throws Exception {
        settings.put("devices", "area");
        startAll();
        awaitTrue(() -> host.hasBirth(SPEED));

        host.command(GROUP, node, "Hall 1", new Metric.MetricBuilder(SPEED, MetricDataType.Double, 7.5).createMetric());
        awaitTrue(() -> site.read("Line.Speed").asDouble() == 7.5);
        awaitTrue(() -> host.data(SPEED).contains(7.5));

        host.command(
                GROUP, node, null, new Metric.MetricBuilder("Line/Total", MetricDataType.Double, 1.0).createMetric());
        awaitTrue(() -> counted("the tag is not writable") == 1);
        host.command(GROUP, node, null, new Metric.MetricBuilder(SPEED, MetricDataType.Double, 8.0).createMetric());
        awaitTrue(() -> counted("there is no such metric") == 1);
        assertThat(site.read("Line.Speed").asDouble()).isEqualTo(7.5);
    }

    @Test
    void shouldRefuseCommandsOfAUserWhoMayNotWrite() throws Exception {
        settings.put("command-user", "nobody");
        startAll();
        awaitTrue(() -> host.hasBirth(SPEED));

        host.command(GROUP, node, null, new Metric.MetricBuilder(SPEED, MetricDataType.Double, 7.5).createMetric());

        awaitTrue(() -> counted("nobody may not write") == 1);
        assertThat(site.read("Line.Speed").sequence).isZero();
    }

    @Test
    void shouldBeBornAgainWhenAHostAsks() throws Exception {
        startAll();
        awaitTrue(() -> host.hasBirth(SPEED));
        host.seen.clear();

        host.command(
                GROUP,
                node,
                null,
                new Metric.MetricBuilder("Node Control/Rebirth", MetricDataType.Boolean, true).createMetric());

        awaitTrue(() -> host.hasBirth(SPEED));
    }

    @Test
    void shouldDieByItsWillAndSendWhatWasMissedInOrder() throws Exception {
        startAll();
        site.publish("Line.Speed", 1);
        awaitTrue(() -> host.data(SPEED).contains(1.0));
        relay.close();
        awaitTrue(() -> !host.deaths.isEmpty() && !site.isLinked());
        host.seen.clear();
        for (int i = 2; i <= 1_500; i++) {
            site.publish("Line.Speed", i, Quality.GOOD, 1_700_000_000_000_000_000L + i * 1_000_000L);
        }
        site.plant().drain(10_000);

        relay.open();

        awaitTrue(() -> host.data(SPEED).contains(1500.0));
        List<Double> expected = new ArrayList<>();
        for (int i = 2; i <= 1_500; i++) {
            expected.add((double) i);
        }
        List<TahuHost.Seen> missed = host.seen.stream()
                .filter(seen -> seen.isHistorical()
                        && seen.name().equals(SPEED)
                        && !Double.valueOf(1).equals(seen.value()))
                .toList();
        assertThat(missed).extracting(TahuHost.Seen::value).isEqualTo(expected);
        assertThat(missed.get(0).timeMs()).isEqualTo(1_700_000_000_002L);
    }

    @Test
    void shouldSendWhatWasMissedAcrossARestart() throws Exception {
        startAll();
        site.publish("Line.Speed", 1);
        awaitTrue(() -> host.data(SPEED).contains(1.0));
        relay.close();
        awaitTrue(() -> !site.isLinked());
        site.publish("Line.Speed", 2);
        site.publish("Line.Speed", 3);
        site.plant().drain(10_000);
        site.close();
        host.seen.clear();

        relay.open();
        start();

        awaitTrue(() -> host.data(SPEED).contains(3.0));
        assertThat(host.data(SPEED)).containsSubsequence(2.0, 3.0);
        assertThat(host.seen.stream()
                        .filter(seen ->
                                seen.kind().equals("DATA") && Double.valueOf(2).equals(seen.value())))
                .allMatch(TahuHost.Seen::isHistorical);
    }

    // last: when one of Tahu's hosts ends, all in the JVM forget what they know
    @Order(Integer.MAX_VALUE)
    @Test
    void shouldWaitForItsPrimaryHostAndForwardWhatItMissed() throws Exception {
        String id = "primary-" + node;
        settings.put("primary-host", id);
        relay.open();
        start();
        awaitTrue(() -> counted("waiting for the primary host " + id) == 1);
        assertThat(site.isLinked()).isFalse();
        site.publish("Line.Speed", 1);
        site.plant().drain(10_000);

        host = new TahuHost(id, GROUP);
        awaitTrue(() -> host.hasBirth(SPEED) && site.isLinked());
        awaitTrue(() -> host.data(SPEED).contains(1.0));
        host.close();
        awaitTrue(() -> !site.isLinked());
        site.publish("Line.Speed", 2);
        site.publish("Line.Speed", 3);
        site.plant().drain(10_000);

        host = new TahuHost(id, GROUP);
        awaitTrue(() -> host.data(SPEED).contains(3.0));
        assertThat(host.data(SPEED)).containsSubsequence(2.0, 3.0);
    }

    @Test
    void shouldGoOnAfterGarbage() throws Exception {
        startAll();
        awaitTrue(() -> host.hasBirth(SPEED));
        try (MqttPeer peer = new MqttPeer(EmbeddedBroker.port())) {
            String topic = "spBv1.0/" + GROUP + "/NCMD/" + node;
            peer.send(topic, "not a payload");
            peer.send(topic, new byte[] {18, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 127}, false);
            peer.send(topic, new byte[0], false);
        }
        site.publish("Line.Speed", 9);
        awaitTrue(() -> host.data(SPEED).contains(9.0));
        assertThat(counted(topicRemark())).isEqualTo(1);
    }

    private String topicRemark() {
        return "spBv1.0/" + GROUP + "/NCMD/" + node + ": ";
    }
}
