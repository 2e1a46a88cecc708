package io.ringmain.perf.gateway;

import java.util.Arrays;

/** Times that were measured, in ns. Thread: one. */
final class Percentiles {
    private long[] times = new long[1 << 16];
    private int count;

    void add(long ns) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = ns;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** In ms. */
    double at(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) Math.ceil(count * percent / 100) - 1)] / 1e6;
    }

    /** Half, 99 %, all of them, and how many: words with spaces between. */
    String words() {
        return at(50) + " " + at(99) + " " + at(100) + " " + count;
    }
}
