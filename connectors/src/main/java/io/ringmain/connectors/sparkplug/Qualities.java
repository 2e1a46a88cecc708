package io.ringmain.connectors.sparkplug;

import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.tag.Quality;

/** The property {@code Quality} of metrics and OPC UA status codes. Stateless. */
public final class Qualities {
    private static final long GOOD = 192;
    private static final long BAD = 0;
    private static final long STALE = 500;

    private Qualities() {}

    public static long of(int statusCode) {
        return Quality.isBad(statusCode) ? BAD : Quality.isGood(statusCode) ? GOOD : STALE;
    }

    /** Good when nothing is said. */
    public static int statusCode(long quality) {
        if (quality == Metric.NONE || quality == GOOD) {
            return Quality.GOOD;
        }
        return quality == STALE ? Quality.UNCERTAIN_LAST_USABLE_VALUE : Quality.BAD;
    }
}
