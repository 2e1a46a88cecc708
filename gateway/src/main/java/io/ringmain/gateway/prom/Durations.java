package io.ringmain.gateway.prom;

import io.ringmain.gateway.view.Times;
import java.time.DateTimeException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and times as Prometheus writes them. */
final class Durations {
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d|w|y)");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Map<String, Long> UNITS = Map.of(
            "ms", 1_000_000L,
            "s", SECOND_NS,
            "m", 60 * SECOND_NS,
            "h", 3_600 * SECOND_NS,
            "d", 86_400 * SECOND_NS,
            "w", 7L * 86_400 * SECOND_NS,
            "y", 365L * 86_400 * SECOND_NS);
    private static final long LONGEST_NS = 100L * 365 * 86_400 * SECOND_NS;

    private Durations() {}

    /** {@code 1h30m}, or seconds. */
    static long ns(String text) {
        long ns = 0;
        if (SECONDS.matcher(text).matches()) {
            ns = (long) (Double.parseDouble(text) * SECOND_NS);
        } else {
            Matcher part = PART.matcher(text);
            int end = 0;
            while (part.find() && part.start() == end && part.group(1).length() < 12) {
                end = part.end();
                double more = (double) Long.parseLong(part.group(1)) * UNITS.get(part.group(2));
                if (more > LONGEST_NS) {
                    throw PromException.badData("the duration " + text + " is too long");
                }
                ns += (long) more;
            }
            if (end != text.length()) {
                throw PromException.badData("\"" + text + "\" is no duration, such as 5m");
            }
        }
        if (ns <= 0 || ns > LONGEST_NS) {
            throw PromException.badData("the duration " + text + " is not above 0 and below 100y");
        }
        return ns;
    }

    /** Seconds since 1970, or RFC 3339; ns since the epoch. */
    static long time(String name, String text) {
        if (SECONDS.matcher(text).matches()) {
            double seconds = Double.parseDouble(text);
            if (Math.abs(seconds) < 9e9) {
                // to the millisecond, beyond which a double has no more to say
                return Math.round(seconds * 1_000) * 1_000_000;
            }
        } else {
            try {
                return Times.parse(text.replace(' ', '+'));
            } catch (DateTimeException e) {
                // told below
            }
        }
        throw PromException.badData(name + ": \"" + text + "\" is neither seconds since 1970 nor an RFC 3339 time");
    }
}
