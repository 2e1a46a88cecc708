package io.ringmain.core.ring;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counts of every source: received = applied + filtered + conflated + refused + quarantined + in flight, each counted where
 * it happens. A value that comes late counts as an update once it is taken in.
 *
 * <pre>
 *   one source: | received | conflated | refused | -  (line of its producer) | applied | filtered | quarantined | -
 *   | backward | future | ancient source times (LOGIC's) |
 * </pre>
 *
 * <p>Thread: the producer's counts by its producer, LOGIC's by LOGIC, read by any. Allocates: at start.
 */
public final class Accounting {
    private static final int MAX_SOURCES = 4_096;
    private static final int BYTES = 256;
    private static final int RECEIVED = 0;
    private static final int CONFLATED = 8;
    private static final int REFUSED = 16;
    private static final int LOGIC_LINE = 128;
    private static final int BACKWARD = 160;
    private static final int FUTURE = 168;
    private static final int ANCIENT = 176;

    private final UnsafeBuffer counts = new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_SOURCES * BYTES, 128));
    private final AtomicReferenceArray<String> names = new AtomicReferenceArray<>(MAX_SOURCES);
    private final AtomicInteger registered = new AtomicInteger();

    /** Adds a source and returns its dense id. Thread: any. */
    public int register(String name) {
        int source = registered.getAndIncrement();
        if (source >= MAX_SOURCES) {
            registered.set(MAX_SOURCES);
            throw new IllegalStateException("more than " + MAX_SOURCES + " sources");
        }
        names.set(source, name);
        return source;
    }

    /** Begins at zero: recovery executed events that this epoch's sources did not publish. Thread: before stages run. */
    public void clear() {
        counts.setMemory(0, counts.capacity(), (byte) 0);
    }

    public int sources() {
        return Math.min(MAX_SOURCES, registered.get());
    }

    public String name(int source) {
        String name = names.get(source);
        return name == null ? "" : name;
    }

    private void increment(int source, int field, long by) {
        int at = source * BYTES + field;
        counts.putLongRelease(at, counts.getLong(at) + by);
    }

    void countReceived(int source, int events) {
        increment(source, RECEIVED, events);
    }

    void countConflated(int source) {
        increment(source, CONFLATED, 1);
    }

    void countRefused(int source) {
        increment(source, REFUSED, 1);
    }

    /** Counts for sources that several threads publish for; atomic, not for the hot path. */
    void countReceivedShared(int source) {
        counts.getAndAddLong(source * BYTES + RECEIVED, 1);
    }

    void countRefusedShared(int source) {
        counts.getAndAddLong(source * BYTES + REFUSED, 1);
    }

    /** Counts what LOGIC did with an event. Thread: LOGIC. */
    public void countDisposed(int source, byte disposition) {
        if (source >= 0 && source < MAX_SOURCES) {
            increment(source, LOGIC_LINE + disposition * 8, 1);
        }
    }

    /** Counts a source time before that of the value it replaces. Thread: LOGIC, as all below. */
    public void countBackward(int source) {
        countTime(source, BACKWARD);
    }

    /** Counts a source time ahead of ring time. */
    public void countFuture(int source) {
        countTime(source, FUTURE);
    }

    /** Counts a source time that a clock shows which was never set. */
    public void countAncient(int source) {
        countTime(source, ANCIENT);
    }

    private void countTime(int source, int field) {
        if (source >= 0 && source < MAX_SOURCES) {
            increment(source, field, 1);
        }
    }

    public long backwardTimes(int source) {
        return counts.getLongVolatile(source * BYTES + BACKWARD);
    }

    public long futureTimes(int source) {
        return counts.getLongVolatile(source * BYTES + FUTURE);
    }

    public long ancientTimes(int source) {
        return counts.getLongVolatile(source * BYTES + ANCIENT);
    }

    public long received(int source) {
        return counts.getLongVolatile(source * BYTES + RECEIVED);
    }

    public long conflated(int source) {
        return counts.getLongVolatile(source * BYTES + CONFLATED);
    }

    public long refused(int source) {
        return counts.getLongVolatile(source * BYTES + REFUSED);
    }

    public long applied(int source) {
        return counts.getLongVolatile(source * BYTES + LOGIC_LINE + Event.APPLIED * 8);
    }

    public long filtered(int source) {
        return counts.getLongVolatile(source * BYTES + LOGIC_LINE + Event.FILTERED * 8);
    }

    public long quarantined(int source) {
        return counts.getLongVolatile(source * BYTES + LOGIC_LINE + Event.QUARANTINED * 8);
    }
}
