package io.ringmain.historian.report;

/**
 * How often a time came, in classes that are at most 1/16 of the time wide, from 1 ms on.
 *
 * <p>Thread: its owner. Allocates: at construction.
 */
final class TimeCounts {
    private static final int STEPS = 16;
    private static final int STEP_BITS = 4;
    private static final long UNIT_NS = 1_000_000;
    private static final int PERCENT = 100;

    private final long[] counts = new long[STEPS * 44];
    private long count;

    void add(long ns) {
        counts[index(Math.max(0, ns) / UNIT_NS)]++;
        count++;
    }

    long count() {
        return count;
    }

    /** Upper end of the class in which that share of all is reached, ns; 0 when there is none. */
    long percentileNs(int percent) {
        long wanted = (count * percent + PERCENT - 1) / PERCENT;
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return upperEnd(i) * UNIT_NS;
            }
        }
        return 0;
    }

    /** The first numbers have classes of their own, then come 16 from a power of two to the next. */
    private static int index(long units) {
        if (units < STEPS) {
            return (int) units;
        }
        int shift = 63 - Long.numberOfLeadingZeros(units) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (units >>> shift) - STEPS;
    }

    private static long upperEnd(int index) {
        if (index < STEPS) {
            return index + 1L;
        }
        int shift = index / STEPS - 1;
        return (index % STEPS + STEPS + 1L) << shift;
    }
}
