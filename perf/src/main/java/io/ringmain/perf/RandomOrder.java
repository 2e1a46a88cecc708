package io.ringmain.perf;

/**
 * Indices in random order, the same at every run, at about a nanosecond each (xorshift).
 *
 * <p>Thread: its owner. Allocates: nothing.
 */
public final class RandomOrder {
    private final long count;
    private long state = 0x9E3779B97F4A7C15L;

    public RandomOrder(int count) {
        this.count = count;
    }

    /** 0 to count - 1. */
    public int next() {
        long x = state;
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
        state = x;
        return (int) (((x >>> 32) * count) >>> 32);
    }
}
