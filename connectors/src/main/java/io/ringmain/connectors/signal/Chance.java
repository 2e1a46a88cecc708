package io.ringmain.connectors.signal;

/** Chance that is the same again: a number for each seed, purpose and index (SplitMix64). Stateless. */
final class Chance {
    private static final double UNIT = 0x1p-53;

    private Chance() {}

    static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** From 0 to below 1. */
    static double unit(long seed, long purpose, long index) {
        return (mix(mix(seed + purpose * 0x632BE59BD9B4E019L) + index) >>> 11) * UNIT;
    }

    /** From -1 to below 1. */
    static double symmetric(long seed, long purpose, long index) {
        return 2 * unit(seed, purpose, index) - 1;
    }
}
