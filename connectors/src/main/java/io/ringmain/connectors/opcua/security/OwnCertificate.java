package io.ringmain.connectors.opcua.security;

import io.ringmain.core.spi.ProvisionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's own certificate with its key: RSA of 2048 bits, which every current security policy takes, signed by
 * itself and valid for three years. It is renewed by deleting {@code application.p12} and restarting the connector; peers have
 * to trust the new one then.
 *
 * @param applicationUri as it stands in the certificate
 */
public record OwnCertificate(KeyPair keyPair, X509Certificate certificate, String applicationUri) {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);

    /** The certificate without its key, to be given to peers. */
    static final String SHARED = "application.der";

    private static final String STORE = "application.p12";
    private static final String PASSWORD = "application.password";
    private static final String ALIAS = "application";
    private static final int KEY_BITS = 2048;
    private static final Duration VALIDITY = Duration.ofDays(3 * 365);
    private static final Duration WARNING = Duration.ofDays(30);
    /** Peers whose clock is behind take it too. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    static OwnCertificate loadOrCreate(Path folder, String name, String applicationUri, List<String> hosts) {
        Path store = folder.resolve(STORE);
        try {
            OwnCertificate own = Files.exists(store) ? load(folder) : create(folder, name, applicationUri, hosts);
            own.warnBeforeItExpires(store);
            return own;
        } catch (IOException | GeneralSecurityException e) {
            throw new ProvisionException(
                    store + ": can not be read (" + e.getMessage() + "); put it and " + PASSWORD
                            + " back, or delete both to have a new certificate made, which peers must trust then",
                    e);
        }
    }

    private static OwnCertificate load(Path folder) throws IOException, GeneralSecurityException {
        char[] password = Files.readString(folder.resolve(PASSWORD)).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(STORE))) {
            store.load(in, password);
        }
        if (!(store.getCertificate(ALIAS) instanceof X509Certificate certificate)
                || !(store.getKey(ALIAS, password) instanceof PrivateKey key)) {
            throw new GeneralSecurityException("no key and certificate '" + ALIAS + "' in it");
        }
        String uri = CertificateUtil.getSanUri(certificate)
                .orElseThrow(() -> new GeneralSecurityException("no application URI in its certificate"));
        return new OwnCertificate(new KeyPair(certificate.getPublicKey(), key), certificate, uri);
    }

    private static OwnCertificate create(Path folder, String name, String applicationUri, List<String> hosts)
            throws IOException, GeneralSecurityException {
        KeyPair keyPair = SelfSignedCertificateGenerator.generateRsaKeyPair(KEY_BITS);
        X509Certificate certificate = selfSigned(keyPair, name, applicationUri, hosts);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                ALIAS, keyPair.getPrivate(), password.toCharArray(), new java.security.cert.Certificate[] {certificate
                });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        PrivateFiles.write(folder.resolve(PASSWORD), (password + "\n").getBytes(StandardCharsets.US_ASCII));
        PrivateFiles.write(folder.resolve(SHARED), certificate.getEncoded());
        PrivateFiles.write(folder.resolve(STORE), bytes.toByteArray());
        LOG.info(
                "new certificate of {} in {}, thumbprint {}",
                applicationUri,
                folder,
                Certificates.thumbprint(certificate));
        return new OwnCertificate(keyPair, certificate, applicationUri);
    }

    private static X509Certificate selfSigned(KeyPair keyPair, String name, String applicationUri, List<String> hosts)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        try {
            return new SelfSignedCertificateGenerator()
                    .generateSelfSigned(
                            keyPair,
                            Date.from(now.minus(EARLIER)),
                            Date.from(now.plus(VALIDITY)),
                            name,
                            "Ringmain",
                            null,
                            null,
                            null,
                            null,
                            applicationUri,
                            hosts.stream().filter(host -> !isAddress(host)).toList(),
                            hosts.stream().filter(OwnCertificate::isAddress).toList(),
                            SelfSignedCertificateBuilder.SA_SHA256_RSA);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    private void warnBeforeItExpires(Path store) {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(Instant.now().plus(WARNING))) {
            LOG.warn(
                    "the certificate of {} is valid until {} only; delete {} and restart the connector for a new one,"
                            + " and have its peers trust that",
                    applicationUri,
                    end,
                    store);
        }
    }

    /** With the issuers, of which there are none. */
    public X509Certificate[] chain() {
        return new X509Certificate[] {certificate};
    }
}
