package io.ringmain.gateway.ws;

import java.util.concurrent.atomic.LongAdder;

/** What has been sent to clients, and what has not. Thread: counted by the hub, read by any. */
public final class StreamFigures {
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder conflated = new LongAdder();
    private final LongAdder slow = new LongAdder();

    void onFrame(int length) {
        frames.increment();
        bytes.add(length);
    }

    void onConflated(long updates) {
        conflated.add(updates);
    }

    void onSlow() {
        slow.increment();
    }

    /** Frames and replies given to sockets. */
    public long frames() {
        return frames.sum();
    }

    /** Bytes of them, framing apart. */
    public long bytes() {
        return bytes.sum();
    }

    /** Updates that a newer value of their tag has replaced before they were sent. */
    public long conflated() {
        return conflated.sum();
    }

    /** Connections that were given up because their client took nothing. */
    public long slow() {
        return slow.sum();
    }
}
