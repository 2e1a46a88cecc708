package io.ringmain.gateway.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a user's password beside its hash.
 *
 * @param first mark of the password that was made at the first start, empty when there was none
 * @param changedAt when the present password was set, {@link Instant#EPOCH} when that is not known
 */
public record PasswordStanding(String first, Instant changedAt) {

    boolean isOlderThan(Duration age, Instant now) {
        return changedAt.isAfter(Instant.EPOCH) && changedAt.plus(age).isBefore(now);
    }

    /** Whether the user still has the password that was made at the first start. */
    public boolean isFirstOf(UserRecord user) {
        return !first.isEmpty()
                && !user.isDisabled()
                && PasswordHash.mark(user.passwordHash()).equals(first);
    }
}
