package io.ringmain.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks a login name after failed logins: the sixth failure in a row waits 1 s, each further one twice as long, up to a
 * minute. Bounded: at most {@value #MAX_NAMES} names, the oldest half is forgotten when there are more.
 *
 * <p>Thread: any.
 */
final class LoginThrottle {
    static final int FREE_FAILURES = 5;
    static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGET_AFTER = Duration.ofMinutes(15);
    private static final int MAX_NAMES = 4_096;

    private record Failures(int count, Instant last) {
        Instant lockedUntil() {
            if (count < FREE_FAILURES) {
                return Instant.MIN;
            }
            long seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(count - FREE_FAILURES, 10));
            return last.plusSeconds(seconds);
        }
    }

    private final ConcurrentHashMap<String, Failures> failuresByName = new ConcurrentHashMap<>();
    private final Clock clock;

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Seconds until the name may try again, 0 when it may now. */
    long lockedSeconds(String name) {
        Failures failures = failuresByName.get(name);
        if (failures == null) {
            return 0;
        }
        Instant now = clock.instant();
        Instant until = failures.lockedUntil();
        return until.isAfter(now) ? Math.max(1, Duration.between(now, until).toSeconds()) : 0;
    }

    void failed(String name) {
        Instant now = clock.instant();
        if (failuresByName.size() >= MAX_NAMES) {
            forget(now);
        }
        failuresByName.merge(
                name, new Failures(1, now), (old, one) -> isOld(old, now) ? one : new Failures(old.count() + 1, now));
    }

    void succeeded(String name) {
        failuresByName.remove(name);
    }

    private void forget(Instant now) {
        failuresByName.values().removeIf(failures -> isOld(failures, now));
        if (failuresByName.size() >= MAX_NAMES) {
            Instant median = failuresByName.values().stream()
                    .map(Failures::last)
                    .sorted()
                    .skip(MAX_NAMES / 2)
                    .findFirst()
                    .orElse(now);
            failuresByName.values().removeIf(failures -> !failures.last().isAfter(median));
        }
    }

    private static boolean isOld(Failures failures, Instant now) {
        return failures.last().plus(FORGET_AFTER).isBefore(now);
    }
}
