package io.ringmain.core.ring;

import java.util.function.LongSupplier;

/**
 * Ingress time: the epoch's base plus a monotonic clock, so that steps of the wall clock never move it.
 *
 * <p>Thread: any. Allocates: nothing.
 */
public final class IngressClock {
    private final LongSupplier monotonicNs;
    private final long offsetNs;

    /**
     * @param baseNs ingress time of this moment, ns since the epoch
     * @param monotonicNs a clock that never goes back, for example {@code System::nanoTime}
     */
    public IngressClock(long baseNs, LongSupplier monotonicNs) {
        this.monotonicNs = monotonicNs;
        this.offsetNs = baseNs - monotonicNs.getAsLong();
    }

    public long nowNs() {
        return offsetNs + monotonicNs.getAsLong();
    }
}
