package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random trees that print themselves and compute themselves with boxed values: the compiled class must agree bit by bit. */
class RandomExpressionsTest {
    private static final int RUNS = 4_000;
    private static final double[] ODD_DOUBLES = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        2.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e308,
        -1e308,
        4.9e-324
    };
    private static final long[] ODD_LONGS = {0, 1, -1, 2, 7, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, -3};

    private final Bench bench = new Bench();
    private final double[] reals = new double[4];
    private final long[] integers = new long[4];
    private final boolean[] bools = new boolean[4];
    private final boolean[] areBad = new boolean[4];
    private Random random;

    /** Text and value of a part of an expression. */
    private record Part(String text, Object value) {
        double real() {
            return value instanceof Long number ? (double) number : (Double) value;
        }

        boolean isLong() {
            return value instanceof Long;
        }

        boolean bool() {
            return (Boolean) value;
        }

        long integer() {
            return (Long) value;
        }
    }

    @Test
    void shouldComputeWhatANaiveTreeComputes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            drawTags();
            Part part = random.nextInt(3) == 0 ? bool(5) : number(5);
            if (part.text().length() > Parser.MAX_LENGTH) {
                continue;
            }
            Object result = bench.result(part.text());

            assertThat(result).as("seed " + seed + ": " + part.text()).isEqualTo(part.value());
        }
    }

    private void drawTags() {
        for (int i = 0; i < 4; i++) {
            reals[i] = random.nextBoolean()
                    ? ODD_DOUBLES[random.nextInt(ODD_DOUBLES.length)]
                    : random.nextGaussian() * 100;
            integers[i] =
                    random.nextBoolean() ? ODD_LONGS[random.nextInt(ODD_LONGS.length)] : random.nextInt(200) - 100;
            bools[i] = random.nextBoolean();
            areBad[i] = random.nextInt(4) == 0;
            bench.real("x" + i, "", reals[i]).integer("n" + i, "", integers[i]).bool("b" + i, bools[i]);
            if (areBad[i]) {
                bench.bad("x" + i).bad("n" + i).bad("b" + i);
            }
        }
    }

    private Part number(int depth) {
        int i = random.nextInt(4);
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> new Part("x" + i, reals[i]);
                case 1 -> new Part("n" + i, integers[i]);
                case 2 -> new Part(Integer.toString(7 * i), 7L * i);
                default -> new Part(i + ".25", i + 0.25);
            };
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> binary(number(depth - 1), number(depth - 1));
            case 3 -> function(number(depth - 1));
            case 4 -> {
                Part a = number(depth - 1);
                yield a.isLong()
                        ? new Part("(-" + a.text() + ")", a.integer() == Long.MIN_VALUE ? Long.MAX_VALUE : -a.integer())
                        : new Part("(-" + a.text() + ")", canonical(-a.real()));
            }
            case 5 -> {
                Part condition = bool(depth - 1);
                Part a = number(depth - 1);
                Part b = number(depth - 1);
                Object chosen = condition.bool() ? a.value() : b.value();
                boolean isLong = a.isLong() && b.isLong();
                yield new Part(
                        "if(" + condition.text() + ", " + a.text() + ", " + b.text() + ")",
                        isLong ? chosen : (Object) ((Number) chosen).doubleValue());
            }
            case 6 -> {
                Part fallback = number(depth - 1);
                boolean isUsed = areBad[i] || Double.isNaN(reals[i]) || Double.isInfinite(reals[i]);
                yield new Part(
                        "valid(x" + i + ", " + fallback.text() + ")", isUsed ? fallback.real() : (Object) reals[i]);
            }
            case 7 -> {
                Part a = number(depth - 1);
                Part b = number(depth - 1);
                boolean isMin = random.nextBoolean();
                String text = (isMin ? "min(" : "max(") + a.text() + ", " + b.text() + ")";
                if (a.isLong() && b.isLong()) {
                    yield new Part(text, (a.integer() < b.integer()) == isMin ? a.integer() : b.integer());
                }
                yield new Part(text, isMin ? Math.min(a.real(), b.real()) : Math.max(a.real(), b.real()));
            }
            default -> number(0);
        };
    }

    private Part binary(Part a, Part b) {
        boolean isLong = a.isLong() && b.isLong();
        java.math.BigInteger p = isLong ? java.math.BigInteger.valueOf(a.integer()) : null;
        java.math.BigInteger q = isLong ? java.math.BigInteger.valueOf(b.integer()) : null;
        return switch (random.nextInt(6)) {
            case 0 -> infix(a, "+", b, isLong ? saturated(p.add(q)) : (Object) canonical(a.real() + b.real()));
            case 1 -> infix(a, "-", b, isLong ? saturated(p.subtract(q)) : (Object) canonical(a.real() - b.real()));
            case 2 -> infix(a, "*", b, isLong ? saturated(p.multiply(q)) : (Object) canonical(a.real() * b.real()));
            case 3 -> infix(a, "/", b, canonical(a.real() / b.real()));
            case 4 ->
                infix(
                        a,
                        "%",
                        b,
                        isLong
                                ? (q.signum() == 0 ? 0L : p.remainder(q).longValueExact())
                                : (Object) canonical(a.real() % b.real()));
            default -> infix(a, "^", b, canonical(StrictMath.pow(a.real(), b.real())));
        };
    }

    private static Part infix(Part a, String operator, Part b, Object value) {
        return new Part("(" + a.text() + " " + operator + " " + b.text() + ")", value);
    }

    private Part function(Part a) {
        return switch (random.nextInt(6)) {
            case 0 -> new Part("floor(" + a.text() + ")", a.isLong() ? a.value() : (Object) StrictMath.floor(a.real()));
            case 1 -> new Part("sqrt(" + a.text() + ")", canonical(StrictMath.sqrt(a.real())));
            case 2 -> new Part("exp(" + a.text() + ")", canonical(StrictMath.exp(a.real())));
            case 3 -> new Part("cos(" + a.text() + ")", canonical(Angles.cos(a.real())));
            case 4 -> new Part("int(" + a.text() + ")", a.isLong() ? a.value() : (Object) (long) a.real());
            default -> new Part("float(" + a.text() + ")", a.real());
        };
    }

    private Part bool(int depth) {
        int i = random.nextInt(4);
        if (depth == 0) {
            return random.nextBoolean() ? new Part("b" + i, bools[i]) : new Part("isBad(x" + i + ")", areBad[i]);
        }
        return switch (random.nextInt(5)) {
            case 0 -> {
                Part a = bool(depth - 1);
                Part b = bool(depth - 1);
                yield infix(a, "and", b, a.bool() && b.bool());
            }
            case 1 -> {
                Part a = bool(depth - 1);
                Part b = bool(depth - 1);
                yield infix(a, "or", b, a.bool() || b.bool());
            }
            case 2 -> {
                Part a = bool(depth - 1);
                yield new Part("(not " + a.text() + ")", !a.bool());
            }
            default -> comparison(number(depth - 1), number(depth - 1));
        };
    }

    private Part comparison(Part a, Part b) {
        boolean isLong = a.isLong() && b.isLong();
        return switch (random.nextInt(6)) {
            case 0 -> infix(a, "<", b, isLong ? a.integer() < b.integer() : a.real() < b.real());
            case 1 -> infix(a, "<=", b, isLong ? a.integer() <= b.integer() : a.real() <= b.real());
            case 2 -> infix(a, ">", b, isLong ? a.integer() > b.integer() : a.real() > b.real());
            case 3 -> infix(a, ">=", b, isLong ? a.integer() >= b.integer() : a.real() >= b.real());
            case 4 -> infix(a, "==", b, isLong ? a.integer() == b.integer() : a.real() == b.real());
            default -> infix(a, "!=", b, isLong ? a.integer() != b.integer() : a.real() != b.real());
        };
    }

    private static Object saturated(java.math.BigInteger exact) {
        if (exact.bitLength() > 63) {
            return exact.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return exact.longValueExact();
    }

    private static double canonical(double value) {
        return Double.isNaN(value) ? Double.NaN : value;
    }
}
