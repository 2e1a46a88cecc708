package io.ringmain.gateway.jobs;

import java.util.function.DoubleSupplier;

/** Pauses between attempts: doubled each time, and of random length from half of that on, so that not all come back at once. */
record Backoff(long firstMs, long longestMs, DoubleSupplier random) {

    /** @param attempt the one that has ended, 1 for the first */
    long pauseMs(int attempt) {
        int doublings = Math.min(Math.max(0, attempt - 1), 32);
        long whole = Math.min(longestMs, firstMs << doublings < 0 ? longestMs : firstMs << doublings);
        return whole - (long) (random.getAsDouble() * (whole / 2.0));
    }
}
