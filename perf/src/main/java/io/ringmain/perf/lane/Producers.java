package io.ringmain.perf.lane;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs what produces for a given time: one in the caller's thread, several in a thread each.
 *
 * <p>Thread: its owner.
 */
public final class Producers {
    /** Events between two looks at the clock, as of a source that scans its tags. */
    public static final int SCAN = 1_000;

    private final List<Runnable> scans;

    /** @param scans one a producer, each publishes {@link #SCAN} events */
    public Producers(List<Runnable> scans) {
        this.scans = List.copyOf(scans);
    }

    /** Events published until the time is over, at least a scan a producer. */
    public long publish(long forNs) {
        long begin = System.nanoTime();
        if (scans.size() == 1) {
            return run(scans.get(0), begin, forNs);
        }
        long[] published = new long[scans.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < published.length; i++) {
            int producer = i;
            Thread thread = new Thread(
                    () -> published[producer] = run(scans.get(producer), begin, forNs), "producer-" + producer);
            thread.start();
            threads.add(thread);
        }
        long sum = 0;
        for (int i = 0; i < published.length; i++) {
            join(threads.get(i));
            sum += published[i];
        }
        return sum;
    }

    private static long run(Runnable scan, long begin, long forNs) {
        long published = 0;
        do {
            scan.run();
            published += SCAN;
        } while (System.nanoTime() - begin < forNs);
        return published;
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
