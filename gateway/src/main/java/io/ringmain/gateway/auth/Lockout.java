package io.ringmain.gateway.auth;

import java.time.Duration;

/**
 * When failed logins make others wait.
 *
 * @param attempts failures in a row that a user name has free
 * @param sourceAttempts failures in a row that an address has free, whatever the names
 * @param longest the longest wait; the first is 1 s, each further one twice as long
 * @param forgetAfter time without a failure after which they are forgotten
 */
public record Lockout(int attempts, int sourceAttempts, Duration longest, Duration forgetAfter) {
    public static final Lockout DEFAULT = new Lockout(5, 20, Duration.ofMinutes(1), Duration.ofMinutes(15));

    public Lockout {
        if (attempts < 1 || sourceAttempts < 1 || longest.toSeconds() < 1 || forgetAfter.compareTo(longest) < 0) {
            throw new IllegalArgumentException("not a lock-out");
        }
    }
}
