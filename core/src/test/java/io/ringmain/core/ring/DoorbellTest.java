package io.ringmain.core.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DoorbellTest {
    private final Doorbell bell = new Doorbell();

    private Thread sleeper(CountDownLatch lying) {
        Thread thread = new Thread(() -> {
            bell.lieDown();
            lying.countDown();
            while (!bell.hasRung()) {
                bell.sleep(TimeUnit.HOURS.toNanos(1));
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void shouldWakeWhoSleeps() throws InterruptedException {
        CountDownLatch lying = new CountDownLatch(1);
        Thread thread = sleeper(lying);
        lying.await();
        bell.ring();
        thread.join();
        assertThat(bell.hasRung()).isTrue();
    }

    @Test
    void shouldWakeWhoSleepsWhenSomethingIsPublished() throws InterruptedException {
        Ring ring = new Ring(8, 1, new Ring.Cursor());
        CountDownLatch lying = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            ring.bell().lieDown();
            lying.countDown();
            while (!ring.bell().hasRung()) {
                ring.bell().sleep(TimeUnit.HOURS.toNanos(1));
            }
        });
        thread.start();
        lying.await();
        ring.publish(ring.tryClaim());
        thread.join();
        assertThat(ring.isPublished(0)).isTrue();
    }

    @Test
    void shouldWakeWhoSleepsWhenAScanIsPublished() {
        Ring ring = new Ring(8, 1, new Ring.Cursor());
        Accounting accounting = new Accounting();
        SourcePublisher source = new SourcePublisher(
                ring,
                new IngressClock(1, System::nanoTime),
                accounting,
                accounting.register("source"),
                Backpressure.REFUSE);
        ring.bell().lieDown();
        assertThat(source.scan(new int[3], new double[3], new int[3], 3, 0)).isEqualTo(3);
        assertThat(ring.bell().hasRung()).isTrue();
    }

    @Test
    void shouldWakeTheNextStageWhenOneHasComeFurther() {
        Ring.Cursor cursor = new Ring.Cursor();
        cursor.bell().lieDown();
        cursor.set(0);
        assertThat(cursor.bell().hasRung()).isTrue();
        cursor.bell().sleep(TimeUnit.HOURS.toNanos(1)); // the ring's permit is there, so this returns
    }

    @Test
    void shouldRingForNobodyWhoHasGotUp() {
        bell.lieDown();
        bell.getUp();
        bell.ring();
        assertThat(bell.hasRung()).isTrue();
    }
}
