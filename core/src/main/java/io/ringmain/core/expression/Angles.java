package io.ringmain.core.expression;

/**
 * Sine, cosine and tangent without allocation: {@code StrictMath} of later JDKs makes arrays for them.
 *
 * <p>Up to 2^20 quarter turns the argument is brought within a quarter of pi by subtracting multiples of pi/2 in four parts, of which
 * the products are exact; the result is within 4 ulp of {@code StrictMath}, and the same on every JDK. Larger arguments are left to
 * StrictMath.
 */
final class Angles {
    private static final double QUARTER_PI = 0.7853981633974483;
    private static final double QUARTERS_PER_UNIT = 0.6366197723675814;
    private static final double MAX_QUARTERS = 1 << 20;
    private static final double TINY = 1e-9;

    /** pi/2 in parts of 32 bits, and the rest. */
    private static final double FIRST = 0x1.921fb54400000p+0;

    private static final double SECOND = 0x1.0b4611a600000p-34;
    private static final double THIRD = 0x1.3198a2e000000p-69;
    private static final double FOURTH = 0x1.b839a252049c1p-104;

    private Angles() {}

    static double sin(double x) {
        double quarters = quarters(x);
        if (!(Math.abs(quarters) <= MAX_QUARTERS)) {
            return Arithmetic.isFinite(x) ? StrictMath.sin(x) : Double.NaN;
        }
        double rest = rest(x, quarters);
        double result = ((int) quarters & 1) == 0 ? sinNear(rest) : cosNear(rest);
        return ((int) quarters & 2) == 0 ? result : -result;
    }

    static double cos(double x) {
        double quarters = quarters(x);
        if (!(Math.abs(quarters) <= MAX_QUARTERS)) {
            return Arithmetic.isFinite(x) ? StrictMath.cos(x) : Double.NaN;
        }
        double rest = rest(x, quarters);
        double result = ((int) quarters & 1) == 0 ? cosNear(rest) : sinNear(rest);
        return ((int) quarters + 1 & 2) == 0 ? result : -result;
    }

    static double tan(double x) {
        double quarters = quarters(x);
        if (!(Math.abs(quarters) <= MAX_QUARTERS)) {
            return Arithmetic.isFinite(x) ? StrictMath.tan(x) : Double.NaN;
        }
        double rest = rest(x, quarters);
        return ((int) quarters & 1) == 0 ? sinNear(rest) / cosNear(rest) : -cosNear(rest) / sinNear(rest);
    }

    /** The series 1 / n!, which is exact enough within a quarter of pi. */
    private static double sinNear(double x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        double z = x * x;
        return x
                + x
                        * z
                        * (-0.16666666666666666
                                + z
                                        * (0.008333333333333333
                                                + z
                                                        * (-0.0001984126984126984
                                                                + z
                                                                        * (2.7557319223985893e-06
                                                                                + z
                                                                                        * (-2.505210838544172e-08
                                                                                                + z
                                                                                                        * (1.6059043836821613e-10
                                                                                                                + z
                                                                                                                        * (-7.647163731819816e-13
                                                                                                                                + z
                                                                                                                                        * (2.8114572543455206e-15))))))));
    }

    private static double cosNear(double x) {
        double z = x * x;
        double half = 0.5 * z;
        double first = 1 - half;
        return first
                + (1
                        - first
                        - half
                        + z
                                * z
                                * (0.041666666666666664
                                        + z
                                                * (-0.001388888888888889
                                                        + z
                                                                * (2.48015873015873e-05
                                                                        + z
                                                                                * (-2.755731922398589e-07
                                                                                        + z
                                                                                                * (2.08767569878681e-09
                                                                                                        + z
                                                                                                                * (-1.1470745597729725e-11
                                                                                                                        + z
                                                                                                                                * (4.779477332387385e-14
                                                                                                                                        + z
                                                                                                                                                * (-1.5619206968586225e-16)))))))));
    }

    /** Whole quarters of a turn, rounded so that the rest is within a quarter of pi; 0 when x is there itself. */
    private static double quarters(double x) {
        if (Math.abs(x) <= QUARTER_PI) {
            return 0;
        }
        double quarters = Math.floor(x * QUARTERS_PER_UNIT + 0.5);
        double rest = rest(x, quarters);
        // The product is rounded, so that the neighbour may be the nearest.
        return rest > QUARTER_PI ? quarters + 1 : rest < -QUARTER_PI ? quarters - 1 : quarters;
    }

    private static double rest(double x, double quarters) {
        return x - quarters * FIRST - quarters * SECOND - quarters * THIRD - quarters * FOURTH;
    }
}
