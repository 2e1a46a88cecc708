package io.ringmain.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.auth.PasswordStanding;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordRowsTest {
    @TempDir
    private Path folder;

    private UserStore store;

    @BeforeEach
    void open() {
        store = UserStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static UserRecord user(String name, String hash) {
        return new UserRecord(name, Role.OPERATOR, hash, false);
    }

    private boolean isFirst(String name) {
        return store.standings().get(name).isFirstOf(store.find(name).orElseThrow());
    }

    @Test
    void shouldKeepFormerPasswordsNewestFirstAndNotForEver() {
        store.add(List.of(user("ann", "h0"), user("bob", "x0")));
        for (int i = 1; i <= 30; i++) {
            store.updatePassword("ann", "h" + i);
        }
        store.updatePassword("bob", "x1");

        assertThat(store.formerPasswords("ann", 3)).containsExactly("h29", "h28", "h27");
        assertThat(store.formerPasswords("ann", 100)).hasSize(24).endsWith("h6");
        assertThat(store.formerPasswords("bob", 3)).containsExactly("x0");
    }

    @Test
    void shouldKnowAPasswordOfTheFirstStartUntilItIsAnotherOne() {
        store.addFirst(List.of(user("admin", "h")));
        store.add(List.of(user("ann", "h")));

        assertThat(isFirst("admin")).isTrue();
        assertThat(isFirst("ann")).isFalse();
        store.updatePassword("admin", "h2");
        assertThat(isFirst("admin")).isFalse();
    }

    @Test
    void shouldLetAUserOfTheFirstStartBeReplacedUntilThePasswordIsChanged() {
        store.addFirst(List.of(user("admin", "h")));

        assertThat(store.replaceFirst(new UserRecord("admin", Role.ADMINISTRATOR, "h2", false)))
                .isTrue();
        assertThat(store.replaceFirst(user("admin", "h3"))).isFalse();
        assertThat(store.replaceFirst(user("nobody", "h3"))).isFalse();
        assertThat(store.find("admin")).contains(new UserRecord("admin", Role.ADMINISTRATOR, "h2", false));
    }

    @Test
    void shouldKnowWhenAPasswordWasSet() {
        Instant before = Instant.now().minusSeconds(1);
        store.add(List.of(user("ann", "h")));

        PasswordStanding standing = store.standings().get("ann");
        assertThat(standing.changedAt()).isBetween(before, Instant.now().plusSeconds(1));
    }
}
