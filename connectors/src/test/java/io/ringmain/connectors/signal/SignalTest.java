package io.ringmain.connectors.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {
    private static final long MS = 1_000_000;

    private static Signal signal(String address, TagType type) {
        return new SignalReader(7)
                .read(TagDefinition.internal("Test.Tag", type).withSource(new TagSource("s", address, Mode.POLL, 100)));
    }

    @ParameterizedTest
    @CsvSource({
        "sine period=8s amplitude=2 offset=10, 2000, 12",
        "sine period=8s amplitude=2 offset=10 phase=0.25, 0, 12",
        "square period=10s amplitude=1 duty=0.2, 1000, 1",
        "square period=10s amplitude=1 duty=0.2, 3000, -1",
        "triangle period=4s, 1000, 0",
        "triangle period=4s, 2000, 1",
        "ramp period=4s amplitude=50 offset=50, 1000, 25",
        "pulse period=10s width=2s amplitude=5, 11000, 5",
        "pulse period=10s width=2s amplitude=5, 13000, 0",
        "counter period=500ms start=10 step=2, 2600, 20",
        "counter period=1s modulo=3, 4000, 1",
        "'steps values=1,2,5 hold=2s', 5000, 5",
        "'steps values=1,2,5 hold=2s', 6000, 1",
        "constant value=3.5, 99, 3.5",
    })
    void shouldHaveAValueForEachTime(String address, long ms, double expected) {
        assertThat(signal(address, TagType.FLOAT64).number(ms * MS, 0)).isEqualTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"walk period=10s amplitude=3 offset=100", "noise amplitude=3 offset=100", "sine noise=1 offset=100"})
    void shouldBeTheSameFromTheSameSeedAndStayWithinItsBounds(String address) {
        Signal one = signal(address, TagType.FLOAT64);
        Signal same = signal(address, TagType.FLOAT64);
        Signal other = signal(address + " seed=8", TagType.FLOAT64);
        int differences = 0;
        for (int i = 0; i < 10_000; i++) {
            long ns = i * 10 * MS;
            assertThat(same.number(ns, i)).isEqualTo(one.number(ns, i));
            assertThat(one.number(ns, i)).isBetween(97.0, 103.0);
            differences += one.number(ns, i) == other.number(ns, i) ? 0 : 1;
        }
        assertThat(differences).isGreaterThan(9_000);
    }

    @Test
    void shouldFailAsOftenAsItIsSaid() {
        Signal signal =
                signal("constant value=1 bad=0.1 uncertain=0.2 dropout=0.05 spike=0.01 spike-size=7", TagType.FLOAT64);
        int bad = 0;
        int uncertain = 0;
        int dropped = 0;
        int spikes = 0;
        for (int i = 0; i < 100_000; i++) {
            int status = signal.faults().status(signal.seed(), i);
            bad += status == Quality.BAD_SENSOR_FAILURE ? 1 : 0;
            uncertain += status == Quality.UNCERTAIN_SENSOR_NOT_ACCURATE ? 1 : 0;
            dropped += signal.faults().isDropped(signal.seed(), i) ? 1 : 0;
            spikes += Math.abs(signal.number(0, i) - 1) == 7 ? 1 : 0;
        }
        assertThat(bad).isCloseTo(10_000, within(500));
        assertThat(uncertain).isCloseTo(18_000, within(500));
        assertThat(dropped).isCloseTo(5_000, within(400));
        assertThat(spikes).isCloseTo(1_000, within(200));
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT64, sinus, sine",
        "FLOAT64, sine perod=1s, period",
        "FLOAT64, sine period=1, forms such as 250ms",
        "FLOAT64, sine amplitude=much, no number",
        "FLOAT64, square duty=2, 0 to 1",
        "FLOAT64, sine period=1s period=2s, twice",
        "FLOAT64, steps hold=1s, values= is missing",
        "FLOAT64, constant, value= is missing",
        "INT64, constant value=idle, no number",
        "BOOL, 'steps values=on,off', no bool",
        "FLOAT64, point low=2 high=1, low is above high"
    })
    void shouldRefuseAnAddressAndSayWhatIsAllowed(TagType type, String address, String said) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> signal(address, type)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }
}
