package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {
    private final Bench bench = new Bench()
            .integer("i", "", 7)
            .integer("j", "", -2)
            .integer("zero", "", 0)
            .integer("most", "", Long.MAX_VALUE)
            .integer("least", "", Long.MIN_VALUE)
            .real("x", "", 7.5)
            .real("y", "", -2)
            .real("nan", "", Double.NaN)
            .bool("t", true)
            .bool("f", false)
            .text("s", "it's")
            .real("a", "", 1, 2, 4.5)
            .integer("n", "", 3, 1, 8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "i + j | 5",
                "i - j | 9",
                "i * j | -14",
                "i % j | 1",
                "-i | -7",
                "+i | 7",
                "most + 1 | 9223372036854775807",
                "least - 1 | -9223372036854775808",
                "most * 2 | 9223372036854775807",
                "most * j | -9223372036854775808",
                "least * -1 | 9223372036854775807",
                "-least | 9223372036854775807",
                "abs(least) | 9223372036854775807",
                "i % zero | 0",
                "least % -1 | 0",
                "div(i, zero) | 9223372036854775807",
                "div(j, zero) | -9223372036854775808",
                "div(zero, zero) | 0",
                "div(i, j) | -3",
                "div(least, -1) | 9223372036854775807",
                "min(i, j, 3) | -2",
                "max(i, j, 3) | 7",
                "clamp(i, 0, 5) | 5",
                "if(t, i, j) | 7",
                "if(f, i, j) | -2",
                "sign(j) | -1",
                "int(x) | 7",
                "int(nan) | 0",
                "int(1e300) | 9223372036854775807",
                "n[2] | 8",
                "sum(n) | 12",
                "min(n) | 1",
                "max(n) | 8",
                "length(n) | 3",
                "length(i) | 1",
                "round(i) | 7",
                "quality(x) | 0"
            })
    void shouldComputeInt64(String source, long expected) {
        assertThat(bench.result(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i / j | -3.5",
                "i / zero | Infinity",
                "j / zero | -Infinity",
                "zero / zero | NaN",
                "x + y | 5.5",
                "x - y | 9.5",
                "x * y | -15",
                "x / y | -3.75",
                "x % y | 1.5",
                "x % 0.0 | NaN",
                "-x | -7.5",
                "x + i | 14.5",
                "i + x | 14.5",
                "i - x | -0.5",
                "i * x | 52.5",
                "2 ^ 3 ^ 2 | 512",
                "-2 ^ 2 | -4",
                "2 ^ -1 | 0.5",
                "1 + 2 * 3.0 | 7",
                "(1 + 2) * 3.0 | 9",
                "8 / 2 / 2 | 2",
                "min(x, i) | 7",
                "max(x, i) | 7.5",
                "min(x, nan) | NaN",
                "max(nan, x) | NaN",
                "abs(y) | 2",
                "clamp(x, 0, 5) | 5",
                "clamp(nan, 0, 5) | NaN",
                "if(t, i, x) | 7",
                "round(2.5) | 3",
                "round(-2.5) | -3",
                "round(0.49999999999999994) | 0",
                "round(4503599627370497.0) | 4503599627370497",
                "round(nan) | NaN",
                "floor(-2.5) | -3",
                "ceil(-2.5) | -2",
                "sign(y) | -1",
                "float(i) | 7",
                "sqrt(16) | 4",
                "sqrt(-1) | NaN",
                "exp(0) | 1",
                "log(1) | 0",
                "log10(1000) | 3",
                "log(0) | -Infinity",
                "pow(2, 10) | 1024",
                "sin(0) | 0",
                "cos(0) | 1",
                "tan(0) | 0",
                "asin(1) | 1.5707963267948966",
                "acos(1) | 0",
                "atan(1) | 0.7853981633974483",
                "atan2(1, 1) | 0.7853981633974483",
                "sinh(0) | 0",
                "cosh(0) | 1",
                "tanh(0) | 0",
                "a[2] | 4.5",
                "sum(a) | 7.5",
                "avg(a) | 2.5",
                "avg(n) | 4",
                "min(a) | 1",
                "max(a) | 4.5",
                "2.5e1 | 25",
                ".5 | 0.5",
                "pi | 3.141592653589793"
            })
    void shouldComputeFloat64(String source, double expected) {
        assertThat(bench.result(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "i > j | true",
                "i < j | false",
                "i >= 7 | true",
                "i <= 6 | false",
                "i == 7.0 | true",
                "i != 7 | false",
                "x > i | true",
                "x == 7.5 | true",
                "nan == nan | false",
                "nan != nan | true",
                "nan < 1 | false",
                "nan > 1 | false",
                "nan <= 1 | false",
                "nan >= 1 | false",
                "t == f | false",
                "t != f | true",
                "t and f | false",
                "t && t | true",
                "f or t | true",
                "f or f | false",
                "not f | true",
                "!t | false",
                "not f and t | true",
                "t or f and f | true",
                "if(f, t, f) | false",
                "isFinite(x) | true",
                "isFinite(nan) | false",
                "isFinite(1 / zero) | false",
                "isGood(x) | true",
                "isBad(s) | false",
                "isUncertain(t) | false",
                "s == \"it's\" | true",
                "s != 'it''s' | false",
                "'other' == s | false",
                "true | true"
            })
    void shouldComputeBool(String source, boolean expected) {
        assertThat(bench.result(source)).isEqualTo(expected);
    }

    @Test
    void shouldGiveOneNaN() {
        bench.use("x * nan");
        long odd = 0xFFF8000000000001L;
        bench.real("nan", "", Double.longBitsToDouble(odd));

        assertThat(bench.use("-nan").at(0)).isEqualTo(Double.NaN);
        assertThat(bench.check("-nan").compile().evaluate(bench, bench, 1)).isEqualTo(0x7FF8000000000000L);
    }

    @Test
    void shouldReadOnlyWhatTheResultDependsOn() {
        bench.read.clear();
        bench.result("if(t, i, j) > 0 or x > 0");
        assertThat(bench.read).containsExactly(bench.id("t"), bench.id("i"));

        bench.read.clear();
        bench.result("f and x > 0");
        assertThat(bench.read).containsExactly(bench.id("f"));
        assertThat(bench.result("f || t")).isEqualTo(true);
    }

    @Test
    void shouldTakeTheFallbackOfABadOrNonFiniteTag() {
        bench.use("valid(x, i)");
        assertThat(bench.at(0)).isEqualTo(7.5);

        bench.read.clear();
        bench.bad("x");
        assertThat(bench.at(0)).isEqualTo(7.0);
        assertThat(bench.read).containsExactly(bench.id("i"));

        bench.status("x", 0x40000000);
        assertThat(bench.at(0)).isEqualTo(7.5);

        bench.real("x", "", Double.POSITIVE_INFINITY);
        assertThat(bench.at(0)).isEqualTo(7.0);
        assertThat(bench.bad("n").result("valid(n[0], -1)")).isEqualTo(-1L);
    }

    @Test
    void shouldAnswerQualities() {
        bench.bad("x").status("y", 0x40900000);

        assertThat(bench.result("isBad(x) and not isGood(x) and not isUncertain(x)"))
                .isEqualTo(true);
        assertThat(bench.result("isUncertain(y) and not isGood(y) and not isBad(y)"))
                .isEqualTo(true);
        assertThat(bench.result("quality(x)")).isEqualTo(0x80310000L);
    }

    @Test
    void shouldKnowWhatItReads() {
        Expression expression = Expression.parse("i + {x} * if(isBad(Area.Unit.T_1), i, {Odd-1.Name})");

        assertThat(expression.references()).containsExactly("Area.Unit.T_1", "Odd-1.Name", "i", "x");
        assertThat(bench.check("x + i * x + n[1] + quality(y)").operands())
                .containsExactly(bench.id("x"), bench.id("i"), bench.id("n"), bench.id("y"));
        assertThat(bench.check("x + i").memoryWords()).isZero();
        assertThat(bench.check("x + i").isTimed()).isFalse();
    }

    @Test
    void shouldConvertToADeclaredType() {
        assertThat(bench.use(bench.check("i + 1")
                                .convertedTo(
                                        io.ringmain.core.tag.TagType.FLOAT64,
                                        bench.check("1").unit()))
                        .at(0))
                .isEqualTo(8.0);
        assertThatThrownBy(() -> bench.check("x")
                        .convertedTo(
                                io.ringmain.core.tag.TagType.INT64,
                                bench.check("1").unit()))
                .hasMessageContaining("the result is float64, not int64; int(x)");
        assertThatThrownBy(() -> bench.check("t")
                        .convertedTo(
                                io.ringmain.core.tag.TagType.INT64,
                                bench.check("1").unit()))
                .hasMessageContaining("the result is bool, not int64; if(b, 1, 0)");
    }
}
