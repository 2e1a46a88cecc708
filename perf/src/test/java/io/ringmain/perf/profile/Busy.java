package io.ringmain.perf.profile;

/** Is busy for a second. */
final class Busy {
    private static final long NS = 1_000_000_000L;
    static byte[] kept = {};

    private Busy() {}

    public static void main(String[] arguments) {
        long until = System.nanoTime() + NS;
        long turned = 1;
        while (System.nanoTime() < until) {
            turned = turn(turned);
            kept = new byte[1 << 16];
        }
        System.out.println(turned);
    }

    private static long turn(long seed) {
        long x = seed;
        for (int i = 0; i < 1_000_000; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
