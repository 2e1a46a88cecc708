package io.ringmain.connectors.opcua;

import io.ringmain.connectors.Secret;
import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/** Who the server is told we are. Files are read at each connection, so that a changed password counts. Stateless. */
final class Identity {
    private Identity() {}

    /**
     * @param validator of the server's certificate, for which a password is encrypted
     * @throws ProvisionException when a file can not be read; the message begins with its setting
     */
    static IdentityProvider of(SecuritySettings settings, CertificateValidator validator) {
        if (settings.user() != null) {
            String password = Secret.resolve(settings.secrets(), SecuritySettings.PASSWORD);
            return new UsernameProvider(settings.user(), password, validator);
        }
        if (settings.userCertificate() != null) {
            return new X509IdentityProvider(certificate(settings.userCertificate()), key(settings.userKey()));
        }
        return AnonymousProvider.INSTANCE;
    }

    private static X509Certificate certificate(String file) {
        try {
            List<X509Certificate> chain = CertificateUtil.decodeCertificates(Files.readAllBytes(Path.of(file)));
            if (chain.isEmpty()) {
                throw new ProvisionException("user-certificate: " + file + " holds no certificate");
            }
            return chain.get(0);
        } catch (IOException | InvalidPathException e) {
            throw new ProvisionException("user-certificate: " + file + " can not be read", e);
        } catch (UaException e) {
            throw new ProvisionException("user-certificate: " + file + " is not a certificate in DER or PEM", e);
        }
    }

    private static PrivateKey key(String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            if (bytes.length > 0 && bytes[0] == '-') {
                return pem(file);
            }
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IOException | InvalidPathException e) {
            throw new ProvisionException("user-key: " + file + " can not be read", e);
        } catch (GeneralSecurityException e) {
            throw new ProvisionException("user-key: " + file + " is not an RSA key in PKCS #8 or PEM", e);
        }
    }

    private static PrivateKey pem(String file) throws IOException {
        try (Reader text = new InputStreamReader(Files.newInputStream(Path.of(file)), StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(text)) {
            Object content = parser.readObject();
            if (content instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
            }
            if (content instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().getPrivateKey(key);
            }
            throw new ProvisionException("user-key: " + file + " is not an unencrypted key");
        }
    }
}
