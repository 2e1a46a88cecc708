package io.ringmain.core.logic;

/**
 * Kalman filter of a random walk. The variance of the measurement is estimated from the innovations, whose variance is the
 * sum of it and the prediction's: a sixteenth of every update's own estimate goes in. What an innovation has in common with
 * the one before is no noise but a value that has moved, and is left out; so a lasting step does not blind the filter.
 */
final class KalmanFilter {
    static final int WORDS = 5;

    private static final int VALUE = 0;
    private static final int VARIANCE = 1;
    private static final int NOISE = 2;
    private static final int INNOVATION = 3;
    private static final int TIME = 4;

    private static final double ADAPTION = 1.0 / 16;
    private static final double LEAST_NOISE = 1e-3;
    private static final double NS_PER_SECOND = 1e9;

    private KalmanFilter() {}

    /** The block must be open. */
    static double next(StateCells memory, int id, TagSteps.Step step, double value, long nowNs) {
        int at = step.at();
        long beforeNs = memory.word(id, at + TIME);
        double estimate = value;
        double variance = step.b();
        double noise = step.b();
        double innovation = 0;
        if (beforeNs != 0) {
            double before = memory.number(id, at + VALUE);
            noise = memory.number(id, at + NOISE);
            double predicted =
                    memory.number(id, at + VARIANCE) + step.a() * ((double) (nowNs - beforeNs) / NS_PER_SECOND);
            innovation = value - before;
            double seen = innovation * (innovation - memory.number(id, at + INNOVATION)) - predicted;
            noise = StrictMath.max(noise + ADAPTION * (seen - noise), LEAST_NOISE * step.b());
            double gain = predicted / (predicted + noise);
            estimate = before + gain * innovation;
            variance = (1 - gain) * predicted;
        }
        if (!(Double.isFinite(estimate) && Double.isFinite(noise) && Double.isFinite(variance))) {
            // Differences whose square is no number any more: begins again.
            estimate = value;
            variance = step.b();
            noise = step.b();
            innovation = 0;
        }
        memory.putNumber(id, at + VALUE, estimate);
        memory.putNumber(id, at + VARIANCE, variance);
        memory.putNumber(id, at + NOISE, noise);
        memory.putNumber(id, at + INNOVATION, innovation);
        memory.putWord(id, at + TIME, nowNs);
        return estimate;
    }

    /** Variance of the measurement as estimated so far. */
    static double noise(StateCells memory, int id, TagSteps.Step step) {
        return memory.number(id, step.at() + NOISE);
    }
}
