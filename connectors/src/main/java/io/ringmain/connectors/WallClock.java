package io.ringmain.connectors;

import java.time.Instant;

/** Nanoseconds since the epoch, for source times of devices that give none. Thread: any. */
public final class WallClock {
    private WallClock() {}

    public static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
