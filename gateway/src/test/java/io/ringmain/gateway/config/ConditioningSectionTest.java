package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Filter.Outlier.Method;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.Scaling.Outside;
import io.ringmain.core.tag.Scaling.Point;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditioningSectionTest {
    private static final long SECOND = 1_000_000_000L;

    private static TagDefinition read(String rest) throws Exception {
        return SiteText.read("site: {name: N}\nconnectors: [{name: p, type: simulator}]\ntags:\n"
                        + "  - {name: A, range: [0, 100], source: {connector: p, address: a}, " + rest + "}\n")
                .site()
                .tags()
                .get(0);
    }

    private static Scaling scaling(String text) throws Exception {
        return read("type: float64, scaling: " + text).conditioning().scaling();
    }

    @Test
    void shouldReadEveryWayToScale() throws Exception {
        assertThat(scaling("{factor: 0.1, offset: -40}")).isEqualTo(Scaling.factor(0.1, -40));
        assertThat(scaling("{factor: 2}")).isEqualTo(Scaling.factor(2, 0));
        assertThat(scaling("{raw: [4, 20], engineering: [0, 100], outside: clamp}"))
                .isEqualTo(Scaling.linear(4, 20, 0, 100).outside(Outside.CLAMP));
        assertThat(scaling("{points: [[0, 0], [10, 100], [20, 150]], outside: bad, raw-type: int64}"))
                .isEqualTo(Scaling.piecewise(new Point(0, 0), new Point(10, 100), new Point(20, 150))
                        .outside(Outside.BAD)
                        .raw(TagType.INT64));
    }

    @Test
    void shouldReadEveryFilterInItsOrder() throws Exception {
        Conditioning read = read("""
                type: int64, rounded: true, stale: 30s, filters: [
                  {kind: outlier},
                  {kind: outlier, method: z-score, window: 31, threshold: 4, minimum: 0.5, shown: last-good},
                  {kind: out-of-range},
                  {kind: out-of-range, range: [5, 95], quality: bad},
                  {kind: exponential, time-constant: 5s},
                  {kind: kalman, process-noise: 0.1, measurement-noise: 2},
                  {kind: frozen, time: 10m},
                ]""").conditioning();

        assertThat(read)
                .isEqualTo(new Conditioning(
                        Scaling.NONE,
                        true,
                        List.of(
                                new Filter.Outlier(Method.HAMPEL, 9, 3, 0, false),
                                new Filter.Outlier(Method.Z_SCORE, 31, 4, 0.5, true),
                                new Filter.OutOfRange(Double.NaN, Double.NaN, false),
                                new Filter.OutOfRange(5, 95, true),
                                new Filter.Exponential(5 * SECOND),
                                new Filter.Kalman(0.1, 2),
                                new Filter.Frozen(0, 600 * SECOND)),
                        30 * SECOND));
    }

    @Test
    void shouldReadADeadbandInTheTagsUnitOrInPercent() throws Exception {
        assertThat(read("type: float64, deadband: 0.5").deadband()).isEqualTo(Deadband.absolute(0.5));
        assertThat(read("type: float64, deadband: 0.5%").deadband()).isEqualTo(Deadband.percent(0.5));
        assertThat(read("type: float64, deadband: '2 %'").deadband()).isEqualTo(Deadband.percent(2));
        assertThat(read("type: float64").deadband()).isEqualTo(Deadband.NONE);
    }

    @Test
    void shouldReadAnArrayAndItsLength() throws Exception {
        TagDefinition read = read("type: 'float64[]', length: 16");

        assertThat(read.type()).isEqualTo(TagType.FLOAT64_ARRAY);
        assertThat(read.length()).isEqualTo(16);
    }
}
