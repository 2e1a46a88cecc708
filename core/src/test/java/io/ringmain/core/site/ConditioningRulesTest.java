package io.ringmain.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Filter.Outlier.Method;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.Scaling.Outside;
import io.ringmain.core.tag.Scaling.Point;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditioningRulesTest {
    private static final long SECOND = 1_000_000_000L;

    private static List<SiteProblem> check(TagDefinition tag) {
        return SiteRules.check(
                new SiteDefinition(
                        "s",
                        List.of(new ConnectorDefinition("plc", "t", Map.of())),
                        List.of(tag),
                        List.of(),
                        List.of()),
                List.of());
    }

    private static TagDefinition tag(TagType type, Conditioning conditioning) {
        return TagDefinition.builder("T", type).conditioning(conditioning).build();
    }

    private static Arguments scaling(Scaling scaling, String message) {
        return Arguments.of(tag(TagType.FLOAT64, Conditioning.scaled(scaling)), "scaling", message);
    }

    private static Arguments filter(Filter filter, String message) {
        return Arguments.of(tag(TagType.FLOAT64, Conditioning.filtered(filter)), "filters", message);
    }

    private static Scaling points(int count) {
        return Scaling.piecewise(
                IntStream.range(0, count).mapToObj(i -> new Point(i, i)).toArray(Point[]::new));
    }

    static Stream<Arguments> refused() {
        Filter smooth = new Filter.Exponential(SECOND);
        return Stream.of(
                scaling(Scaling.factor(0, 1), "factor 0.0 is not allowed"),
                scaling(Scaling.factor(Double.NaN, 1), "factor NaN is not allowed"),
                scaling(Scaling.factor(1, Double.POSITIVE_INFINITY), "offset Infinity is not allowed"),
                scaling(Scaling.factor(1, 1).outside(Outside.CLAMP), "a factor has no ends"),
                scaling(points(1), "1 points are not allowed, must be 2 to 64"),
                scaling(points(65), "65 points are not allowed"),
                scaling(Scaling.linear(5, 5, 0, 1), "raw 5.0 of point 2 is not allowed, must be above 5.0"),
                scaling(Scaling.linear(0, Double.NaN, 0, 1), "point 2 is not of two finite numbers"),
                scaling(
                        Scaling.linear(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 1),
                        "points 1 and 2 are too far from each other"),
                scaling(Scaling.factor(1, 1).raw(TagType.STRING), "raw type string is not allowed"),
                Arguments.of(tag(TagType.INT64, Conditioning.scaled(Scaling.factor(2, 0))), "scaling", "rounded: true"),
                Arguments.of(tag(TagType.BOOL, Conditioning.scaled(Scaling.factor(2, 0))), "scaling", "not bool"),
                Arguments.of(tag(TagType.FLOAT64, Conditioning.NONE.rounded()), "rounded", "int64 only"),
                Arguments.of(tag(TagType.FLOAT64, Conditioning.NONE.withStale(-1)), "stale", "must be 0 or more"),
                Arguments.of(
                        tag(TagType.FLOAT64, Conditioning.scaled(Scaling.linear(0, 1, 5, 5)))
                                .change()
                                .source(new TagSource("plc", "a", TagSource.Mode.POLL, 100))
                                .build(),
                        "scaling",
                        "can not be turned round"),
                filter(new Filter.Exponential(0), "time constant must be above 0"),
                filter(new Filter.Kalman(0, 1), "process noise 0.0 is not allowed"),
                filter(new Filter.Kalman(1, Double.NaN), "measurement noise NaN is not allowed"),
                filter(new Filter.Outlier(Method.HAMPEL, 2, 3, 0, true), "window 2 is not allowed, must be 3 to 31"),
                filter(new Filter.Outlier(Method.HAMPEL, 32, 3, 0, true), "window 32 is not allowed"),
                filter(new Filter.Outlier(Method.Z_SCORE, 5, 0, 0, true), "threshold 0.0 is not allowed"),
                filter(new Filter.Outlier(Method.Z_SCORE, 5, 3, -1, true), "minimum -1.0 is not allowed"),
                filter(new Filter.OutOfRange(Double.NaN, Double.NaN, true), "the tag has no range"),
                filter(new Filter.OutOfRange(5, 5, true), "the low end must be below the high end"),
                filter(new Filter.Frozen(-1, SECOND), "epsilon -1.0 is not allowed"),
                filter(new Filter.Frozen(0, 0), "frozen: time must be above 0"),
                Arguments.of(
                        tag(
                                TagType.FLOAT64,
                                Conditioning.filtered(new Filter.Frozen(0, SECOND), new Filter.Frozen(1, SECOND))),
                        "filters",
                        "frozen is there 2 times"),
                Arguments.of(
                        tag(
                                TagType.FLOAT64,
                                Conditioning.filtered(
                                        Collections.nCopies(9, smooth).toArray(new Filter[0]))),
                        "filters",
                        "9 are not allowed, must be at most 8"),
                Arguments.of(tag(TagType.INT64, Conditioning.filtered(smooth)), "filters", "rounded: true"),
                Arguments.of(tag(TagType.BOOL, Conditioning.filtered(smooth)), "filters", "frozen only"),
                Arguments.of(
                        tag(TagType.STRING, Conditioning.filtered(new Filter.Frozen(0, SECOND))),
                        "filters",
                        "not allowed for string"),
                Arguments.of(
                        tag(TagType.FLOAT64, Conditioning.NONE)
                                .change()
                                .deadband(Deadband.percent(5))
                                .build(),
                        "deadband",
                        "in percent needs a range"),
                Arguments.of(
                        tag(TagType.FLOAT64, Conditioning.NONE)
                                .change()
                                .deadband(Deadband.percent(101))
                                .range(0, 1)
                                .build(),
                        "deadband",
                        "101.0 % is not allowed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuse(TagDefinition tag, String key, String message) {
        assertThat(check(tag)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void shouldAcceptWhatMakesSense() {
        assertThat(check(tag(TagType.FLOAT64, Conditioning.scaled(points(64))))).isEmpty();
        assertThat(check(tag(
                        TagType.INT64,
                        Conditioning.scaled(Scaling.linear(0, 1, 5, 5).outside(Outside.BAD))
                                .rounded()
                                .withFilters(new Filter.Exponential(SECOND), new Filter.Frozen(0, SECOND)))))
                .isEmpty();
        assertThat(check(tag(TagType.BOOL, Conditioning.filtered(new Filter.Frozen(0, SECOND)))))
                .isEmpty();
        assertThat(check(tag(TagType.STRING, Conditioning.NONE.withStale(SECOND))))
                .isEmpty();
        assertThat(check(tag(TagType.FLOAT64, Conditioning.filtered(new Filter.OutOfRange(5, Double.NaN, false)))))
                .isEmpty();
    }
}
