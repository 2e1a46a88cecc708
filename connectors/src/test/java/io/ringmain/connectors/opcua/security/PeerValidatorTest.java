package io.ringmain.connectors.opcua.security;

import static io.ringmain.connectors.opcua.security.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringmain.connectors.opcua.security.TestCertificates.Issued;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What peers present, case by case, as a client sees a server. */
class PeerValidatorTest {
    private static final Issued ROOT = certificate().named("root").authority().issue();
    private static final Issued GOOD = certificate().issue();

    @TempDir
    Path folder;

    private Pki pki;
    private CertificateValidator validator;

    @BeforeEach
    void open() {
        pki = Pki.open(folder, "test", "urn:test", List.of("localhost", "127.0.0.1"));
        validator = pki.validator(Pki.Peer.SERVER, true);
    }

    private void put(String where, X509Certificate certificate) throws Exception {
        Files.write(folder.resolve(where).resolve(Certificates.fileName(certificate)), certificate.getEncoded());
    }

    private void accepts(Issued peer, X509Certificate... issuers) {
        assertThatCode(() -> validate(peer, issuers)).doesNotThrowAnyException();
    }

    private void validate(Issued peer, X509Certificate... issuers) throws UaException {
        List<X509Certificate> chain = new java.util.ArrayList<>(List.of(peer.certificate()));
        chain.addAll(List.of(issuers));
        validator.validateCertificateChain(chain, "urn:peer", new String[] {"127.0.0.1"});
    }

    private void refuses(long statusCode, String words, Issued peer, X509Certificate... issuers) {
        UaException refusal = catchThrowableOfType(UaException.class, () -> validate(peer, issuers));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(Quality.name((int) refusal.getStatusCode().value())).isEqualTo(Quality.name((int) statusCode));
        assertThat(refusal).hasMessageContaining(words);
    }

    private Issued trusted(TestCertificates kind) throws Exception {
        Issued issued = kind.issue();
        put("trusted", issued.certificate());
        return issued;
    }

    @Test
    void shouldTrustNothingByItselfAndTakeItOnceAnOperatorTrustsIt() {
        refuses(StatusCodes.Bad_CertificateUntrusted, "pki/rejected to pki/trusted", GOOD);
        String thumbprint = Certificates.thumbprint(GOOD.certificate());
        assertThat(pki.trust().entries()).anySatisfy(entry -> {
            assertThat(entry.thumbprint()).isEqualTo(thumbprint);
            assertThat(entry.isTrusted()).isFalse();
            assertThat(entry.remark()).isEqualTo("not trusted yet");
        });

        pki.trust().trust(thumbprint);
        accepts(GOOD);

        pki.trust().reject(thumbprint);
        refuses(StatusCodes.Bad_CertificateUntrusted, thumbprint, GOOD);
    }

    @Test
    void shouldNoticeAFileThatAnOperatorHasMoved() throws IOException {
        refuses(StatusCodes.Bad_CertificateUntrusted, "not trusted", GOOD);
        String file = Certificates.fileName(GOOD.certificate());

        Files.move(
                folder.resolve("rejected").resolve(file),
                folder.resolve("trusted").resolve(file));

        accepts(GOOD);
    }

    @Test
    void shouldRefuseWhatIsTrustedButNotValidAtThisTime() throws Exception {
        refuses(
                StatusCodes.Bad_CertificateTimeInvalid,
                "has expired on",
                trusted(certificate().valid(Duration.ofDays(-9), Duration.ofDays(-1))));
        refuses(
                StatusCodes.Bad_CertificateTimeInvalid,
                "is not valid before",
                trusted(certificate().valid(Duration.ofDays(1), Duration.ofDays(9))));
    }

    @Test
    void shouldRefuseAnotherHostUnlessThatIsNotChecked() throws Exception {
        Issued other = trusted(certificate().host("plc.example"));
        refuses(StatusCodes.Bad_CertificateHostNameInvalid, "[plc.example] and not for 127.0.0.1", other);

        validator = pki.validator(Pki.Peer.SERVER, false);
        accepts(other);
    }

    @Test
    void shouldRefuseAnotherApplication() throws Exception {
        refuses(
                StatusCodes.Bad_CertificateUriInvalid,
                "for the application urn:other, but the peer says it is urn:peer",
                trusted(certificate().uri("urn:other")));
    }

    @Test
    void shouldRefuseAKeyThatIsForSomethingElse() throws Exception {
        refuses(
                StatusCodes.Bad_CertificateUseNotAllowed,
                "sign and encrypt",
                trusted(certificate().use(KeyUsage.keyAgreement, KeyPurposeId.id_kp_serverAuth)));
        refuses(
                StatusCodes.Bad_CertificateUseNotAllowed,
                "by a server",
                trusted(certificate()
                        .use(KeyUsage.digitalSignature | KeyUsage.keyEncipherment, KeyPurposeId.id_kp_clientAuth)));
    }

    @Test
    void shouldRefuseWeakKeysAndBrokenSignatures() throws Exception {
        refuses(
                StatusCodes.Bad_CertificatePolicyCheckFailed,
                "1024 bits",
                trusted(certificate().key(TestCertificates.newKey("RSA", 1024), "SHA256withRSA")));
        refuses(
                StatusCodes.Bad_CertificatePolicyCheckFailed,
                "SHA1WITHRSA",
                trusted(certificate().key(GOOD.key(), "SHA1withRSA")));
        refuses(
                StatusCodes.Bad_CertificatePolicyCheckFailed,
                "kind EC",
                trusted(certificate().key(TestCertificates.newKey("EC", 256), "SHA256withECDSA")));
    }

    @Test
    void shouldRefuseAForgedSignature() throws Exception {
        byte[] forged = GOOD.certificate().getEncoded();
        forged[forged.length - 5] ^= 1;
        refuses(
                StatusCodes.Bad_CertificateInvalid,
                "signature does not fit",
                new Issued(Certificates.parse(forged), GOOD.key()));
    }

    @Test
    void shouldRefuseNoCertificateAtAll() {
        UaException refusal = catchThrowableOfType(
                UaException.class, () -> validator.validateCertificateChain(List.of(), null, null));
        assertThat(refusal.getStatusCode().value()).isEqualTo(StatusCodes.Bad_CertificateInvalid);
    }

    @Test
    void shouldTakeWhatATrustedAuthorityHasIssued() throws Exception {
        Issued leaf = certificate()
                .by(ROOT)
                .key(TestCertificates.newKey("RSA", 2048), "SHA256withRSA")
                .issue();
        refuses(StatusCodes.Bad_CertificateUntrusted, "not trusted", leaf, ROOT.certificate());

        put("trusted", ROOT.certificate());
        accepts(leaf);
    }

    @Test
    void shouldWantTheWholeChainOfATrustedCertificate() throws Exception {
        Issued leaf = trusted(certificate().by(ROOT));
        refuses(StatusCodes.Bad_CertificateChainIncomplete, "'CN=root' into pki/issuers", leaf);

        put("issuers", ROOT.certificate());
        accepts(leaf);
    }

    @Test
    void shouldNotTrustWhatAnIssuerAloneStandsFor() throws Exception {
        put("issuers", ROOT.certificate());
        refuses(
                StatusCodes.Bad_CertificateUntrusted,
                "not trusted",
                certificate().by(ROOT).issue());
    }

    @Test
    void shouldRefuseWhatItsAuthorityHasRevoked() throws Exception {
        put("trusted", ROOT.certificate());
        Issued leaf = certificate().by(ROOT).issue();
        accepts(leaf);

        Files.write(
                folder.resolve("trusted/root.crl"),
                TestCertificates.revoked(ROOT, leaf.certificate()).getEncoded());

        refuses(StatusCodes.Bad_CertificateRevoked, "has been revoked", leaf);
    }
}
