package io.ringmain.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a login name, or the address that logins come from, wait after failed logins: when the free ones are used up 1 s,
 * after each further one twice as long. Bounded: at most {@value #MAX_NAMES} names, the oldest half is forgotten when
 * there are more.
 *
 * <p>Thread: any.
 */
final class LoginThrottle {
    private static final int MAX_NAMES = 4_096;
    private static final int MOST_DOUBLINGS = 30;

    private record Failures(int count, Instant last) {}

    private final ConcurrentHashMap<String, Failures> failuresByName = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int free;
    private final Duration longest;
    private final Duration forgetAfter;

    /** @param free failures in a row without a wait */
    LoginThrottle(Clock clock, int free, Duration longest, Duration forgetAfter) {
        this.clock = clock;
        this.free = free;
        this.longest = longest;
        this.forgetAfter = forgetAfter;
    }

    private Instant lockedUntil(Failures failures) {
        if (failures.count() < free) {
            return Instant.MIN;
        }
        long seconds = 1L << Math.min(failures.count() - free, MOST_DOUBLINGS);
        return failures.last().plusSeconds(Math.min(longest.toSeconds(), seconds));
    }

    /** Seconds until the name may try again, 0 when it may now. */
    long lockedSeconds(String name) {
        Failures failures = failuresByName.get(name);
        if (failures == null) {
            return 0;
        }
        Instant now = clock.instant();
        Instant until = lockedUntil(failures);
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

    int size() {
        return failuresByName.size();
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

    private boolean isOld(Failures failures, Instant now) {
        return failures.last().plus(forgetAfter).isBefore(now);
    }
}
