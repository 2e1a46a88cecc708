package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "1ns,1",
        "5us,5000",
        "500ms,500000000",
        "0s,0",
        "2s,2000000000",
        "1.5s,1500000000",
        "1m,60000000000",
        "8h,28800000000000",
        "1d,86400000000000",
        "2 s,2000000000"
    })
    void shouldReadDurations(String text, long ns) {
        assertThat(Quantity.duration(text)).hasValue(ns);
    }

    @ParameterizedTest
    @CsvSource({"1B,1", "64MiB,67108864", "1.5KiB,1536", "1GiB,1073741824"})
    void shouldReadSizes(String text, long bytes) {
        assertThat(Quantity.size(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @CsvSource({"5", "s", "-1s", "1S", "1ms2", "0.1ns", "999999999999999d", "1e3s", "''"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThat(Quantity.duration(text)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({"5", "5MB", "0.3B", "64 mib"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThat(Quantity.size(text)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({"1000000000,1s", "60000000000,1m", "1500000000,1500ms", "7,7ns", "86400000000000,1d"})
    void shouldWriteTheShortestDuration(long ns, String text) {
        assertThat(Quantity.durationText(ns)).isEqualTo(text);
    }
}
