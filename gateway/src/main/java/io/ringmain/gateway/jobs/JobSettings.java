package io.ringmain.gateway.jobs;

import java.time.Duration;

/**
 * How jobs are done.
 *
 * @param workers threads that do them
 * @param retention how long an ended job and its result are kept
 * @param maxResultBytes of all results together
 * @param maxQueued how many may wait
 * @param timeout of an attempt, when nothing else is asked for
 * @param maxAttempts when nothing else is asked for
 * @param lease how long a silent worker is believed alive
 * @param firstPause before the second attempt; doubled each time
 * @param longestPause between attempts
 */
public record JobSettings(
        int workers,
        Duration retention,
        long maxResultBytes,
        int maxQueued,
        Duration timeout,
        int maxAttempts,
        Duration lease,
        Duration firstPause,
        Duration longestPause) {
    /** For how long a repeat with the same key is answered with the same job. */
    public static final Duration KEY_LIFETIME = Duration.ofHours(24);

    public static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    public static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
    public static final int MOST_ATTEMPTS = 20;

    public static JobSettings usual() {
        return new JobSettings(
                1,
                Duration.ofDays(7),
                1L << 30,
                1_000,
                Duration.ofHours(1),
                3,
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10));
    }
}
