package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.opcua.security.OwnCertificate;
import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.SignedIdentityToken;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.UserNameIdentityToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUsersTest {
    private static final SiteDefinition SITE = new SiteDefinition(
            "test",
            List.of(),
            List.of(
                    TagDefinition.internal("Area.Open", TagType.FLOAT64),
                    TagDefinition.builder("Signed", TagType.FLOAT64)
                            .signatureRequired(true)
                            .build(),
                    TagDefinition.internal("Area.Shown", TagType.FLOAT64),
                    TagDefinition.internal("Area.Hidden", TagType.FLOAT64)),
            List.of(),
            List.of());

    @TempDir
    private Path folder;

    private final KnownUsers users = new KnownUsers().user("anna", "operator").user("gast", "guest");
    private OwnCertificate own;
    private ServedPlantRun run;

    @BeforeEach
    void start() {
        own = Pki.open(folder.resolve("client"), "client", "urn:test:client", List.of("localhost"))
                .own();
        run = new ServedPlantRun.Recipe()
                .site(SITE)
                .users(users)
                .setting("security", "Basic256Sha256 Aes256_Sha256_RsaPss None")
                .setting("anonymous", "guest")
                .setting("access", "*.Hidden=none, *.Shown=read, *=read-write")
                .start(folder.resolve("server"));
    }

    @AfterEach
    void stop() {
        run.close();
    }

    private UaTestClient secure(IdentityProvider identity) throws UaException {
        return UaTestClient.connect(
                run.url(), SecurityPolicy.Aes256_Sha256_RsaPss, MessageSecurityMode.SignAndEncrypt, own, identity);
    }

    private Path pki() {
        return folder.resolve("server/connectors/ua/pki");
    }

    private void trustClient() throws Exception {
        Files.write(pki().resolve("trusted/client.der"), own.certificate().getEncoded());
    }

    @Test
    void shouldLetAClientInOnceItsCertificateIsTrusted() throws Exception {
        assertThatThrownBy(() -> secure(new UsernameProvider("anna", "anna"))).isInstanceOf(UaException.class);
        try (var rejected = Files.list(pki().resolve("rejected"))) {
            assertThat(rejected).isNotEmpty();
        }
        trustClient();
        try (UaTestClient client = secure(new UsernameProvider("anna", "anna"))) {
            assertThat(client.write("Area.Open", 1.0)).isZero();
        }
    }

    @Test
    void shouldRefuseAWrongPasswordAndAnUnknownUser() throws Exception {
        trustClient();
        assertThatThrownBy(() -> secure(new UsernameProvider("anna", "wrong"))).isInstanceOf(UaException.class);
        assertThatThrownBy(() -> secure(new UsernameProvider("nobody", "ydobon")))
                .isInstanceOf(UaException.class);
        assertThat(users.told())
                .contains("anna | login | opcua 127.0.0.1 | wrong", "nobody | login | opcua 127.0.0.1 | wrong");
    }

    @Test
    void shouldLetOnlyThoseWriteWhoMay() throws Exception {
        try (UaTestClient guest = UaTestClient.connect(run.url())) {
            assertThat(guest.write("Area.Open", 1.0)).isEqualTo(StatusCodes.Bad_UserAccessDenied);
            assertThat(guest.write("Area.Shown", 1.0)).isEqualTo(StatusCodes.Bad_NotWritable);
            assertThat(guest.write("Area.Hidden", 1.0)).isEqualTo(StatusCodes.Bad_NodeIdUnknown);
            assertThat(guest.browse("CVT/Area")).containsExactly("Open", "Shown");
            assertThat(users.told())
                    .contains("anonymous-guest | opcua.write | Area.Open | opcua 127.0.0.1 | BadUserAccessDenied");
        }
    }

    @Test
    void shouldRefuseAWriteThatHasToBeSignedAsAClientCanNotSign() throws Exception {
        IdentityProvider anna = new UsernameProvider("anna", "anna");
        try (UaTestClient client =
                UaTestClient.connect(run.url(), SecurityPolicy.None, MessageSecurityMode.None, null, anna)) {
            assertThat(client.write("Signed", 3.0)).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        }
    }

    @Test
    void shouldTakeAPasswordThatIsEncryptedThoughTheConnectionIsNot() throws Exception {
        IdentityProvider anna = new UsernameProvider("anna", "anna");
        try (UaTestClient client =
                UaTestClient.connect(run.url(), SecurityPolicy.None, MessageSecurityMode.None, null, anna)) {
            assertThat(client.write("Area.Open", 3.0)).isZero();
        }
    }

    @Test
    void shouldNotLookAtAPasswordThatAnybodyCanRead() {
        IdentityProvider plain = (endpoint, nonce) -> new SignedIdentityToken(
                new UserNameIdentityToken(
                        "username", "anna", ByteString.of("anna".getBytes(StandardCharsets.UTF_8)), null),
                new SignatureData(null, null));
        assertThatThrownBy(() ->
                        UaTestClient.connect(run.url(), SecurityPolicy.None, MessageSecurityMode.None, null, plain))
                .isInstanceOf(UaException.class)
                .hasMessageContaining("IdentityToken");
        assertThat(users.told()).contains("anna | login | opcua 127.0.0.1 | password-not-encrypted");
    }

    @Test
    void shouldKnowAUserByACertificate() throws Exception {
        trustClient();
        OwnCertificate anna = Pki.open(folder.resolve("anna"), "anna", "urn:test:anna", List.of("localhost"))
                .own();
        IdentityProvider identity =
                new X509IdentityProvider(anna.certificate(), anna.keyPair().getPrivate());
        assertThatThrownBy(() -> secure(identity)).isInstanceOf(UaException.class);
        Files.write(pki().resolve("users/anna.der"), anna.certificate().getEncoded());
        try (UaTestClient client = secure(identity)) {
            assertThat(client.write("Area.Open", 2.0)).isZero();
        }
    }

    @Test
    void shouldEndTheSessionOfAUserWhoIsRemoved() throws Exception {
        trustClient();
        try (UaTestClient client = secure(new UsernameProvider("anna", "anna"))) {
            assertThat(client.value("Area.Open")).isNull();
            users.user("anna", "guest");
            assertThat(client.write("Area.Open", 1.0)).isEqualTo(StatusCodes.Bad_UserAccessDenied);
            users.remove("anna");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> client.value("Area.Open")).isInstanceOf(UaException.class));
        }
    }

    @Test
    void shouldEndASessionWhenTheTrustIsTakenAway() throws Exception {
        trustClient();
        try (UaTestClient client = secure(AnonymousProvider.INSTANCE)) {
            assertThat(client.browse("CVT")).containsExactly("Area", "Signed");
            TrustList trust = Pki.open(pki(), "ua", "", List.of()).trust();
            trust.reject(trust.entries().stream()
                    .filter(entry -> entry.subject().contains("client"))
                    .findFirst()
                    .orElseThrow()
                    .thumbprint());
            await().atMost(Duration.ofSeconds(60))
                    // the client asks for another session, for ever and in vain
                    .untilAsserted(() -> assertThatThrownBy(() -> client.milo()
                                    .readValuesAsync(0, TimestampsToReturn.Both, List.of(UaTestClient.id("Area.Open")))
                                    .get(1, TimeUnit.SECONDS))
                            .isInstanceOfAny(ExecutionException.class, TimeoutException.class));
        }
    }
}
