package io.ringmain.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeysTest {
    @TempDir
    static Path folder;

    private static TestKeys one;
    private static TestKeys other;

    @BeforeAll
    static void make() {
        one = TestKeys.make(folder, "one");
        other = TestKeys.make(folder, "other");
    }

    private static void assertRefused(PemFiles files, String message) {
        assertThatThrownBy(() -> ServerKeys.read(files))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldReadACertificateWithItsKey() {
        ServerKeys keys = ServerKeys.read(one.files());

        assertThat(keys.chain()).hasSize(1);
        assertThat(keys.notAfter()).isAfter(keys.notBefore());
    }

    @Test
    void shouldRefuseTheKeyOfAnotherCertificate() {
        assertRefused(new PemFiles(one.certificate(), other.key(), null), "is not the key of the certificate");
    }

    @Test
    void shouldRefuseWhatIsNoCertificate() throws Exception {
        Path junk = Files.writeString(folder.resolve("junk"), "hello");

        assertRefused(new PemFiles(junk, one.key(), null), "junk: ");
        assertRefused(new PemFiles(one.certificate(), junk, null), "has no private key in PEM");
        assertRefused(new PemFiles(one.certificate(), one.key(), junk), "junk: ");
        assertRefused(new PemFiles(folder.resolve("absent"), one.key(), null), "absent: can not be read");
    }

    @Test
    void shouldSayHowToConvertAKeyOfAnotherForm() throws Exception {
        String key = Files.readString(one.key()).replace("PRIVATE KEY", "RSA PRIVATE KEY");
        Path old = Files.writeString(folder.resolve("old.key"), key);

        assertRefused(new PemFiles(one.certificate(), old, null), "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void shouldSayWhenTheCertificateEndsSoonOrHasEnded() {
        Clock now = Clock.systemUTC();
        try (WatchedKeys fresh = new WatchedKeys(one.files(), now);
                WatchedKeys soon = new WatchedKeys(one.files(), Clock.offset(now, Duration.ofDays(20)));
                WatchedKeys late = new WatchedKeys(one.files(), Clock.offset(now, Duration.ofDays(40)))) {
            assertThat(fresh.remarks()).isEmpty();
            assertThat(soon.remarks()).singleElement().asString().contains("the certificate ends at");
            assertThat(late.remarks()).singleElement().asString().contains("the certificate has ended at");
            assertThat(late.reload()).isFalse();
        }
    }
}
