package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreasTest {
    @ParameterizedTest
    @CsvSource({
        "Feed,        Feed,          true",
        "Feed,        Feed/North,    true",
        "Feed,        Feed.North,    true",
        "Feed,        Feedwater,     false",
        "Feed,        feed,          false",
        "Feed,        '',            false",
        "Feed/North,  Feed,          false",
        "Feed/North,  Feed/North/1,  true",
        "Feed/North,  Feed/South,    false"
    })
    void shouldCoverAnAreaAndAllBelowIt(String limit, String area, boolean isCovered) {
        assertThat(Areas.of(List.of(limit)).covers(area)).isEqualTo(isCovered);
    }

    @Test
    void shouldCoverWhatIsInNoAreaWhenThereIsNoLimit() {
        assertThat(Areas.EVERYWHERE.covers("")).isTrue();
    }

    @Test
    void shouldKeepTheWidestOnly() {
        assertThat(Areas.of(List.of("Feed/North", "Tank", "Feed")).names()).containsExactly("Feed", "Tank");
    }

    @Test
    void shouldTakeTheNarrowerOfTwoLimits() {
        Areas some = Areas.of(List.of("Feed", "Tank/1"));
        Areas others = Areas.of(List.of("Feed/North", "Tank", "Boiler"));

        assertThat(some.and(others).names()).containsExactly("Feed/North", "Tank/1");
        assertThat(others.and(some)).isEqualTo(some.and(others));
    }

    @Test
    void shouldCoverNothingWhenTwoLimitsHaveNothingInCommon() {
        Areas none = Areas.of(List.of("Feed")).and(Areas.of(List.of("Tank")));

        assertThat(none.covers("Feed")).isFalse();
        assertThat(none.isEverywhere()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "' Feed'", "'a\tb'"})
    void shouldRefuseWhatIsNoName(String name) {
        assertThatThrownBy(() -> Areas.of(List.of(name))).isInstanceOf(IllegalArgumentException.class);
    }
}
