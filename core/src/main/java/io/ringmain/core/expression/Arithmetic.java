package io.ringmain.core.expression;

/**
 * What compiled expressions call where Java has no operator of that meaning.
 *
 * <p>int64 saturates: it ends at its ends instead of changing sign. {@code div(x, 0)} is the end of x's sign, {@code div(0, 0)}
 * and {@code x % 0} are 0. float64 is IEEE 754. Allocates: nothing.
 */
final class Arithmetic {
    private static final double HALF_INTEGERS_END = 4_503_599_627_370_496.0;

    private Arithmetic() {}

    static long add(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? end(a) : sum;
    }

    static long subtract(long a, long b) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? end(a) : difference;
    }

    static long multiply(long a, long b) {
        long low = a * b;
        return Math.multiplyHigh(a, b) == low >> 63 ? low : end(a ^ b);
    }

    static long quotient(long a, long b) {
        if (b == 0) {
            return a == 0 ? 0 : end(a);
        }
        return b == -1 ? negate(a) : a / b;
    }

    static long remainder(long a, long b) {
        return b == 0 || b == -1 ? 0 : a % b;
    }

    static long negate(long a) {
        return a == Long.MIN_VALUE ? Long.MAX_VALUE : -a;
    }

    static long absolute(long a) {
        return a < 0 ? negate(a) : a;
    }

    static long sign(long a) {
        return Long.signum(a);
    }

    /** 0 for 0, NaN for NaN. */
    static double sign(double a) {
        return Math.signum(a);
    }

    static long clamp(long x, long low, long high) {
        return Math.min(Math.max(x, low), high);
    }

    /** The high end wins when the ends cross. */
    static double clamp(double x, double low, double high) {
        return Math.min(Math.max(x, low), high);
    }

    /** Half away from zero. */
    static double round(double x) {
        double magnitude = Math.abs(x);
        if (!(magnitude < HALF_INTEGERS_END)) {
            return x;
        }
        double below = Math.floor(magnitude);
        return Math.copySign(magnitude - below >= 0.5 ? below + 1 : below, x);
    }

    static boolean isFinite(double x) {
        return Math.abs(x) <= Double.MAX_VALUE;
    }

    static boolean isGood(int status) {
        return (status & 0xC0000000) == 0;
    }

    static boolean isUncertain(int status) {
        return (status & 0xC0000000) == 0x40000000;
    }

    static boolean isBad(int status) {
        return status < 0;
    }

    static long sumLong(Operands operands, int id, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum = add(sum, operands.element(id, i));
        }
        return sum;
    }

    static double sumDouble(Operands operands, int id, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Double.longBitsToDouble(operands.element(id, i));
        }
        return sum;
    }

    /** Summed as doubles, so that no sum of int64 saturates. */
    static double averageLong(Operands operands, int id, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += operands.element(id, i);
        }
        return sum / length;
    }

    static double averageDouble(Operands operands, int id, int length) {
        return sumDouble(operands, id, length) / length;
    }

    static long minLong(Operands operands, int id, int length) {
        long least = operands.element(id, 0);
        for (int i = 1; i < length; i++) {
            least = Math.min(least, operands.element(id, i));
        }
        return least;
    }

    static long maxLong(Operands operands, int id, int length) {
        long greatest = operands.element(id, 0);
        for (int i = 1; i < length; i++) {
            greatest = Math.max(greatest, operands.element(id, i));
        }
        return greatest;
    }

    static double minDouble(Operands operands, int id, int length) {
        double least = Double.longBitsToDouble(operands.element(id, 0));
        for (int i = 1; i < length; i++) {
            least = Math.min(least, Double.longBitsToDouble(operands.element(id, i)));
        }
        return least;
    }

    static double maxDouble(Operands operands, int id, int length) {
        double greatest = Double.longBitsToDouble(operands.element(id, 0));
        for (int i = 1; i < length; i++) {
            greatest = Math.max(greatest, Double.longBitsToDouble(operands.element(id, i)));
        }
        return greatest;
    }

    private static long end(long sign) {
        return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
