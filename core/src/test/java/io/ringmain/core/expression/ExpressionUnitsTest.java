package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionUnitsTest {
    private final Bench bench = new Bench()
            .real("p", "bar", 2)
            .real("q", "kPa", 150)
            .integer("n", "kPa", 150)
            .real("f", "m3/h", 36)
            .real("c", "degC", 20)
            .real("d", "degC", 5)
            .real("fahrenheit", "degF", 50)
            .real("k", "K", 300)
            .real("l", "m", 3)
            .real("percent", "%", 50)
            .real("angle", "deg", 90)
            .real("x", "", 7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p + q | 3.5 | bar",
                "q + p | 350 | kPa",
                "p - q | 0.5 | bar",
                "p + n | 3.5 | bar",
                "p + 1 | 3 | bar",
                "1 + p | 3 | bar",
                "p + x | 9 | bar",
                "x + p | 9 | bar",
                "p + 50'kPa' | 2.5 | bar",
                "min(p, q) | 1.5 | bar",
                "max(q, p) | 200 | kPa",
                "clamp(p, 0, 100'kPa') | 1 | bar",
                "clamp(x, 0, p) | 2 | bar",
                "if(true, q, p) | 150 | kPa",
                "if(false, q, p) | 200 | kPa",
                "if(false, 1, p) | 2 | bar",
                "valid(p, 0) | 2 | bar",
                "p % 50'kPa' | 0 | bar",
                "p * 2 | 4 | bar",
                "2 * p | 4 | bar",
                "p / 2 | 1 | bar",
                "p * l | 6 | bar*m",
                "l * l | 9 | m2",
                "l ^ 2 | 9 | m2",
                "p / l | 0.6666666666666666 | bar/m",
                "1 / l | 0.3333333333333333 | 1/m",
                "l / l | 1 | 1",
                "p ^ 1 | 2 | bar",
                "c + 1 | 21 | degC",
                "c + 5'K' | 25 | degC",
                "c - 5'K' | 15 | degC",
                "5'K' + c | 25 | degC",
                "(c + d) / 2 | 12.5 | degC",
                "c - d | 15 | K",
                "d - c | -15 | K",
                "c - fahrenheit | 10 | K",
                "fahrenheit - c | -10 | K",
                "c - k | -6.85 | K",
                "k - c | 6.85 | K",
                "c + (k - c) | 26.85 | degC",
                "(c - d) * 2 | 30 | K",
                "c + (c - d) | 35 | degC",
                "max(c, 300'K') | 26.85 | degC",
                "convert(c, 'K') | 293.15 | K",
                "value(c, 'K') | 293.15 | ``",
                "value(p, 'kPa') | 200 | ``",
                "convert(x, 'm') | 7 | m",
                "convert(p, 'kPa') | 200 | kPa",
                "abs(p) | 2 | bar",
                "round(p) | 2 | bar",
                "sqrt(p / 1'bar') | 1.4142135623730951 | ``",
                "exp(percent) | 1.6487212707001282 | ``",
                "sign(p) | 1 | ``",
                "sqrt(l / l) | 1 | ``",
                "10'%' + 5 | 15 | %",
                "timeTrue(p > 1) | 0 | s",
                "integral(p) | 0 | bar*s",
                "rate(p) | 0 | bar/s",
                "rate(c) | 0 | K/s",
                "average(c, 1s) | 20 | degC",
                "previous(p) | 2 | bar",
                "delay(c, 1s) | 20 | degC",
                "hold(q, true) | 150 | kPa",
                "90s | 90 | s",
                "1h + 30min | 5400 | s"
            })
    void shouldComputeInUnits(String source, double value, String unit) {
        assertThat(((Number) bench.result(source)).doubleValue()).isCloseTo(value, offset(1e-9));
        assertThat(bench.check(source).unit().symbol()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p > q | true",
                "q > p | false",
                "p == 200'kPa' | true",
                "c < 300'K' | true",
                "c > 290'K' | true",
                "fahrenheit < c | true",
                "p > 1.9 | true",
                "percent == 50 | true",
                "percent == 0.5'1' | true",
                "timeTrue(p > 1) < 2h | true"
            })
    void shouldCompareInUnits(String source, boolean expected) {
        assertThat(bench.result(source)).isEqualTo(expected);
    }

    @Test
    void shouldConvertAnAngleToRadians() {
        assertThat((double) bench.result("sin(angle)")).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p + l | 5",
                "p > l | 5",
                "min(p, l) | 8",
                "p + l / l | 7",
                "c * l | 3",
                "l * c | 3",
                "1 / c | 3",
                "c / c | 3",
                "c ^ 2 | 3",
                "l ^ x | 3",
                "l ^ 0.5 | 3",
                "l ^ 99 | 3",
                "sqrt(l) | 6",
                "integral(c) | 10",
                "integral(f, 1h) | 13",
                "(c - d) > c | 4",
                "c > (c - d) | 8",
                "5'K' - c | 6",
                "5'wombat' | 1",
                "convert(p, 'm') | 9",
                "value(c - d, 'degC') | 9",
                "div(1, n) | 1",
                "sin(p) | 5"
            })
    void shouldRefuseWhatUnitsDoNotAllow(String source, int column) {
        assertThatThrownBy(() -> bench.check(source))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.column()).isEqualTo(column));
    }

    @Test
    void shouldConvertToADeclaredUnit() {
        assertThat(into("p + q", "kPa")).isEqualTo(350.0);
        assertThat(into("p", "")).isEqualTo(2.0);
        assertThat(into("x", "m3")).isEqualTo(7.0);
        assertThat(into("c", "K")).isEqualTo(293.15);
        assertThat(into("n", "bar")).isEqualTo(1.5);
        assertThatThrownBy(() -> into("p", "m")).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> into("c - d", "degC")).hasMessageContaining("difference of temperatures");
        assertThatThrownBy(() -> bench.check("n").convertedTo(TagType.INT64, EngineeringUnit.parse("bar")))
                .hasMessageContaining("becomes float64");
    }

    @Test
    void shouldTotalAFlowIntoAVolume() {
        bench.use(bench.check("total(f)").convertedTo(TagType.FLOAT64, EngineeringUnit.parse("m3")));
        bench.at(0);

        assertThat((double) bench.at(100)).isCloseTo(1.0, offset(1e-12));
    }

    private Object into(String source, String unit) {
        return bench.use(bench.check(source).convertedTo(TagType.FLOAT64, EngineeringUnit.parse(unit)))
                .at(0);
    }
}
