package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamLogTest {
    private final StreamLog log = new StreamLog(4, 100);

    private void append(long... sequences) {
        for (long sequence : sequences) {
            log.append(new StreamLog.Entry(sequence, null, Frame.of("test", sequence, out -> {})));
        }
    }

    @Test
    void shouldResumeFromWhereTheLogBegan() {
        append(101, 103);

        assertThat(log.canResume(100)).isTrue();
        assertThat(log.canResume(99)).isFalse();
        assertThat(log.positionAfter(100)).isZero();
        assertThat(log.positionAfter(101)).isEqualTo(1);
        assertThat(log.positionAfter(102)).isEqualTo(1);
        assertThat(log.positionAfter(103)).isEqualTo(2);
    }

    @Test
    void shouldRepeatEntriesThatShareTheSequence() {
        append(101, 102, 102, 103);

        assertThat(log.positionAfter(102)).isEqualTo(1);
    }

    @Test
    void shouldNotResumeFromWhatHasGone() {
        append(101, 102, 103, 104, 105);

        assertThat(log.canResume(100)).isFalse();
        assertThat(log.canResume(101)).isTrue();
        assertThat(log.isOverrun(0)).isTrue();
        assertThat(log.has(1)).isTrue();
    }

    @Test
    void shouldNotResumeOverALoss() {
        append(101, 102);
        log.lose(110);
        append(111);

        assertThat(log.canResume(102)).isFalse();
        assertThat(log.canResume(110)).isTrue();
        assertThat(log.isOverrun(1)).isTrue();
    }
}
