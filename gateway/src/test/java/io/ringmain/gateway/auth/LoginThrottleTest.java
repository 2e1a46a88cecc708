package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {
    private static final Source SOURCE = new Source("198.51.100.7", "198.51.100.7");
    private static final Source OTHER = new Source("198.51.100.8", "198.51.100.8");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final LoginThrottle throttle = new LoginThrottle(clock, 3, Duration.ofSeconds(8), Duration.ofMinutes(1));

    @Test
    void shouldWaitTwiceAsLongAfterEachFurtherFailureUpToTheLongest() {
        long[] expected = {0, 0, 1, 2, 4, 8, 8};
        for (long seconds : expected) {
            throttle.failed("ann");
            assertThat(throttle.lockedSeconds("ann")).isEqualTo(seconds);
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(throttle.lockedSeconds("ann")).isZero();
        }
        assertThat(throttle.lockedSeconds("bob")).isZero();
    }

    @Test
    void shouldForgetFailuresAfterAWhile() {
        for (int i = 0; i < 3; i++) {
            throttle.failed("ann");
        }
        clock.advance(Duration.ofSeconds(61));
        throttle.failed("ann");

        assertThat(throttle.lockedSeconds("ann")).isZero();
    }

    @Test
    void shouldStayBoundedWhateverIsTried() {
        for (int i = 0; i < 20_000; i++) {
            throttle.failed("name" + i);
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(throttle.size()).isLessThanOrEqualTo(4_096);
    }

    @Test
    void shouldMakeASourceWaitThatTriesManyNames() {
        AccessSettings settings =
                AccessSettings.DEFAULT.with(new Lockout(5, 3, Duration.ofMinutes(1), Duration.ofMinutes(15)));
        try (Access access = new Access(new MemoryUsers(), folder, clock, settings)) {
            for (String name : new String[] {"a", "b", "c"}) {
                assertThatThrownBy(() -> access.login(name, "wrong", SOURCE)).hasMessageContaining("is wrong");
            }

            assertThatThrownBy(() -> access.login("operator", MemoryUsers.PASSWORD, SOURCE))
                    .isInstanceOfSatisfying(
                            AccessRefused.class, e -> assertThat(e.code()).isEqualTo("login-locked"));
            assertThat(access.login("operator", MemoryUsers.PASSWORD, OTHER)).isNotNull();
            clock.advance(Duration.ofSeconds(1));
            assertThat(access.login("operator", MemoryUsers.PASSWORD, SOURCE)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02::/64",
        "127.0.0.1, ''",
        "::1, ''"
    })
    void shouldTakeTheNetOfACustomerForOneSource(String address, String source) throws UnknownHostException {
        assertThat(Source.of(new InetSocketAddress(InetAddress.getByName(address), 4711))
                        .net())
                .isEqualTo(source);
    }
}
