package io.ringmain.gateway.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A login and what has become of it, as the store has it.
 *
 * @param id the same in all its tokens
 * @param role name of the role that an identity provider has vouched for; empty for a user of the store, who has their own
 * @param origin the way in and the address
 * @param usedAt when a request came in it, a minute late at most
 * @param expiresAt when its last token ends
 * @param credential mark of the password that it goes with; empty when there is none
 */
public record SessionRecord(
        String id,
        String user,
        Kind kind,
        String role,
        String origin,
        Instant beganAt,
        Instant usedAt,
        Instant expiresAt,
        String credential) {

    /** How somebody has logged in. */
    public enum Kind {
        PASSWORD,
        /** By an identity provider. */
        OIDC;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SessionRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(credential, "credential");
    }

    SessionRecord used(Instant time) {
        return new SessionRecord(id, user, kind, role, origin, beganAt, time, expiresAt, credential);
    }

    SessionRecord until(Instant time) {
        return new SessionRecord(id, user, kind, role, origin, beganAt, usedAt, time, credential);
    }

    SessionRecord with(String otherCredential) {
        return new SessionRecord(id, user, kind, role, origin, beganAt, usedAt, expiresAt, otherCredential);
    }
}
