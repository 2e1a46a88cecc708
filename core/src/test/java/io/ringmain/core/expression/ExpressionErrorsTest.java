package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionErrorsTest {
    private final Bench bench = new Bench()
            .real("x", "", 1)
            .bool("b", true)
            .integer("i", "", 1)
            .text("s", "")
            .real("a", "", 1, 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | unexpected the end",
                "x + | 4 | unexpected the end",
                "x x | 3 | unexpected 'x', expected an operator",
                "(x | 3 | '(' of column 1 is not closed",
                "x) | 2 | unexpected ')'",
                "x = 1 | 3 | equality is ==",
                "x & b | 3 | or &&",
                "b ? 1 : 2 | 3 | if(condition",
                "x-y§ | 4 | U+00A7",
                "{x | 1 | without '}'",
                "{} | 1 | no name",
                "'x | 1 | a quote that does not end",
                "y + 1 | 1 | unknown tag 'y'",
                "averge(x, 1s) | 1 | did you mean 'average'?",
                "x + foobarbaz(x) | 5 | known are abs acos",
                "Rate(x) | 1 | did you mean 'rate'?",
                "min() | 1 | min has 0 arguments, it is written min(a, b, ...)",
                "if(b, 1) | 1 | if(condition, then, else)",
                "5bar | 2 | unknown unit of time 'bar'",
                "x < 1 < 2 | 7 | not chained",
                "b + 1 | 1 | + needs a number, this is a bool",
                "not x | 5 | not needs a bool, this is float64",
                "b and x | 7 | and needs a bool",
                "b > b | 3 | a bool has == and !=",
                "b == 1 | 3 | one side is bool, the other int64",
                "if(b, b, 1) | 1 | one side is bool",
                "s + 1 | 1 | is a string",
                "s == s | 1 | is a string",
                "s < 'a' | 3 | compared by == or !=",
                "x == 'a' | 3 | 'x' is float64, not a string",
                "'a' | 1 | a text stands only",
                "'a' == 'b' | 5 | with a tag of type string",
                "a + 1 | 1 | is an array of 2",
                "a[2] | 1 | no element 2, 'a' has 2",
                "a[x] | 3 | an index is a whole number",
                "a[1 | 4 | '[' of column 2",
                "s[0] | 1 | has no elements",
                "sum(x + 1) | 7 | sum needs the name of an array",
                "sum(b) | 5 | needs numbers",
                "isGood(x + 1) | 10 | needs the name of a tag",
                "rate(x, 5) | 9 | a duration such as 10s is needed: rate(x [, window])",
                "delay(x, 0s) | 10 | 1us to 1000d",
                "delay(x, 9999999d) | 10 | 1us to 1000d",
                "delay(x, 1e99999999999d) | 10 | 1us to 1000d",
                "average(b, 1s) | 9 | average needs a number",
                "rising(x) | 8 | rising needs a bool",
                "99999999999999999999 | 1 | beyond int64",
                "1e999 | 1 | beyond float64",
                "convert(x, 1) | 12 | a unit in quotes",
                "and | 1 | unexpected 'and'",
                "x + and | 5 | unexpected 'and'",
                "div(x, 2) | 1 | div divides int64",
                "1'bar | 2 | a quote that does not end",
                "x[0.5] | 3 | an index"
            })
    void shouldSayWhereAndWhat(String source, int column, String message) {
        assertThatThrownBy(() -> bench.check(source))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("column " + column + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldSayHowOrIsWritten() {
        assertThatThrownBy(() -> bench.check("b | b"))
                .hasMessage("column 3: unexpected character '|', or is written 'or' or ||");
    }

    @Test
    void shouldBoundLengthSizeAndDepth() {
        assertThat(catchThrowable(() -> bench.check("x".repeat(4_097))))
                .hasMessageContaining("at most 4096 characters");
        assertThat(catchThrowable(() -> bench.check("x" + "+x".repeat(300)))).hasMessageContaining("more than 600");
        for (String deep : new String[] {"(", "-", "not ", "!", "abs(", "x^", "x^-", "if(b,", "+"}) {
            assertThat(catchThrowable(() -> bench.check(deep.repeat(4_000 / deep.length()))))
                    .as(deep)
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining("nested deeper than 64");
        }
        assertThat(catchThrowable(() -> bench.check("average(x, 1s)" + " + average(x, 1s)".repeat(50))))
                .hasMessageContaining("history of all time functions takes more than 16384 bytes");
    }

    @Test
    void shouldTakeTheLargestExpressions() {
        assertThat(bench.result("x" + "+x".repeat(299))).isEqualTo(300.0);
        assertThat(bench.result("(".repeat(63) + "x" + ")".repeat(63))).isEqualTo(1.0);
        assertThat(bench.result("x" + "+ previous(if(b, x, i))".repeat(60))).isEqualTo(61.0);
    }

    @Test
    void shouldAnswerAnyTextWithAnExpressionOrItsProblem() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String[] words = {
            "x",
            "b",
            "i",
            "s",
            "a",
            "{x}",
            "(",
            ")",
            "[",
            "]",
            ",",
            "+",
            "-",
            "*",
            "/",
            "%",
            "^",
            "<",
            "==",
            "and",
            "or",
            "not",
            "if(",
            "min(",
            "rate(",
            "average(",
            "delay(",
            "count(",
            "convert(",
            "valid(",
            "sum(",
            "isGood(",
            "1",
            "2.5",
            "0",
            "'bar'",
            "5'K'",
            "10s",
            "1ms",
            "true",
            " ",
            "\"",
            "é",
            "\0",
            "1e400",
            "99999999999999999999",
            "'"
        };
        int valid = 0;
        for (int run = 0; run < 30_000; run++) {
            StringBuilder source = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                source.append(words[random.nextInt(words.length)]);
            }
            try {
                bench.use(source.toString()).at(0);
                valid++;
            } catch (ExpressionException e) {
                assertThat(e.column()).as(source.toString()).isBetween(1, source.length() + 1);
            }
        }
        assertThat(valid).isPositive();
    }
}
