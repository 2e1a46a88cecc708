package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.connectors.opcua.security.TestCertificates;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.NodePeer;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connector against a secured server that is not of Milo's making: node-opcua in a process of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForeignSecurityTest {
    @TempDir
    static Path folder;

    private static NodePeer peer;
    private static String url;

    private Connector connector;

    /** The rest is of no use without what the first test does. */
    private static boolean isTrusted;

    @BeforeAll
    static void start() {
        peer = NodePeer.start("opcua-secure.js", String.valueOf(FreePort.find()));
        url = peer.await("ready");
    }

    @AfterAll
    static void stop() {
        peer.close();
    }

    @AfterEach
    void close() {
        if (connector != null) {
            connector.close();
        }
    }

    private RecordingContext connect(String... settings) {
        RecordingContext context = new RecordingContext(List.of(TagDefinition.internal("Counter", TagType.INT64)
                        .withSource(new TagSource("plant", "ns=1;s=Counter", TagSource.Mode.SUBSCRIBE, 100))))
                .in(folder);
        Map<String, String> all = new HashMap<>(
                Map.of("endpoint", url, "host-check", "false", "reconnect-min", "100ms", "reconnect-max", "500ms"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        connector = new OpcUaConnectorProvider().create(new ConnectorDefinition("plant", "opcua", all));
        connector.start(context);
        return context;
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private void isLive(RecordingContext context) {
        assertThat(isTrusted).as("the server trusts the connector").isTrue();
        try {
            awaitTrue(() -> context.newest.containsKey(0) && context.newest(0).value() != null);
        } catch (RuntimeException e) {
            throw new AssertionError(connector.detail(), e);
        }
    }

    @Test
    @Order(1)
    void shouldConnectOnceBothSidesTrustEachOther() throws IOException {
        RecordingContext context = connect();
        awaitTrue(() -> connector.detail().startsWith("BadCertificateUntrusted"));
        TrustList trust = connector.trustList().orElseThrow();
        TrustList.Entry server = trust.entries().stream()
                .filter(entry -> entry.applicationUri().equals("urn:ringmain:peer"))
                .findFirst()
                .orElseThrow();
        assertThat(server.isTrusted()).isFalse();

        trust.trust(server.thumbprint());
        // now it is the server that does not trust us
        awaitTrue(
                () -> !connector.detail().isEmpty() && !connector.detail().startsWith("BadCertificateUntrusted: cert"));
        assertThat(context.links).containsExactly(LinkState.UNAVAILABLE);
        peer.say("trust " + folder.resolve("pki/own/application.der"));
        peer.await("trusted");
        isTrusted = true;

        isLive(context);
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "Aes256_Sha256_RsaPss, SignAndEncrypt",
        "Aes256_Sha256_RsaPss, Sign",
        "Basic256Sha256, SignAndEncrypt",
        "Basic256Sha256, Sign",
        "Aes128_Sha256_RsaOaep, SignAndEncrypt",
        "Aes128_Sha256_RsaOaep, Sign"
    })
    void shouldSpeakEveryPolicyInBothModes(String policy, String mode) {
        isLive(connect("security", policy, "message-mode", mode));
    }

    @Test
    @Order(2)
    void shouldNameAUserWithAPassword() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
        isLive(connect("user", "operator", "password-file", password.toString()));
    }

    @Test
    @Order(2)
    void shouldNameAUserWithACertificate() throws Exception {
        TestCertificates.Issued user =
                TestCertificates.certificate().named("user").issue();
        Path certificate =
                Files.write(folder.resolve("user.der"), user.certificate().getEncoded());
        Path key =
                Files.write(folder.resolve("user.key"), user.key().getPrivate().getEncoded());
        peer.say("trust-user " + certificate);
        peer.await("trusted");
        isLive(connect("user-certificate", certificate.toString(), "user-key", key.toString()));
    }

    @Test
    @Order(2)
    void shouldTakeTheSessionUpAgainWhenTheServerWasFrozen() {
        RecordingContext context = connect("keep-alive-interval", "500ms");
        isLive(context);

        peer.say("freeze 2500");
        peer.await("frozen");
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        peer.await("thawed");

        awaitTrue(() -> context.link() == LinkState.OK);
        Object newest = context.newest(0).value();
        awaitTrue(() -> !newest.equals(context.newest(0).value()));
        assertThat(connector.counts()).containsEntry("Connections", 1L);
    }

    @Test
    @Order(2)
    void shouldSayWhatItOffersWhenNothingFits() {
        connect("security", "None");
        awaitTrue(() -> connector.detail().contains("Basic256Sha256/Sign"));
        assertThat(Pki.exists(folder.resolve("pki"))).isTrue();
    }
}
