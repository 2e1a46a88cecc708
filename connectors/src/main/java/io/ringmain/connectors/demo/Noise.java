package io.ringmain.connectors.demo;

/**
 * Seeded random numbers (SplitMix64), the only source of chance in the plant: the same seed gives the same plant on
 * every JVM.
 *
 * <p>Thread: the one that steps the plant. Allocates: nothing.
 */
final class Noise {
    private long state;

    Noise(long seed) {
        state = seed;
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform in [0, bound). */
    int below(int bound) {
        return (int) ((nextLong() >>> 33) % bound);
    }

    /**
     * About normal with deviation 1: the sum of four 16-bit uniform numbers. Bounded by 3.5, which keeps noise from
     * tripping alarms by a rare outlier.
     */
    double normal() {
        long r = nextLong();
        long sum = (r & 0xFFFF) + ((r >>> 16) & 0xFFFF) + ((r >>> 32) & 0xFFFF) + (r >>> 48);
        return (sum * 0x1.0p-16 - 2) * 1.7320508075688772;
    }
}
