package io.ringmain.historian.query;

/**
 * Samples of one interval that a store has counted.
 *
 * @param good number of usable samples of good status
 * @param uncertain number of usable samples of uncertain status
 * @param bad number of all others
 * @param mean of the usable ones
 * @param squares sum of their squared differences from the mean
 * @param minimum of the usable ones
 * @param maximum of the usable ones
 * @param first sample
 * @param last sample
 * @param firstUsable value, NaN when there is none
 * @param lastUsable value, NaN when there is none
 */
public record Statistics(
        long good,
        long uncertain,
        long bad,
        double mean,
        double squares,
        double minimum,
        double maximum,
        DataPoint first,
        boolean isFirstUsable,
        DataPoint last,
        boolean isLastUsable,
        double firstUsable,
        double lastUsable) {}
