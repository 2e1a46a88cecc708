package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    /** Until all is sent and a frame would be in time. */
    private static void settle(Subscriptions subscriptions) {
        long end = System.nanoTime() + 2 * Limits.PUSH_NS;
        while (System.nanoTime() < end) {
            subscriptions.next(NOW_MS);
        }
    }

    /** One more change, journaled, without giving the core away. */
    private void change(TestGateway gateway) {
        long before = gateway.plant.changes().total();
        gateway.publish(TestSite.FIXED, ++value);
        while (gateway.plant.changes().total() == before) {
            Thread.onSpinWait();
        }
    }

    /** A frame, then a change behind it: whether that was sent at once. */
    private boolean isSentAtOnce(TestGateway gateway, Subscriptions subscriptions) {
        settle(subscriptions);
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
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !isSentAtOnce(gateway, subscriptions));

            assertThat(asked).isPositive();
        }
    }

    @Test
    void shouldNotAskForAnotherLookWhenNothingHasChanged() {
        try (TestGateway gateway = new TestGateway()) {
            Subscriptions subscriptions = subscribed(gateway, 0);
            for (int round = 0; round < ROUNDS; round++) {
                settle(subscriptions);
                change(gateway);
                asked = 0;

                assertThat(subscriptions.next(NOW_MS)).isNotNull();
                assertThat(subscriptions.next(NOW_MS)).isNull();
            }
            assertThat(asked).isZero();
        }
    }
}
