package io.ringmain.connectors.opcua.security;

import static io.ringmain.connectors.opcua.security.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.TrustList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiTest {
    @TempDir
    Path folder;

    private Pki open() {
        return Pki.open(folder, "line1", "urn:host:ringmain:line1", List.of("host", "127.0.0.1", "::1"));
    }

    @Test
    void shouldMakeACertificateOnceWithUriAndHosts() {
        OwnCertificate own = open().own();

        assertThat(open().own().certificate()).isEqualTo(own.certificate());
        assertThat(CertificateUtil.getSanUri(own.certificate())).contains("urn:host:ringmain:line1");
        assertThat(CertificateUtil.getSanDnsNames(own.certificate())).containsExactly("host");
        assertThat(CertificateUtil.getSanIpAddresses(own.certificate())).contains("127.0.0.1");
        assertThat(own.certificate().getNotAfter().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(1000)), Instant.now().plus(Duration.ofDays(1100)));
    }

    @Test
    void shouldKeepTheKeyFromOthers() throws IOException {
        open();
        for (String file : List.of("application.p12", "application.password", "application.der")) {
            assertThat(permissions("own/" + file)).isEqualTo("rw-------");
        }
        assertThat(permissions("own")).isEqualTo("rwx------");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    @Test
    void shouldRenewItWhenItWasDeleted() throws IOException {
        OwnCertificate old = open().own();

        Files.delete(folder.resolve("own/application.p12"));

        assertThat(open().own().certificate()).isNotEqualTo(old.certificate());
    }

    @Test
    void shouldSayWhatToDoWhenThePasswordIsGone() throws IOException {
        open();
        Files.writeString(folder.resolve("own/application.password"), "wrong");
        assertThatThrownBy(this::open)
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("delete both to have a new certificate made");
    }

    @Test
    void shouldListItsOwnFirstAndKnowNoOthers() {
        TrustList trust = open().trust();
        assertThat(trust.entries()).singleElement().satisfies(own -> {
            assertThat(own.isTrusted()).isTrue();
            assertThat(own.applicationUri()).isEqualTo("urn:host:ringmain:line1");
        });
        assertThatThrownBy(() -> trust.trust("0123")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> trust.reject("0123")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldNotFillTheDiskWhenItIsFloodedWithCertificates() throws IOException {
        TrustFolders trust = open().trust();
        KeyPair key = TestCertificates.newKey("RSA", 2048);
        for (int i = 0; i < TrustFolders.MOST_REJECTED + 20; i++) {
            trust.keepRejected(
                    certificate()
                            .named("peer " + i)
                            .key(key, "SHA256withRSA")
                            .issue()
                            .certificate(),
                    "flood");
        }

        assertThat(trust.rejected()).hasSize(TrustFolders.MOST_REJECTED);
        try (Stream<Path> files = Files.list(folder.resolve("rejected"))) {
            assertThat(files.count()).isLessThanOrEqualTo(2L * TrustFolders.MOST_REJECTED + 1);
        }
        assertThat(trust.entries()).anyMatch(entry -> entry.subject().equals("CN=peer 119"));
    }

    @Test
    void shouldPassOverWhatIsNoCertificate() throws Exception {
        TrustFolders trust = open().trust();
        Files.writeString(folder.resolve("trusted/notes.der"), "not a certificate");
        Files.write(
                folder.resolve("trusted/peer.der"),
                certificate().issue().certificate().getEncoded());

        assertThat(trust.trusted()).hasSize(1);
        assertThat(trust.entries()).hasSize(2);
    }
}
