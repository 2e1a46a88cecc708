package io.ringmain.gateway.versions;

/**
 * A version of the configuration.
 *
 * @param number counted from 1 in a data folder
 * @param timeNs when, in nanoseconds since the epoch
 * @param user who, empty for what was found in the site's files at a start
 * @param plan version of the plant's plan since then; the same as before when only words have changed
 * @param sequence event of the journal that carries it, 0 when there is none
 */
public record Version(
        int number,
        long timeNs,
        String user,
        String reason,
        int plan,
        long sequence,
        int created,
        int changed,
        int removed) {}
