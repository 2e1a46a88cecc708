package io.ringmain.historian.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Annunciations by the ten minutes of the clock (UTC).
 *
 * <p>Thread: its owner. Allocates: 24 bytes an hour of the span.
 */
final class Rates {
    private static final long PART_NS = 600_000_000_000L;
    private static final int HOUR = 6;
    /** As many as a drawing shows. */
    private static final int MOST_BARS = 168;

    private final long firstPart;
    private int[] parts = new int[64];
    private int last;

    /** Begins with a whole hour. */
    Rates(long fromNs) {
        firstPart = Math.floorDiv(fromNs, HOUR * PART_NS) * HOUR;
    }

    void add(long timeNs) {
        int part = (int) Math.max(0, Math.floorDiv(timeNs, PART_NS) - firstPart);
        if (part >= parts.length) {
            parts = Arrays.copyOf(parts, Math.max(part + 1, 2 * parts.length));
        }
        parts[part]++;
        last = Math.max(last, part);
    }

    /** Most in one hour of the clock. */
    int mostInAnHour() {
        int most = 0;
        for (int from = 0; from <= last; from += HOUR) {
            most = Math.max(most, (int) sum(from, from + HOUR));
        }
        return most;
    }

    /** The span in at most 168 bars: of ten minutes where that is enough, otherwise of whole hours. */
    List<AlarmReport.Bar> bars(long fromNs, long toNs) {
        int begin = (int) Math.max(0, Math.floorDiv(fromNs, PART_NS) - firstPart);
        int end = (int) (Math.floorDiv(toNs, PART_NS) - firstPart) + 1;
        int width = 1;
        if (end - begin > MOST_BARS) {
            begin = 0;
            int hours = (end + HOUR - 1) / HOUR;
            width = (hours + MOST_BARS - 1) / MOST_BARS * HOUR;
        }
        List<AlarmReport.Bar> bars = new ArrayList<>();
        for (int from = begin; from < end; from += width) {
            bars.add(new AlarmReport.Bar(
                    (firstPart + from) * PART_NS, width * PART_NS, sum(from, Math.min(from + width, end))));
        }
        return bars;
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < Math.min(to, parts.length); i++) {
            sum += parts[i];
        }
        return sum;
    }
}
