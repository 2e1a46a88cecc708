package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingSectionTest {
    private static final String HEAD = "site: {name: North}\ntags:\n";

    private static TagDefinition read(String tag) throws Exception {
        return SiteText.read(HEAD + "  - {" + tag + "}\n").site().tags().get(0);
    }

    @Test
    void shouldReadEveryMode() throws Exception {
        assertThat(read("name: A, type: float64").recording()).isEqualTo(Recording.EVERY);
        assertThat(read("name: A, type: float64, history: true").recording()).isEqualTo(Recording.EVERY);
        assertThat(read("name: A, type: float64, history: false").history()).isFalse();
        assertThat(read("name: A, type: float64, history: {mode: none}").history())
                .isFalse();
        assertThat(read("name: A, type: int64, history: {deadband: 2, min-interval: 1s}")
                        .recording())
                .isEqualTo(Recording.onChange(Deadband.absolute(2), 1_000_000_000L));
        assertThat(read("name: A, type: string, history: {mode: periodic, interval: 10s}")
                        .recording())
                .isEqualTo(Recording.periodic(10_000_000_000L));
        assertThat(read("name: A, type: float64, range: [0, 10], history: {mode: compressed, deviation: 0.5%}")
                        .recording())
                .isEqualTo(Recording.compressed(Deadband.percent(0.5), 600_000_000_000L));
        assertThat(read("name: A, type: float64, history: {mode: compressed, deviation: 2, max-interval: 1h}")
                        .recording())
                .isEqualTo(Recording.compressed(Deadband.absolute(2), 3_600_000_000_000L));
    }

    @Test
    void shouldDrawALineByTypeOrAsDeclared() throws Exception {
        assertThat(read("name: A, type: float64").isSloped()).isTrue();
        assertThat(read("name: A, type: int64").isSloped()).isFalse();
        assertThat(read("name: A, type: float64, history: {interpolation: stepped}")
                        .isSloped())
                .isFalse();
        assertThat(read("name: A, type: int64, history: {interpolation: sloped}")
                        .isSloped())
                .isTrue();
        assertThat(read("name: A, type: int64, history: {mode: compressed, deviation: 1}")
                        .isSloped())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "float64 | compressed | tags[A].history: 'compressed' is not allowed, must be true or false",
                "float64 | {mode: periodical} | tags[A].history.mode: 'periodical' is not allowed, must be one of on-change,"
                        + " periodic, compressed, none, did you mean 'periodic'?",
                "float64 | {mode: periodic} | tags[A].history.interval: is missing, must be a duration with a unit such as 500ms",
                "float64 | {mode: periodic, interval: 1ms} | tags[A].history.interval: 1ms is not allowed, must be between 10ms"
                        + " and 1d",
                "float64 | {mode: periodic, interval: 1s, deadband: 1} | tags[A].history.deadband: is not for periodic, which"
                        + " takes interval, interpolation",
                "float64 | {mode: compressed} | tags[A].history.deviation: is missing, must be a number, or a percentage",
                "float64 | {mode: compressed, deviation: 1%} | tags[A].history.deviation: in percent needs a range with both ends",
                "float64 | {mode: compressed, deviation: -1} | tags[A].history.deviation: -1.0 is not allowed, must be a number of"
                        + " 0 or more",
                "float64 | {mode: compressed, deviation: 1, interpolation: stepped} | tags[A].history.interpolation: stepped is not"
                        + " allowed with compressed, which keeps the ends of lines",
                "bool | {mode: compressed, deviation: 1} | tags[A].history.mode: compressed is allowed for int64 and float64 only,"
                        + " not for bool",
                "string | {deadband: 1} | tags[A].history.deadband: is allowed for int64 and float64 only, not for string",
                "bool | {interpolation: sloped} | tags[A].history.interpolation: sloped is allowed for int64 and float64 only, not"
                        + " for bool",
                "float64 | {mod: none} | tags[A].history.mod: is not known, did you mean 'mode'?",
            })
    void shouldSayWhatIsWrong(String type, String history, String problem) {
        List<String> problems =
                SiteText.problems(HEAD + "  - {name: A, type: " + type + ", history: " + history + "}\n");
        assertThat(problems).singleElement().asString().startsWith("site.yaml:3: " + problem);
    }
}
