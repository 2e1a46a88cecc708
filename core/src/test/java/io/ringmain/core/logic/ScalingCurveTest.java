package io.ringmain.core.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.Scaling.Outside;
import io.ringmain.core.tag.Scaling.Point;
import io.ringmain.core.tag.TagType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScalingCurveTest {
    private static final Scaling TANK =
            Scaling.piecewise(new Point(0, 0), new Point(10, 100), new Point(20, 150), new Point(40, 160));

    @ParameterizedTest
    @CsvSource({"4, 0", "20, 100", "12, 50", "0, -25", "24, 125", "NaN, NaN", "Infinity, Infinity"})
    void shouldScaleAlongALine(double raw, double engineering) {
        assertThat(new ScalingCurve(Scaling.linear(4, 20, 0, 100)).toEngineering(raw))
                .isEqualTo(Double.valueOf(engineering));
    }

    @ParameterizedTest
    @CsvSource({"-10, -100", "0, 0", "5, 50", "10, 100", "15, 125", "20, 150", "30, 155", "40, 160", "60, 170"})
    void shouldScaleAlongPoints(double raw, double engineering) {
        assertThat(new ScalingCurve(TANK).toEngineering(raw)).isEqualTo(engineering);
    }

    @ParameterizedTest
    @CsvSource({
        "EXTRAPOLATE, -1, -10, 0",
        "EXTRAPOLATE, 41, 160.5, 0",
        "CLAMP, -1, 0, 0x40940000",
        "CLAMP, 0, 0, 0",
        "CLAMP, 40, 160, 0",
        "CLAMP, 41, 160, 0x40940000",
        "CLAMP, Infinity, 160, 0x40940000",
        "BAD, -1, -10, 0x803C0000",
        "BAD, 40, 160, 0",
        "BAD, 41, 160.5, 0x803C0000",
    })
    void shouldDoAsDeclaredOutsideThePoints(Outside outside, double raw, double engineering, String status) {
        ScalingCurve curve = new ScalingCurve(TANK.outside(outside));
        assertThat(curve.toEngineering(raw)).isEqualTo(engineering);
        assertThat(curve.statusOf(raw)).isEqualTo((int) (long) Long.decode(status));
    }

    @Test
    void shouldKeepASmallFactorBesideALargeOffset() {
        ScalingCurve curve = new ScalingCurve(Scaling.factor(1e-9, 1e6));
        assertThat(curve.toEngineering(1e9)).isEqualTo(1e6 + 1);
        assertThat(curve.toRaw(1e6 + 1)).isCloseTo(1e9, within(1.0));
        assertThat(curve.statusOf(1e300)).isEqualTo(Quality.GOOD);
    }

    @ParameterizedTest
    @EnumSource(Outside.class)
    void shouldGiveBackWhatWasScaled(Outside outside) {
        Random random = new Random(5);
        for (Scaling scaling : new Scaling[] {
            TANK,
            Scaling.linear(0, 32767, -40, 120),
            Scaling.linear(0, 100, 50, -50),
            Scaling.piecewise(new Point(-5, 9), new Point(0, 3), new Point(7, -80))
        }) {
            ScalingCurve curve = new ScalingCurve(scaling.outside(outside));
            double low = scaling.points().get(0).raw();
            double high = scaling.points().get(scaling.points().size() - 1).raw();
            for (int i = 0; i < 1_000; i++) {
                double raw = low + (high - low) * random.nextDouble();
                double engineering = curve.toEngineering(raw);
                assertThat(curve.covers(engineering)).isTrue();
                assertThat(curve.toRaw(engineering)).isCloseTo(raw, within(1e-9 * (high - low)));
            }
            assertThat(curve.toRaw(scaling.points().get(0).engineering())).isEqualTo(low);
            assertThat(curve.covers(1e6)).isEqualTo(outside == Outside.EXTRAPOLATE);
            assertThat(curve.covers(Double.NaN)).isFalse();
        }
    }

    @Test
    void shouldWriteWholeNumbersToADeviceOfWholeNumbers() {
        ScalingCurve curve = new ScalingCurve(Scaling.linear(0, 27648, 0, 100).raw(TagType.INT64));
        assertThat(curve.toRawBits(50.001)).isEqualTo(13824);
        double shown = curve.toEngineering(13824);
        assertThat(curve.isNear(shown, 50.001)).isTrue();
        assertThat(curve.isNear(shown, 50.01)).isFalse();
    }
}
