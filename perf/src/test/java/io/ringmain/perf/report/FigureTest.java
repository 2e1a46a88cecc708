package io.ringmain.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void shouldBeTheMedianOfItsRuns() {
        assertThat(Figure.ofRuns("a", "ns", 3, 1, 9).value()).isEqualTo(3);
        assertThat(Figure.ofRuns("a", "ns", 4, 1, 9, 2).value()).isEqualTo(3);
    }

    @Test
    void shouldJudgeTheValueThatIsShown() {
        Figure figure = Figure.ofRuns("a", "1/s", 10, 20, 30).atLeast(15);
        assertThat(figure.met()).isTrue();
        assertThat(figure.withValue(12).met()).isFalse();
        assertThat(Figure.ofRuns("a", "ns", 10).atMost(9.9).met()).isFalse();
    }

    @Test
    void shouldKeepTheTargetButNotJudgeItWhenItDoesNotApply() {
        Figure figure = Figure.ofRuns("a", "ns", 10).atMost(9).notApplicable("2 cores, 4 are needed");
        assertThat(figure.target()).isEqualTo(9);
        assertThat(figure.met()).isNull();
        assertThat(figure.withValue(8).met()).isNull();
        assertThat(Reports.of(figure).hasMetTargets()).isTrue();
        assertThatThrownBy(() -> Figure.ofRuns("a", "ns", 10).notApplicable("no target"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldBeASmallerShareOfTheLimitWhenItIsSlower() {
        Figure rate = Figure.ofRuns("rate", "updates/s", 5).shareOf(Figure.ofRuns("limit", "updates/s", 20));
        assertThat(rate.share()).isEqualTo(0.25);
        assertThat(rate.limit()).isEqualTo("limit");
        assertThat(Figure.ofRuns("cost", "ns", 20)
                        .shareOf(Figure.ofRuns("limit", "ns", 5))
                        .share())
                .isEqualTo(0.25);
    }

    @Test
    void shouldCompareRunByRun() {
        Figure ratio = Figure.ofRatios("ratio", Figure.ofRuns("a", "ns", 2, 9, 4), Figure.ofRuns("b", "ns", 1, 3, 1));
        assertThat(ratio.runs()).containsExactly(2.0, 3.0, 4.0);
        assertThat(ratio.unit()).isEqualTo("of b");
        assertThatThrownBy(() -> Figure.ofRatios("c", ratio, Figure.ofRuns("b", "ns", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAlwaysHaveTargetAndMetInJson() throws IOException {
        Report report = Reports.of(
                Figure.ofRuns("plain", "ns", 1, 2),
                Figure.ofRuns("judged", "ns", 1).atMost(2).withNote("equal in all"));
        JsonNode figures = new ObjectMapper().readTree(report.toJson()).get("figures");
        assertThat(figures.get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "value", "unit", "runs", "target", "met");
        assertThat(figures.get(0).get("met").isNull()).isTrue();
        assertThat(figures.get(1).get("met").booleanValue()).isTrue();
        assertThat(figures.get(1).get("note").textValue()).isEqualTo("equal in all");
        assertThat(Report.ofJson(report.toJson())).isEqualTo(report);
    }
}
