package io.ringmain.connectors.mqtt.broker;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import io.ringmain.core.spi.ProvisionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys from PEM files, read anew for each connection so that they can be exchanged. Stateless. */
final class TlsMaterial {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]+)-----END (?:ENCRYPTED )?PRIVATE KEY-----");
    private static final char[] IN_MEMORY = {};

    private TlsMaterial() {}

    /** @throws ProvisionException naming the file that is not as it must be */
    static MqttClientSslConfig of(BrokerSettings settings) {
        MqttClientSslConfigBuilder config = MqttClientSslConfig.builder()
                .handshakeTimeout(settings.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .protocols(List.of("TLSv1.3", "TLSv1.2"));
        if (!settings.caFile().isEmpty()) {
            config = config.trustManagerFactory(trust(settings.caFile()));
        }
        if (!settings.certificateFile().isEmpty()) {
            config = config.keyManagerFactory(key(settings));
        }
        if (!settings.isHostChecked()) {
            config = config.hostnameVerifier((host, session) -> true);
        }
        return config.build();
    }

    private static TrustManagerFactory trust(String file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, e);
        }
    }

    private static KeyManagerFactory key(BrokerSettings settings) {
        PrivateKey key = privateKey(settings.keyFile(), settings.keyPassword());
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            Certificate[] chain = certificates(settings.certificateFile()).toArray(Certificate[]::new);
            store.setKeyEntry("own", key, IN_MEMORY, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, IN_MEMORY);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(settings.certificateFile(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(String file)
            throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(file)));
        if (found.isEmpty()) {
            throw new GeneralSecurityException("no certificate in it");
        }
        return found;
    }

    private static PrivateKey privateKey(String file, String password) {
        try {
            Matcher matcher = KEY.matcher(new String(read(file), StandardCharsets.US_ASCII));
            if (!matcher.find()) {
                throw new GeneralSecurityException("no 'BEGIN PRIVATE KEY' in it, allowed is PKCS #8");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2).trim());
            return keyOf(matcher.group(1) == null ? new PKCS8EncodedKeySpec(encoded) : decrypted(encoded, password));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] encoded, String password)
            throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new GeneralSecurityException(
                    "the key is encrypted, key-password-file or key-password-env is missing");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
        // of PBES2 the parameters know which algorithm it is in full
        String algorithm = info.getAlgParameters() == null
                ? info.getAlgName()
                : info.getAlgParameters().toString();
        SecretKey secret =
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey keyOf(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new GeneralSecurityException("neither RSA, EC nor Ed25519");
    }

    private static byte[] read(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (InvalidPathException e) {
            throw new IOException("not a path", e);
        }
    }

    private static ProvisionException unusable(String file, Exception cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ProvisionException(file + " can not be used: " + reason.replace('\n', ' '), cause);
    }
}
