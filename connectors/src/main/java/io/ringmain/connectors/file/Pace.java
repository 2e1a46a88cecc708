package io.ringmain.connectors.file;

import io.ringmain.connectors.WallClock;

/**
 * When each row is due: as far from the first one as in the file, divided by the speed. A row that is older than the one before
 * is due at once; the rows of a further pass follow those of the last one.
 *
 * <p>Thread: its owner.
 */
final class Pace {
    private static final long LEAST_GAP_NS = 1_000_000;

    private final double speed;
    private final boolean isShifted;
    private long beginNs;
    private long beginWallNs;
    private long firstNs;
    private long newestNs;
    private long gapNs = LEAST_GAP_NS;
    private long dueNs;
    private boolean isBegun;

    /** @param speed 0 for as fast as it goes */
    Pace(double speed, boolean isShifted) {
        this.speed = speed;
        this.isShifted = isShifted;
    }

    /** A pass over the file begins; the first one at the given moment of System.nanoTime. */
    void begin(long nowNs, boolean isFollowing) {
        beginNs = isFollowing ? beginNs + scaled(newestNs - firstNs + gapNs) : nowNs;
        beginWallNs = WallClock.nowNs() + (beginNs - nowNs);
        isBegun = false;
    }

    /** Time went by while nothing was to be published: all that follows is later. */
    void delay(long ns) {
        beginNs += ns;
        beginWallNs += ns;
    }

    /** How long until a row is due, ns; 0 or less: now. */
    long untilDueNs(long timeNs, long nowNs) {
        if (!isBegun) {
            isBegun = true;
            firstNs = timeNs;
            newestNs = timeNs;
        } else if (timeNs > newestNs) {
            gapNs = timeNs - newestNs;
            newestNs = timeNs;
        }
        dueNs = scaled(Math.max(0, timeNs - firstNs));
        return speed == 0 ? 0 : beginNs + dueNs - nowNs;
    }

    private long scaled(long ns) {
        return speed == 0 ? 0 : (long) (ns / speed);
    }

    /** The source time of the row that was asked for last. */
    long sourceTimeNs(long timeNs) {
        if (!isShifted) {
            return timeNs;
        }
        return speed == 0 ? WallClock.nowNs() : beginWallNs + dueNs;
    }
}
