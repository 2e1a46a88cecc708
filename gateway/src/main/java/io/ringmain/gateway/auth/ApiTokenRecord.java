package io.ringmain.gateway.auth;

import io.ringmain.core.spi.Permission;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A token for a program, as the store has it.
 *
 * @param owner user on whose behalf it acts; what that user may not do, it may not
 * @param name unique among the owner's
 * @param secretHash SHA-256 of the token, in hexadecimal; the token itself is kept nowhere
 * @param scopes what it may do at most
 * @param areas where it may change things at most
 * @param usedAt when it was last used, a minute late at most; {@link Instant#EPOCH} for never
 * @param usedFrom the way in and the address of that use
 */
public record ApiTokenRecord(
        String id,
        String owner,
        String name,
        String secretHash,
        Set<Permission> scopes,
        Areas areas,
        Instant createdAt,
        Instant expiresAt,
        Instant usedAt,
        String usedFrom) {

    public ApiTokenRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(secretHash, "secretHash");
        Objects.requireNonNull(areas, "areas");
        scopes = Set.copyOf(scopes);
    }

    /** Without the hash, which belongs into no log. */
    @Override
    public String toString() {
        return "token " + name + " of " + owner;
    }
}
