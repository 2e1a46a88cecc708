package io.ringmain.core.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Filter.Outlier.Method;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each filter's arithmetic, with time and values given. */
class FilterTest {
    private static final long SECOND = 1_000_000_000L;

    private final StateHash hash = new StateHash();
    private final StateCells memory = new StateCells(6, hash);
    private final double[] scratch = new double[Filter.Outlier.MAX_WINDOW];
    private TagSteps.Step step;
    private long nowNs = 1_000 * SECOND;

    private void use(Filter filter) {
        TagSteps steps = new TagSteps(TagDefinition.builder("T", TagType.FLOAT64)
                .range(0, 100)
                .conditioning(Conditioning.filtered(filter))
                .build());
        step = steps.filters[0];
        memory.define(0, Math.max(1, steps.words));
        memory.open(0);
    }

    private double exponential(long afterNs, double value) {
        nowNs += afterNs;
        return ExponentialFilter.next(memory, 0, step, value, nowNs);
    }

    @Test
    void shouldCover63PercentOfAStepInOneTimeConstantHoweverItIsSampled() {
        for (int samples : new int[] {1, 2, 7, 1_000}) {
            use(new Filter.Exponential(10 * SECOND));
            assertThat(exponential(0, 0)).isZero();
            double value = 0;
            for (int i = 0; i < samples; i++) {
                value = exponential(10 * SECOND / samples, 100);
            }
            assertThat(value).isCloseTo(100 * (1 - Math.exp(-1)), within(1e-4));
            memory.close();
        }
    }

    @Test
    void shouldNotMoveWhenNoTimePassesAndArriveWhenMuchDoes() {
        use(new Filter.Exponential(SECOND));
        exponential(0, 5);
        assertThat(exponential(0, 50)).isEqualTo(5);
        assertThat(exponential(3_600 * SECOND, 50)).isEqualTo(50);
        assertThat(exponential(SECOND, -Double.MAX_VALUE)).isFinite();
        assertThat(exponential(SECOND, Double.MAX_VALUE)).isFinite();
    }

    @Test
    void shouldFindOutHowNoisyTheMeasurementIs() {
        Random random = new Random(11);
        double[] firstNoise = {0.01, 4, 100};
        for (double noise : firstNoise) {
            use(new Filter.Kalman(0.001, noise));
            double squares = 0;
            double noises = 0;
            for (int i = 0; i < 4_000; i++) {
                nowNs += SECOND;
                double value = 50 + 2 * random.nextGaussian();
                double filtered = KalmanFilter.next(memory, 0, step, value, nowNs);
                if (i >= 2_000) {
                    squares += (filtered - 50) * (filtered - 50);
                    noises += KalmanFilter.noise(memory, 0, step);
                }
            }
            assertThat(noises / 2_000).as("begun with %s", noise).isBetween(3.0, 5.0);
            assertThat(squares / 2_000).as("much less than 4").isLessThan(0.4);
            memory.close();
        }
    }

    @Test
    void shouldFollowALastingStep() {
        use(new Filter.Kalman(0.1, 0.5));
        Random random = new Random(12);
        double filtered = 0;
        for (int i = 0; i < 400; i++) {
            nowNs += SECOND;
            filtered = KalmanFilter.next(memory, 0, step, (i < 200 ? 10 : 60) + 0.5 * random.nextGaussian(), nowNs);
        }
        assertThat(filtered).isCloseTo(60, within(2.0));
    }

    @Test
    void shouldTrustTheOnlyValueThereIsAndSurviveTheLargestOnes() {
        use(new Filter.Kalman(1, 1));
        assertThat(KalmanFilter.next(memory, 0, step, 7, nowNs)).isEqualTo(7);
        for (double value : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, 3}) {
            nowNs += SECOND;
            assertThat(KalmanFilter.next(memory, 0, step, value, nowNs)).isFinite();
        }
    }

    private int outlier(double value) {
        return OutlierFilter.judge(memory, 0, step, value, scratch);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldFindAnOutlierAndBelieveALastingStep(Method method) {
        use(new Filter.Outlier(method, 7, 3, 0, false));
        double[] noise = {10, 10.2, 9.9, 10.1, 9.8, 10, 10.1, 10, 9.9, 10.2};
        for (double value : noise) {
            assertThat(outlier(value)).as("%s", value).isEqualTo(Quality.GOOD);
        }
        assertThat(outlier(25)).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        assertThat(OutlierFilter.lastGood(memory, 0, step)).isEqualTo(10.2);
        int until = 0;
        while (outlier(25 + 0.1 * (until % 3)) != Quality.GOOD) {
            until++;
        }
        assertThat(until).isLessThan(7);
    }

    @Test
    void shouldNotBeMisledByASecondOutlierWhenItComparesWithTheMedian() {
        use(new Filter.Outlier(Method.HAMPEL, 9, 3, 0, true));
        double[] noise = {10, 10.2, 9.9, 10.1, 9.8, 10, 10.1, 10, 9.9};
        for (double value : noise) {
            outlier(value);
        }
        assertThat(outlier(80)).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        assertThat(outlier(-80)).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        assertThat(outlier(79)).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        assertThat(OutlierFilter.lastGood(memory, 0, step)).isEqualTo(9.9);
        assertThat(outlier(10)).isEqualTo(Quality.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"3, HAMPEL", "31, HAMPEL", "3, Z_SCORE", "31, Z_SCORE", "10, HAMPEL"})
    void shouldNotJudgeBeforeTheWindowIsFull(int window, Method method) {
        use(new Filter.Outlier(method, window, 3, 0, false));
        for (int i = 0; i < window; i++) {
            assertThat(outlier(i % 2 * 1e6)).isEqualTo(Quality.GOOD);
        }
        assertThat(outlier(1e9)).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
    }

    @Test
    void shouldAllowTheDeclaredDifferenceInASignalThatStandsStill() {
        use(new Filter.Outlier(Method.HAMPEL, 5, 3, 0.5, false));
        for (int i = 0; i < 5; i++) {
            outlier(20);
        }
        assertThat(outlier(20.5)).isEqualTo(Quality.GOOD);
        assertThat(outlier(20.6)).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN, true, 50, 0",
        "NaN, NaN, true, 100, 0",
        "NaN, NaN, true, 100.1, 0x803C0000",
        "NaN, NaN, false, -0.1, 0x40940000",
        "10, NaN, false, 9, 0x40940000",
        "10, NaN, false, 11, 0",
        "10, 20, true, 21, 0x803C0000",
    })
    void shouldMarkWhatIsOutsideTheLimits(double low, double high, boolean isBad, double value, String status) {
        use(new Filter.OutOfRange(low, high, isBad));
        assertThat(RangeFilter.judge(step, value)).isEqualTo((int) (long) Long.decode(status));
    }

    private int frozen(long afterNs, double value) {
        nowNs += afterNs;
        return FrozenFilter.judge(memory, 0, step, value, nowNs);
    }

    @Test
    void shouldMarkAValueThatMovesLessThanEpsilonForATime() {
        use(new Filter.Frozen(0.1, 10 * SECOND));
        assertThat(frozen(0, 5)).isEqualTo(Quality.GOOD);
        assertThat(frozen(9 * SECOND, 5.1)).isEqualTo(Quality.GOOD);
        assertThat(frozen(SECOND, 4.95)).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        assertThat(frozen(SECOND, 5.1)).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        assertThat(frozen(SECOND, 5.2)).isEqualTo(Quality.GOOD);
        assertThat(frozen(9 * SECOND, 5.2)).isEqualTo(Quality.GOOD);
        assertThat(frozen(SECOND, 5.3)).as("a slow drift is a change").isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        assertThat(frozen(SECOND, 5.31)).isEqualTo(Quality.GOOD);
    }
}
