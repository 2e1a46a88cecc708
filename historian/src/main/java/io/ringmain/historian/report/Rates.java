package io.ringmain.historian.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Annunciations by the hour of the clock (UTC).
 *
 * <p>Thread: its owner. Allocates: 4 bytes an hour of the span.
 */
final class Rates {
    private static final long HOUR_NS = 3_600_000_000_000L;
    /** As many as a drawing shows. */
    private static final int MOST_BARS = 168;

    private final long firstHour;
    private int[] hours = new int[64];
    private int last;

    Rates(long fromNs) {
        firstHour = Math.floorDiv(fromNs, HOUR_NS);
    }

    void add(long timeNs) {
        int hour = (int) Math.max(0, Math.floorDiv(timeNs, HOUR_NS) - firstHour);
        if (hour >= hours.length) {
            hours = Arrays.copyOf(hours, Math.max(hour + 1, 2 * hours.length));
        }
        hours[hour]++;
        last = Math.max(last, hour);
    }

    /** Most in one hour of the clock. */
    int mostInAnHour() {
        int most = 0;
        for (int i = 0; i <= last; i++) {
            most = Math.max(most, hours[i]);
        }
        return most;
    }

    /** The span in bars of whole hours, at most 168 of them. */
    List<AlarmReport.Bar> bars(long toNs) {
        int count = (int) (Math.floorDiv(toNs, HOUR_NS) - firstHour) + 1;
        int width = (count + MOST_BARS - 1) / MOST_BARS;
        List<AlarmReport.Bar> bars = new ArrayList<>();
        for (int from = 0; from < count; from += width) {
            long sum = 0;
            for (int i = from; i < Math.min(from + width, Math.min(count, hours.length)); i++) {
                sum += hours[i];
            }
            bars.add(new AlarmReport.Bar((firstHour + from) * HOUR_NS, width * HOUR_NS, sum));
        }
        return bars;
    }
}
