package io.ringmain.gateway.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** RFC 3339 times in UTC and nanoseconds since 1970-01-01T00:00Z. */
public final class Times {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int NS_DIGITS = 9;

    private Times() {}

    /** Always with 9 decimals, so that texts sort as times do: {@code 2026-11-21T03:07:34.000000001Z}. */
    public static String rfc3339(long ns) {
        long seconds = Math.floorDiv(ns, NS_PER_SECOND);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
        StringBuilder text = new StringBuilder(30).append(date).append('T');
        two(text, ofDay / 3_600).append(':');
        two(text, ofDay / 60 % 60).append(':');
        two(text, ofDay % 60).append('.');
        String fraction = Long.toString(Math.floorMod(ns, NS_PER_SECOND));
        for (int i = fraction.length(); i < NS_DIGITS; i++) {
            text.append('0');
        }
        return text.append(fraction).append('Z').toString();
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /**
     * Nanoseconds of an RFC 3339 time with any offset.
     *
     * @throws DateTimeException when it is none, or not between the years 1678 and 2262
     */
    public static long parse(String text) {
        return ns(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    }

    public static long ns(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano());
        } catch (ArithmeticException e) {
            throw new DateTimeException("times from 1678 to 2262 are allowed", e);
        }
    }
}
