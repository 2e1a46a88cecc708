package io.ringmain.historian.export;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * RFC 3339 in UTC, always with 9 decimals, so that texts sort as times do. The part up to the second is kept from one call to
 * the next.
 *
 * <p>Thread: its owner.
 */
final class TimeText {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int DIGITS = 9;

    private final StringBuilder text = new StringBuilder(32);
    private long second = Long.MIN_VALUE;
    private int prefix;

    String of(long ns) {
        long seconds = Math.floorDiv(ns, NS_PER_SECOND);
        if (seconds != second) {
            second = seconds;
            LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            text.setLength(0);
            text.append(time.toLocalDate()).append('T');
            two(time.getHour()).append(':');
            two(time.getMinute()).append(':');
            two(time.getSecond()).append('.');
            prefix = text.length();
        }
        text.setLength(prefix);
        String fraction = Long.toString(Math.floorMod(ns, NS_PER_SECOND));
        text.append("0".repeat(DIGITS - fraction.length())).append(fraction).append('Z');
        return text.toString();
    }

    private StringBuilder two(int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
