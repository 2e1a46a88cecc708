package io.ringmain.connectors.opcua.security;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates that are right but for what a test says. */
public final class TestCertificates {
    private static final KeyPair KEY = newKey("RSA", 2048);
    private static final int SIGN_AND_ENCRYPT =
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;

    /** A certificate with its key. */
    public record Issued(X509Certificate certificate, KeyPair key) {}

    private String subject = "CN=peer";
    private KeyPair key = KEY;
    private Instant begin = Instant.now().minus(Duration.ofHours(1));
    private Instant end = Instant.now().plus(Duration.ofDays(10));
    private String uri = "urn:peer";
    private String host = "127.0.0.1";
    private int use = SIGN_AND_ENCRYPT;
    private KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    private String algorithm = "SHA256withRSA";
    private boolean isAuthority;
    private Issued issuer;

    public static TestCertificates certificate() {
        return new TestCertificates();
    }

    public static KeyPair newKey(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public TestCertificates named(String name) {
        subject = "CN=" + name;
        return this;
    }

    public TestCertificates valid(Duration from, Duration to) {
        begin = Instant.now().plus(from);
        end = Instant.now().plus(to);
        return this;
    }

    public TestCertificates uri(String applicationUri) {
        uri = applicationUri;
        return this;
    }

    public TestCertificates host(String address) {
        host = address;
        return this;
    }

    public TestCertificates use(int bits, KeyPurposeId... extended) {
        use = bits;
        purposes = extended;
        return this;
    }

    public TestCertificates key(KeyPair pair, String signature) {
        key = pair;
        algorithm = signature;
        return this;
    }

    public TestCertificates authority() {
        isAuthority = true;
        use = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        key = newKey("RSA", 2048);
        return this;
    }

    public TestCertificates by(Issued authority) {
        issuer = authority;
        return this;
    }

    public Issued issue() {
        try {
            X500Principal name = new X500Principal(subject);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer == null ? name : issuer.certificate().getSubjectX500Principal(),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(begin),
                    Date.from(end),
                    name,
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(Extension.keyUsage, false, new KeyUsage(use));
            if (!isAuthority) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.uniformResourceIdentifier, uri),
                    new GeneralName(
                            Character.isDigit(host.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName, host)
                }));
            }
            KeyPair signing = issuer == null ? key : issuer.key();
            return new Issued(
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder(algorithm).build(signing.getPrivate()))),
                    key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The authority's list of those that it has revoked. */
    public static X509CRL revoked(Issued authority, X509Certificate... certificates) {
        try {
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(
                    authority.certificate().getSubjectX500Principal(),
                    Date.from(Instant.now().minusSeconds(60)));
            builder.setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(1))));
            for (X509Certificate certificate : certificates) {
                builder.addCRLEntry(
                        certificate.getSerialNumber(),
                        Date.from(Instant.now().minusSeconds(60)),
                        CRLReason.keyCompromise);
            }
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withRSA")
                            .build(authority.key().getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
