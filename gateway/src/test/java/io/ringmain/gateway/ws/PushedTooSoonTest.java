package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.plant.ChangeMarks;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that come within half a millisecond of a frame, and nothing after them. */
class PushedTooSoonTest {
    private static final long NOW_MS = 1_000;
    private static final int ROUNDS = 50;

    private int asked;
    private double value;

    private Subscriptions subscribed(TestGateway gateway, double hz) {
        Subscriptions made = new Subscriptions(
                gateway.plant, Encoding.JSON, new ByteArrayOutputStream(), new StreamFigures(), () -> asked++);
        made.add("s", made.resolve(List.of(TestSite.FIXED)), hz);
        return made;
    }

    private static void pause() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 2 * Limits.PUSH_NS) {
            Thread.onSpinWait();
        }
    }

    /** Until all changes, those of other tags too, have been looked at so long ago that a frame would be in time. */
    private static void settle(TestGateway gateway, Subscriptions subscriptions) {
        ChangeMarks marks = gateway.plant.changes();
        long total;
        do {
            pause();
            total = marks.total();
            while (subscriptions.next(NOW_MS) != null) {
                pause();
            }
            pause();
        } while (marks.total() != total);
    }

    /** One more change, journaled, without giving the core away. */
    private void change(TestGateway gateway) {
        ChangeMarks marks = gateway.plant.changes();
        int tag = gateway.plant.site().tagId(TestSite.FIXED);
        long before = marks.of(tag);
        long total = marks.total();
        gateway.publish(TestSite.FIXED, ++value);
        // other tags change, too, and the total follows the tag
        while (marks.of(tag) == before || marks.total() == total) {
            Thread.onSpinWait();
        }
    }

    /** A frame, then a change behind it: whether that was sent at once. */
    private boolean isSentAtOnce(TestGateway gateway, Subscriptions subscriptions) {
        settle(gateway, subscriptions);
        change(gateway);
        assertThat(subscriptions.next(NOW_MS)).isNotNull();
        asked = 0;
        change(gateway);
        return subscriptions.next(NOW_MS) != null;
    }

    @Test
    void shouldAskForAnotherLookWhenAChangeComesTooSoonToBePushed() {
        try (TestGateway gateway = new TestGateway()) {
            Subscriptions subscriptions = subscribed(gateway, 0);

            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !isSentAtOnce(gateway, subscriptions));

            assertThat(asked).isPositive();
        }
    }

    @Test
    void shouldNotAskForAnotherLookWhenNothingHasChanged() {
        try (TestGateway gateway = new TestGateway()) {
            Subscriptions subscriptions = subscribed(gateway, 0);
            int quiet = 0;
            while (quiet < ROUNDS) {
                settle(gateway, subscriptions);
                change(gateway);
                long total = gateway.plant.changes().total();
                asked = 0;

                assertThat(subscriptions.next(NOW_MS)).isNotNull();
                assertThat(subscriptions.next(NOW_MS)).isNull();
                if (gateway.plant.changes().total() == total) {
                    assertThat(asked).isZero();
                    quiet++;
                }
            }
        }
    }
}
