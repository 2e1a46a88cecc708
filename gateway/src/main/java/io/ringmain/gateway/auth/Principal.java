package io.ringmain.gateway.auth;

import io.ringmain.core.spi.Permission;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Collection;

/**
 * Who a request comes from.
 *
 * @param user login name
 * @param role what the user may do at the moment, and where
 * @param session identity of the login; refreshed tokens keep it
 * @param credential mark of the password that was given; the session ends with it
 * @param expiresAt when the token ends
 * @param origin the way in and the address, for example {@code rest 127.0.0.1}; empty where that is not known
 */
public record Principal(String user, Role role, String session, String credential, Instant expiresAt, String origin) {

    /** A principal of whom it is not known where they are. */
    public Principal(String user, Role role, String session, String credential, Instant expiresAt) {
        this(user, role, session, credential, expiresAt, "");
    }

    /** The same one, seen there; an address that is none any more is left out. */
    public Principal at(String way, InetSocketAddress address) {
        boolean isKnown = address != null && address.getAddress() != null;
        String from = isKnown ? way + " " + address.getAddress().getHostAddress() : way;
        return new Principal(user, role, session, credential, expiresAt, from);
    }

    /** The same one with another role. */
    Principal as(Role other) {
        return role.equals(other) ? this : new Principal(user, other, session, credential, expiresAt, origin);
    }

    /** Whether it is a program with a token, and nobody who has logged in. */
    public boolean isApiToken() {
        return session.startsWith(ApiTokens.SESSION);
    }

    /** Whether it may do so, at least somewhere. */
    public boolean may(Permission permission) {
        return role.may(permission);
    }

    /**
     * Whether it may do so to what belongs to that area, as {@link io.ringmain.core.site.SiteAreas} says; an empty one is
     * what belongs to none.
     */
    public boolean may(Permission permission, String area) {
        return role.may(permission, area);
    }

    /** Whether it may do so to what belongs to all of these areas at once. */
    public boolean may(Permission permission, Collection<String> areas) {
        return role.may(permission, areas);
    }
}
