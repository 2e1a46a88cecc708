package io.ringmain.connectors.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority, a broker's certificate for {@code localhost} and one of a client's, in files. */
final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    TestCertificates(Path folder) throws IOException {
        this.folder = folder;
        try {
            KeyPair authority = keys();
            X509Certificate ca = sign("CN=Test authority", authority, "CN=Test authority", authority, null);
            KeyPair broker = keys();
            X509Certificate brokers = sign("CN=broker", broker, "CN=Test authority", authority, "localhost");
            KeyPair client = keys();
            X509Certificate clients = sign("CN=client", client, "CN=Test authority", authority, "client");
            pem("ca.pem", "CERTIFICATE", ca.getEncoded());
            pem("broker.pem", "CERTIFICATE", brokers.getEncoded());
            pem("broker.key", "PRIVATE KEY", broker.getPrivate().getEncoded());
            pem("client.pem", "CERTIFICATE", clients.getEncoded());
            pem("client.key", "PRIVATE KEY", client.getPrivate().getEncoded());
            KeyPair other = keys();
            pem(
                    "other-ca.pem",
                    "CERTIFICATE",
                    sign("CN=Other", other, "CN=Other", other, null).getEncoded());
            store("broker.jks", broker.getPrivate(), brokers, ca);
            store("trust.jks", null, ca);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(String subject, KeyPair keys, String issuer, KeyPair signer, String host)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Name(subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host == null));
        if (host != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private void pem(String file, String kind, byte[] encoded) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                        + "-----\n");
    }

    private void store(String file, PrivateKey key, Certificate... chain) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        if (key == null) {
            store.setCertificateEntry("ca", chain[0]);
        } else {
            store.setKeyEntry("key", key, PASSWORD, chain);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            store.store(out, PASSWORD);
        }
    }

    /** A PEM file: ca, broker, client, other-ca. */
    String pem(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    String key(String name) {
        return folder.resolve(name + ".key").toString();
    }

    Path brokerStore() {
        return folder.resolve("broker.jks");
    }

    Path trustStore() {
        return folder.resolve("trust.jks");
    }
}
