package io.ringmain.core.expression;

import java.math.BigDecimal;

/** Durations as they are written: a number and its unit without a space, such as {@code 500ms}. */
final class Durations {
    static final String SUFFIXES = "us, ms, s, min, h and d";

    private static final BigDecimal MAX_NS = new BigDecimal(1_000L * 24 * 3_600).movePointRight(9);

    private Durations() {}

    static boolean isSuffix(String text) {
        return nanosOf(text) > 0;
    }

    /** @throws ExpressionException when it is below 1 us or above 1,000 days */
    static long nanos(Token token) {
        String text = token.text();
        int end = text.length();
        while (Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        if (!text.substring(0, end).matches("[0-9]{0,12}(\\.[0-9]{0,12})?")) {
            throw outOfRange(token);
        }
        BigDecimal nanos =
                new BigDecimal(text.substring(0, end)).multiply(BigDecimal.valueOf(nanosOf(text.substring(end))));
        if (nanos.compareTo(BigDecimal.valueOf(1_000)) < 0 || nanos.compareTo(MAX_NS) > 0) {
            throw outOfRange(token);
        }
        return nanos.longValue();
    }

    private static ExpressionException outOfRange(Token token) {
        return new ExpressionException(token.column(), "duration out of range, allowed are 1us to 1000d");
    }

    private static long nanosOf(String suffix) {
        return switch (suffix) {
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 0;
        };
    }
}
