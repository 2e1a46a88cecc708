package io.ringmain.gateway.prom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+1",
                "-2 ^ 3",
                "1e-3 * 2.5E+2",
                "x",
                "{tag=\"A.B\"}",
                "x{a=\"1\", b!='2', c=~`3.*`, d!~\"\",}",
                "x offset 5m",
                "rate(x{a=\"b\"}[1h30m])",
                "rate(x[5m] offset 1d)",
                "sum(x)",
                "sum by (a, b) (rate(x[5m]))",
                "sum(rate(x[5m])) by (a)",
                "avg without (le) (x)",
                "(x + 2) * 3 / y % 4 - 1",
                "histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))",
                "abs(x) + time() - vector(1)",
                "sum",
                "by{rate=\"1\"}",
            })
    void shouldTake(String query) {
        assertThat(Parser.parse(query)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "sum(                   | the query ends too early",
                "x{a=\"b\"              | the query ends too early",
                "x{a}                   | is not expected",
                "x{a=\"b}               | a text has no end",
                "x{a=~\"(\"}            | is no regular expression",
                "{a=\"\"}               | a selector needs a name",
                "{}                     | a selector needs a name",
                "x[5m]+1 y              | is not expected",
                "x[5]]                  | is not expected",
                "x[0s]                  | is not above 0",
                "x[5q]                  | is no duration",
                "rate(x)                | rate is of a selector with a range",
                "sum(x[5m])             | a range stands where a value is expected",
                "topk(3, x)             | the function topk is not answered",
                "predict_linear(x[5m])  | the function predict_linear is not answered",
                "max_over_time(x[5m:1m])| subqueries are not answered",
                "x > 1                  | comparisons are not answered",
                "x == y                 | comparisons are not answered",
                "x and y                | the operator and is not answered",
                "x or y                 | the operator or is not answered",
                "x * on(a) y            | is not answered",
                "abs(x, y)              | abs takes 1 arguments",
                "1.2.3                  | is no number",
                "x # y                  | the character '#' is not expected",
            })
    void shouldSayWhatIsWrongWith(String query, String problem) {
        assertThatThrownBy(() -> Parser.parse(query.strip()))
                .isInstanceOfSatisfying(PromException.class, refused -> {
                    assertThat(refused.type()).isEqualTo("bad_data");
                    assertThat(refused.status()).isEqualTo(400);
                })
                .hasMessageContaining(problem.strip());
    }

    @Test
    void shouldBindProductsCloserThanSumsAndPowersToTheRight() {
        Evaluation evaluation = new Evaluation(Grid.moment(0), new java.util.IdentityHashMap<>());

        for (var pair : Map.of("1+2*3", 7.0, "(1+2)*3", 9.0, "2^3^2", 512.0, "-2^2", -4.0, "7%4", 3.0)
                .entrySet()) {
            assertThat(evaluation.evaluate(Parser.parse(pair.getKey())).scalar())
                    .as(pair.getKey())
                    .containsExactly(pair.getValue());
        }
    }

    @Test
    void shouldRefuseWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> Parser.parse("(".repeat(1_000) + "1" + ")".repeat(1_000)))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> Parser.parse("-".repeat(9_000) + "1")).hasMessageContaining("parts");
        assertThatThrownBy(() -> Parser.parse("1" + "+1".repeat(4_000))).hasMessageContaining("parts");
        assertThatThrownBy(() -> Parser.parse("1".repeat(20_000))).hasMessageContaining("characters");
    }

    @Test
    void shouldMatchWholeLabelsOnly() {
        Map<String, String> labels = Map.of("__name__", "x", "tag", "Feed.Level");

        assertThat(SeriesData.isSelected(labels, Parser.matchers("x{tag=~\"Feed[.].*\"}")))
                .isTrue();
        assertThat(SeriesData.isSelected(labels, Parser.matchers("x{tag=~\"Feed\"}")))
                .isFalse();
        assertThat(SeriesData.isSelected(labels, Parser.matchers("x{tag!~\"Feed[.].*\"}")))
                .isFalse();
        assertThat(SeriesData.isSelected(labels, Parser.matchers("x{area=\"\"}")))
                .isTrue();
        assertThat(SeriesData.isSelected(labels, Parser.matchers("x{area!=\"\"}")))
                .isFalse();
    }

    @Test
    void shouldFindQuantilesBetweenTheBoundsOfBuckets() {
        Grid grid = Grid.moment(0);
        Expr query = Parser.parse("histogram_quantile(0.5, x)");
        java.util.IdentityHashMap<Expr, List<SeriesData>> leaves = new java.util.IdentityHashMap<>();
        Expr leaf = ((Expr.Call) query).arguments().get(1);
        leaves.put(
                leaf,
                List.of(
                        new SeriesData(Map.of("le", "1.0"), new double[] {10}),
                        new SeriesData(Map.of("le", "2.0"), new double[] {30}),
                        new SeriesData(Map.of("le", "+Inf"), new double[] {40})));

        assertThat(new Evaluation(grid, leaves).evaluate(query).series().get(0).values())
                .containsExactly(1.5);
    }
}
