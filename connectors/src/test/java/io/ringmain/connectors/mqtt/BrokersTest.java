package io.ringmain.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.sparkplug.OneUser;
import io.ringmain.connectors.sparkplug.edge.EdgeConnectorProvider;
import io.ringmain.connectors.sparkplug.host.HostConnectorProvider;
import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to work with every broker in both versions. */
class BrokersTest {

    @TempDir
    private Path folder;

    private static ConnectorDefinition definition(
            String type, Broker broker, String version, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(broker.settings());
        all.put("version", version);
        all.put("reconnect-min", "50ms");
        all.putAll(settings);
        return new ConnectorDefinition("test", type, all);
    }

    private static TagDefinition tag(String name, String address, Map<String, String> options) {
        return TagDefinition.builder(name, TagType.FLOAT64)
                .source(new TagSource("test", address, TagSource.Mode.SUBSCRIBE, 1_000, options))
                .build();
    }

    private static Connector start(
            ConnectorProvider provider, ConnectorDefinition definition, RecordingContext context) {
        Connector connector = provider.create(definition);
        connector.start(context);
        awaitTrue(() -> context.link() == LinkState.OK);
        return connector;
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private static boolean has(RecordingContext context, double value) {
        return context.newest(0) != null
                && Double.valueOf(value).equals(context.newest(0).value());
    }

    @ParameterizedTest
    @MethodSource("io.ringmain.connectors.mqtt.Broker#all")
    void shouldGetBackWhatItWrites(Broker broker, String version) {
        String topic = "brokers/" + System.nanoTime();
        RecordingContext context =
                new RecordingContext(List.of(tag("Loop.Value", topic, Map.of("write-topic", topic, "write-qos", "2"))));
        Connector connector =
                start(new MqttConnectorProvider(), definition("mqtt", broker, version, Map.of()), context);
        try {
            connector.write(new DeviceWrite(1, 0, topic, TagType.FLOAT64, Double.doubleToLongBits(4.5), null));

            awaitTrue(() -> has(context, 4.5) && context.answers.containsKey(1L));
            assertThat(context.answers.get(1L)).containsExactly(Quality.GOOD);
        } finally {
            connector.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringmain.connectors.mqtt.Broker#all")
    void shouldCarrySparkplugBetweenOurEdgeNodeAndOurHost(Broker broker, String version) {
        String group = "B" + System.nanoTime();
        RecordingContext context =
                new RecordingContext(List.of(tag("Far.Speed", group + "/near:Line/Speed", Map.of())));
        Connector host = start(
                new HostConnectorProvider(),
                definition("sparkplug-host", broker, version, Map.of("host-id", group)),
                context);
        ConnectorDefinition edge = definition(
                "sparkplug-edge",
                broker,
                version,
                Map.of(
                        "group",
                        group,
                        "edge-node",
                        "near",
                        "tags",
                        "Line.*",
                        "primary-host",
                        group,
                        "command-user",
                        "op"));
        try (TestSite site = new TestSite(
                new EdgeConnectorProvider(),
                edge,
                List.of(TagDefinition.internal("Line.Speed", TagType.FLOAT64)),
                new KeptStore(),
                folder,
                new OneUser("op"))) {
            awaitTrue(site::isLinked);
            site.publish("Line.Speed", 2.5);
            awaitTrue(() -> has(context, 2.5));

            host.write(new DeviceWrite(1, 0, "", TagType.FLOAT64, Double.doubleToLongBits(7.5), null));
            awaitTrue(() -> has(context, 7.5));
            assertThat(site.read("Line.Speed").asDouble()).isEqualTo(7.5);
        } finally {
            awaitTrue(() -> context.newest(0).statusCode() == Quality.BAD_NO_COMMUNICATION);
            host.close();
        }
    }
}
