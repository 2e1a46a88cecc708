package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.Permission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleTest {
    private static final Areas FEED = Areas.of(List.of("Feed"));

    @Test
    void shouldChangeThingsInTheUsersAreasOnly() {
        Role operator = new UserRecord("ann", Role.OPERATOR, "h", false, false, FEED).role();

        assertThat(operator.may(Permission.WRITE)).isTrue();
        assertThat(operator.may(Permission.WRITE, "Feed/North")).isTrue();
        assertThat(operator.may(Permission.WRITE, "Tank")).isFalse();
        assertThat(operator.may(Permission.WRITE, "")).isFalse();
        assertThat(operator.may(Permission.WRITE, List.of("Feed", "Tank"))).isFalse();
    }

    @Test
    void shouldLookAtTheWholeSiteWhateverTheUsersAreasAre() {
        Role operator = new UserRecord("ann", Role.OPERATOR, "h", false, false, FEED).role();

        assertThat(operator.may(Permission.VIEW, "Tank")).isTrue();
        assertThat(operator.may(Permission.VIEW_SYSTEM, "")).isTrue();
    }

    @Test
    void shouldTakeTheNarrowerOfTheRolesAreasAndTheUsers() {
        Role made = new Role("night", Map.of(Permission.WRITE, FEED, Permission.SHELVE, Areas.of(List.of("Tank"))));
        Role night = new UserRecord("ann", made, "h", false, false, Areas.of(List.of("Feed.North"))).role();

        assertThat(night.may(Permission.WRITE, "Feed.North")).isTrue();
        assertThat(night.may(Permission.WRITE, "Feed")).isFalse();
        assertThat(night.may(Permission.SHELVE)).isFalse();
    }

    @Test
    void shouldRefuseAreasForWhatIsOfTheWholeSite() {
        assertThatThrownBy(() -> new Role("viewer", Map.of(Permission.VIEW, FEED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("view");
    }

    @Test
    void shouldIncludeARoleThatMayNothingMore() {
        Role limited = new Role("feeder", Map.of(Permission.WRITE, FEED));
        Role unlimited = new Role("writer", Map.of(Permission.WRITE, Areas.EVERYWHERE));

        assertThat(Role.ADMINISTRATOR.includes(Role.SUPERVISOR)).isTrue();
        assertThat(Role.SUPERVISOR.includes(Role.ADMINISTRATOR)).isFalse();
        assertThat(unlimited.includes(limited)).isTrue();
        assertThat(limited.includes(unlimited)).isFalse();
    }

    @Test
    void shouldBeTheSameWhenLimitedTwice() {
        UserRecord once = new UserRecord("ann", Role.OPERATOR, "h", false, false, FEED);

        assertThat(new UserRecord("ann", once.role(), "h", false, false, FEED)).isEqualTo(once);
    }
}
