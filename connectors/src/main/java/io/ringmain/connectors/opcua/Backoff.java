package io.ringmain.connectors.opcua;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: a time that doubles with every failure up to a limit and is shortened by chance up
 * to a half, so that many clients of one server do not all come back at once. Where it is the network that fails, or nobody
 * listens, an attempt costs next to nothing and the limit is 2 s, so that a server that returns is soon noticed.
 *
 * <p>Thread: the link's.
 */
final class Backoff {
    private static final long OF_NETWORK_MS = 2_000;

    private final long leastMs;
    private final long mostMs;
    private int failures;

    Backoff(long leastMs, long mostMs) {
        this.leastMs = leastMs;
        this.mostMs = mostMs;
    }

    void succeeded() {
        failures = 0;
    }

    /** The time to wait after one more failure, ms. */
    long failed(boolean isOfNetwork) {
        long pause = leastMs;
        for (int i = 0; i < failures && pause < mostMs; i++) {
            pause *= 2;
        }
        failures++;
        pause = Math.min(pause, mostMs);
        if (isOfNetwork) {
            pause = Math.min(pause, Math.max(leastMs, OF_NETWORK_MS));
        }
        return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }
}
