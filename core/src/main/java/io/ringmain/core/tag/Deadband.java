package io.ringmain.core.tag;

/**
 * Smallest change that counts as a change.
 *
 * @param width in the tag's unit, or in percent of its range; 0 takes every update
 * @param isPercent whether the width is a percentage of the tag's range
 */
public record Deadband(double width, boolean isPercent) {
    /** Every update counts. */
    public static final Deadband NONE = new Deadband(0, false);

    public static Deadband absolute(double width) {
        return new Deadband(width, false);
    }

    public static Deadband percent(double width) {
        return new Deadband(width, true);
    }

    /** The width in the tag's unit. */
    public double widthOver(double rangeLow, double rangeHigh) {
        return isPercent ? width / 100 * (rangeHigh - rangeLow) : width;
    }
}
