package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestClock;
import io.ringmain.gateway.trail.AuditNote;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedAccessTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final MemoryUsers users = new MemoryUsers();
    private Access access;
    private AccessControl served;
    private final List<AuditNote> notes = new ArrayList<>();

    @BeforeEach
    void open() {
        access = new Access(users, folder, new TestClock(), AccessSettings.DEFAULT);
        served = new ServedAccess(access, notes::add);
    }

    @AfterEach
    void close() {
        access.close();
    }

    private AccessControl.Caller operator() {
        return served.login("operator", MemoryUsers.PASSWORD).orElseThrow();
    }

    @Test
    void shouldLetInWhoKnowsThePassword() {
        AccessControl.Caller caller = operator();

        assertThat(caller.user()).isEqualTo("operator");
        assertThat(caller.role()).isEqualTo("operator");
        assertThat(caller.isPresent()).isTrue();
        assertThat(caller.may(Permission.WRITE)).isTrue();
        assertThat(caller.may(Permission.CONFIGURE)).isFalse();
    }

    @Test
    void shouldNotLetInWithAWrongPassword() {
        assertThat(served.login("operator", "wrong")).isEmpty();
        assertThat(served.login("nobody", MemoryUsers.PASSWORD)).isEmpty();
    }

    @Test
    void shouldNoteLoginsAndRefusalsWithTheirOrigin() {
        String origin = "opcua 10.0.0.7";
        served.login("operator", MemoryUsers.PASSWORD, origin)
                .orElseThrow()
                .refused("opcua.write", "Feed.Level", origin, "BadUserAccessDenied");
        served.login("operator", "wrong", origin);
        served.identified("auditor", origin);
        served.identified("nobody", origin);
        assertThat(notes)
                .containsExactly(
                        AuditNote.done("operator", "login", "", origin),
                        AuditNote.refused("operator", "opcua.write", "Feed.Level", origin, "BadUserAccessDenied"),
                        AuditNote.refused("operator", "login", "", origin, "credentials-invalid"),
                        AuditNote.done("auditor", "login", "", origin),
                        AuditNote.refused("nobody", "login", "", origin, "credentials-invalid"));
    }

    @Test
    void shouldLockANameForBothWaysInAfterTooManyWrongPasswords() {
        for (int i = 0; i < Lockout.DEFAULT.attempts(); i++) {
            assertThat(served.login("operator", "wrong")).isEmpty();
        }

        assertThat(served.login("operator", MemoryUsers.PASSWORD)).isEmpty();
        assertThatThrownBy(() -> access.login("operator", MemoryUsers.PASSWORD, Source.UNKNOWN))
                .isInstanceOf(AccessRefused.class);
        assertThat(served.login("auditor", MemoryUsers.PASSWORD)).isPresent();
    }

    @Test
    void shouldKnowAUserWhoWasIdentifiedElsewhere() {
        assertThat(served.identified("supervisor").orElseThrow().may(Permission.CONFIGURE))
                .isTrue();
        assertThat(served.identified("nobody")).isEmpty();
    }

    @Test
    void shouldGiveAnonymousCallersTheRoleThatTheyAreGiven() {
        AccessControl.Caller guest = served.anonymous("guest");

        assertThat(guest.may(Permission.VIEW)).isTrue();
        assertThat(guest.may(Permission.WRITE)).isFalse();
        assertThat(guest.isPresent()).isTrue();
        assertThatThrownBy(() -> served.anonymous("king")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldEndWithTheUser() {
        AccessControl.Caller caller = operator();
        users.disable("operator");

        await().atMost(BOUND).until(() -> !caller.isPresent());
        assertThat(caller.may(Permission.VIEW)).isFalse();
        assertThat(served.identified("operator")).isEmpty();
    }

    @Test
    void shouldEndWithThePassword() {
        AccessControl.Caller caller = operator();
        users.updatePassword("operator", PasswordHash.hash("another-long-one"));

        await().atMost(BOUND).until(() -> !caller.isPresent());
        assertThat(caller.may(Permission.VIEW)).isFalse();
    }

    @Test
    void shouldFollowTheUsersRole() {
        AccessControl.Caller caller = operator();
        users.changeRole("operator", Role.GUEST);

        await().atMost(BOUND).until(() -> !caller.may(Permission.WRITE));
        assertThat(caller.role()).isEqualTo("guest");
        assertThat(caller.isPresent()).isTrue();
    }
}
