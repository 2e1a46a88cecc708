package io.ringmain.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("deadband", "on-delay", "off-delay", "limit", "tag");

    @ParameterizedTest
    @CsvSource({
        "deadbnad, deadband",
        "dead-band, deadband",
        "ondelay, on-delay",
        "limt, limit",
        "atg, tag",
        "tga, tag",
    })
    void shouldNameWhatWasProbablyMeant(String typed, String meant) {
        assertThat(NearestName.hint(typed, KNOWN)).isEqualTo(", did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"x", "priority", "delay-of-the-on-kind"})
    void shouldSayNothingWhenNothingIsNear(String typed) {
        assertThat(NearestName.hint(typed, KNOWN)).isEmpty();
    }
}
