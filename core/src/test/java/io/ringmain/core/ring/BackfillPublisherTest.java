package io.ringmain.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.UpdatePublisher;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackfillPublisherTest {
    private static final int SLOTS = 16;

    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(SLOTS, 1, last);
    private final Accounting accounting = new Accounting();
    private final AtomicLong clockNs = new AtomicLong();
    private final SourcePublisher present = new SourcePublisher(
            ring,
            new IngressClock(1, clockNs::getAndIncrement),
            accounting,
            accounting.register("source"),
            Backpressure.CONFLATE);
    private final UpdatePublisher late = present.backfill();

    private int fill() {
        int taken = 0;
        while (late.update(taken, (long) taken, 0, 1)) {
            taken++;
        }
        return taken;
    }

    @Test
    void shouldLeaveHalfOfTheRingToThePresent() {
        assertThat(fill()).isEqualTo(SLOTS / 2);
        assertThat(ring.slot(3).kind).isEqualTo(EventKind.BACKFILL);
        assertThat(present.update(1, 1.0, 0, 1)).isTrue();
        assertThat(present.held()).isZero();
        assertThat(accounting.refused(0)).isZero();
        assertThat(accounting.received(0)).isEqualTo(SLOTS / 2 + 1);
    }

    @Test
    void shouldTakeTheSameValueLater() {
        int first = fill();
        assertThat(late.update(first, 1.5, 0, 1)).isFalse();
        last.set(first - 1);
        assertThat(late.update(first, 1.5, 0, 1)).isTrue();
        assertThat(ring.slot(first).target).isEqualTo(first);
        assertThat(accounting.received(0)).isEqualTo(first + 1);
    }

    @Test
    void shouldWaitBehindAnUpdateThatIsHeldBack() {
        for (int i = 0; present.held() == 0; i++) {
            present.update(i, 1.0, 0, 1);
        }
        last.set(ring.claimed());
        assertThat(late.update(1, 1.0, 0, 1)).isFalse();
        present.flush();
        assertThat(late.update(1, 1.0, 0, 1)).isTrue();
        assertThat(late.flush()).isTrue();
    }

    @Test
    void shouldTakeTheFirstOfAScanThatHaveRoom() {
        int[] ids = new int[SLOTS];
        assertThat(late.scan(ids, new double[SLOTS], new int[SLOTS], SLOTS, 7)).isEqualTo(SLOTS / 2);
        assertThatThrownBy(() -> late.scan(ids, new double[1], new int[1], 2, 7))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(ring.claimed()).isEqualTo(SLOTS / 2 - 1);
    }
}
