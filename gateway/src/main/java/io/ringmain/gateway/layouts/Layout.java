package io.ringmain.gateway.layouts;

import java.time.Instant;

/**
 * What there is to say of a layout, without its document.
 *
 * @param kind what it is for, such as {@code trend}
 * @param owner who made it, empty when that user is gone
 * @param isShared whether it is there for everybody
 * @param changedBy who changed it last
 * @param hash SHA-256 of the document, in hexadecimal
 */
public record Layout(
        String kind, String name, String owner, boolean isShared, String changedBy, Instant changedAt, String hash) {
    private static final int ETAG_LENGTH = 32;

    public String etag() {
        return '"' + hash.substring(0, ETAG_LENGTH) + '"';
    }
}
