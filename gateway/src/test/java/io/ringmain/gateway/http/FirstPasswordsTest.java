package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestClock;
import io.ringmain.gateway.view.Problem;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPasswordsTest {
    private static final InetSocketAddress OWN = new InetSocketAddress("198.51.100.1", 8080);
    private static final InetSocketAddress OTHER = new InetSocketAddress("198.51.100.2", 4711);

    @TempDir
    private Path folder;

    private final MemoryUsers users = new MemoryUsers();
    private Access access;

    @BeforeEach
    void start() {
        users.setFirst("administrator");
        access = new Access(users, folder, new TestClock(), AccessSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        access.close();
    }

    private void check(InetSocketAddress from, InetSocketAddress to) {
        new FirstPasswords(access).check(from, to);
    }

    @Test
    void shouldRefuseOtherMachines() {
        assertThatThrownBy(() -> check(OTHER, OWN)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(403);
            assertThat(problem.code()).isEqualTo("first-passwords-unchanged");
        });
    }

    @Test
    void shouldServeThisMachineByTheLoopbackAndByItsOwnAddress() {
        InetSocketAddress loopback = new InetSocketAddress("127.0.0.1", 4711);

        assertThatCode(() -> check(loopback, loopback)).doesNotThrowAnyException();
        assertThatCode(() -> check(new InetSocketAddress("198.51.100.1", 4711), OWN))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldServeEverybodyOnceThePasswordIsAnotherOne() {
        users.updatePassword("administrator", PasswordHash.hash("another-long-one"));
        access.login("administrator", "another-long-one", Source.UNKNOWN);

        assertThatCode(() -> check(OTHER, OWN)).doesNotThrowAnyException();
    }
}
