package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.ControlPublisher;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Ring;
import org.junit.jupiter.api.Test;

/** A ring of 64 slots that nobody empties, and more answers than fit. */
class AnswersTest {
    private static final int SLOTS = 64;
    private static final int QUEUE = 4096;

    private final Accounting accounting = new Accounting();
    private final int source = accounting.register("devices");
    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(SLOTS, 1, last);
    private final Answers answers =
            new Answers(new ControlPublisher(ring, new IngressClock(1, () -> 0), accounting, source));

    @Test
    void shouldCountEveryAnswerOnceHoweverOftenItIsTried() {
        for (int i = 0; i < SLOTS + 10; i++) {
            answers.publish(i, 0);
        }
        answers.drain();
        answers.drain();
        assertThat(accounting.received(source)).isEqualTo(SLOTS);
        last.set(SLOTS - 1);
        answers.drain();
        assertThat(accounting.received(source)).isEqualTo(SLOTS + 10);
        assertThat(accounting.refused(source)).isZero();
    }

    @Test
    void shouldCountAnAnswerThatFindsNoRoomAnywhereAsRefused() {
        for (int i = 0; i < SLOTS + QUEUE + 3; i++) {
            answers.publish(i, 0);
        }
        assertThat(accounting.refused(source)).isEqualTo(3);
        assertThat(accounting.received(source)).isEqualTo(SLOTS + 3);
    }
}
