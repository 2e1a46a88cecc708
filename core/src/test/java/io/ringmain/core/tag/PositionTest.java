package io.ringmain.core.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @ParameterizedTest
    @CsvSource({"12.4km,12400", "350m,350", "350 m,350", "1.005km,1005", "0km,0", "0.5m,0.5"})
    void shouldReadMetres(String text, double expected) {
        assertThat(Position.metres(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12.4", "-1km", "12,4km", "1e3m", "12.4 mi", "km", "12.4KM", "1.m"})
    void shouldRefuseEverythingElse(String text) {
        assertThat(Position.metres(text)).isEmpty();
    }
}
