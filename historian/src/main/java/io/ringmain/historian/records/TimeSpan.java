package io.ringmain.historian.records;

/**
 * A span of ring time, in nanoseconds since the epoch.
 *
 * @param fromNs first moment
 * @param toNs first moment behind it
 */
public record TimeSpan(long fromNs, long toNs) {
    public static final TimeSpan ALL = new TimeSpan(0, Long.MAX_VALUE);
}
