package io.ringmain.gateway.tls;

import io.ringmain.core.spi.ProvisionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a server shows and asks for in TLS, read from files and held against itself. Immutable.
 *
 * @param chain the server's own certificate first
 * @param context made of it; clients are asked for a certificate where there is an authority for them
 */
public record ServerKeys(List<X509Certificate> chain, SSLContext context) {
    private static final char[] NO_PASSWORD = {};
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] PROBE = "ringmain".getBytes(StandardCharsets.US_ASCII);

    public ServerKeys {
        chain = List.copyOf(chain);
    }

    /**
     * Reads the files.
     *
     * @throws ProvisionException when one can not be read, is none, or the key is not that of the certificate
     */
    public static ServerKeys read(PemFiles files) {
        List<X509Certificate> chain = certificates(files.certificate());
        PrivateKey key = key(files.key(), chain.get(0));
        try {
            KeyStore own = empty();
            own.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(files.clientAuthority()), null);
            return new ServerKeys(chain, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new ProvisionException(files.certificate() + ": can not be used: " + e.getMessage(), e);
        }
    }

    /** Until when the server's own certificate is good. */
    public Instant notAfter() {
        return chain.get(0).getNotAfter().toInstant();
    }

    /** From when on it is. */
    public Instant notBefore() {
        return chain.get(0).getNotBefore().toInstant();
    }

    /** Null, for nobody, when there is no authority. */
    private static TrustManager[] trust(Path authority) throws GeneralSecurityException, IOException {
        if (authority == null) {
            return new TrustManager[0];
        }
        KeyStore trusted = empty();
        int number = 0;
        for (X509Certificate certificate : certificates(authority)) {
            trusted.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /**
     * The certificates of a PEM file, at least one.
     *
     * @throws ProvisionException when it can not be read or has none
     */
    public static List<X509Certificate> certificates(Path file) {
        Collection<? extends Certificate> found;
        try {
            found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text(file).getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new ProvisionException(file + ": is no file of certificates in PEM", e);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        found.forEach(certificate -> certificates.add((X509Certificate) certificate));
        if (certificates.isEmpty()) {
            throw new ProvisionException(file + ": has no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    private static PrivateKey key(Path file, X509Certificate certificate) {
        Matcher pem = KEY.matcher(text(file));
        if (!pem.find()) {
            throw new ProvisionException(file + ": has no private key in PEM (-----BEGIN PRIVATE KEY-----)");
        }
        if (!pem.group(1).equals("PRIVATE KEY")) {
            throw new ProvisionException(file + ": holds a " + pem.group(1) + ", needed is PKCS#8 without a password:"
                    + " openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW");
        }
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2))));
            if (!belongs(key, certificate)) {
                throw new ProvisionException(file + ": is not the key of the certificate");
            }
            return key;
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new ProvisionException(
                    file + ": is not the key of the certificate, whose algorithm is " + algorithm, e);
        } catch (GeneralSecurityException e) {
            throw new ProvisionException(file + ": the algorithm " + algorithm + " is not supported", e);
        }
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ProvisionException(
                    file + ": can not be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }
}
