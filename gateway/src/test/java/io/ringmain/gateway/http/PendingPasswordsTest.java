package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.gateway.view.Problem;
import org.junit.jupiter.api.Test;

class PendingPasswordsTest {
    private final PendingPasswords pending = new PendingPasswords();

    @Test
    void shouldRefuseASourceThatHasTooManyAndNoOther() {
        for (int i = 0; i < PendingPasswords.MOST_PER_SOURCE; i++) {
            pending.begin("198.51.100.7");
        }

        assertThatThrownBy(() -> pending.begin("198.51.100.7")).isInstanceOf(Problem.class);
        assertThatCode(() -> pending.begin("198.51.100.8")).doesNotThrowAnyException();
        pending.end("198.51.100.7");
        assertThatCode(() -> pending.begin("198.51.100.7")).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCountWhatHasNoSourceOfItsOwn() {
        for (int i = 0; i <= PendingPasswords.MOST_PER_SOURCE; i++) {
            pending.begin("");
        }
        pending.end("");
    }
}
