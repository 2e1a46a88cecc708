package io.ringmain.connectors.opcua;

/**
 * When a subscription's publishes are due: on the grid of its publishing interval, whose origin is that of the earliest one.
 * The origin follows the server's clock by a 64th of the lateness. Whole intervals that are left out can not be told from
 * nothing having changed, and are none.
 *
 * <p>Thread: one.
 */
final class PublishingGrid {
    private static final int FOLLOWS = 64;

    private final long intervalNs;
    private boolean hasOrigin;
    private long originNs;

    PublishingGrid(long intervalNs) {
        this.intervalNs = Math.max(1, intervalNs);
    }

    /** How late a publish is that came now, ns. */
    long latenessNs(long nowNs) {
        if (!hasOrigin) {
            hasOrigin = true;
            originNs = nowNs;
            return 0;
        }
        long intervals = Math.floorDiv(nowNs - originNs + intervalNs / 4, intervalNs);
        originNs += intervals * intervalNs;
        long late = nowNs - originNs;
        originNs += late < 0 ? late : late / FOLLOWS;
        return Math.max(0, late);
    }
}
