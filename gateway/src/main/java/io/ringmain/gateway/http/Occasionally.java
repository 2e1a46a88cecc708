package io.ringmain.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Tells of what happens often but once in a while, with how often it has happened. Thread: any. */
final class Occasionally {
    private final long everyNs;
    private final AtomicInteger times = new AtomicInteger();
    private final AtomicLong nextNs = new AtomicLong(Long.MIN_VALUE);

    Occasionally(long everyNs) {
        this.everyNs = everyNs;
    }

    void tell(long nowNs, IntConsumer line) {
        times.incrementAndGet();
        long next = nextNs.get();
        if ((next == Long.MIN_VALUE || nowNs - next >= 0) && nextNs.compareAndSet(next, nowNs + everyNs)) {
            line.accept(times.getAndSet(0));
        }
    }
}
