package io.ringmain.core.unit;

/** A linear step from one unit into another: {@code v * factor + offset}. */
public record Conversion(double factor, double offset) {
    public static final Conversion IDENTITY = new Conversion(1, 0);

    public double apply(double value) {
        return value * factor + offset;
    }

    /** For differences, deadbands and rates, which no offset moves: 10 K more are 18 °F more. */
    public double applyToDifference(double difference) {
        return difference * factor;
    }

    public Conversion inverse() {
        return isIdentity() ? this : new Conversion(1 / factor, 0 - offset / factor);
    }

    public boolean isIdentity() {
        return factor == 1 && offset == 0;
    }
}
