package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFunctionsTest {
    private final Bench bench =
            new Bench().real("x", "", 0).bool("b", false).bool("r", false).integer("n", "", 5);

    @Test
    void shouldTakeTheRateOfTheLastChangeAndLetItFade() {
        bench.use("rate(x)");
        assertThat(bench.at(0)).isEqualTo(0.0);
        bench.real("x", "", 10);
        assertThat(bench.at(2)).isEqualTo(5.0);
        assertThat(bench.at(3)).isEqualTo(5.0);
        assertThat(bench.at(12)).isEqualTo(1.0);
        bench.real("x", "", 4);
        assertThat(bench.at(12)).isEqualTo(-0.6);
    }

    @Test
    void shouldCountChangesOfOneMomentAsOne() {
        bench.use("rate(x)");
        bench.at(0);
        bench.real("x", "", 3).at(1);
        bench.real("x", "", 5);
        assertThat(bench.at(1)).isEqualTo(5.0);
    }

    @Test
    void shouldTakeTheRateOverAWindow() {
        bench.use("rate(n, 60s)");
        for (int second = 0; second <= 200; second++) {
            bench.integer("n", "", 2 * second);
            double rate = (double) bench.at(second);
            assertThat(rate).isCloseTo(second == 0 ? 0 : 2, offset(0.1));
        }
        double last = 2;
        for (int second = 201; second <= 265; second++) {
            double rate = (double) bench.at(second);
            assertThat(rate).isLessThanOrEqualTo(last);
            last = rate;
        }
        assertThat(last).isZero();
    }

    @Test
    void shouldAverageByTime() {
        bench.use("average(x, 60s)");
        assertThat(bench.at(0)).isEqualTo(0.0);
        bench.real("x", "", 100);
        assertThat((double) bench.at(30)).isCloseTo(0, offset(1e-9));
        assertThat((double) bench.at(40)).isCloseTo(25, offset(1e-9));
        assertThat((double) bench.at(59)).isCloseTo(100 * 29 / 59.0, offset(1e-9));
        assertThat((double) bench.at(100)).isCloseTo(100, offset(1e-9));
        assertThat((double) bench.at(10_000)).isCloseTo(100, offset(1e-9));
    }

    @Test
    void shouldAverageWithoutTheTimeOfBadValues() {
        bench.use("average(x, 60s)");
        bench.real("x", "", 10).at(0);
        bench.bad("x").at(10);
        bench.real("x", "", Double.NaN).at(20);
        bench.real("x", "", 20).at(30);
        assertThat((double) bench.at(40)).isCloseTo(15, offset(1e-9));
    }

    @Test
    void shouldAverageLikeASumOverAllSamples() {
        java.util.Random random = new java.util.Random(11);
        bench.use("average(x, 600ms)");
        java.util.ArrayDeque<double[]> pieces = new java.util.ArrayDeque<>();
        double at = 0;
        double held = 0;
        bench.real("x", "", held).at(at);
        for (int i = 0; i < 2_000; i++) {
            double next = at + random.nextInt(random.nextInt(50) == 0 ? 900 : 40) / 1e3;
            pieces.add(new double[] {at, next, held});
            at = next;
            held = random.nextInt(100);
            double got = (double) bench.real("x", "", held).at(at);
            double least = Double.MAX_VALUE;
            double greatest = -Double.MAX_VALUE;
            for (double window : new double[] {0.58, 0.5901, 0.595, 0.6, 0.6099, 0.62}) {
                double area = 0;
                double time = 0;
                for (double[] piece : pieces) {
                    double length = piece[1] - Math.max(piece[0], at - window);
                    if (length > 0) {
                        area += length * piece[2];
                        time += length;
                    }
                }
                double mean = time == 0 ? held : area / time;
                least = Math.min(least, mean);
                greatest = Math.max(greatest, mean);
            }
            assertThat(got).isBetween(least - 2, greatest + 2);
        }
    }

    @Test
    void shouldIntegrateTheHeldValue() {
        bench.use("integral(x)");
        assertThat(bench.real("x", "", 2).at(0)).isEqualTo(0.0);
        assertThat(bench.real("x", "", 10).at(3)).isEqualTo(6.0);
        assertThat(bench.at(3.5)).isEqualTo(11.0);
        assertThat(bench.bad("x").at(4)).isEqualTo(16.0);
        assertThat(bench.at(100)).isEqualTo(16.0);
        assertThat(bench.real("x", "", Double.NaN).at(110)).isEqualTo(16.0);
        assertThat(bench.real("x", "", 1).at(120)).isEqualTo(16.0);
        assertThat(bench.at(130)).isEqualTo(26.0);
        assertThat(bench.real("x", "", 1e308).at(130)).isEqualTo(26.0);
        assertThat(bench.real("x", "", 1).at(1_000_000)).isEqualTo(26.0);
    }

    @Test
    void shouldTotalUntilReset() {
        bench.use("total(x, r, 1h)");
        bench.real("x", "", 3600).at(0);
        assertThat(bench.at(5)).isEqualTo(5.0);
        assertThat(bench.bool("r", true).at(6)).isEqualTo(0.0);
        assertThat(bench.bool("r", false).at(7)).isEqualTo(1.0);
        bench.bool("r", true).bad("r");
        assertThat(bench.at(8)).isEqualTo(2.0);
    }

    @Test
    void shouldNotLoseSmallAmountsOfALargeTotal() {
        bench.use("integral(x)");
        bench.real("x", "", 1e16).at(0);
        bench.real("x", "", 0.1).at(1);
        for (int i = 2; i <= 1_001; i++) {
            bench.at(i);
        }
        assertThat(bench.at(1_001)).isEqualTo(1e16 + 100);
    }

    @Test
    void shouldDelayEachType() {
        bench.use("delay(n, 60s)");
        for (int second = 0; second < 300; second++) {
            long delayed = (long) bench.integer("n", "", second).at(second + 0.5);
            assertThat(delayed).isEqualTo(Math.max(0, second - 61));
        }
        bench.use("delay(b, 6s)");
        assertThat(bench.bool("b", true).at(0)).isEqualTo(true);
        assertThat(bench.bool("b", false).at(1)).isEqualTo(true);
        assertThat(bench.at(6.9)).isEqualTo(true);
        assertThat(bench.at(7.2)).isEqualTo(false);
        bench.use("delay(x, 6s)");
        assertThat(bench.real("x", "", 1.5).at(0)).isEqualTo(1.5);
        assertThat(bench.real("x", "", Double.NaN).at(100)).isEqualTo(1.5);
        assertThat(bench.real("x", "", 9).at(10_000)).isEqualTo(1.5);
        assertThat(bench.at(20_000)).isEqualTo(9.0);
    }

    @Test
    void shouldSeeEdges() {
        bench.use("rising(b)");
        assertThat(bench.bool("b", true).at(0)).isEqualTo(false);
        assertThat(bench.bool("b", false).at(1)).isEqualTo(false);
        assertThat(bench.bool("b", true).at(2)).isEqualTo(true);
        assertThat(bench.at(3)).isEqualTo(false);
        bench.use("falling(b)");
        assertThat(bench.bool("b", true).at(0)).isEqualTo(false);
        assertThat(bench.bool("b", false).bad("b").at(1)).isEqualTo(false);
        assertThat(bench.bool("b", false).at(2)).isEqualTo(true);
        assertThat(bench.at(3)).isEqualTo(false);
    }

    @Test
    void shouldCountRisingEdges() {
        bench.use("count(b, r)");
        for (int i = 1; i <= 3; i++) {
            bench.bool("b", false).at(2 * i);
            assertThat(bench.bool("b", true).at(2 * i + 1)).isEqualTo((long) i);
        }
        assertThat(bench.bool("r", true).at(9)).isEqualTo(0L);
        assertThat(bench.bool("r", false).at(10)).isEqualTo(0L);
        assertThat(bench.use("count(x > 1)").at(0)).isEqualTo(0L);
    }

    @Test
    void shouldDelayTheWayOn() {
        bench.use("onDelay(b, 5s)");
        assertThat(bench.bool("b", true).at(0)).isEqualTo(false);
        assertThat(bench.at(4.9)).isEqualTo(false);
        assertThat(bench.bad("b").at(5)).isEqualTo(true);
        assertThat(bench.bool("b", false).at(6)).isEqualTo(false);
        assertThat(bench.bool("b", true).at(7)).isEqualTo(false);
        assertThat(bench.at(12)).isEqualTo(true);
    }

    @Test
    void shouldDelayTheWayOff() {
        bench.use("offDelay(b, 5s)");
        assertThat(bench.at(0)).isEqualTo(false);
        assertThat(bench.bool("b", true).at(1)).isEqualTo(true);
        assertThat(bench.bool("b", false).at(2)).isEqualTo(true);
        assertThat(bench.at(6.9)).isEqualTo(true);
        assertThat(bench.at(7)).isEqualTo(false);
        assertThat(bench.at(8)).isEqualTo(false);
    }

    @Test
    void shouldHoldAndRemember() {
        bench.use("hold(x, b)");
        assertThat(bench.real("x", "", 3).at(0)).isEqualTo(3.0);
        assertThat(bench.real("x", "", 4).at(1)).isEqualTo(3.0);
        assertThat(bench.bool("b", true).at(2)).isEqualTo(4.0);
        assertThat(bench.bool("b", false).real("x", "", 5).at(3)).isEqualTo(4.0);
        bench.use("previous(n)");
        assertThat(bench.at(0)).isEqualTo(5L);
        assertThat(bench.integer("n", "", 6).at(1)).isEqualTo(5L);
        assertThat(bench.at(2)).isEqualTo(5L);
        assertThat(bench.integer("n", "", 7).at(3)).isEqualTo(6L);
        assertThat(bench.integer("n", "", 8).bad("n").at(4)).isEqualTo(6L);
    }

    @Test
    void shouldAddUpTheTimeWhileTrue() {
        bench.use("timeTrue(b, r)");
        bench.bool("b", true).at(0);
        assertThat(bench.at(10)).isEqualTo(10.0);
        bench.bool("b", false).at(11);
        assertThat(bench.at(20)).isEqualTo(11.0);
        assertThat(bench.check("timeTrue(b)").unit().symbol()).isEqualTo("s");
        assertThat(bench.bool("r", true).at(21)).isEqualTo(0.0);
    }

    @Test
    void shouldRunTimeFunctionsInBranchesNotTaken() {
        bench.use("if(r, integral(x), 0)");
        bench.real("x", "", 1).at(0);
        bench.at(5);
        assertThat(bench.bool("r", true).at(8)).isEqualTo(8.0);
    }

    @Test
    void shouldJudgeOnlyWhatTheArgumentRead() {
        bench.real("y", "", 100).use("integral(if(isBad(x), y, x))");
        bench.real("x", "", 1).bad("y").at(0);
        assertThat(bench.at(10)).isEqualTo(10.0);
        bench.real("y", "", 100).bad("x").at(10);
        assertThat(bench.at(11)).isEqualTo(110.0);
    }

    @Test
    void shouldNestTimeFunctions() {
        bench.use("count(onDelay(x > 5, 2s)) + count(rising(b))");
        bench.at(0);
        bench.real("x", "", 9).at(1);
        assertThat(bench.at(2)).isEqualTo(0L);
        assertThat(bench.at(3)).isEqualTo(1L);
        assertThat(bench.bool("b", true).at(4)).isEqualTo(2L);
    }

    @ParameterizedTest
    @CsvSource({
        "rate(x), true", "'rate(x, 1s)', true", "'average(x, 1s)', true", "integral(x), true", "total(x), true",
                "'delay(x, 1s)', true",
        "rising(b), true", "falling(b), true", "count(b), false", "'onDelay(b, 1s)', true", "'offDelay(b, 1s)', true",
                "'hold(x, b)', false",
        "previous(x), false", "timeTrue(b), true", "x + 1, false"
    })
    void shouldSayWhetherTimeAloneChangesIt(String source, boolean expected) {
        assertThat(bench.check(source).isTimed()).isEqualTo(expected);
    }

    @Test
    void shouldKeepTotalsOverARestartAndBeginTheRestAnew() {
        bench.use("total(x) + 1000 * count(b)");
        bench.real("x", "", 2).at(0);
        bench.bool("b", true).at(5);
        bench.restart();
        assertThat(bench.at(500)).isEqualTo(1_010.0);
        assertThat(bench.at(501)).isEqualTo(1_012.0);

        bench.use("onDelay(b, 5s)");
        bench.at(0);
        bench.at(4);
        bench.restart();
        assertThat(bench.at(100)).isEqualTo(false);
        assertThat(bench.at(105)).isEqualTo(true);

        bench.use("average(x, 10min)").real("x", "", 4).at(0);
        bench.at(10);
        bench.restart();
        bench.real("x", "", 8).at(20);
        assertThat(bench.at(21)).isEqualTo(8.0);
    }
}
