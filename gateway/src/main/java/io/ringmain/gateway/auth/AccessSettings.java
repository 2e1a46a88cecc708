package io.ringmain.gateway.auth;

import java.time.Duration;

/**
 * What a site says about logins.
 *
 * @param tokenLifetime how long a token is good for
 * @param password what is asked of passwords
 * @param lockout when failed logins make others wait
 */
public record AccessSettings(Duration tokenLifetime, PasswordRules password, Lockout lockout) {
    public static final AccessSettings DEFAULT =
            new AccessSettings(Duration.ofHours(8), PasswordRules.DEFAULT, Lockout.DEFAULT);
}
