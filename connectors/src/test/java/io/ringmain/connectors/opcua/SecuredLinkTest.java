package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.connectors.opcua.security.TestCertificates;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connector against a server of Milo with all policies, which trusts the connector. */
class SecuredLinkTest {
    private static final TestCertificates.Issued USER =
            TestCertificates.certificate().named("user").issue();

    @TempDir
    static Path shared;

    private static SecureServer server;

    @TempDir
    Path folder;

    /** Sessions of others may be around for a while. */
    private final String name = "link" + System.nanoTime();

    private Connector connector;

    @BeforeAll
    static void start() throws Exception {
        server = SecureServer.start(shared.resolve("server"), true, USER.certificate());
        // one key for all connectors, as it takes time to find one
        Pki client = Pki.open(shared.resolve("client/pki"), "client", "urn:ringmain:test:client", List.of());
        trust(shared.resolve("server/trusted/client.der"), client);
        trust(shared.resolve("client/pki/trusted/server.der"), server.pki());
    }

    private static void trust(Path file, Pki peer) throws Exception {
        Files.write(file, peer.own().certificate().getEncoded());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        if (connector != null) {
            connector.close();
        }
    }

    private RecordingContext connect(Path own, String... settings) {
        RecordingContext context = new RecordingContext(List.of(TagDefinition.internal("Server.State", TagType.INT64)
                        .withSource(new TagSource("plant", "i=2259", TagSource.Mode.SUBSCRIBE, 100))))
                .in(own);
        Map<String, String> all =
                new HashMap<>(Map.of("endpoint", server.url(), "reconnect-min", "50ms", "reconnect-max", "200ms"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        connector = new OpcUaConnectorProvider().create(new ConnectorDefinition(name, "opcua", all));
        connector.start(context);
        return context;
    }

    private RecordingContext connect(String... settings) {
        return connect(shared.resolve("client"), settings);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private void isLive(RecordingContext context) {
        try {
            awaitTrue(() -> context.newest.containsKey(0));
        } catch (RuntimeException e) {
            throw new AssertionError(connector.detail(), e);
        }
    }

    private void isRefused(RecordingContext context, String words) {
        awaitTrue(() ->
                context.link() == LinkState.UNAVAILABLE && !connector.detail().isEmpty());
        assertThat(connector.detail()).contains(words);
        assertThat(context.links).doesNotContain(LinkState.OK);
    }

    private String password(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text + "\n").toString();
    }

    @ParameterizedTest
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
        awaitTrue(() -> sessions(policy) == 1);
    }

    private long sessions(String policy) {
        return server.milo().getSessionManager().getAllSessions().stream()
                .filter(session -> session.getSessionName().equals("ringmain " + name))
                .filter(session -> session.getSecurityConfiguration()
                        .getSecurityPolicy()
                        .name()
                        .equals(policy))
                .count();
    }

    @Test
    void shouldChooseTheBestByItself() {
        isLive(connect());
        awaitTrue(() -> sessions("Aes256_Sha256_RsaPss") == 1);
    }

    @Test
    void shouldNameAUserWithAPassword() throws IOException {
        isLive(connect("user", "operator", "password-file", password("s3cret")));
    }

    @Test
    void shouldSayWhenThePasswordIsWrongAndTakeTheRightOneWithoutARestart() throws IOException {
        RecordingContext context = connect("user", "operator", "password-file", password("guess"));
        isRefused(context, "BadUserAccessDenied");

        password("s3cret");

        isLive(context);
    }

    @Test
    void shouldNameAUserWithACertificate() throws Exception {
        Path certificate =
                Files.write(folder.resolve("user.der"), USER.certificate().getEncoded());
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(USER.key().getPrivate());
        }
        Path key = Files.writeString(folder.resolve("user.pem"), pem.toString());
        isLive(connect("user-certificate", certificate.toString(), "user-key", key.toString()));
    }

    @Test
    void shouldNotSendAPasswordThatOthersCouldRead() throws IOException {
        isRefused(
                connect("security", "None", "user", "operator", "password-file", password("s3cret")),
                "whose password others could read");
    }

    @Test
    void shouldSendAReadablePasswordWhenTold() throws IOException {
        isLive(connect(
                "security",
                "None",
                "user",
                "operator",
                "password-file",
                password("s3cret"),
                "allow-insecure-password",
                "true"));
    }

    @Test
    void shouldTrustAServerOnlyAfterAnOperatorDoes() throws Exception {
        RecordingContext context = connect(folder);
        isRefused(context, "is not trusted");
        trust(shared.resolve("server/trusted/second.der"), Pki.open(folder.resolve("pki"), "", "", List.of()));
        TrustList trust = connector.trustList().orElseThrow();
        TrustList.Entry entry = trust.entries().stream()
                .filter(candidate -> candidate.applicationUri().equals(SecureServer.URI))
                .findFirst()
                .orElseThrow();
        assertThat(entry.isTrusted()).isFalse();

        trust.trust(entry.thumbprint());
        isLive(context);

        trust.reject(entry.thumbprint());
        awaitTrue(() -> context.link() == LinkState.UNAVAILABLE);
        assertThat(connector.detail()).contains("is not trusted");
    }

    @Test
    void shouldSayWhatTheServerOffersWhenNothingFits(@TempDir Path other) {
        try (SecureServer bare = SecureServer.start(other, false, USER.certificate())) {
            RecordingContext context = connect("endpoint", bare.url(), "security", "None");
            isRefused(context, "the server offers no endpoint with security None; it offers ");
            assertThat(connector.detail()).contains("Basic256Sha256/Sign (Anonymous UserName Certificate)");
        }
    }

    @Test
    void shouldRefuseAHostThatTheCertificateIsNotFor() throws Exception {
        String url = "opc.tcp://localhost:" + server.port() + "/test";
        isRefused(connect("endpoint", url), "not for localhost");
    }

    @Test
    void shouldNotCompareHostsWhenTold() {
        String url = "opc.tcp://localhost:" + server.port() + "/test";
        isLive(connect("endpoint", url, "host-check", "false"));
    }
}
