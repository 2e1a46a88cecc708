package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.time.Clock;
import java.time.Duration;

/**
 * Checks names and passwords, and makes those wait who fail too often.
 *
 * <p>Thread: {@link #isDue} any, everything else a worker, as it hashes and goes to the store.
 */
final class Credentials {
    private static final int MAX_NAME_LENGTH = 64;

    private final PresentUsers users;
    private final Clock clock;
    private final PasswordPolicy policy;
    private final LoginThrottle names;
    private final LoginThrottle sources;
    /** Checked in place of the hash of a user who does not exist, so that both take the same time. */
    private final String nobodysHash = PasswordHash.hash(new PasswordGenerator().next());

    Credentials(PresentUsers users, Clock clock, AccessSettings settings) {
        this.users = users;
        this.clock = clock;
        policy = new PasswordPolicy(settings.password());
        Lockout lockout = settings.lockout();
        names = new LoginThrottle(clock, lockout.attempts(), lockout.longest(), lockout.forgetAfter());
        sources = new LoginThrottle(clock, lockout.sourceAttempts(), lockout.longest(), lockout.forgetAfter());
    }

    PasswordPolicy policy() {
        return policy;
    }

    /** The user of that name and password. */
    UserRecord admit(String name, String password, Source source) {
        // longer names are nobody's
        boolean isPossible = name.length() <= MAX_NAME_LENGTH;
        String key = isPossible ? name : name.substring(0, MAX_NAME_LENGTH);
        refuseLocked(key, source);
        UserRecord user = isPossible ? users.read(name).orElse(null) : null;
        boolean isRight = PasswordHash.verify(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || user.isDisabled() || !isRight) {
            names.failed(key);
            if (!source.net().isEmpty()) {
                sources.failed(source.net());
            }
            throw new AccessRefused(Reason.CREDENTIALS_INVALID, "The user name or the password is wrong.");
        }
        // a source is not forgiven: whoever has one account could try the passwords of others for ever
        names.succeeded(key);
        return user;
    }

    private void refuseLocked(String name, Source source) {
        long bySource = source.net().isEmpty() ? 0 : sources.lockedSeconds(source.net());
        long seconds = Math.max(names.lockedSeconds(name), bySource);
        if (seconds > 0) {
            throw new AccessRefused(
                    Reason.LOGIN_LOCKED, "Too many failed logins; try again in " + seconds + " s.", seconds);
        }
    }

    /** Whether the user has to change the password before anything else. */
    boolean isDue(String name) {
        UserRecord user = users.known(name);
        PasswordStanding standing = users.standing(name);
        Duration age = policy.rules().maxAge();
        boolean isOld = !age.isZero() && standing != null && standing.isOlderThan(age, clock.instant());
        return isOld || user != null && user.mustChange();
    }
}
