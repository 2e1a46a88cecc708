package io.ringmain.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999_999_999, 1_763_633_000_123_456_789L, -86_400_000_000_001L, Long.MAX_VALUE})
    void shouldReadWhatItWrites(long ns) {
        assertThat(Times.parse(Times.rfc3339(ns))).isEqualTo(ns);
    }

    @Test
    void shouldWriteNineDecimals() {
        assertThat(Times.rfc3339(1_763_633_000_000_000_001L)).isEqualTo("2025-11-20T10:03:20.000000001Z");
    }

    @Test
    void shouldTakeOffsets() {
        assertThat(Times.parse("2026-01-01T01:00:00+01:00")).isEqualTo(Times.ns(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void shouldRefuseTimesThatDoNotFit() {
        assertThatThrownBy(() -> Times.parse("9999-01-01T00:00:00Z")).isInstanceOf(DateTimeException.class);
    }
}
