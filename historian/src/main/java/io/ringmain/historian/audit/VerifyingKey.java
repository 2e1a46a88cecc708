package io.ringmain.historian.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** A public Ed25519 key, exchanged as PEM (SubjectPublicKeyInfo), which OpenSSL reads, too. Thread: any. */
public final class VerifyingKey {
    static final String ALGORITHM = "Ed25519";
    private static final String PEM = "PUBLIC KEY";

    private final PublicKey key;
    private final String fingerprint;

    VerifyingKey(PublicKey key) {
        this.key = key;
        this.fingerprint = HexFormat.of().formatHex(TreeHash.sha256().digest(key.getEncoded()));
    }

    /** @throws AuditException when the bytes are no such key */
    static VerifyingKey of(byte[] encoded) {
        try {
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new AuditException("not a public Ed25519 key: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a key from PEM text.
     *
     * @throws AuditException when there is none in it
     */
    public static VerifyingKey ofPem(String text) {
        return of(Pem.read(text, PEM));
    }

    public String pem() {
        return Pem.write(PEM, key.getEncoded());
    }

    byte[] encoded() {
        return key.getEncoded();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** SHA-256 of the key's encoding in hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    boolean hasSigned(String message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // not even the form of a signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }
}
