package io.ringmain.gateway.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Tells of what happens often but once in a while, with how often it has happened. Thread: any. */
final class Occasionally {
    private final long everyNs;
    private final Executor teller;
    private final AtomicInteger times = new AtomicInteger();
    private final AtomicLong nextNs = new AtomicLong(Long.MIN_VALUE);

    /** Tells in a thread of the common pool: who writes a log may wait for a disk, and an I/O thread must not. */
    Occasionally(long everyNs) {
        this(everyNs, ForkJoinPool.commonPool());
    }

    Occasionally(long everyNs, Executor teller) {
        this.everyNs = everyNs;
        this.teller = teller;
    }

    void tell(long nowNs, IntConsumer line) {
        times.incrementAndGet();
        long next = nextNs.get();
        if ((next == Long.MIN_VALUE || nowNs - next >= 0) && nextNs.compareAndSet(next, nowNs + everyNs)) {
            int count = times.getAndSet(0);
            teller.execute(() -> line.accept(count));
        }
    }
}
