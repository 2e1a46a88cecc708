package io.ringmain.gateway.auth;

import java.time.Instant;

/**
 * Who a request comes from.
 *
 * @param user login name
 * @param role role at the time of the login or of the last refresh
 * @param session identity of the login; refreshed tokens keep it
 * @param expiresAt when the token ends
 */
public record Principal(String user, Role role, String session, Instant expiresAt) {

    public boolean may(Permission permission) {
        return role.may(permission);
    }
}
