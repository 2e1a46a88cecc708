package io.ringmain.gateway.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes, which always carry a unit. */
public final class Quantity {
    public static final String DURATIONS = "must be a duration with a unit such as 500ms, 2s, 1m, 8h or 1d";
    static final String SIZES = "must be a size with a unit such as 512KiB, 64MiB or 1GiB";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,30}(?:\\.[0-9]{1,9})?) ?([A-Za-z]+)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    /** So many fit into 64 bits with every unit. */
    private static final int FEW_DIGITS = 4;

    private Quantity() {}

    /** Nanoseconds; empty when it is no duration or does not fit into 64 bits. */
    public static OptionalLong duration(String text) {
        return parse(text, NANOSECONDS);
    }

    /**
     * What is to be said of a text that is no duration, or is a longer one than allowed.
     *
     * @param highNs the longest that is allowed
     */
    public static String durationRule(String text, long highNs) {
        Matcher matcher = FORM.matcher(text);
        Long factor = matcher.matches() ? NANOSECONDS.get(matcher.group(2)) : null;
        boolean isLong = factor != null
                && new BigDecimal(matcher.group(1))
                                .multiply(BigDecimal.valueOf(factor))
                                .compareTo(BigDecimal.valueOf(highNs))
                        > 0;
        return isLong ? "must be at most " + longText(highNs) : DURATIONS;
    }

    /** The limit of 64 bits in whole days, because nobody reads it in nanoseconds. */
    private static String longText(long ns) {
        long dayNs = NANOSECONDS.get("d");
        return ns == Long.MAX_VALUE ? ns / dayNs + "d" : durationText(ns);
    }

    /** Bytes; empty when it is no size or does not fit into 64 bits. */
    static OptionalLong size(String text) {
        return parse(text, BYTES);
    }

    /** The shortest way to write a duration, for listings. */
    public static String durationText(long ns) {
        String best = ns + "ns";
        for (Map.Entry<String, Long> unit : NANOSECONDS.entrySet()) {
            String text = ns / unit.getValue() + unit.getKey();
            if (ns % unit.getValue() == 0 && text.length() < best.length()) {
                best = text;
            }
        }
        return best;
    }

    private static OptionalLong parse(String text, Map<String, Long> units) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = digits > 0 && digits <= FEW_DIGITS ? units.get(text.substring(digits)) : null;
        if (unit != null) { // as nearly all are written: 2s
            return OptionalLong.of(Integer.parseInt(text.substring(0, digits)) * unit);
        }
        Matcher matcher = FORM.matcher(text);
        Long factor = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (factor == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(factor))
                    .longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
