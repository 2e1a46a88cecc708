package io.ringmain.core.logic;

/**
 * First-order low pass in ring time: memory is the filtered value and when it was calculated. Updates of one moment count
 * as the first of them, because no time has passed in which the value could move.
 */
final class ExponentialFilter {
    static final int WORDS = 2;

    private static final int VALUE = 0;
    private static final int TIME = 1;

    private ExponentialFilter() {}

    /** The block must be open. */
    static double next(StateCells memory, int id, TagSteps.Step step, double value, long nowNs) {
        int at = step.at();
        long beforeNs = memory.word(id, at + TIME);
        double filtered = value;
        if (beforeNs != 0) {
            double before = memory.number(id, at + VALUE);
            double share = -StrictMath.expm1(-(double) (nowNs - beforeNs) / step.ns());
            filtered = before + share * (value - before);
        }
        if (!Double.isFinite(filtered)) {
            // The difference of two numbers of the largest kind.
            filtered = value;
        }
        memory.putNumber(id, at + VALUE, filtered);
        memory.putWord(id, at + TIME, nowNs);
        return filtered;
    }
}
