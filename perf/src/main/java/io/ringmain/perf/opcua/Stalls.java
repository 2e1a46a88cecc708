package io.ringmain.perf.opcua;

import java.util.concurrent.locks.LockSupport;

/**
 * How often the machine itself keeps a thread waiting that only wants to wake at a period: what no server can do better than.
 *
 * <p>Thread: one.
 */
final class Stalls {
    private final long periodNs;
    private long periods;
    private long stalled;

    Stalls(long periodNs) {
        this.periodNs = periodNs;
    }

    /** Wakes at each period for that long. */
    void watch(long forNs) {
        long due = System.nanoTime() + periodNs;
        for (long end = due + forNs; due < end; due += periodNs) {
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            periods++;
            stalled += System.nanoTime() - due > periodNs / 2 ? 1 : 0;
        }
    }

    long periods() {
        return periods;
    }

    /** Periods at which it woke more than half a period late. */
    long stalled() {
        return stalled;
    }
}
