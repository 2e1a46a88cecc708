package io.ringmain.core.spi;

import java.time.Instant;
import java.util.List;

/**
 * The certificates that a connector has met or was given. Nothing is trusted by itself: an operator does it, and the next
 * attempt succeeds.
 *
 * <p>Thread: any; calls read and write small files.
 */
public interface TrustList {

    /**
     * @param thumbprint SHA-1 of the certificate in lower-case hex, as OPC UA names it
     * @param isTrusted false for one that was rejected
     * @param subject distinguished name
     * @param issuer distinguished name
     * @param applicationUri of its peer, may be empty
     * @param remark why it was rejected, may be empty
     */
    record Entry(
            String thumbprint,
            boolean isTrusted,
            String subject,
            String issuer,
            String applicationUri,
            Instant notBefore,
            Instant notAfter,
            String remark) {}

    /** Its own certificate first, which is always trusted, then those of peers. */
    List<Entry> entries();

    /** @throws java.util.NoSuchElementException when none of that thumbprint is known */
    void trust(String thumbprint);

    /**
     * Takes the trust from a certificate; sessions that use it end.
     *
     * @throws java.util.NoSuchElementException when none of that thumbprint is known
     * @throws IllegalArgumentException when it is its own
     */
    void reject(String thumbprint);
}
