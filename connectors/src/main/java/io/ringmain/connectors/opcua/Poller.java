package io.ringmain.connectors.opcua;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Body of the polling thread of one connection: has each group poll when it is due.
 *
 * <p>Thread: its own; {@link #groups} by the link's.
 */
final class Poller implements Runnable, AutoCloseable {
    /** Longest time until other groups are noticed. */
    private static final long MOST_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final OpcUaCounters counters;
    private final Thread thread;
    private volatile List<PollGroup> groups = List.of();
    private volatile boolean isEnded;

    Poller(String connector, OpcUaCounters counters) {
        this.counters = counters;
        thread = new Thread(this, "opcua-" + connector + "-poll");
        thread.setDaemon(true);
        thread.start();
    }

    List<PollGroup> groups() {
        return groups;
    }

    void groups(List<PollGroup> present) {
        List<PollGroup> before = groups;
        groups = List.copyOf(present);
        before.stream().filter(group -> !present.contains(group)).forEach(PollGroup::end);
    }

    @Override
    public void run() {
        while (!isEnded) {
            long now = System.nanoTime();
            long wait = MOST_NS;
            for (PollGroup group : groups) {
                wait = Math.min(wait, next(group, now));
            }
            LockSupport.parkNanos(this, wait);
        }
    }

    /** One group's trouble is not the others'. */
    private long next(PollGroup group, long nowNs) {
        try {
            return group.poll(nowNs);
        } catch (RuntimeException e) {
            counters.errors.increment();
            return MOST_NS;
        }
    }

    /** Polls no more. */
    @Override
    public void close() {
        isEnded = true;
        groups.forEach(PollGroup::end);
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
