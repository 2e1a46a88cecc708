package io.ringmain.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against HiveMQ's broker, with another client as the device. */
class MqttConnectorTest {
    private static final String ROOT = "test/" + System.nanoTime() + "/";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<TagDefinition> tags = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "broker", "mqtt://127.0.0.1:" + EmbeddedBroker.port(), "reconnect-min", "50ms", "reconnect-max", "200ms"));
    private final MqttPeer peer = new MqttPeer(EmbeddedBroker.port());
    private RecordingContext context;
    private Connector connector;

    @AfterEach
    void end() throws Exception {
        if (connector != null) {
            connector.close();
        }
        peer.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private void tag(TagType type, String address, Map<String, String> options) {
        tags.add(TagDefinition.builder("Test.Tag" + tags.size(), type)
                .length(type.isArray() ? 4 : 1)
                .source(new TagSource("broker", ROOT + address, TagSource.Mode.SUBSCRIBE, 1_000, options))
                .build());
    }

    private void tag(TagType type, String address) {
        tag(type, address, Map.of());
    }

    private void start() {
        ConnectorDefinition definition = new ConnectorDefinition("broker", "mqtt", settings);
        MqttConnectorProvider provider = new MqttConnectorProvider();
        assertThat(provider.validate(definition, tags)).isEmpty();
        context = new RecordingContext(tags);
        connector = provider.create(definition);
        connector.start(context);
    }

    private void startAndSubscribe() {
        start();
        awaitTrue(() -> phase() == AcquisitionPhase.RUNNING);
    }

    private AcquisitionPhase phase() {
        return context.acquisition(TagSource.Mode.SUBSCRIBE, 0).phase();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private RecordingContext.Update awaitUpdate(int tag) {
        awaitTrue(() -> context.newest(tag) != null);
        return context.newest(tag);
    }

    private long count(String counter) {
        return connector.counts().get(counter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void shouldTakeSeveralTagsFromOneDocumentInEachVersion(String version) {
        settings.put("version", version);
        tag(TagType.FLOAT64, "state#$.motor.speed");
        tag(TagType.INT64, "state#$.motor['run time']");
        tag(TagType.BOOL, "state#$.valves[1].open");
        tag(TagType.STRING, "state#$.mode");
        tag(TagType.FLOAT64_ARRAY, "state#$.curve");
        startAndSubscribe();

        peer.send(ROOT + "state", """
                {"motor":{"speed":1480.25,"run time":7},"valves":[{},{"open":true}],"mode":"auto","curve":[1,2.5]}
                """);

        assertThat(awaitUpdate(4).value()).isEqualTo(List.of(1.0, 2.5));
        assertThat(context.newest(0).value()).isEqualTo(1480.25);
        assertThat(context.newest(1).value()).isEqualTo(7L);
        assertThat(context.newest(2).value()).isEqualTo(true);
        assertThat(context.newest(3).value()).isEqualTo("auto");
        assertThat(context.newest.values()).allMatch(update -> update.statusCode() == Quality.GOOD);
        assertThat(count("Messages")).isEqualTo(1);
    }

    @Test
    void shouldTakePlainPayloads() {
        tag(TagType.FLOAT64, "plain/number");
        tag(TagType.BOOL, "plain/flag");
        tag(TagType.STRING, "plain/text");
        startAndSubscribe();

        peer.send(ROOT + "plain/number", " 21.5\n");
        peer.send(ROOT + "plain/flag", "ON");
        peer.send(ROOT + "plain/text", "läuft");

        assertThat(awaitUpdate(0).value()).isEqualTo(21.5);
        assertThat(awaitUpdate(1).value()).isEqualTo(true);
        assertThat(awaitUpdate(2).value()).isEqualTo("läuft");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            not json,                 0x80070000, NotJson
            {"v":1},                  0x809B0000, Missing
            {"value":"fast"},         0x80740000, Mismatched
            {"value":{}},             0x80740000, Mismatched
            {"value":1e999},          0x803C0000, Mismatched
            {"value":null},           0x809B0000, Mismatched
            `{"value":1} {"value":2}`,0x80070000, NotJson
            `{"value":1`,             0x80070000, NotJson
            """)
    void shouldMakeTheTagBadWhenThePayloadIsNotWhatItShouldBe(String payload, String status, String counter) {
        tag(TagType.FLOAT64, "bad#$.value");
        tag(TagType.FLOAT64, "other");
        startAndSubscribe();
        peer.send(ROOT + "other", "5");
        awaitUpdate(1);

        peer.send(ROOT + "bad", payload);

        assertThat(awaitUpdate(0).statusCode()).isEqualTo((int) (long) Long.decode(status));
        assertThat(context.newest(0).value()).isNull();
        assertThat(count(counter)).isEqualTo(1);
        assertThat(connector.detail()).contains("Test.Tag0: ");
        assertThat(context.newest(1)).isEqualTo(context.updates.get(0));

        peer.send(ROOT + "bad", "{\"value\":3}");
        awaitTrue(() -> Double.valueOf(3).equals(context.newest(0).value()));
        assertThat(connector.detail()).doesNotContain("Test.Tag0");
    }

    @Test
    void shouldGoOnAfterPayloadsThatAreTooLargeOrBinaryOrDeep() {
        settings.put("max-payload", "1KiB");
        tag(TagType.FLOAT64, "odd#$.value");
        startAndSubscribe();

        peer.send(ROOT + "odd", "[".repeat(1_000));
        peer.send(ROOT + "odd", new byte[] {(byte) 0xC0, 0, 1, (byte) 0xFF}, false);
        peer.send(ROOT + "odd", " ".repeat(5_000));
        awaitTrue(() -> context.updates.size() == 3);

        assertThat(context.updates.get(2).statusCode()).isEqualTo(Status.BAD_ENCODING_LIMITS_EXCEEDED);
        assertThat(count("TooLarge")).isEqualTo(1);
        assertThat(count("NotJson")).isEqualTo(2);
        peer.send(ROOT + "odd", "{\"value\":1}");
        awaitTrue(() -> context.newest(0).value() != null);
        assertThat(context.links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldMarkARetainedValueAsUncertainUntilALiveOneComes() {
        peer.keep(ROOT + "kept", "1");
        tag(TagType.FLOAT64, "kept");
        start();

        assertThat(awaitUpdate(0).statusCode()).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        peer.send(ROOT + "kept", "2");
        awaitTrue(() -> Double.valueOf(2).equals(context.newest(0).value()));
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.GOOD);
    }

    @Test
    void shouldTakeARetainedValueAsGoodWhenItSaysItsTimeOrTheTagSaysSo() {
        peer.keep(ROOT + "timed", "{\"value\":1,\"time\":\"2026-11-01T10:00:00.5Z\"}");
        peer.keep(ROOT + "plain", "1");
        tag(TagType.FLOAT64, "timed#$.value", Map.of("timestamp", "$.time"));
        tag(TagType.FLOAT64, "plain", Map.of("retained", "good"));
        tag(TagType.FLOAT64, "plain", Map.of("retained", "ignore"));
        start();

        assertThat(awaitUpdate(0).statusCode()).isEqualTo(Quality.GOOD);
        assertThat(context.newest(0).sourceTimeNs()).isEqualTo(1_793_527_200_500_000_000L);
        assertThat(awaitUpdate(1).statusCode()).isEqualTo(Quality.GOOD);
        assertThat(context.newest(2)).isNull();
    }

    @Test
    void shouldTakeTimeAndQualityFromTheDocument() {
        tag(TagType.FLOAT64, "full#$.v", Map.of("timestamp", "$.t", "timestamp-unit", "s", "quality", "$.q"));
        startAndSubscribe();

        peer.send(ROOT + "full", "{\"v\":1,\"t\":1700000000.25,\"q\":\"uncertain\"}");
        assertThat(awaitUpdate(0))
                .isEqualTo(new RecordingContext.Update(0, 1.0, Quality.UNCERTAIN, 1_700_000_000_250_000_000L));

        peer.send(ROOT + "full", "{\"v\":2,\"t\":\"soon\",\"q\":2147483648}");
        awaitTrue(() -> Double.valueOf(2).equals(context.newest(0).value()));
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.BAD);
        assertThat(count("BadTimestamps")).isEqualTo(1);
    }

    @Test
    void shouldShowWhatTheBrokerKeptWhenATagIsBoundToAnotherPlaceOfTheSameTopic() {
        peer.keep(ROOT + "moved", "{\"a\":1,\"b\":2}");
        tag(TagType.FLOAT64, "moved#$.a");
        start();
        assertThat(awaitUpdate(0).value()).isEqualTo(1.0);
        tag(TagType.FLOAT64, "moved#$.b");

        connector.tagsChanged(List.of(new BoundTag(0, tags.get(1))));

        awaitTrue(() -> Double.valueOf(2).equals(context.newest(0).value()));
    }

    @Test
    void shouldTakeOtherTagsWhileItRuns() {
        peer.keep(ROOT + "late", "5");
        tag(TagType.FLOAT64, "early");
        startAndSubscribe();
        tag(TagType.FLOAT64, "late");

        List<BoundTag> bound = List.of(new BoundTag(1, tags.get(1)));
        assertThat(connector.tagsChanged(bound)).isTrue();

        assertThat(awaitUpdate(1).value()).isEqualTo(5.0);
        peer.send(ROOT + "early", "1");
        peer.send(ROOT + "late", "6");
        awaitTrue(() -> Double.valueOf(6).equals(context.newest(1).value()));
        assertThat(context.newest(0)).isNull();
        assertThat(context.links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldStopAndStartTheAcquisitionAsAnOperatorWants() {
        tag(TagType.FLOAT64, "operated");
        startAndSubscribe();

        assertThat(connector.control(TagSource.Mode.SUBSCRIBE, 0, AcquisitionAction.STOP))
                .isTrue();
        awaitTrue(() -> phase() == AcquisitionPhase.STOPPED);
        assertThat(context.newest(0).statusCode()).isEqualTo(Status.BAD_OUT_OF_SERVICE);
        peer.send(ROOT + "operated", "1");
        connector.control(TagSource.Mode.SUBSCRIBE, 0, AcquisitionAction.START);
        awaitTrue(() -> phase() == AcquisitionPhase.RUNNING);
        peer.send(ROOT + "operated", "2");

        awaitTrue(() -> context.newest(0).value() != null);
        assertThat(context.newest(0).value()).isEqualTo(2.0);
    }

    @Test
    void shouldConnectOverTlsWithACertificateOfItsOwn() {
        TestCertificates files = EmbeddedBroker.certificates();
        settings.put("broker", "mqtts://localhost:" + EmbeddedBroker.tlsPort());
        settings.put("ca-file", files.pem("ca"));
        settings.put("certificate-file", files.pem("client"));
        settings.put("key-file", files.key("client"));
        tag(TagType.FLOAT64, "secure");
        startAndSubscribe();

        peer.send(ROOT + "secure", "1");

        assertThat(awaitUpdate(0).value()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"ca-file, other-ca, localhost", "ca-file, ca, 127.0.0.1", "ca-file, none, localhost"})
    void shouldNotConnectToABrokerThatItCanNotTrust(String key, String file, String host) {
        TestCertificates files = EmbeddedBroker.certificates();
        settings.put("broker", "mqtts://" + host + ":" + EmbeddedBroker.tlsPort());
        settings.put(key, files.pem(file));
        settings.put("certificate-file", files.pem("client"));
        settings.put("key-file", files.key("client"));
        start();

        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        assertThat(connector.detail()).contains("mqtts://" + host);
        assertThat(count("Connections")).isZero();
    }

    @Test
    void shouldLeaveItsLastWillWhenTheLinkBreaksAndItsFarewellWhenItGoes() {
        Relay relay = new Relay(io.ringmain.connectors.testing.FreePort.find(), EmbeddedBroker.port());
        relay.open();
        open.add(relay::close);
        settings.put("broker", "mqtt://127.0.0.1:" + relay.port());
        settings.put("will-topic", ROOT + "online");
        settings.put("will-payload", "no");
        settings.put("online-payload", "yes");
        peer.listen(ROOT + "online");
        start();
        awaitTrue(() -> peer.textsOf(ROOT + "online").equals(List.of("yes")));

        relay.close();
        awaitTrue(() -> peer.textsOf(ROOT + "online").equals(List.of("yes", "no")));
        relay.open();
        awaitTrue(() -> peer.textsOf(ROOT + "online").equals(List.of("yes", "no", "yes")));
        connector.close();

        awaitTrue(() -> peer.textsOf(ROOT + "online").equals(List.of("yes", "no", "yes", "no")));
    }
}
