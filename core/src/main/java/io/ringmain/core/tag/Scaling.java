package io.ringmain.core.tag;

import java.util.List;
import java.util.Objects;

/**
 * From a device's number (raw) to the tag's unit (engineering), and back for writes.
 *
 * @param kind by factor and offset, or by points
 * @param factor engineering = raw x factor + offset
 * @param offset see {@code factor}
 * @param points strictly rising in raw, straight lines between them; two of them are the usual linear scaling
 * @param outside what happens to a raw value before the first or behind the last point
 * @param rawType INT64 or FLOAT64: what the device sends and is written
 */
public record Scaling(Kind kind, double factor, double offset, List<Point> points, Outside outside, TagType rawType) {
    public static final int MIN_POINTS = 2;
    public static final int MAX_POINTS = 64;

    /** The device's number is in the tag's unit. */
    public static final Scaling NONE = new Scaling(Kind.NONE, 1, 0, List.of(), Outside.EXTRAPOLATE, TagType.FLOAT64);

    /** How the scaling is declared; the codes stand in configurations. */
    public enum Kind {
        NONE,
        FACTOR,
        POINTS
    }

    /** What happens outside the points; the codes stand in configurations. */
    public enum Outside {
        /** The line goes on. */
        EXTRAPOLATE,
        /** The end's value, UncertainEngineeringUnitsExceeded. */
        CLAMP,
        /** The line goes on, BadOutOfRange. */
        BAD
    }

    /** One point of the curve. */
    public record Point(double raw, double engineering) {}

    public Scaling {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(outside, "outside");
        Objects.requireNonNull(rawType, "rawType");
        points = List.copyOf(points);
    }

    public static Scaling factor(double factor, double offset) {
        return new Scaling(Kind.FACTOR, factor, offset, List.of(), Outside.EXTRAPOLATE, TagType.FLOAT64);
    }

    /** A straight line through two points, that goes on outside. */
    public static Scaling linear(double rawLow, double rawHigh, double low, double high) {
        return piecewise(new Point(rawLow, low), new Point(rawHigh, high));
    }

    public static Scaling piecewise(Point... points) {
        return new Scaling(Kind.POINTS, 1, 0, List.of(points), Outside.EXTRAPOLATE, TagType.FLOAT64);
    }

    public Scaling outside(Outside other) {
        return new Scaling(kind, factor, offset, points, other, rawType);
    }

    public Scaling raw(TagType type) {
        return new Scaling(kind, factor, offset, points, outside, type);
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    /** Whether every engineering value belongs to one raw value, so that writes can be scaled back. */
    public boolean isInvertible() {
        if (kind != Kind.POINTS) {
            return factor != 0;
        }
        boolean rises = true;
        boolean falls = true;
        for (int i = 1; i < points.size(); i++) {
            rises &= points.get(i).engineering() > points.get(i - 1).engineering();
            falls &= points.get(i).engineering() < points.get(i - 1).engineering();
        }
        return rises || falls;
    }
}
