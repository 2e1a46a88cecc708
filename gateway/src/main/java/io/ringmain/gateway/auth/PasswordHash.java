package io.ringmain.gateway.auth;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP's figures), 16 bytes of salt, 32 bytes of hash, in the PHC form
 * {@code $argon2id$v=19$m=...}. One call takes about 0.1 s of a core on purpose.
 *
 * <p>Thread: any, but never an I/O thread.
 */
public final class PasswordHash {
    /** Shortest password that is accepted for a user. */
    public static final int MIN_LENGTH = 12;
    /** Longest one; bounds the work that a request can cause. */
    public static final int MAX_LENGTH = 256;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int MARK_BYTES = 12;

    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private PasswordHash() {}

    /** A new salted hash of the password. */
    public static String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(FUNCTION).getResult();
    }

    /**
     * Names a hash without giving it away: 96 bits of its SHA-256. Changes with every new password, the same one set again
     * too.
     */
    public static String mark(String encoded) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, MARK_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the password is the one that was hashed; false also when the hash is not one of Argon2. */
    public static boolean verify(String password, String encoded) {
        if (password.isEmpty() || password.length() > MAX_LENGTH) {
            return false;
        }
        try {
            return Password.check(password, encoded).with(Argon2Function.getInstanceFromHash(encoded));
        } catch (BadParametersException e) {
            return false;
        }
    }
}
