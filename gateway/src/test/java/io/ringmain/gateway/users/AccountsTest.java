package io.ringmain.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.AccountRefused;
import io.ringmain.gateway.auth.AccountRefused.Reason;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.gateway.layouts.Layout;
import io.ringmain.gateway.layouts.LayoutKey;
import io.ringmain.gateway.layouts.LayoutStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of users and roles in a real database. */
class AccountsTest {
    private static final Areas FEED = Areas.of(List.of("Feed", "Tank/1"));
    private static final Role FEEDER =
            new Role("feeder", Map.of(Permission.VIEW, Areas.EVERYWHERE, Permission.WRITE, FEED));
    private static final UserRecord ADMIN = new UserRecord("admin", Role.ADMINISTRATOR, "h", false);

    @TempDir
    private Path folder;

    private UserStore store;

    @BeforeEach
    void open() {
        store = UserStore.open(folder);
        store.create(ADMIN);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void assertRefused(ThrowingCallable change, Reason reason) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        AccountRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static UserRecord anna(Role role, boolean isDisabled) {
        return new UserRecord("anna", role, "h", isDisabled, true, FEED);
    }

    @Test
    void shouldFindAgainWhatWasMade() {
        store.createRole(FEEDER);
        store.create(anna(FEEDER, false));
        store.close();
        store = UserStore.open(folder);

        assertThat(store.role("feeder")).contains(FEEDER);
        assertThat(store.customRoles()).containsExactly(FEEDER);
        assertThat(store.find("anna")).contains(anna(FEEDER, false));
        assertThat(store.list()).containsExactly(ADMIN, anna(FEEDER, false));
    }

    @Test
    void shouldRefuseANameThatIsTaken() {
        store.createRole(FEEDER);

        assertRefused(() -> store.create(ADMIN), Reason.NAME_TAKEN);
        assertRefused(() -> store.createRole(FEEDER), Reason.NAME_TAKEN);
        assertRefused(() -> store.createRole(Role.GUEST), Reason.NAME_TAKEN);
    }

    @Test
    void shouldRefuseARoleThatThereIsNot() {
        assertRefused(() -> store.create(anna(FEEDER, false)), Reason.ROLE_UNKNOWN);
    }

    @Test
    void shouldGiveAUserAnotherRoleAndOtherAreas() {
        store.create(anna(Role.OPERATOR, false));
        UserRecord wanted = new UserRecord("anna", Role.SUPERVISOR, "h", true, false, Areas.of(List.of("Boiler")));
        store.replace(anna(Role.OPERATOR, false), wanted);

        assertThat(store.find("anna")).contains(wanted);
    }

    @Test
    void shouldNotUndoWhatSomebodyElseHasChanged() {
        store.create(anna(Role.OPERATOR, false));
        store.updatePassword("anna", "h2");

        assertRefused(() -> store.replace(anna(Role.OPERATOR, false), anna(Role.GUEST, false)), Reason.STALE);
        assertRefused(() -> store.remove(anna(Role.OPERATOR, false)), Reason.STALE);
    }

    @Test
    void shouldKeepTheLastAdministrator() {
        store.create(anna(Role.ADMINISTRATOR, false));

        assertRefused(() -> store.remove(ADMIN), Reason.LAST_ADMINISTRATOR);
        assertRefused(
                () -> store.replace(ADMIN, new UserRecord("admin", Role.ADMINISTRATOR, "h", true)),
                Reason.LAST_ADMINISTRATOR);
        assertRefused(
                () -> store.replace(ADMIN, new UserRecord("admin", Role.OPERATOR, "h", false)),
                Reason.LAST_ADMINISTRATOR);
        assertRefused(
                () -> store.replace(ADMIN, new UserRecord("admin", Role.ADMINISTRATOR, "h", false, false, FEED)),
                Reason.LAST_ADMINISTRATOR);
    }

    @Test
    void shouldRemoveAnAdministratorWhenThereIsAnotherOne() {
        store.create(new UserRecord("other", Role.ADMINISTRATOR, "h", false));
        store.remove(ADMIN);

        assertThat(store.find("admin")).isEmpty();
    }

    @Test
    void shouldChangeARoleForAllWhoHaveIt() {
        store.createRole(FEEDER);
        store.create(anna(FEEDER, false));
        store.replaceRole(
                FEEDER,
                new Role("feeder", Map.of(Permission.VIEW, Areas.EVERYWHERE, Permission.SHELVE, Areas.EVERYWHERE)));

        Role present = store.find("anna").orElseThrow().role();
        assertThat(present.may(Permission.WRITE)).isFalse();
        assertThat(present.may(Permission.SHELVE, "Feed")).isTrue();
        assertThat(present.may(Permission.SHELVE, "Boiler")).isFalse();
    }

    @Test
    void shouldKeepARoleThatSomebodyHas() {
        store.createRole(FEEDER);
        store.create(anna(FEEDER, false));

        assertRefused(() -> store.removeRole(FEEDER), Reason.ROLE_IN_USE);
        store.remove(anna(FEEDER, false));
        store.removeRole(FEEDER);
        assertThat(store.role("feeder")).isEmpty();
    }

    @Test
    void shouldKeepBuiltInRoles() {
        assertRefused(() -> store.removeRole(Role.GUEST), Reason.ROLE_BUILT_IN);
        assertRefused(() -> store.replaceRole(Role.GUEST, Role.ADMINISTRATOR), Reason.ROLE_BUILT_IN);
    }

    @Test
    void shouldTakeAUsersOwnLayoutsAlongAndLeaveWhatWasShared() {
        store.create(anna(Role.OPERATOR, false));
        LayoutStore layouts = new LayoutStore(store::database);
        LayoutKey own = LayoutKey.of("trend", "anna", "Mine");
        LayoutKey shared = LayoutKey.of("trend", "", "Ours");
        layouts.put(own, null, "{}", "anna", Instant.EPOCH);
        layouts.put(shared, null, "{}", "anna", Instant.EPOCH);

        store.remove(anna(Role.OPERATOR, false));

        assertThat(layouts.find(own)).isEmpty();
        assertThat(layouts.find(shared)).map(Layout::owner).contains("");
    }
}
