package io.ringmain.connectors;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts to reach a device: each twice as long as the one before, up to a limit, and shortened by chance up
 * to a half, so that many clients of one device do not all come back at once.
 *
 * <p>Thread: its owner.
 */
public final class Backoff {
    private final long leastMs;
    private final long mostMs;
    private long nextMs;

    public Backoff(long leastMs, long mostMs) {
        this.leastMs = leastMs;
        this.mostMs = Math.max(leastMs, mostMs);
        this.nextMs = leastMs;
    }

    /** An attempt has failed: how long to wait for the next one, ms. */
    public long pauseMs() {
        long pause = nextMs;
        nextMs = Math.min(mostMs, nextMs * 2);
        return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    /** An attempt has succeeded: the next failure begins with the shortest pause. */
    public void reset() {
        nextMs = leastMs;
    }
}
