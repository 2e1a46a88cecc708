package io.ringmain.gateway.auth;

import java.time.Instant;

/**
 * Who a request comes from.
 *
 * @param user login name
 * @param role what the user may do at the moment
 * @param session identity of the login; refreshed tokens keep it
 * @param credential mark of the password that was given; the session ends with it
 * @param expiresAt when the token ends
 */
public record Principal(String user, Role role, String session, String credential, Instant expiresAt) {

    public boolean may(Permission permission) {
        return role.may(permission);
    }
}
