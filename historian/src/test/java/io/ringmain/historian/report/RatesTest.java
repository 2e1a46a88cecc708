package io.ringmain.historian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final long TEN_NS = 10 * MINUTE_NS;
    /** Twenty past an hour. */
    private static final long FROM = 1_000 * HOUR_NS + 20 * MINUTE_NS;

    private final Rates rates = new Rates(FROM);

    @Test
    void shouldDrawADayInTenMinutes() {
        rates.add(FROM);
        rates.add(FROM + 3 * TEN_NS);
        rates.add(FROM + 3 * TEN_NS + 1);

        List<AlarmReport.Bar> bars = rates.bars(FROM, FROM + 24 * HOUR_NS);

        assertThat(bars).hasSize(145);
        assertThat(bars.get(0)).isEqualTo(new AlarmReport.Bar(FROM, TEN_NS, 1));
        assertThat(bars.get(3)).isEqualTo(new AlarmReport.Bar(FROM + 3 * TEN_NS, TEN_NS, 2));
    }

    @Test
    void shouldDrawAWeekInWholeHours() {
        rates.add(FROM);
        rates.add(FROM + 7 * 24 * HOUR_NS - 1);

        List<AlarmReport.Bar> bars = rates.bars(FROM, FROM + 7 * 24 * HOUR_NS - 1);

        assertThat(bars).hasSizeLessThanOrEqualTo(168);
        assertThat(bars.get(0).fromNs()).isEqualTo(1_000 * HOUR_NS);
        assertThat(bars.get(0).lengthNs() % HOUR_NS).isZero();
        assertThat(bars.stream().mapToLong(AlarmReport.Bar::annunciations).sum())
                .isEqualTo(2);
    }

    @Test
    void shouldCountHoursOfTheClock() {
        for (int i = 0; i < 4; i++) {
            rates.add(FROM + i * TEN_NS);
        }
        rates.add(FROM + 4 * TEN_NS);

        assertThat(rates.mostInAnHour()).isEqualTo(4);
    }
}
