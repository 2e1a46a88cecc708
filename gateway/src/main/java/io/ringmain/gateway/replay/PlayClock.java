package io.ringmain.gateway.replay;

/** Ring time that passes as many times faster as was asked for. Thread: that of the replays. */
final class PlayClock {
    private static final double MOST_BEHIND_NS = 250e6;

    private double speed;
    private long ringBaseNs;
    private long baseNs;

    /** @param nanoTime monotonic, ns */
    void start(double factor, long ringTimeNs, long nanoTime) {
        speed = factor;
        shift(ringTimeNs, nanoTime);
    }

    /** Goes on from another ring time. */
    void shift(long ringTimeNs, long nanoTime) {
        ringBaseNs = ringTimeNs;
        baseNs = nanoTime;
    }

    /** Goes on from where execution is when it is far behind: what could not be executed in time is not made up for. */
    void catchUp(long ringTimeNs, long nanoTime) {
        if (dueNs(nanoTime) - ringTimeNs > speed * MOST_BEHIND_NS) {
            shift(ringTimeNs, nanoTime);
        }
    }

    /** Ring time up to which everything is due. */
    long dueNs(long nanoTime) {
        double passedNs = (nanoTime - baseNs) * speed;
        return passedNs >= Long.MAX_VALUE - ringBaseNs ? Long.MAX_VALUE : ringBaseNs + (long) passedNs;
    }
}
