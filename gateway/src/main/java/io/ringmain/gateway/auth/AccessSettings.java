package io.ringmain.gateway.auth;

import java.time.Duration;

/**
 * What a site says about logins.
 *
 * @param tokenLifetime how long a token of a login is good for
 * @param idleTimeout time without use after which a session ends, zero for none
 * @param sessionsPerUser most sessions of a user; a further one ends the one that was not used for longest
 * @param apiTokenLifetime how long a token for a program is good for at most
 * @param password what is asked of passwords
 * @param lockout when failed logins make others wait
 * @param oidc an identity provider, null for none
 */
public record AccessSettings(
        Duration tokenLifetime,
        Duration idleTimeout,
        int sessionsPerUser,
        Duration apiTokenLifetime,
        PasswordRules password,
        Lockout lockout,
        OidcSettings oidc) {
    public static final AccessSettings DEFAULT = new AccessSettings(
            Duration.ofHours(8),
            Duration.ZERO,
            200,
            Duration.ofDays(365),
            PasswordRules.DEFAULT,
            Lockout.DEFAULT,
            null);

    public AccessSettings with(PasswordRules other) {
        return new AccessSettings(tokenLifetime, idleTimeout, sessionsPerUser, apiTokenLifetime, other, lockout, oidc);
    }

    public AccessSettings with(Lockout other) {
        return new AccessSettings(tokenLifetime, idleTimeout, sessionsPerUser, apiTokenLifetime, password, other, oidc);
    }

    /** The same with these bounds of sessions. */
    public AccessSettings withSessions(Duration idle, int perUser) {
        return new AccessSettings(tokenLifetime, idle, perUser, apiTokenLifetime, password, lockout, oidc);
    }

    public AccessSettings with(OidcSettings other) {
        return new AccessSettings(
                tokenLifetime, idleTimeout, sessionsPerUser, apiTokenLifetime, password, lockout, other);
    }
}
