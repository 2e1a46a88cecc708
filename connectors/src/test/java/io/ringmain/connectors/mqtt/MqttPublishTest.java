package io.ringmain.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plant publishes to a broker, where another client listens. */
class MqttPublishTest {
    private static final String ROOT = "publish/" + System.nanoTime() + "/";

    @TempDir
    private Path folder;

    private final Relay relay = new Relay(FreePort.find(), EmbeddedBroker.port());
    private final MqttPeer peer = new MqttPeer(EmbeddedBroker.port()).listen(ROOT + "#");
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "broker", "mqtt://127.0.0.1:" + relay.port(),
            "reconnect-min", "50ms",
            "reconnect-max", "200ms",
            "publish", "Line.*",
            "publish-topic", ROOT + "{area}/{tag}",
            "publish-interval", "20ms"));
    private TestSite site;

    @AfterEach
    void end() {
        if (site != null) {
            site.close();
        }
        relay.close();
        peer.close();
    }

    private void start() {
        relay.open();
        List<TagDefinition> tags = List.of(
                TagDefinition.builder("Line.Speed", TagType.FLOAT64)
                        .metadata(SiteMetadata.ofArea("Hall 1/North"))
                        .build(),
                TagDefinition.internal("Other.Speed", TagType.FLOAT64),
                TagDefinition.builder("Valve.Position", TagType.FLOAT64)
                        .source(new TagSource(
                                "broker",
                                ROOT + "valve",
                                TagSource.Mode.SUBSCRIBE,
                                1_000,
                                Map.of("write-topic", ROOT + "valve/set", "write-payload", "{\"set\":{json}}")))
                        .build());
        site = new TestSite(
                new MqttConnectorProvider(),
                new ConnectorDefinition("broker", "mqtt", settings),
                tags,
                new KeptStore(),
                folder,
                null);
        awaitTrue(site::isLinked);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private List<String> speeds() {
        return peer.textsOf(ROOT + "Hall 1_North/Line.Speed");
    }

    @Test
    void shouldPublishWhatTheGlobsNameAsDocuments() {
        start();
        site.publish("Other.Speed", 1);
        site.publish("Line.Speed", 2.5, Quality.GOOD, 1_700_000_000_123_000_000L);

        awaitTrue(() -> speeds().stream().anyMatch(text -> text.contains("\"value\":2.5")));
        assertThat(speeds().get(speeds().size() - 1))
                .startsWith("{\"tag\":\"Line.Speed\",\"value\":2.5,\"quality\":\"Good\",\"statusCode\":0,"
                        + "\"sourceTime\":\"2023-11-14T22:13:20.123Z\",\"ingressTime\":\"");
        assertThat(peer.received)
                .allMatch(message -> !message.getTopic().toString().contains("Other"));
    }

    @Test
    void shouldPublishPlainValuesAndOnlyTheNewestOfAnInterval() {
        settings.put("publish-format", "plain");
        settings.put("publish-interval", "1s");
        start();
        for (int i = 1; i <= 500; i++) {
            site.publish("Line.Speed", i);
        }

        awaitTrue(() -> speeds().contains("500.0"));
        assertThat(speeds()).hasSizeLessThan(10);
    }

    @Test
    void shouldPublishTheNewestValueOnceTheBrokerIsBack() {
        settings.put("publish-format", "plain");
        start();
        site.publish("Line.Speed", 1);
        awaitTrue(() -> speeds().contains("1.0"));
        relay.close();
        awaitTrue(() -> !site.isLinked());
        site.publish("Line.Speed", 2);
        site.publish("Line.Speed", 3);
        site.plant().drain(5_000);

        relay.open();

        awaitTrue(() -> speeds().contains("3.0"));
        assertThat(speeds()).doesNotContain("2.0");
    }

    @Test
    void shouldAnswerAWriteOnceTheBrokerHasIt() throws Exception {
        start();

        assertThat(site.write("Valve.Position", 4.5).state()).isEqualTo(CommandState.DONE);

        // the broker has it; who has subscribed gets it in its own time
        awaitTrue(() -> !peer.textsOf(ROOT + "valve/set").isEmpty());
        assertThat(peer.textsOf(ROOT + "valve/set")).containsExactly("{\"set\":4.5}");
    }

    @Test
    void shouldRefuseAWriteWhileTheBrokerIsAway() throws Exception {
        start();
        relay.close();
        awaitTrue(() -> !site.isLinked());

        assertThat(site.write("Valve.Position", 4.5).state()).isEqualTo(CommandState.FAILED);
    }
}
