package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(1_000, 30_000);

    @Test
    void shouldDoubleUpToTheLimitAndBeShortenedByAHalfAtMost() {
        for (long most : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            assertThat(backoff.failed(false)).isBetween(most / 2, most);
        }
    }

    @Test
    void shouldBeginAnewAfterASuccess() {
        for (int i = 0; i < 10; i++) {
            backoff.failed(false);
        }
        backoff.succeeded();
        assertThat(backoff.failed(false)).isBetween(500L, 1_000L);
    }

    @Test
    void shouldNotWaitLongForAServerThatIsNotThere() {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.failed(true)).isLessThanOrEqualTo(2_000);
        }
    }

    @Test
    void shouldKeepToALongerPauseThatWasAskedFor() {
        Backoff slow = new Backoff(10_000, 30_000);
        for (int i = 0; i < 10; i++) {
            assertThat(slow.failed(true)).isBetween(5_000L, 10_000L);
        }
    }
}
