package io.ringmain.gateway.tls;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a server's certificate is.
 *
 * @param certificate its own first, then those that lead to the authority
 * @param key its private key, PKCS#8 without a password
 * @param clientAuthority certificates one of which must have signed each client's; null when clients need none
 */
public record PemFiles(Path certificate, Path key, Path clientAuthority) {
    public PemFiles {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
    }
}
