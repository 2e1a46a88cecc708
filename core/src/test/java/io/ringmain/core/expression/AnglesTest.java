package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AnglesTest {
    private static final double ULP = Math.ulp(1.0);

    private static void check(double x) {
        assertClose(x, Angles.sin(x), StrictMath.sin(x));
        assertClose(x, Angles.cos(x), StrictMath.cos(x));
        assertClose(x, Angles.tan(x), StrictMath.tan(x));
    }

    private static void assertClose(double x, double value, double strict) {
        if (value != strict && !(Math.abs(value - strict) <= 4 * Math.ulp(strict) + ULP * ULP)) {
            assertThat(value).as("at " + x).isEqualTo(strict);
        }
    }

    @Test
    void shouldBeWithinFourUlpOfStrictMath() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300_000; i++) {
            double scale = StrictMath.pow(10, random.nextInt(9) - 3);
            check((random.nextDouble() - 0.5) * scale);
        }
    }

    @Test
    void shouldBeCloseAroundMultiplesOfAQuarter() {
        for (int n = -5_000; n <= 5_000; n++) {
            double x = n * (Math.PI / 4);
            for (double at : new double[] {Math.nextDown(x), x, Math.nextUp(x)}) {
                check(at);
            }
        }
    }

    @Test
    void shouldAnswerOddArguments() {
        for (double x : new double[] {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 1e22, -1e308, 4.9e-324, 1 << 21}) {
            assertThat(Double.valueOf(Angles.sin(x))).isEqualTo(Double.valueOf(StrictMath.sin(x)));
            assertThat(Double.valueOf(Angles.cos(x))).isEqualTo(Double.valueOf(StrictMath.cos(x)));
            assertThat(Double.valueOf(Angles.tan(x))).isEqualTo(Double.valueOf(StrictMath.tan(x)));
        }
    }
}
