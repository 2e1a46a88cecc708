package io.ringmain.gateway.auth;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The 256-bit key that signs tokens, kept in the data folder so that logins survive a restart. */
final class TokenKey {
    private static final int BYTES = 32;

    private TokenKey() {}

    /** The key of the file, made when there is none; readable by the owner only. */
    static byte[] loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                OwnerOnlyFile.write(file, key);
                return key;
            }
            OwnerOnlyFile.restrict(file);
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new ProvisionException(file + " is not a token key of " + BYTES
                        + " bytes; delete it to get a new one (everybody has to log in again)");
            }
            return key;
        } catch (IOException e) {
            throw new ProvisionException("the token key " + file + " can not be read or made: " + e.getMessage(), e);
        }
    }
}
